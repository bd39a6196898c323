import type { DealColumns } from "../../features/matrix-of.ts";
import type { Segment as Kept } from "../../icp/segment.ts";
import type { Segment, Segments } from "../../segments/segment.ts";
import { designEffect } from "../../stats/clustered.ts";
import { wilson } from "../../stats/wilson.ts";

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

function kept(found: Segment, id: string, deals: Kept["deals"]): Kept {
  const limits = ([low, high]: readonly [number, number]): [number, number] => [low, high];
  const { value, precision, share } = found;
  return {
    ...found,
    id,
    rules: [...found.rules],
    share: { ...share, won_interval: limits(share.won_interval) },
    precision: precision === null ? null : { ...precision, interval: limits(precision.interval) },
    deals,
    features: found.features.map((f) => ({ ...f, interval: limits(f.interval) })),
    value: { acv: value === null ? null : { ...value, interval: limits(value.interval) } },
  };
}

/** Segments as a document holds them: with ids, and what became of the deals of accounts that their rules hold for. */
export function segmentsOf(
  { segments, bins }: Segments,
  deals: DealColumns,
  codes: ReadonlyMap<string, Uint16Array>,
): Kept[] {
  const taken = new Set<string>();
  return segments.map((found, k) => {
    const id = idOf(found.name, taken);
    taken.add(id);
    return kept(found, id, ratesOf(deals, dealsOf(bins[k]!, codes, deals.n)));
  });
}
