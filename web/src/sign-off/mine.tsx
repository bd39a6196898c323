import { useState } from "react";
import { type Asked, type SignOff, signOffPath } from "../api/decisions.ts";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { capital } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { LongField } from "../components/field.tsx";
import { useToast } from "../components/toast.tsx";
import { Section } from "../page/section.tsx";
import { isOpen } from "./by-person.ts";
import { useKept } from "./use-kept.ts";

/** The questions to whoever is signed in, answered one by one or all at once. */
export function Mine({ own, data }: { readonly own: readonly Asked[]; readonly data: SignOff }) {
  const line = useLine();
  const kept = useKept(line);
  const toast = useToast();
  const { busy, fault, send } = useSend<SignOff>();
  const open = own.filter(isOpen);
  const say = async (body: Readonly<Record<string, string | null>>, done: string): Promise<boolean> => {
    const answer = await send("POST", `${signOffPath(data.number)}/answers`, body, { line });
    if (!answer.ok) return false;
    kept(answer.value);
    toast({ text: done });
    return true;
  };
  return (
    <Section
      id="mine"
      title="You were asked"
      lead={open.length === 0 ? "and have answered; you may still change it" : ""}
    >
      {own.map((one) => {
        const claim = data.claims.find(({ id }) => id === one.claim);
        return claim === undefined ? null : (
          <Answer key={one.claim} one={one} sentence={claim.sentence} busy={busy} say={say} />
        );
      })}
      <FaultLine fault={fault} />
      {open.length < 2 ? null : (
        <Button className="mt-3" busy={busy} onClick={() => void say({ answer: "agree" }, "You agree with the rest.")}>
          Agree with all {open.length} that are open
        </Button>
      )}
    </Section>
  );
}

interface AnswerProps {
  readonly one: Asked;
  readonly sentence: string;
  readonly busy: boolean;
  readonly say: (body: Readonly<Record<string, string | null>>, done: string) => Promise<boolean>;
}

function Answer({ one, sentence, busy, say }: AnswerProps) {
  const [comment, setComment] = useState<string | null>(null);
  /** What was written stays until it is kept. */
  const keep = async (body: Readonly<Record<string, string | null>>, done: string): Promise<void> => {
    if (await say({ claim: one.claim, ...body }, done)) setComment(null);
  };
  const tell = (answer: "agree" | "disagree"): void => {
    const said = comment ?? one.comment ?? "";
    const words = said.trim() === "" ? null : said.trim();
    void keep({ answer, comment: words }, answer === "agree" ? "You agree." : "You disagree.");
  };
  return (
    <div className="border-b border-line py-2">
      <p className="mb-1">{sentence}</p>
      <div className="flex flex-wrap items-center gap-2">
        {(["agree", "disagree"] as const).map((answer) => (
          <Button
            key={answer}
            disabled={busy}
            aria-pressed={one.answer === answer}
            aria-label={`${capital(answer)}: ${sentence}`}
            className={one.answer === answer ? "border-accent bg-tint font-semibold" : ""}
            onClick={() => tell(answer)}
          >
            {capital(answer)}
          </Button>
        ))}
        {comment === null ? (
          <Button
            look="quiet"
            onClick={() => setComment(one.comment ?? "")}
            aria-label={`${one.comment === null ? "Comment" : "Change the comment"}: ${sentence}`}
          >
            {one.comment === null ? "Comment" : "Change the comment"}
          </Button>
        ) : null}
      </div>
      {comment === null ? (
        one.comment === null ? null : (
          <p className="mt-1 text-sm text-soft wrap-anywhere">{one.comment}</p>
        )
      ) : (
        <div className="mt-2">
          <LongField
            label="Comment"
            help="It goes with your answer: agree or disagree."
            maxLength={5000}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
          {comment.trim() === "" ? null : (
            <Button busy={busy} onClick={() => void keep({ comment: comment.trim() }, "Your comment is kept.")}>
              Comment only
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
