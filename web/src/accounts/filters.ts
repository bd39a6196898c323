import type { Query } from "../api/ask.ts";

/** Columns by which accounts are picked; `""` among the values stands for an empty cell. */
export const PICKED = ["level", "action", "segment", "owner", "already"] as const;
export type Picked = (typeof PICKED)[number];

/** What the address of the accounts holds: which of them, in which order. */
export interface Filters extends Readonly<Partial<Record<Picked, readonly string[]>>> {
  readonly q?: string;
  readonly from?: number;
  readonly to?: number;
  readonly sort?: string;
}

/** The order without a word in the address. */
export const SORT = "-fit";

/** Reads what somebody may have typed into an address: what makes no sense is left out. */
export function filtersIn(given: Record<string, unknown>): Filters {
  const picked = PICKED.flatMap((name) => {
    const values = [given[name]].flat().filter((value) => typeof value === "string" || typeof value === "number");
    return values.length === 0 ? [] : [[name, [...new Set(values.map(String))].sort()] as const];
  });
  const { q, sort } = given;
  const [from, to] = [fitOf(given.from), fitOf(given.to)];
  return {
    ...Object.fromEntries(picked),
    ...((typeof q === "string" || typeof q === "number") && String(q).trim() !== "" ? { q: String(q) } : {}),
    ...(from === null || from === 0 ? {} : { from }),
    ...(to === null || to === 100 ? {} : { to }),
    ...(typeof sort === "string" && /^-?[a-z_]+$/.test(sort) && sort !== SORT ? { sort } : {}),
  };
}

function fitOf(value: unknown): number | null {
  const fit = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof fit === "number" && Number.isInteger(fit) && fit >= 0 && fit <= 100 ? fit : null;
}

/** The same as the server is asked for it. */
export function queryFor(line: string, { q, from, to, sort = SORT, ...picked }: Filters): Query {
  return { line, ...picked, q, fit_from: from, fit_to: to, sort };
}

/** Whether both pick the same accounts, in whatever order. */
export function samePick(a: Filters, b: Filters): boolean {
  const told = ({ sort: _, ...rest }: Filters): string =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)));
  return told(a) === told(b);
}
