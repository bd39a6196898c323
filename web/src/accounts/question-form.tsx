import { useId, useState } from "react";
import type { Question } from "../api/accounts.ts";
import { Button } from "../components/button.tsx";

export type Answers = Readonly<Record<string, string>>;

interface QuestionFormProps {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

/** Questions that tell most of the score: so many at first. */
const FIRST = 6;

/** The questions, the most telling first; what one does not know is left open. */
export function QuestionForm({ questions, answers, onChange }: QuestionFormProps) {
  const [all, setAll] = useState(false);
  const shown = all ? questions : questions.slice(0, FIRST);
  const given = Object.keys(answers).length;
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      {shown.map((question) => (
        <One
          key={question.attribute}
          question={question}
          answer={answers[question.attribute] ?? null}
          onAnswer={(value) => {
            const { [question.attribute]: _, ...rest } = answers;
            onChange(value === null ? rest : { ...rest, [question.attribute]: value });
          }}
        />
      ))}
      <p className="flex flex-wrap gap-2">
        {questions.length > FIRST ? (
          <Button onClick={() => setAll(!all)}>
            {all ? `The first ${FIRST} only` : `Ask ${questions.length - FIRST} more`}
          </Button>
        ) : null}
        <Button look="quiet" className={given === 0 ? "invisible" : ""} onClick={() => onChange({})}>
          Clear
        </Button>
      </p>
    </form>
  );
}

interface OneProps {
  readonly question: Question;
  readonly answer: string | null;
  readonly onAnswer: (value: string | null) => void;
}

function One({ question: { label, choices, moves }, answer, onAnswer }: OneProps) {
  const name = useId();
  const options = [...choices.map(({ value, label: text }) => ({ value, text })), { value: "", text: "I do not know" }];
  return (
    <fieldset className="mb-5 min-w-0">
      <legend className="mb-1">
        <strong>{label}</strong> <span className="text-soft">moves {moves} points</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, text }) => (
          <label
            key={value}
            className={`inline-flex min-h-8 items-center rounded-md border px-3 py-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent max-md:min-h-10 ${value === "" ? "border-transparent text-soft has-checked:border-line" : "border-edge has-checked:border-accent has-checked:bg-tint has-checked:font-semibold"}`}
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              checked={(answer ?? "") === value}
              onChange={() => onAnswer(value === "" ? null : value)}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
