import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask } from "../api/ask.ts";
import { queryOf } from "../api/queries.ts";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { capital, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Field, Tick } from "../components/field.tsx";
import { useToast } from "../components/toast.tsx";
import { Loaded } from "../settings/part.tsx";
import { RunNow } from "./run-now.tsx";
import { JOB_NAMES, type ScheduledJob, type Schedules, type Schedule as Times } from "./types.ts";

const PATH = "/api/schedules";

/** What the workspace does by itself, when, and how it went. */
export function Schedule() {
  const may = useMay("editor");
  const client = useQueryClient();
  const toast = useToast();
  const [editing, setEditing] = useState<ScheduledJob | null>(null);
  const query = useQuery({ ...queryOf<Schedules>(PATH), staleTime: 0 });
  const put = async (body: object, told: string): Promise<void> => {
    const answer = await ask<Schedules>("PUT", PATH, { body });
    if (answer.ok) client.setQueryData(queryOf<Schedules>(PATH).queryKey, answer.value);
    toast({ text: answer.ok ? told : answer.fault.message });
  };
  return (
    <Loaded query={query} title="The schedule could not be read">
      {({ zone, working, refresh_on_alarm, jobs }) => (
        <>
          <p className="mb-3 max-w-prose text-soft">
            Times are of {zone}.{" "}
            {working
              ? "This server does what is due."
              : "This server does nothing by itself: openicp work, run by hand or by cron, does what is due."}
          </p>
          <ul className="border-t border-line">
            {jobs.map((one) => (
              <li
                key={one.job}
                className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line py-3"
              >
                <div className="min-w-0 flex-1 basis-64">
                  <p>
                    <strong>{JOB_NAMES[one.job]}</strong> <span className="text-soft">{one.words}</span>
                  </p>
                  <p>{capital(one.does)}.</p>
                  <p className="text-sm text-soft">{lastText(one)}</p>
                </div>
                {may ? (
                  <div className="flex gap-2">
                    <RunNow job={one.job}>Now</RunNow>
                    <Button onClick={() => setEditing(one)} aria-label={`Change when: ${JOB_NAMES[one.job]}`}>
                      Change when
                    </Button>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          <div className="mt-3">
            <Tick
              label="An alarm of drift also starts a candidate"
              help="Without this tick a candidate is learned on its days alone."
              checked={refresh_on_alarm}
              disabled={!may}
              onChange={({ target }) =>
                void put(
                  { refresh_on_alarm: target.checked },
                  target.checked
                    ? "An alarm starts a candidate from now on."
                    : "Candidates are learned on their days alone.",
                )
              }
            />
          </div>
          {editing === null ? null : <Edit one={editing} onClose={() => setEditing(null)} />}
        </>
      )}
    </Loaded>
  );
}

function lastText({ last, next }: ScheduledJob): string {
  const was =
    last === null
      ? "never ran yet"
      : last.state === "done"
        ? `ran last ${dayText(last.finished ?? last.started, true)}`
        : `${last.state === "refused" ? "could not be done" : last.state} on ${dayText(last.started, true)}${last.attempt > 1 ? `, attempt ${last.attempt}` : ""}`;
  return capital(next === null ? was : `${was} · next ${nextText(next)}`);
}

/** The next time is wall clock: `2026-12-01 03:00`, or an ISO time. */
function nextText(next: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(next) ?? [];
  return day === undefined ? next : `${dayText(day)}, ${time}`;
}

const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Date(2026, month, 1).toLocaleDateString(undefined, { month: "long" }),
);

function Edit({ one, onClose }: { readonly one: ScheduledJob; readonly onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const { busy, fault, send } = useSend<Schedules>();
  const [times, setTimes] = useState(one.schedule);
  const change = (part: Partial<Times>): void => setTimes({ ...times, ...part });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("PUT", PATH, { jobs: { [one.job]: times } });
    if (!answer.ok) return;
    client.setQueryData(queryOf<Schedules>(PATH).queryKey, answer.value);
    const words = answer.value.jobs.find(({ job }) => job === one.job)?.words ?? "";
    toast({ text: `${JOB_NAMES[one.job]}: ${words}.` });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={JOB_NAMES[one.job]} lead={`${capital(one.does)}.`}>
      <form onSubmit={(event) => void submit(event)}>
        <Tick label="By itself" checked={times.on} onChange={({ target }) => change({ on: target.checked })} />
        <div className="mt-2 grid gap-x-6 sm:grid-cols-2">
          <Choice
            label="Every"
            value={times.every}
            disabled={!times.on}
            onChange={({ target }) => change({ every: target.value as Times["every"] })}
          >
            {["day", "month", "quarter", "year"].map((every) => (
              <option key={every}>{every}</option>
            ))}
          </Choice>
          <Field
            label="At"
            type="time"
            required
            disabled={!times.on}
            value={times.at}
            onChange={({ target }) => change({ at: target.value })}
          />
          {times.every === "day" ? null : (
            <Field
              label="Day of the month"
              help="1 to 28, which every month has"
              type="number"
              min={1}
              max={28}
              required
              disabled={!times.on}
              value={String(times.day)}
              onChange={({ target }) => change({ day: Number(target.value) })}
            />
          )}
          {times.every === "year" ? (
            <Choice
              label="Month"
              value={times.month}
              disabled={!times.on}
              onChange={({ target }) => change({ month: Number(target.value) })}
            >
              {MONTHS.map((name, month) => (
                <option key={name} value={month + 1}>
                  {name}
                </option>
              ))}
            </Choice>
          ) : null}
        </div>
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy}>
            Keep it
          </Button>
          <Button onClick={onClose}>Leave it as it is</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
