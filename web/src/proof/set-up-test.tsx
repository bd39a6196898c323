import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { Job, PageOf } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { Choice, Field } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import type { List } from "../lists/types.ts";
import { daysAgo } from "../lists/words.ts";
import { type LiveTestPlan, OUTCOMES, type Outcome, percentText, pointsText } from "./live-words.ts";
import { shareFault, shareOf } from "./typed-share.ts";

const LEAD =
  "Write to both sides with the same message, from the same sender, on the same days. Beginning freezes the list, so that it is worked as it stands.";
/** Days that a test runs unless somebody says otherwise. */
const DAYS = 90;

interface Typed {
  readonly list: string;
  readonly outcome: Outcome;
  /** Percent. */
  readonly usual: string;
  /** Points. */
  readonly difference: string;
  readonly until: string;
}

/** What a list can show beside its control, and the start of a test. */
export function SetUpTest({ onClose }: { readonly onClose: () => void }) {
  const line = useLine();
  const lists = useQuery(queryOf<PageOf<List>>("/api/lists", { line }));
  const made = lists.data?.items.filter(({ made_at }) => made_at !== null) ?? null;
  return (
    <Dialog open wide onClose={onClose} title="Set up a live test" lead={LEAD}>
      {lists.error !== null ? (
        <ErrorState
          title="Your lists could not be read"
          fault={faultOf(lists.error)}
          onRetry={() => void lists.refetch()}
        />
      ) : made === null ? (
        <Skeleton title={false} />
      ) : made.length === 0 ? (
        <p>
          There is no list yet.{" "}
          <Link to="/lists" className="text-accent underline underline-offset-4">
            Make one
          </Link>{" "}
          that keeps accounts aside to compare with.
        </p>
      ) : (
        <SetUp lists={made} onClose={onClose} />
      )}
    </Dialog>
  );
}

