import type { Examined } from "../build/attributes.ts";
import { InputError } from "../errors.ts";
import type { Direction } from "../features/matrix.ts";
import type { Facts } from "../ingest/facts.ts";
import { nearest } from "../ingest/nearest.ts";

/** One `--monotone COLUMN=up|down`. */
export interface DirectionWish {
  /** A header, a field or an attribute's name. */
  readonly column: string;
  readonly direction: Direction;
}

/**
 * What `--monotone` says, as it was typed.
 *
 * @throws InputError where a direction is missing, unknown or given both ways
 */
export function directionWishes(typed: readonly string[]): DirectionWish[] {
  const wishes = typed.map((text): DirectionWish => {
    const [, column, direction] = /^(.+)=\s*(up|down)\s*$/i.exec(text) ?? [];
    if (column === undefined)
      throw new InputError(
        `--monotone: "${text}" says no direction; write COLUMN=up where more is better, COLUMN=down where less is`,
      );
    return { column: column.trim(), direction: direction!.toLowerCase() === "up" ? "up" : "down" };
  });
  for (const { column, direction } of wishes)
    if (wishes.some((other) => other.column === column && other.direction !== direction))
      throw new InputError(`--monotone: "${column}" cannot go both up and down; say one of them`);
  return wishes;
}

/** The directions of a document, for the reader who wants to repeat it: `Employees up, Revenue down`. */
export function directionsText(wishes: readonly DirectionWish[]): string {
  return wishes.map(({ column, direction }) => `${column} ${direction}`).join(", ");
}

/**
 * The examined features, those named by a wish with its direction.
 *
 * @throws InputError for a column that is not there, has no order, or takes no part: the sentence says what to do
 */
export function withDirections(
  examined: readonly Examined[],
  facts: Pick<Facts, "candidates" | "setAside">,
  wishes: readonly DirectionWish[],
): Examined[] {
  const directions = new Map<Examined, Direction>();
  for (const { column, direction } of wishes)
    for (const one of orderedOnes(examined, facts, column)) {
      if ((directions.get(one) ?? direction) !== direction)
        throw new InputError(`--monotone: "${one.feature.header}" cannot go both up and down; say one of them`);
      directions.set(one, direction);
    }
  return examined.map((one) => {
    const monotone = directions.get(one);
    if (monotone === undefined) return one;
    return { ...one, feature: { ...one.feature, coded: { ...one.feature.coded, monotone } } };
  });
}

function orderedOnes(
  examined: readonly Examined[],
  facts: Pick<Facts, "candidates" | "setAside">,
  column: string,
): Examined[] {
  const named = examined.filter(({ feature: f }) => [f.header, f.source, f.name].includes(column));
  if (named.length === 0) throw new InputError(notThere(examined, facts, column));
  const ordered = named.filter(({ feature }) => feature.coded.order === "ordered");
  if (ordered.length === 0)
    throw new InputError(
      `--monotone: "${column}" has no order, its values are names; only numbers and scales go up or down: leave it out of --monotone`,
    );
  const open = ordered.filter(({ status }) => status === "eligible");
  if (open.length === 0)
    throw new InputError(
      `--monotone: "${column}" takes no part: ${ordered[0]!.reason}; leave it out of --monotone${ordered[0]!.status === "quarantined" ? ", or take it out of quarantine (--allow)" : ""}`,
    );
  return open;
}

function notThere(
  examined: readonly Examined[],
  { candidates, setAside }: Pick<Facts, "candidates" | "setAside">,
  column: string,
): string {
  const aside = setAside.find((s) => s.header === column || s.name === column);
  if (aside !== undefined) return `--monotone: "${column}" takes no part: it is ${aside.reason}`;
  if (candidates.some((c) => c.header === column || c.name === column))
    return `--monotone: "${column}" is no attribute to learn from (an id, a date, a person or free text, or too seldom filled); leave it out of --monotone`;
  const ordered = examined.filter(({ feature }) => feature.coded.order === "ordered").map((e) => e.feature.header);
  const near = nearest(column, ordered);
  const hint =
    near.length > 0
      ? `did you mean ${near.map((n) => `"${n}"`).join(" or ")}?`
      : ordered.length > 0
        ? `these have an order: ${ordered.slice(0, 5).join(", ")}`
        : "and none of these files has an order";
  return `--monotone: there is no column "${column}"; ${hint}`;
}
