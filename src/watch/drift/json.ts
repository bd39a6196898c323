import type { Change } from "../changes/change.ts";
import { isoOf } from "./days.ts";
import type { DriftResult } from "./result.ts";

function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

/** The result for machines: days as ISO dates, names in snake_case, figures to six digits. */
export function driftJson(result: DriftResult): unknown {
  const { icp, name, asOf, from, since, runs, emerging, before, now, warnings } = result;
  const period = ({ from, to, n }: { readonly from: number; readonly to: number; readonly n: number }) => ({
    from: isoOf(from),
    to: isoOf(to),
    n,
  });
  const value = {
    ...{ icp, name, as_of: isoOf(asOf), learned_from: from === null ? null : isoOf(from), new_since: isoOf(since) },
    opportunities: { before, new: now },
    alarms: runs.at(-1)!.alarms,
    runs: runs.map(({ run, before: previous, alarms }) => ({
      as_of: isoOf(run.asOf),
      previous,
      created: period(run.created),
      closed: period(run.closed),
      at_high: run.atHigh,
      alarms,
      monitors: run.monitors,
    })),
    emerging: { ...emerging, from: isoOf(emerging.from), to: isoOf(emerging.to) },
    changes: changesJson(result.changes),
    warnings,
  };
  return JSON.parse(JSON.stringify(value, rounded));
}

/** Changes for machines, days as ISO dates. */
export function changesJson({ given, since, within, earlier, ahead, found, step }: DriftResult["changes"]): unknown {
  const span = ({ from, to }: { readonly from: number; readonly to: number }) => ({ from: isoOf(from), to: isoOf(to) });
  const told = ({ day, ...change }: Change) => ({ date: isoOf(day), ...change });
  return {
    ...{ given, step, earlier },
    since: since.map(({ before, after, ...change }) => ({ ...told(change), before: span(before), after: span(after) })),
    within: within.map(told),
    ahead: ahead.map(told),
    found,
  };
}
