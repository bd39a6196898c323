import { useState } from "react";
import { usePages } from "../api/pages.ts";
import { capital, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { type Column, DataTable } from "../components/data-table.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { Tick } from "../components/field.tsx";
import { jobTitle } from "./jobs-now.tsx";
import type { Run } from "./types.ts";

const STATES: Readonly<Record<Run["state"], string>> = {
  running: "at work",
  done: "done",
  failed: "failed",
  interrupted: "broken off",
};

const COLUMNS: readonly Column<Run>[] = [
  { id: "kind", head: "what", width: 150, cell: ({ kind }) => <strong>{jobTitle(kind)}</strong> },
  {
    id: "state",
    head: "state",
    width: 100,
    cell: (run) => (
      <span className={run.state === "failed" && !refused(run) ? "font-semibold text-harm" : ""}>{stateText(run)}</span>
    ),
  },
  { id: "started_at", head: "when", width: 210, cell: ({ started_at }) => dayText(started_at, true) },
  { id: "took", head: "took", number: true, width: 80, cell: tookText },
  { id: "by", head: "asked for by", width: 150, cell: ({ by }) => by },
  {
    id: "error",
    head: "what it said",
    cell: ({ error, doing, state }) => (
      <span className="text-soft">{error ?? (state === "running" ? (doing ?? "") : "")}</span>
    ),
  },
];

/** It could not be done until a person mends something: its sentence says what. */
function refused({ state, summary }: Run): boolean {
  return state === "failed" && typeof summary?.refused === "string";
}

function stateText(run: Run): string {
  return refused(run) ? "not done" : STATES[run.state];
}

function tookText({ started_at, finished_at }: Run): string {
  if (finished_at === null) return "";
  const seconds = (new Date(finished_at).getTime() - new Date(started_at).getTime()) / 1000;
  return seconds < 60
    ? `${seconds.toLocaleString(undefined, { maximumFractionDigits: seconds < 10 ? 1 : 0 })} s`
    : `${Math.round(seconds / 60)} min`;
}

/** The run log, the newest first; a row opens with all that it said. */
export function Runs() {
  const [failed, setFailed] = useState(false);
  const [open, setOpen] = useState<Run | null>(null);
  const { rows, total, more, loading, fault, retry } = usePages<Run>("/api/runs", {
    state: failed ? "failed" : null,
  });
  return (
    <>
      <div className="mb-2 flex justify-end">
        <Tick label="Failed ones alone" checked={failed} onChange={({ target }) => setFailed(target.checked)} />
      </div>
      <DataTable
        title="Runs"
        columns={COLUMNS}
        rows={rows}
        keyOf={({ id }) => String(id)}
        total={total}
        more={more}
        loading={loading}
        fault={fault}
        onRetry={retry}
        onOpen={setOpen}
        empty={<p className="text-soft">{failed ? "Nothing has failed." : "Nothing ran yet."}</p>}
      />
      {open === null ? null : <RunView run={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function RunView({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const { id, kind, by, started_at, error, summary } = run;
  const told = Object.entries(summary ?? {}).filter(
    ([name, value]) => name !== "refused" && ["string", "number", "boolean"].includes(typeof value),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${jobTitle(kind)}, run ${id}`}
      lead={`${capital(stateText(run))}; begun ${dayText(started_at, true)}, asked for by ${by}.`}
    >
      {error === null ? null : (
        <p className="mb-4 border-l-2 border-harm pl-3 wrap-anywhere" role="alert">
          {capital(error)}
        </p>
      )}
      {told.length === 0 ? (
        <p className="text-soft">It left no figures.</p>
      ) : (
        <dl>
          {told.map(([name, value]) => (
            <div key={name} className="grid gap-x-3 py-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
              <dt className="text-soft">{name.replaceAll("_", " ")}</dt>
              <dd className="wrap-anywhere">{typeof value === "number" ? value.toLocaleString() : String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <DialogButtons>
        <Button onClick={onClose}>Close</Button>
      </DialogButtons>
    </Dialog>
  );
}
