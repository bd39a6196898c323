import type { LiveOutcome } from "../../../ingest/live-outcomes.ts";
import { WORDS } from "../../compare/happened.ts";
import type { CompareSummary } from "../../compare.ts";
import type { LiveStanding } from "./shapes.ts";

/** How a test stands by the outcome that decides it. */
export function standingOf(
  summary: Pick<CompareSummary, "outcomes" | "elapsed" | "since" | "as_of">,
  outcome: LiveOutcome,
): LiveStanding {
  const found = summary.outcomes.find((one) => one.outcome === outcome);
  const words = WORDS[outcome];
  if (found === undefined || found.difference === null || found.interval === null)
    return { state: "not told", said: `What was given tells nothing of ${words}.` };
  const { list, control, interval, verdict, smallest } = found;
  const rates = `${rate(list.rate)} of the list (${whole(list.reached)} of ${whole(list.n)}) against ${rate(control.rate)} of the control (${whole(control.reached)} of ${whole(control.n)}), a difference of ${range(interval)}`;
  if (verdict !== "not yet clear")
    return { state: verdict, said: `The list gets ${verdict === "better" ? "more" : "fewer"} ${words}: ${rates}.` };
  const { since, as_of } = summary;
  if (since !== null && as_of !== null && as_of < since)
    return {
      state: "too early",
      said: `Too early to tell: the newest day in what was given is ${as_of}, before the test began on ${since}.`,
    };
  const elapsed = summary.elapsed ?? 1;
  if (elapsed < 1)
    return {
      state: "too early",
      said: `Too early to tell: ${Math.round(100 * elapsed)}% of the time is over. So far ${rates}.`,
    };
  const would = smallest === null ? "" : ` One of ${points(smallest)} or more would have shown four times in five.`;
  return {
    state: "no difference",
    said: `The time is over, and no difference in ${words} is clear: ${rates}.${would}`,
  };
}

const whole = (n: number): string => n.toLocaleString("en-US");

/** No more digits than a rate carries. */
function digits(value: number): string {
  return String(Math.abs(value) < 9.95 ? Number(value.toFixed(1)) : Math.round(value));
}

function rate(share: number | null): string {
  return share === null ? "none" : `${digits(100 * share)}%`;
}

function points(difference: number): string {
  const said = digits(100 * difference);
  return `${said} ${said === "1" ? "point" : "points"}`;
}

function range([low, high]: readonly [number, number]): string {
  const signed = (share: number): string => `${share > 0 ? "+" : ""}${digits(100 * share)}`.replace("-", "\u2212");
  return `${signed(low)} to ${signed(high)} points`;
}
