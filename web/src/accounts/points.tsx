import { useQuery } from "@tanstack/react-query";
import { type Question, questionsQuery, type Reason } from "../api/accounts.ts";
import { useLine } from "../app/line.ts";
import { Waterfall } from "../components/points-bar.tsx";
import { Wide } from "../components/wide.tsx";
import { Fold } from "../page/section.tsx";

/** Points by attribute, what each could be, and all bands a click away. */
export function Points({ reasons, fit, title }: PointsProps) {
  const line = useLine();
  const { data } = useQuery(questionsQuery(line));
  const questions = new Map((data?.items ?? []).map((one) => [one.attribute, one]));
  return (
    <>
      <Waterfall
        title={title}
        total={fit}
        parts={reasons.map(({ attribute, label, band, value, points, of }) => ({
          ...{ name: label, points, of },
          value: valueText(value, band),
          could: couldBe(questions.get(attribute), points, value === null),
        }))}
      />
      <Fold title="All bands and their points">
        <Bands reasons={reasons} questions={questions} />
      </Fold>
    </>
  );
}

interface PointsProps {
  readonly reasons: readonly Reason[];
  readonly fit: number;
  readonly title: string;
}

function couldBe(question: Question | undefined, points: number, unknown: boolean): string {
  const best = question?.choices.toSorted((a, b) => b.points - a.points)[0];
  if (question === undefined || best === undefined) return "";
  if (unknown) {
    const least = Math.min(...question.choices.map((one) => one.points));
    return `${least} to ${best.points} once it is known; ${best.points}: ${best.label}`;
  }
  return best.points > points ? `at most ${best.points}: ${best.label}` : "";
}

/** A longer one stands among the cells as imported. */
const LONGEST = 24;

/** What is known, and its band where that says something else. */
function valueText(value: string | null, band: string | null): string {
  if (value === null) return "not known";
  if (band === null || band.toLowerCase() === value.trim().toLowerCase()) return value;
  return value.includes(";") || value.length > LONGEST ? band : `${value.trim()} (${band})`;
}

function Bands({
  reasons,
  questions,
}: Pick<PointsProps, "reasons"> & { readonly questions: ReadonlyMap<string, Question> }) {
  return (
    <Wide label="All bands and their points">
      <table className="plain">
        <caption className="sr-only">All bands and their points</caption>
        <thead>
          <tr>
            <th scope="col">attribute</th>
            <th scope="col">band</th>
            <th scope="col" className="number">
              points
            </th>
          </tr>
        </thead>
        <tbody>
          {reasons.flatMap(({ attribute, label, band, value }) => {
            const question = questions.get(attribute);
            if (question === undefined) return [];
            const unknown = { value: "", label: "not known", points: question.unknown };
            return [...question.choices, unknown].map((choice, place) => {
              const own = value === null ? choice === unknown : choice.label === band;
              return (
                <tr key={`${attribute} ${choice.label}`} className={own ? "bg-tint font-semibold" : ""}>
                  <th scope="row">{place === 0 ? label : <span className="sr-only">{label}</span>}</th>
                  <td>
                    {choice.label}
                    {own ? <span className="sr-only"> (this one)</span> : null}
                  </td>
                  <td className="number">{choice.points}</td>
                </tr>
              );
            });
          })}
        </tbody>
      </table>
    </Wide>
  );
}
