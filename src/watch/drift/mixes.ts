import { clusteredMix } from "../../stats/clustered-mix.ts";
import { quantile } from "../../stats/quantile.ts";
import { wilson } from "../../stats/wilson.ts";
import { pick, type WatchRows } from "../rows.ts";
import type { MixCell, Monitor, WatchFigure } from "./monitor.ts";
import type { Period } from "./period.ts";

/** By convention a population stability index below it is little. */
export const MATERIAL_PSI = 0.1;
/** Fewer opportunities on either side are no mix. */
export const LEAST_MIX = 50;
const FIFTHS = 5;

interface Mix {
  readonly id: string;
  readonly kind: Monitor["kind"];
  readonly name: string;
  /** Of what is known; other codes are not. */
  readonly labels: readonly string[];
  readonly codes: Uint8Array;
}

/** A share with Wilson's limits for as many rows as these are worth. */
function shareOf(count: number, n: number, effect: number): WatchFigure {
  return { value: n === 0 ? 0 : count / n, interval: wilson(count / effect, n / effect), n };
}

/** Which rows of a period are known, of how many. */
function knownOf({ codes, labels }: Mix, { rows }: Period): Int32Array {
  return rows.filter((i) => codes[i]! < labels.length);
}

function tested(mix: Mix, rows: WatchRows, former: Period, now: Period, counts: readonly number[] | null): Monitor {
  const [was, is] = [knownOf(mix, former), knownOf(mix, now)];
  const stood = was.length >= LEAST_MIX || counts === null ? null : counts.slice(0, mix.labels.length);
  const [cells, seconds, clusters] =
    stood === null
      ? [
          [...pick(mix.codes, was), ...pick(mix.codes, is)],
          [...was.map(() => 0), ...is.map(() => 1)],
          [...pick(rows.account, was), ...pick(rows.account, is)],
        ]
      : withCounts(mix, rows, is, stood);
  const { id, kind, name, labels } = mix;
  const common = { id, kind, name, unit: "share", measure: "PSI", limit: MATERIAL_PSI } as const;
  const before = stood === null ? was.length : stood.reduce((a, b) => a + b, 0);
  const all = stood === null ? former.rows.length : (counts?.reduce((a, b) => a + b, 0) ?? 0);
  const unknown = {
    before: shareOf(all - before, all, 1),
    now: shareOf(now.rows.length - is.length, now.rows.length, 1),
  };
  if (Math.min(before, is.length) < LEAST_MIX)
    return {
      ...{ ...common, before: null, now: null, cells: [], unknown, effect: null, p: null },
      missing: `known for ${before < LEAST_MIX ? `${before} earlier` : `${is.length} new`} opportunities; at least ${LEAST_MIX} are needed`,
    };
  const found = clusteredMix(cells, seconds, clusters, labels.length);
  const shown = labels.map(
    (label, c): MixCell => ({
      label,
      before: shareOf(found.before[c]!, before, found.effect),
      now: shareOf(found.now[c]!, is.length, found.effect),
    }),
  );
  const most = mostMoved(shown);
  return {
    ...common,
    before: most?.before ?? null,
    now: most?.now ?? null,
    cells: shown,
    unknown,
    effect: found.psi,
    p: found.p,
    missing: null,
  };
}

/** A fall that is half as much again as the largest rise is what people should read: else what comes in more. */
const FALL = 1.5;

/** The cell whose share moved most, one that rose before one that fell about as much. */
export function mostMoved(cells: readonly MixCell[]): MixCell | null {
  const moved = ({ before, now }: MixCell): number => {
    const by = now.value - before.value;
    return by >= 0 ? by : -by / FALL;
  };
  return cells.reduce<MixCell | null>((best, one) => (best === null || moved(one) > moved(best) ? one : best), null);
}

/** Rows made of counts, each a company of its own. */
function withCounts(
  mix: Mix,
  rows: WatchRows,
  now: Int32Array,
  counts: readonly number[],
): [number[], number[], number[]] {
  const cells = counts.flatMap((count, c) => Array.from({ length: count }, () => c));
  return [
    [...cells, ...pick(mix.codes, now)],
    [...cells.map(() => 0), ...now.map(() => 1)],
    [...cells.map((_, i) => -1 - i), ...pick(rows.account, now)],
  ];
}

/** How the new opportunities are spread over the values of each attribute. */
export function attributeMixes(rows: WatchRows, former: Period, now: Period): Monitor[] {
  return rows.mixes.map(({ attribute, label, values, codes, known }) =>
    tested(
      { id: `attribute:${attribute}`, kind: "attribute", name: label, labels: values.slice(0, -1), codes },
      rows,
      former,
      now,
      known,
    ),
  );
}

/** How their scores are spread over fifths of the former ones. */
export function scoreMix(rows: WatchRows, former: Period, now: Period): Monitor {
  const of = (i: number): boolean => !Number.isNaN(rows.fit[i]!) && rows.level[i] !== 3;
  const sorted = Float64Array.from(former.rows.filter(of), (i) => rows.fit[i]!).sort();
  const cuts =
    sorted.length === 0
      ? []
      : [...new Set(Array.from({ length: FIFTHS - 1 }, (_, k) => Math.ceil(quantile(sorted, (k + 1) / FIFTHS))))];
  const codes = Uint8Array.from(rows.fit, (fit, i) =>
    of(i) ? cuts.filter((cut) => fit >= cut).length : cuts.length + 1,
  );
  const labels = [...cuts, 101].map((cut, k) =>
    k === 0 ? `under ${cut}` : k === cuts.length ? `${cuts[k - 1]} or more` : `${cuts[k - 1]} to ${cut - 1}`,
  );
  const mix = { id: "score", kind: "score", name: "Score", labels, codes } as const;
  return tested(mix, rows, former, now, null);
}