function SetUp({ lists, onClose }: { readonly lists: readonly List[]; readonly onClose: () => void }) {
  const line = useLine();
  const client = useQueryClient();
  const { busy, fault, send } = useSend<unknown>();
  const first = lists.find(({ counts }) => counts.control > 0) ?? lists[0];
  const [typed, setTyped] = useState<Typed>({
    ...{ list: first?.name ?? "", outcome: "opportunity", usual: "", difference: "5" },
    until: daysAgo(-DAYS, new Date()),
  });
  const change = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const [usual, difference] = [shareOf(typed.usual), shareOf(typed.difference)];
  const faults = {
    usual: shareFault(typed.usual, { least: 0.01, most: 95, unit: "%" }),
    difference: shareFault(typed.difference, { least: 0.1, most: 100, unit: "points" }),
  };
  const wrong = faults.usual !== null || faults.difference !== null;
  const plan = useQuery({
    ...queryOf<LiveTestPlan>("/api/live-tests/plan", {
      ...{ line, list: typed.list, outcome: typed.outcome, usual, difference },
    }),
    enabled: typed.list !== "" && !wrong,
    placeholderData: keepPreviousData,
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (wrong) return;
    const { list, outcome, until } = typed;
    const answer = await send("POST", "/api/live-tests", { list, outcome, usual, until }, { line });
    if (!answer.ok) return;
    void client.invalidateQueries();
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className="grid gap-x-6 sm:grid-cols-2">
        <Choice label="List" value={typed.list} onChange={({ target }) => change({ list: target.value })}>
          {lists.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
        <Choice
          label="What decides it"
          value={typed.outcome}
          onChange={({ target }) => change({ outcome: target.value as Outcome, usual: "" })}
        >
          {Object.entries(OUTCOMES).map(([outcome, words]) => (
            <option key={outcome} value={outcome}>
              {words}
            </option>
          ))}
        </Choice>
        <Field
          label="Expected of the control, in %"
          help={
            plan.data === undefined
              ? "What is usual"
              : typed.usual === ""
                ? `Empty: ${percentText(plan.data.usual)}, what is usual`
                : "What they do without the list"
          }
          fault={faults.usual}
          inputMode="decimal"
          value={typed.usual}
          onChange={({ target }) => change({ usual: target.value })}
        />
        <Field
          label="Difference worth knowing, in points"
          help={
            plan.data === undefined || difference === null || wrong
              ? "5: 7% of the list where 2% of the control"
              : `${percentText(plan.data.usual + difference)} of the list where ${percentText(plan.data.usual)} of the control`
          }
          fault={faults.difference}
          inputMode="decimal"
          value={typed.difference}
          onChange={({ target }) => change({ difference: target.value })}
        />
        <Field
          label="Last day"
          help="What happens later does not count"
          type="date"
          required
          min={daysAgo(-1, new Date())}
          value={typed.until}
          onChange={({ target }) => change({ until: target.value })}
        />
      </div>
      <FaultLine fault={plan.error === null || wrong ? null : faultOf(plan.error)} />
      {plan.data === undefined || wrong ? null : <Plan plan={plan.data} frozen={frozenOf(lists, typed.list)} />}
      <FaultLine fault={fault} />
      <DialogButtons>
        <Button type="submit" look="main" busy={busy} disabled={wrong || (plan.data?.sides.control ?? 0) === 0}>
          Begin the test
        </Button>
        <Button onClick={onClose}>Not now</Button>
      </DialogButtons>
    </form>
  );
}

function frozenOf(lists: readonly List[], name: string): boolean {
  return lists.find((list) => list.name === name)?.frozen_at != null;
}

/** What these sides can show, and what it would take. */
function Plan({ plan, frozen }: { readonly plan: LiveTestPlan; readonly frozen: boolean }) {
  const { list, sides, smallest, difference, control_needed, each_needed } = plan;
  const missing = difference !== null && control_needed !== null && control_needed > sides.control;
  return (
    <div className="border-t border-line pt-3" aria-live="polite">
      <p>
        <strong>{countText(sides.list, "account")}</strong> on {list}, <strong>{sides.control.toLocaleString()}</strong>{" "}
        kept aside:{" "}
        {sides.control === 0 ? (
          "there is nothing to compare with yet."
        ) : smallest === null ? (
          "too few to show any difference."
        ) : (
          <>
            a difference of <strong>{pointsText(smallest)} or more</strong> shows four times in five on the last day.
          </>
        )}
      </p>
      {difference === null ? null : (
        <p className="mt-1">
          {control_needed === null
            ? `For ${pointsText(difference)} the list is too short, whatever is kept aside: it takes ${each_needed?.toLocaleString() ?? "more than there are"} on each side.`
            : missing
              ? `For ${pointsText(difference)} it takes ${control_needed.toLocaleString()} kept aside.`
              : `${pointsText(difference)} would show: it takes ${control_needed.toLocaleString()} kept aside.`}
        </p>
      )}
      {missing && !frozen ? <KeepAside list={list} n={control_needed} /> : null}
      {missing && frozen ? <p className="mt-1 text-soft">The list is frozen: thaw it to keep more aside.</p> : null}
      <p className="mt-2 text-sm text-soft">
        Fleiss, Levin and Paik 2003, at 80% power, with limits that hold however often you look until the last day.
      </p>
    </div>
  );
}

/** Makes the list again with so many accounts kept aside. */
function KeepAside({ list, n }: { readonly list: string; readonly n: number }) {
  const line = useLine();
  const client = useQueryClient();
  const { busy, fault, send } = useSend<Job>();
  const [job, setJob] = useState<string | null>(null);
  const begin = async (): Promise<void> => {
    const answer = await send("POST", `/api/lists/${encodeURIComponent(list)}`, { control: n }, { line });
    if (answer.ok) setJob(answer.value.id);
  };
  return (
    <div className="mt-2">
      {job === null ? (
        <Button busy={busy} onClick={() => void begin()}>
          Keep {n.toLocaleString()} aside
        </Button>
      ) : (
        <JobProgress
          id={job}
          title={`Making ${list} again`}
          onDone={() => {
            setJob(null);
            void client.invalidateQueries();
          }}
          onDismiss={() => setJob(null)}
        />
      )}
      <FaultLine fault={fault} />
    </div>
  );
}
