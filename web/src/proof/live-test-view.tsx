import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useRef, useState } from "react";
import { ask } from "../api/ask.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { capital, countText, dayText } from "../app/words.ts";
import { FILES, useBatch } from "../batches/use-batch.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { useToast } from "../components/toast.tsx";
import { Report } from "../page/report.tsx";
import { Fold, Section } from "../page/section.tsx";
import { type Look, OUTCOMES, percentText, pointsText, STATES, type Test, TOLD_BY_DEALS } from "./live-words.ts";

/** A live test: how it was set up, how it stands, and ways to look again. */
export function LiveTestView({ test }: { readonly test: Test }) {
  const { id, list, since, until, sides, outcome, usual, smallest, ended_at, looks } = test;
  const running = ended_at === null;
  return (
    <Section
      id={`test-${id}`}
      title={list}
      lead={running ? `runs from ${dayText(since)} to ${dayText(until)}` : `ended on ${dayText(ended_at)}`}
    >
      <p className="max-w-[44rem]">
        {countText(sides.list, "account")} of{" "}
        <Link to="/lists/$name" params={{ name: list }} className="text-accent underline underline-offset-4">
          the list
        </Link>{" "}
        against {sides.control.toLocaleString()} kept aside. What decides it: {OUTCOMES[outcome].toLowerCase()}, which{" "}
        {percentText(usual)} of the control were expected to see.{" "}
        <span className="text-soft">
          {smallest === null
            ? "These are too few to show any difference."
            : `A difference of ${pointsText(smallest)} or more shows four times in five on the last day.`}
        </span>
      </p>
      {looks.map((look) => (
        <LookView key={look.run} look={look} />
      ))}
      {looks.length === 0 ? <p className="mt-3 text-soft">Nobody has looked at it yet.</p> : null}
      {running ? <Doing test={test} /> : null}
    </Section>
  );
}

function LookView({ look: { state, said, at, asked_by, file, newer, report } }: { readonly look: Look }) {
  return (
    <div className="mt-4">
      <p className="text-lg tracking-tight">{STATES[state]}</p>
      <p className="mt-1 max-w-[44rem]">
        {said.replace(/^Too early to tell: /, "").replace(/^./, (first) => first.toUpperCase())}
      </p>
      <p className="mt-1 text-soft">
        By {file === null ? "the deals of the workspace" : file}, looked at on {dayText(at, true)} by {asked_by}
        {newer === null ? null : (
          <>
            , <strong className="text-ink">before the import of {dayText(newer.at)}</strong> ({newer.file})
          </>
        )}
        .
      </p>
      <Fold title="All figures">
        <Report report={report} />
      </Fold>
    </div>
  );
}

/** Ways to look again, and to end it. */
function Doing({ test: { id, outcome, looks, list } }: { readonly test: Test }) {
  const line = useLine();
  const may = useMay("editor");
  const client = useQueryClient();
  const toast = useToast();
  const help = useId();
  const input = useRef<HTMLInputElement>(null);
  const path = `/api/live-tests/${encodeURIComponent(id)}`;
  const { busy, fault, send } = useSend<Job>();
  const batch = useBatch<Look>(`${path}/outcomes`);
  const [job, setJob] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const renew = (): void => void client.invalidateQueries({ queryKey: ["/api/live-tests"] });
  if (!may) return null;
  const begin = async (): Promise<void> => {
    const answer = await send("POST", `${path}/look`, {}, { line });
    if (answer.ok) setJob(answer.value.id);
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    await batch.send(file, { line });
    renew();
  };
  const end = async (): Promise<void> => {
    const answer = await ask("POST", `${path}/end`, { query: { line } });
    setEnding(false);
    toast({ text: answer.ok ? `The test of ${list} is ended: what was found stands.` : answer.fault.message });
    renew();
  };
  const byDeals = TOLD_BY_DEALS.includes(outcome);
  return (
    <div className="mt-4">
      <div className="flex flex-wrap items-center gap-2">
        {byDeals ? (
          <Button
            look={looks.length === 0 ? "main" : "plain"}
            busy={busy}
            disabled={job !== null}
            onClick={() => void begin()}
          >
            {looks.length === 0 ? "Look how it stands" : "Look again"}
          </Button>
        ) : null}
        <Button busy={batch.busy} onClick={() => input.current?.click()} aria-describedby={help}>
          {batch.busy ? "Reading the file" : "Look by a file"}
        </Button>
        <input
          ref={input}
          type="file"
          accept={FILES}
          aria-label={`A file of what became of ${list}`}
          className="hidden"
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = "";
          }}
        />
        <Button look="quiet" onClick={() => setEnding(true)}>
          End it
        </Button>
      </div>
      <p id={help} className="mt-1 text-sm text-soft">
        A file: a column for each outcome, a log of messages, or an export of deals. It is read and not kept.
      </p>
      <FaultLine fault={fault ?? batch.fault} />
      {ending ? (
        <Dialog
          open
          onClose={() => setEnding(false)}
          title={`End the test of ${list}?`}
          lead="What was found stands, and nobody can look again. The list stays frozen until somebody thaws it."
        >
          <DialogButtons>
            <Button look="harm" onClick={() => void end()}>
              End the test
            </Button>
            <Button onClick={() => setEnding(false)}>Let it run</Button>
          </DialogButtons>
        </Dialog>
      ) : null}
      {job === null ? null : (
        <JobProgress
          id={job}
          title={capital(`looking how ${list} stands`)}
          onDone={() => {
            setJob(null);
            renew();
          }}
          onDismiss={() => setJob(null)}
        />
      )}
    </div>
  );
}
