import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { queryOf } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useSession } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { capital, countText } from "../app/words.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Wide } from "../components/wide.tsx";
import { Fold } from "../page/section.tsx";
import type { ImportLog, ImportResult } from "./types.ts";

/** What an import did with each file, and what comes next. */
export function Result({ result, onRejections, onClose }: ResultProps) {
  const { imports, refused } = result;
  const notes = imports.flatMap(({ file, notes: own }) => own.map((text) => ({ file, text })));
  const title = "What was imported";
  return (
    <section aria-labelledby="imported" className="border-t-2 border-ink pt-3">
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="imported" className="text-lg">
          {title}
        </h2>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      <Wide label={title}>
        <table className="plain">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">file</th>
              {["rows", "new", "changed", "the same", "rejected", "gone"].map((head) => (
                <th key={head} scope="col" className="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {imports.map(({ import: id, file, role, read, new: added, changed, unchanged, merged, rejected, gone }) => (
              <tr key={file}>
                <th scope="row">
                  <strong>{file}</strong>{" "}
                  <span className="text-soft">
                    {role}
                    {id === null ? ", the very same file as before: nothing to do" : ""}
                    {merged === 0 ? "" : `, ${countText(merged, "row")} named twice`}
                  </span>
                </th>
                {[read, added, changed, unchanged].map((count, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have their places
                  <td key={place} className="number">
                    {count.toLocaleString()}
                  </td>
                ))}
                <td className="number">
                  {rejected === 0 || id === null ? (
                    rejected.toLocaleString()
                  ) : (
                    <button
                      type="button"
                      className="text-accent underline underline-offset-4"
                      onClick={() => onRejections(id)}
                    >
                      {rejected.toLocaleString()}
                      <span className="sr-only"> rejected rows of {file}: show them</span>
                    </button>
                  )}
                </td>
                <td className="number">{gone.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {refused.map(({ name, error }) => (
        <p key={name} className="mt-3 max-w-prose border-l-2 border-harm pl-3" role="alert">
          <strong>{name} was not imported.</strong> {capital(error)} It waits above.
        </p>
      ))}
      {notes.length === 0 ? null : (
        <Fold title={`What was noticed (${notes.length.toLocaleString()})`}>
          <ul className="max-w-prose list-disc pl-5">
            {notes.map(({ file, text }) => (
              <li key={file + text} className="py-0.5">
                {imports.length > 1 ? <span className="text-soft">{file}: </span> : null}
                {capital(text)}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      <Next />
    </section>
  );
}

interface ResultProps {
  readonly result: ImportResult;
  readonly onRejections: (id: number) => void;
  readonly onClose: () => void;
}

type Step = "score" | "build";

/** What an import is for: scores that know it, or a profile that learned from it. */
function Next() {
  const line = useLine();
  const { lines } = useSession();
  const inForce = lines.find(({ id }) => id === line)?.in_force ?? null;
  const client = useQueryClient();
  const navigate = useNavigate();
  const { busy, fault, send } = useSend<Job>();
  const [begun, setBegun] = useState<{ readonly id: string; readonly step: Step } | null>(null);
  const [scored, setScored] = useState(false);
  const { data: log } = useQuery(queryOf<ImportLog>("/api/imports", { limit: 500 }));
  const has = (...roles: readonly string[]): boolean => log?.items.some(({ role }) => roles.includes(role)) ?? true;
  const begin = async (step: Step): Promise<void> => {
    const answer =
      step === "score"
        ? await send("POST", "/api/jobs/run/score")
        : await send("POST", "/api/icp/build", { why: null }, { line });
    if (answer.ok) setBegun({ id: answer.value.id, step });
  };
  const ended = (step: Step): void => {
    setBegun(null);
    void client.invalidateQueries();
    if (step === "build") void navigate({ to: "/versions" });
    else setScored(true);
  };
  return (
    <div className="mt-6">
      <h3 className="font-semibold">Next</h3>
      <FaultLine fault={fault} />
      {begun === null ? (
        <>
          <p className="mt-1 max-w-prose text-soft">
            {scored
              ? "Every account is scored with what was imported."
              : inForce === null
                ? firstStep(has("deals"), has("accounts", "universe"))
                : `Version ${inForce} stays in force. Score the accounts again with what is new; or build a draft that has learned from it.`}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            {inForce === null || scored ? null : (
              <Button look="main" busy={busy} onClick={() => void begin("score")}>
                Score again
              </Button>
            )}
            {scored ? (
              <Link to="/overview" className={buttonClass("main")}>
                See what changed
              </Link>
            ) : null}
            <Button
              look={inForce === null ? "main" : "plain"}
              disabled={!has("deals")}
              busy={busy}
              onClick={() => void begin("build")}
            >
              Build a draft
            </Button>
          </div>
        </>
      ) : (
        <div className="mt-3">
          <JobProgress
            key={begun.id}
            id={begun.id}
            title={begun.step === "build" ? "Building a draft" : "Scoring every account"}
            onDone={() => ended(begun.step)}
            onDismiss={() => setBegun(null)}
          />
        </div>
      )}
    </div>
  );
}

/** What comes first where no profile is in force. */
function firstStep(deals: boolean, accounts: boolean): string {
  if (!deals) return "A profile is built from closed deals, won and lost: drop an export of them.";
  return accounts
    ? "A draft of the profile is built from the deals. It comes into force when somebody approves it."
    : "A draft of the profile is built from the deals. Before it can come into force it needs accounts to score: drop an export of them too.";
}
