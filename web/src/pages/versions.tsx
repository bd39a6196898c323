import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { signOffQuery } from "../api/decisions.ts";
import { faultOf } from "../api/fault-error.ts";
import { diffQuery, sessionQuery, versionsQuery } from "../api/queries.ts";
import type { Job, Version } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { LongField, Tick } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useToast } from "../components/toast.tsx";
import { Report } from "../page/report.tsx";
import { STATE_WORDS } from "./icp.tsx";

/** What a person is about to do. */
type Doing =
  | { readonly what: "build" }
  | { readonly what: "approve"; readonly version: Version }
  | { readonly what: "rollback"; readonly version: Version };

interface Begun {
  readonly id: string;
  readonly title: string;
  /** What is told when it ended well. */
  readonly done: string;
}

/** Every version, what each would change, and how one comes into force. */
export function VersionsPage() {
  const line = useLine();
  const client = useQueryClient();
  const toast = useToast();
  const may = useMay("editor");
  const { data, error, refetch } = useQuery(versionsQuery(line));
  const [doing, setDoing] = useState<Doing | null>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [held, setHeld] = useState<Version | null>(null);
  if (error !== null)
    return (
      <>
        <PageTitle title="Versions" />
        <ErrorState title="The versions could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
      </>
    );
  if (data === undefined)
    return (
      <>
        <PageTitle title="Versions" lead={"\u00a0"} />
        <Skeleton lines={8} title={false} />
      </>
    );
  const { items } = data;
  if (items.length === 0 && begun === null && !may) return <NoProfile title="Versions" />;
  const inForce = items.find(({ state }) => state === "approved") ?? null;
  const ended = ({ done }: Begun): void => {
    setBegun(null);
    setHeld(null);
    toast({ text: done });
    void client.invalidateQueries();
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <>
      <PageTitle title="Versions" lead="A version is a draft until somebody approves it. Nothing is ever overwritten.">
        {may ? (
          <Button onClick={() => setDoing({ what: "build" })} disabled={begun !== null}>
            Build a new draft
          </Button>
        ) : null}
      </PageTitle>
      {begun === null ? null : (
        <div className="mb-6">
          <JobProgress
            key={begun.id}
            id={begun.id}
            title={begun.title}
            onDone={() => ended(begun)}
            onDismiss={() => setBegun(null)}
          />
        </div>
      )}
      {items.length === 0 ? (
        <p className="text-soft">There is none yet. A draft is built from the deals that the workspace keeps.</p>
      ) : (
        <List
          items={items}
          inForce={inForce}
          may={may && begun === null}
          held={held}
          onHold={setHeld}
          onDo={setDoing}
        />
      )}
      {held === null || inForce === null ? null : (
        <Diff line={line} before={inForce} after={held} onClose={() => setHeld(null)} />
      )}
      {doing === null ? null : (
        <Decide
          doing={doing}
          inForce={inForce}
          line={line}
          onClose={() => setDoing(null)}
          onBegun={(one) => {
            setDoing(null);
            setBegun(one);
          }}
        />
      )}
    </>
  );
}

interface ListProps {
  readonly items: readonly Version[];
  readonly inForce: Version | null;
  readonly may: boolean;
  readonly held: Version | null;
  readonly onHold: (version: Version | null) => void;
  readonly onDo: (doing: Doing) => void;
}

const ORIGINS: Readonly<Record<Version["origin"], string>> = {
  build: "built from deals",
  refresh: "refreshed",
  hand: "edited by hand",
  declared: "declared",
};

