import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Page } from "../../../src/icp/page/page.ts";
import type { Report as ReportPart } from "../../../src/icp/page/report.ts";
import { faultOf } from "../api/fault-error.ts";
import { useJob } from "../api/jobs.ts";
import { pageQuery, queryOf, versionsQuery } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { Term } from "../app/term.tsx";
import { useSend } from "../app/use-send.ts";
import { capital, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { PageSkeleton, Skeleton } from "../components/skeleton.tsx";
import { Tabs } from "../components/tabs.tsx";
import { LeftOut } from "../page/left-out.tsx";
import { SurePart, VerdictPart } from "../page/one-page.tsx";
import { Phrase, plainText } from "../page/phrase.tsx";
import { Report } from "../page/report.tsx";
import { Section } from "../page/section.tsx";
import { Worth } from "../page/worth.tsx";

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
  readonly report: ReportPart;
  readonly stamps?: Stamps;
}

const TITLE = "How we know";

/** What speaks for the profile in force: when it was made, on newer deals, and live. */
export function ProofPage() {
  const line = useLine();
  const versions = useQuery(versionsQuery(line));
  const inForce = versions.data?.items.find(({ state }) => state === "approved")?.number ?? null;
  const { data, error, refetch } = useQuery({ ...pageQuery(line, inForce), enabled: inForce !== null });
  const [part, setPart] = useState("made");
  const fault = error ?? versions.error;
  if (fault !== null)
    return (
      <>
        <PageTitle title={TITLE} />
        <ErrorState title="The proof could not be read" fault={faultOf(fault)} onRetry={() => void refetch()} />
      </>
    );
  if (versions.data !== undefined && versions.data.items.length === 0) return <NoProfile title={TITLE} />;
  if (versions.data !== undefined && inForce === null)
    return (
      <>
        <PageTitle title={TITLE} />
        <EmptyState
          title="Nothing is in force yet."
          text="What is proved is the version that everybody works with: approve a draft first."
        />
      </>
    );
  if (data === undefined) return <PageSkeleton />;
  return (
    <>
      <PageTitle title={TITLE} lead={`Version ${data.number}, in force`} />
      <Tabs
        label="Proofs"
        value={part}
        onChange={setPart}
        tabs={[
          { id: "made", name: "When it was made", body: <Made page={data.page} /> },
          { id: "deals", name: "On newer deals", body: <Held key={line} way="deals" /> },
          { id: "stamps", name: "Live", body: <Held key={line} way="stamps" /> },
        ]}
      />
    </>
  );
}

function Made({ page: { verdict, worth, sure, next, leftOut } }: { readonly page: Page }) {
  return (
    <>
      <VerdictPart verdict={verdict} />
      {next === null ? null : (
        <Section id="next" title={next.title}>
          <ol className="list-decimal pl-5">
            {next.steps.map((words) => (
              <li key={plainText(words)} className="py-0.5">
                <Phrase words={words} />
              </li>
            ))}
          </ol>
        </Section>
      )}
      <SurePart sure={sure} />
      {worth === null ? null : <Worth curve={worth} />}
      <LeftOut part={leftOut} />
    </>
  );
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
function Held({ way }: { readonly way: Way }) {
  const line = useLine();
  const client = useQueryClient();
  const may = useMay("editor");
  const query = queryOf<{ readonly result: Validation | null }>("/api/icp/validation", { line, by: way });
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
        <p className="max-w-[44rem] text-soft">
          {lead}
          {result === null ? "" : ` Looked at on ${dayText(result.at, true)}.`}
        </p>
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
        <EmptyState title="Nobody has looked since the server started." text={none}>
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
      <EmptyState title="There is nothing to tell yet." text={sentence(job.error ?? "")}>
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
