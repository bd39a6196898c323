import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type Narrative, narrativeQuery } from "../api/decisions.ts";
import { faultOf } from "../api/fault-error.ts";
import { useLine } from "../app/line.ts";
import { PageTitle } from "../app/page-title.tsx";
import { useMay, useSession } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { countText, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { Field, LongField } from "../components/field.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { useToast } from "../components/toast.tsx";
import { Section } from "../page/section.tsx";

const TITLE = "Why they buy";
const LEAD = "The yearly, strategic part of the profile, in words; the scorecard is its quarterly part";

/** The strategic narrative: its words, who answers for them, and where the scorecard in force says something else. */
export function NarrativePage() {
  const line = useLine();
  const may = useMay("editor");
  const { data, error, refetch } = useQuery(narrativeQuery(line));
  const [writing, setWriting] = useState(false);
  if (error !== null)
    return (
      <>
        <PageTitle title={TITLE} />
        <ErrorState title="The narrative could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
      </>
    );
  if (data === undefined) return <PageSkeleton />;
  const { narrative } = data;
  return (
    <>
      <PageTitle title={TITLE} lead={LEAD}>
        {may && narrative !== null && !writing ? <Button onClick={() => setWriting(true)}>Write it anew</Button> : null}
      </PageTitle>
      {writing ? (
        <Write told={data} line={line} onClose={() => setWriting(false)} />
      ) : narrative === null ? (
        <EmptyState
          title="Nobody has written it yet."
          text={
            may
              ? "Say in a few sentences why your best customers buy: what goes wrong without you, and what has to be true of a company for that to hurt."
              : "An editor or an admin of this workspace writes it: why your best customers buy."
          }
        >
          {may ? (
            <Button look="main" onClick={() => setWriting(true)}>
              Write it
            </Button>
          ) : null}
        </EmptyState>
      ) : (
        <Words told={data} />
      )}
    </>
  );
}

function Words({ told: { narrative, contradictions, due, before } }: { readonly told: Narrative }) {
  if (narrative === null) return null;
  const { text, owner, review_date, written_at, written_by } = narrative;
  return (
    <>
      <div className="max-w-[44rem] border-t-2 border-ink pt-4 text-lg wrap-anywhere whitespace-pre-line">{text}</div>
      <p className="mt-3 text-sm text-soft">
        {owner} answers for it · written by {written_by}, {dayText(written_at)}
        {review_date === null ? "" : " · "}
        {review_date === null ? null : due ? (
          <strong className="text-ink">was to be looked at again on {dayText(review_date)}</strong>
        ) : (
          `looked at again on ${dayText(review_date)}`
        )}
        {before === 0 ? "" : ` · ${countText(before, "earlier wording")} kept`}
      </p>
      <Section
        id="against"
        title={contradictions.length === 0 ? "Nothing speaks against it" : "Where the scorecard says something else"}
        lead={contradictions.length === 0 ? "" : countText(contradictions.length, "sentence")}
      >
        {contradictions.length === 0 ? (
          <p className="text-soft">No word of it names something that the scorecard in force gives no points.</p>
        ) : (
          <>
            <ul className="list-disc pl-5">
              {contradictions.map(({ sentence }) => (
                <li key={sentence} className="py-1">
                  {sentence}
                </li>
              ))}
            </ul>
            <p className="mt-2">
              Write the narrative anew, or look at the{" "}
              <Link to="/icp" hash="score" className="text-accent underline underline-offset-4">
                scorecard
              </Link>
              : one of the two is to change, or somebody says why both hold.
            </p>
          </>
        )}
      </Section>
    </>
  );
}

interface WriteProps {
  readonly told: Narrative;
  readonly line: string;
  readonly onClose: () => void;
}

function Write({ told: { narrative }, line, onClose }: WriteProps) {
  const { user } = useSession();
  const client = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState(narrative?.text ?? "");
  const [owner, setOwner] = useState(narrative?.owner ?? user.name);
  const [review, setReview] = useState("");
  const { busy, fault, send } = useSend<Narrative>();
  const submit = async (): Promise<void> => {
    const body = { text, owner: owner.trim() === "" ? null : owner.trim(), review_date: review === "" ? null : review };
    const answer = await send("PUT", "/api/icp/narrative", body, { line });
    if (!answer.ok) return;
    client.setQueryData(narrativeQuery(line).queryKey, answer.value);
    void client.invalidateQueries({ queryKey: ["/api/overview"] });
    toast({ text: "The narrative is written. What was written before is kept." });
    onClose();
  };
  return (
    <form
      className="max-w-[44rem]"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <LongField
        label="Why such a company buys"
        help="Plain words. Industries, sizes, countries and tools that you name are held against the scorecard."
        rows={8}
        required
        maxLength={20_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="grid gap-x-6 sm:grid-cols-2">
        <Field
          label="Who answers for it"
          required
          maxLength={200}
          value={owner}
          onChange={({ target }) => setOwner(target.value)}
        />
        <Field
          label="Looked at again on"
          help="A year from now where you name no day"
          type="date"
          value={review}
          onChange={({ target }) => setReview(target.value)}
        />
      </div>
      <FaultLine fault={fault} />
      <div className="flex gap-2">
        <Button type="submit" look="main" busy={busy}>
          Keep it
        </Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </div>
    </form>
  );
}
