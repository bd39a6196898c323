import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Report as ReportPart } from "../../../src/icp/page/report.ts";
import { faultOf } from "../api/fault-error.ts";
import { useJob } from "../api/jobs.ts";
import { queryOf } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useMay } from "../app/session.ts";
import { Term } from "../app/term.tsx";
import { useSend } from "../app/use-send.ts";
import { capital, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Report } from "../page/report.tsx";
import { meansTooEarly } from "./too-early.ts";

type Way = "deals" | "stamps";

interface Stamps {
  readonly stamped: number;
  readonly open: number;
  readonly counted: number;
  readonly since: string | null;
}

/** What a validation found, worded. */
interface Validation {
  readonly at: string;
  readonly asked_by: string;
  /** Number of the version that was held. */
  readonly number: number;
  readonly report: ReportPart;
  readonly stamps?: Stamps;
}

/** The newest validation, and what came since. */
interface Told {
  readonly result: Validation | null;
  readonly in_force: number | null;
  readonly newer: { readonly at: string; readonly file: string } | null;
}

const WAYS: Readonly<Record<Way, { readonly lead: ReactNode; readonly none: string; readonly button: string }>> = {
  deals: {
    lead: (
      <>
        <Term word="held-out">Held-out</Term> deals: they closed after those that it learned from, of companies that it
        has not met.
      </>
    ),
    none: "Import newer deals, then hold the profile against them: does it still tell won from lost?",
    button: "Hold it against newer deals",
  },
  stamps: {
    lead: "Every opportunity carries the score that it had on the day it was created. No hindsight: the only live proof.",
    none: "Opportunities are stamped when they are imported, and count as they close.",
    button: "Hold it against stamped deals",
  },
};

/** The newest validation of one kind, and the way to a newer one. */
export function Held({ way }: { readonly way: Way }) {
  const line = useLine();
  const client = useQueryClient();
  const may = useMay("editor");
  const query = queryOf<Told>("/api/icp/validation", { line, by: way });
  const { data, error, refetch } = useQuery(query);
  const [job, setJob] = useState<string | null>(null);
  const [against, setAgainst] = useState("");
  const { busy, fault, send } = useSend<Job>();
  const { lead, none, button } = WAYS[way];
  const begin = async (): Promise<void> => {
    const rival = way === "deals" && against.trim() !== "" ? { against: against.trim() } : {};
    const answer = await send("POST", "/api/icp/validate", { by: way, ...rival }, { line });
    if (answer.ok) setJob(answer.value.id);
  };
  const ended = (): void => {
    setJob(null);
    void client.invalidateQueries({ queryKey: query.queryKey });
  };
  if (error !== null)
    return <ErrorState title="It could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton />;
  const { result } = data;
  return (
    <>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="max-w-[44rem] text-soft">
          <p>{lead}</p>
          {result === null ? null : <MeasuredOn told={{ ...data, result }} />}
        </div>
        {may && job === null && result !== null ? (
          <Button busy={busy} onClick={() => void begin()}>
            Look again
          </Button>
        ) : null}
      </div>
      {may && job === null && way === "deals" ? (
        <div className="max-w-[32rem]">
          <Field
            label="A score that you have today"
            help="The name of its column in the deals or accounts: both are then held against the same deals. It may stay empty."
            maxLength={500}
            value={against}
            onChange={({ target }) => setAgainst(target.value)}
          />
        </div>
      ) : null}
      <FaultLine fault={fault} />
      {job === null ? null : <Looking id={job} onDone={ended} onDismiss={() => setJob(null)} />}
      {result === null && job === null ? (
        <EmptyState title="Nobody has looked yet." text={none}>
          {may ? (
            <Button look="main" busy={busy} onClick={() => void begin()}>
              {button}
            </Button>
          ) : null}
        </EmptyState>
      ) : null}
      {result === null ? null : (
        <>
          {result.stamps === undefined ? null : <StampLine stamps={result.stamps} />}
          <Report report={result.report} />
        </>
      )}
    </>
  );
}

interface LookingProps {
  readonly id: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** A validation under way. That there is nothing to hold it against yet is no failure: it is told as what comes next. */
function Looking({ id, onDone, onDismiss }: LookingProps) {
  const { job } = useJob(id);
  if (job?.state === "failed")
    return (
      <EmptyState
        title={meansTooEarly(job.error ?? "") ? "There is nothing to tell yet." : "It could not be held against them."}
        text={sentence(job.error ?? "")}
      >
        <Button onClick={onDismiss}>Close</Button>
      </EmptyState>
    );
  return (
    <JobProgress id={id} title="Holding the profile against what came of deals" onDone={onDone} onDismiss={onDismiss} />
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

function StampLine({ stamps: { stamped, open, counted, since } }: { readonly stamps: Stamps }) {
  return (
    <p className="mb-4">
      <strong>{stamped.toLocaleString()}</strong> <Term word="stamped" />
      {since === null ? "" : ` since ${dayText(since)}`}: {counted.toLocaleString()} closed since and counted,{" "}
      {open.toLocaleString()} open still or no part of the proof.
    </p>
  );
}

/** When it was measured, of which version, and what it did not know. */
function MeasuredOn({ told: { result, in_force, newer } }: { readonly told: Told & { readonly result: Validation } }) {
  const { at, asked_by, number } = result;
  const other = in_force !== null && in_force !== number;
  return (
    <p className="mt-1">
      Measured on {dayText(at, true)}, asked for by {asked_by}
      {newer === null ? null : (
        <>
          , <strong className="text-ink">before the import of {dayText(newer.at)}</strong> ({newer.file})
        </>
      )}
      .{" "}
      {other ? (
        <strong className="text-ink">
          It was version {number}; version {in_force} is in force now.
        </strong>
      ) : (
        `Version ${number}.`
      )}
    </p>
  );
}