function List({ items, inForce, may, held, onHold, onDo }: ListProps) {
  return (
    <ul className="border-t border-line">
      {items.map((version) => {
        const { id, number, state, origin, why, created_at, created_by, approved_at, approved_by, asked, answered } =
          version;
        const current = state === "approved";
        return (
          <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-72">
              <p>
                <Link
                  to="/icp"
                  search={{ version: number }}
                  className="font-semibold text-accent underline underline-offset-4"
                >
                  Version {number}
                </Link>{" "}
                <span className={current ? "font-semibold" : "text-soft"}>{STATE_WORDS[state]}</span>
              </p>
              {why === null ? null : <p className="wrap-anywhere">{why}</p>}
              <p className="text-sm text-soft">
                {ORIGINS[origin]} by {created_by}, {dayText(created_at, true)}
                {approved_at === null
                  ? ""
                  : ` · approved by ${approved_by ?? "somebody"}, ${dayText(approved_at, true)}`}
                {asked === 0 ? "" : ` · signed by ${answered} of ${asked}`}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              <Link to="/icp/sign-off" search={{ version: number }} className={buttonClass("quiet")}>
                Sign-off
              </Link>
              {inForce === null || current ? null : (
                <Button
                  look="quiet"
                  aria-pressed={held?.id === id}
                  onClick={() => onHold(held?.id === id ? null : version)}
                >
                  What is different
                </Button>
              )}
              {may && state === "draft" ? (
                <Button
                  look={number > (inForce?.number ?? 0) ? "main" : "plain"}
                  onClick={() => onDo({ what: "approve", version })}
                >
                  Approve
                </Button>
              ) : null}
              {may && state === "retired" ? (
                <Button onClick={() => onDo({ what: "rollback", version })}>Put back in force</Button>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Diff({ line, before, after, onClose }: DiffProps) {
  const { data, error, refetch } = useQuery(diffQuery(line, before.number, after.number));
  return (
    <section aria-labelledby="different" className="mt-8 border-t-2 border-ink pt-3">
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="different" className="text-lg">
          From version {before.number}, in force, to version {after.number}
        </h2>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      {error === null ? null : (
        <ErrorState title="They could not be compared" fault={faultOf(error)} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : <Report report={{ ...data.report, footer: [] }} />}
    </section>
  );
}

interface DiffProps {
  readonly line: string;
  readonly before: Version;
  readonly after: Version;
  readonly onClose: () => void;
}

interface DecideProps {
  readonly doing: Doing;
  readonly inForce: Version | null;
  readonly line: string;
  readonly onClose: () => void;
  readonly onBegun: (begun: Begun) => void;
}

/** Says what will happen, and asks why: the answer stays with the version. */
function Decide({ doing, inForce, line, onClose, onBegun }: DecideProps) {
  const [why, setWhy] = useState("");
  const [force, setForce] = useState(false);
  const { busy, fault, send } = useSend<Job>();
  const { title, lead, button, path, body, job, done } = stepsOf(doing, inForce);
  const submit = async (): Promise<void> => {
    const answer = await send(
      "POST",
      path,
      { ...body, why: why.trim() === "" ? null : why.trim(), ...(force ? { force } : {}) },
      { line },
    );
    if (answer.ok) onBegun({ id: answer.value.id, title: job, done });
  };
  return (
    <Dialog open onClose={onClose} title={title} lead={lead}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <LongField
          label="Why"
          help="In a sentence, for those who ask in a year. It stays with the version."
          maxLength={2000}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
        />
        {doing.what === "approve" ? (
          <Tick
            label="Also if it does not tell won from lost"
            help="It is then marked as forced. Without this tick such a version is refused, with the reason."
            checked={force}
            onChange={({ target }) => setForce(target.checked)}
          />
        ) : null}
        {doing.what === "approve" && doing.version.asked > doing.version.answered ? (
          <Unanswered line={line} number={doing.version.number} />
        ) : null}
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy}>
            {button}
          </Button>
          <Button onClick={onClose}>Leave it as it is</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** Who was asked about a version and has not answered; approval does not wait for them. */
function Unanswered({ line, number }: { readonly line: string; readonly number: number }) {
  const { data } = useQuery(signOffQuery(line, number));
  const open = (data?.asked ?? []).filter(({ answered_at }) => answered_at === null).map(({ person }) => person);
  const people = [...new Set(open)];
  if (people.length === 0) return null;
  return (
    <p className="mt-3 border-l-2 border-accent pl-3">
      <strong>{people.join(", ")}</strong> {people.length === 1 ? "was" : "were"} asked and{" "}
      {people.length === 1 ? "has" : "have"} not answered everything.
    </p>
  );
}

function stepsOf(doing: Doing, inForce: Version | null) {
  if (doing.what === "build")
    return {
      title: "Build a new draft",
      lead: "From everything that the workspace keeps. What is in force stays in force until you approve the draft.",
      button: "Build",
      path: "/api/icp/build",
      body: {},
      job: "Building a draft",
      done: "A new draft is built.",
    };
  const { number } = doing.version;
  const instead = inForce === null ? "" : ` Version ${inForce.number} can be put back with its scores at any time.`;
  if (doing.what === "approve")
    return {
      title: `Approve version ${number}`,
      lead: `Every account is scored by it, then it comes into force.${instead}`,
      button: "Approve",
      path: `/api/icp/versions/${number}/approve`,
      body: {},
      job: `Bringing version ${number} into force`,
      done: `Version ${number} is in force.`,
    };
  return {
    title: `Put version ${number} back in force`,
    lead: `With the scores that it had.${instead}`,
    button: "Put it back",
    path: "/api/icp/rollback",
    body: { to: String(number) },
    job: `Putting version ${number} back`,
    done: `Version ${number} is in force again.`,
  };
}
