import { InputError } from "../../errors.ts";
import type { Evidence, GoalFacts } from "../../ingest/facts.ts";

/** Fewer rows than this make no profile. */
const LEAST_ROWS = 10;

/** Throws `InputError` where the rows of a goal cannot make a profile: too few, or all of one kind. The sentence says what was left out. */
export function requireRows({ opportunities, won, lost }: Evidence, { goal, outcome, leftOut }: GoalFacts): void {
  if (opportunities >= LEAST_ROWS && won > 0 && lost > 0) return;
  const write = (n: number): string => n.toLocaleString("en-US");
  const unit = goal === "retention" ? "customers" : "closed deals";
  const left = leftOut.map(({ reason, rows }) => `${write(rows)} ${reason}`).join(", ");
  const rest = left === "" ? "" : ` (left out: ${left})`;
  const counted = `${write(opportunities)} ${opportunities === 1 ? unit.slice(0, -1) : unit} can tell, of which ${write(won)} ${outcome}`;
  throw new InputError(
    `the goal ${goal} needs at least ${LEAST_ROWS} ${unit}, of both kinds: ${counted}${rest}; give files that go back further, or build with --goal win`,
  );
}
