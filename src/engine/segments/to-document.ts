import type { DealColumns } from "../../features/matrix-of.ts";
import type { Segment as Kept } from "../../icp/segment.ts";
import { paragraphOf } from "../../segments/paragraph.ts";
import type { Segment, Segments } from "../../segments/segment.ts";
import { designEffect } from "../../stats/clustered.ts";
import type { Drawn } from "../../stats/drawn.ts";
import type { Clustered } from "../../stats/drawn-mean.ts";
import { wilson } from "../../stats/wilson.ts";
import { meanAmount } from "../../value/figures.ts";
import { figure } from "../value/to-document.ts";

/** Of the kinds, the most valuable first. */
const RANKS = ["primary", "secondary", "adjacent"] as const;
/** Deals by which the rate of a segment's deals is drawn to the base rate, as a band's is: its rule was searched for. */
const SHRINK = 20;

function round(x: number): number {
  return Number(x.toFixed(4));
}

/** Rows of deals whose account meets a rule, given as codes that fulfil each condition. */
export function dealsOf(
  rule: Segments["bins"][number],
  codes: ReadonlyMap<string, Uint16Array>,
  n: number,
): Int32Array {
  const conditions = rule.map(({ attribute, bins }) => ({ of: codes.get(attribute)!, among: new Set(bins) }));
  return Int32Array.from({ length: n }, (_, i) => i).filter((i) =>
    conditions.every(({ of, among }) => among.has(of[i]!)),
  );
}

function ratesOf({ y, account, n }: DealColumns, rows: Int32Array): Kept["deals"] {
  const base = y.reduce((a, b) => a + b, 0) / n;
  const own = Uint8Array.from(rows, (i) => y[i]!);
  const won = own.reduce((a, b) => a + b, 0);
  const worth = designEffect(
    own,
    Int32Array.from(rows, (i) => account[i]!),
  );
  const [drawn, of] = [won / worth + SHRINK * base, rows.length / worth + SHRINK];
  const [low, high] = wilson(drawn, of);
  return {
    n: rows.length,
    won,
    rate: round((won + SHRINK * base) / (rows.length + SHRINK)),
    rate_interval: [round(low), round(high)],
  };
}

/** `fintech-200-employees-with-sap`, with a number where it is taken. */
function idOf(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") || "segment";
  for (let id = plain, k = 2; ; id = `${plain}-${k++}`) if (!taken.has(id)) return id;
}

/** A kind that was found, with the deals of companies that its rule holds for, and what these brought. */
interface Valued {
  readonly found: Segment;
  readonly rows: Int32Array;
  readonly acv: Drawn | null;
}

function kept({ found, rows, acv }: Valued, k: number, id: string, deals: DealColumns, all: Drawn | null): Kept {
  const limits = ([low, high]: readonly [number, number]): [number, number] => [low, high];
  const { told, precision, share, ...rest } = found;
  const value = acv === null ? null : { mean: acv.value, n: acv.n, all: all!.value };
  return {
    ...rest,
    id,
    rank: RANKS[Math.min(k, RANKS.length - 1)]!,
    paragraph: paragraphOf(told, value),
    rules: [...found.rules],
    share: { ...share, won_interval: limits(share.won_interval) },
    precision: precision === null ? null : { ...precision, interval: limits(precision.interval) },
    deals: ratesOf(deals, rows),
    features: found.features.map((f) => ({ ...f, interval: limits(f.interval) })),
    value: { acv: figure(acv) },
  };
}

/** Kinds as a document holds them, and the deals of companies that the rule of each holds for. */
export interface KeptKinds {
  readonly segments: Kept[];
  readonly kinds: readonly Int32Array[];
}

/** Kinds with ids, and what became of the deals of accounts that their rules hold for; the most valuable first, the biggest where no amounts are known. */
export function segmentsOf(
  { segments, bins }: Segments,
  deals: DealColumns,
  codes: ReadonlyMap<string, Uint16Array>,
  amount: Clustered,
): KeptKinds {
  const all = meanAmount(amount, null);
  const valued = segments.map((found, k): Valued => {
    const rows = dealsOf(bins[k]!, codes, deals.n);
    return { found, rows, acv: meanAmount(amount, rows) };
  });
  const worth = ({ acv }: Valued): number => acv?.value ?? 0;
  valued.sort((a, b) => worth(b) - worth(a));
  const taken = new Set<string>();
  return {
    kinds: valued.map(({ rows }) => rows),
    segments: valued.map((one, k) => {
      const id = idOf(one.found.name, taken);
      taken.add(id);
      return kept(one, k, id, deals, all);
    }),
  };
}
