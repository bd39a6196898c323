import { useEffect, useRef } from "react";
import { type Following, useJob } from "../api/jobs.ts";
import type { Job } from "../api/types.ts";
import { Button } from "./button.tsx";
import { ErrorState } from "./error-state.tsx";

interface JobProgressProps {
  readonly id: string;
  /** What is being done: `Building version 4`. */
  readonly title: string;
  /** Called once when it ended well. */
  readonly onDone?: (job: Job) => void;
  /** Called when a person has read why it ended badly. */
  readonly onDismiss?: () => void;
}

/** A job as it goes: its step, how far it is, what it warns of, and its end. */
export function JobProgress({ id, title, onDone, onDismiss }: JobProgressProps) {
  const { job, stop } = useJob(id);
  const told = useRef(false);
  useEffect(() => {
    if (job?.state !== "done" || told.current) return;
    told.current = true;
    onDone?.(job);
  }, [job, onDone]);
  if (job?.state === "failed" || job?.state === "stopped")
    return (
      <>
        <ErrorState
          title={`${title}: ${job.state === "failed" ? "it failed" : "stopped"}`}
          fault={{ status: 0, code: job.state, message: capital(job.error ?? "Nobody knows why."), details: null }}
        />
        {onDismiss === undefined ? null : (
          <Button className="mt-3" onClick={onDismiss}>
            Close
          </Button>
        )}
      </>
    );
  return <Going title={title} job={job} stop={stop} />;
}

function Going({
  title,
  job,
  stop,
}: {
  readonly title: string;
  readonly job: Job | null;
  readonly stop: Following["stop"];
}) {
  const ended = job?.state === "done";
  const known = job !== null && job.of > 0;
  const share = ended ? 1 : known ? Math.min(1, job.done / job.of) : null;
  return (
    <div className="max-w-prose">
      <div className="flex items-baseline justify-between gap-4">
        <p className="font-semibold">{title}</p>
        {ended ? null : (
          <Button look="quiet" onClick={() => void stop()}>
            Stop
          </Button>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === null ? {} : { "aria-valuenow": Math.round(share * 100) })}
        className="h-1 overflow-hidden bg-line"
      >
        <div
          className={`h-full bg-accent ${share === null ? "w-1/4 animate-pulse" : ""}`}
          style={share === null ? {} : { width: `${share * 100}%` }}
        />
      </div>
      <p className="mt-1 min-h-6 text-soft" aria-live="polite">
        {job === null
          ? "Asking"
          : ended
            ? "Done"
            : `${capital(job.step)}${known ? `, ${job.done.toLocaleString()} of ${job.of.toLocaleString()}` : ""}`}
      </p>
      {job !== null && job.warnings.length > 0 ? (
        <ul className="mt-1 list-disc pl-5 text-sm">
          {job.warnings.map((text) => (
            <li key={text}>{capital(text)}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
