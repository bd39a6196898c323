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
  readonly labels: readonly string[];
  readonly codes: Uint8Array;
}

/** A share with Wilson's limits for as many rows as these are worth. */
function shareOf(count: number, n: number, effect: number): WatchFigure {
  return { value: n === 0 ? 0 : count / n, interval: wilson(count / effect, n / effect), n };
}

function tested(mix: Mix, rows: WatchRows, former: Period, now: Period, known: readonly number[] | null): Monitor {
  const stood = former.rows.length >= LEAST_MIX || known === null ? null : known;
  const [cells, seconds, clusters] =
    stood === null
      ? [
          [...pick(mix.codes, former.rows), ...pick(mix.codes, now.rows)],
          [...former.rows.map(() => 0), ...now.rows.map(() => 1)],
          [...pick(rows.account, former.rows), ...pick(rows.account, now.rows)],
        ]
      : withCounts(mix, rows, now, stood);
  const { id, kind, name, labels } = mix;
  const common = { id, kind, name, unit: "share", measure: "PSI", limit: MATERIAL_PSI } as const;
  const before = stood === null ? former.rows.length : stood.reduce((a, b) => a + b, 0);
  const few = Math.min(before, now.rows.length) < LEAST_MIX;
  if (few)
    return {
      ...{ ...common, before: null, now: null, cells: [], effect: null, p: null },
      missing: `${before < LEAST_MIX ? `${before} earlier` : `${now.rows.length} new`} opportunities; at least ${LEAST_MIX} are needed`,
    };
  const found = clusteredMix(cells, seconds, clusters, labels.length);
  const shown = labels.map(
    (label, c): MixCell => ({
      label,
      before: shareOf(found.before[c]!, before, found.effect),
      now: shareOf(found.now[c]!, now.rows.length, found.effect),
    }),
  );
  const most = mostMoved(shown);
  return {
    ...common,
    before: most?.before ?? null,
    now: most?.now ?? null,
    cells: shown,
    effect: found.psi,
    p: found.p,
    missing: null,
  };
}

/** The cell whose share moved most. */
export function mostMoved(cells: readonly MixCell[]): MixCell | null {
  const moved = ({ before, now }: MixCell): number => Math.abs(now.value - before.value);
  return cells.reduce<MixCell | null>((best, one) => (best === null || moved(one) > moved(best) ? one : best), null);
}

/** Rows made of counts, each a company of its own. */
function withCounts(mix: Mix, rows: WatchRows, now: Period, counts: readonly number[]): [number[], number[], number[]] {
  const cells = counts.flatMap((count, c) => Array.from({ length: count }, () => c));
  return [
    [...cells, ...pick(mix.codes, now.rows)],
    [...cells.map(() => 0), ...now.rows.map(() => 1)],
    [...cells.map((_, i) => -1 - i), ...pick(rows.account, now.rows)],
  ];
}

/** How the new opportunities are spread over the values of each attribute. */
export function attributeMixes(rows: WatchRows, former: Period, now: Period): Monitor[] {
  return rows.mixes.map(({ attribute, label, values, codes, known }) =>
    tested(
      { id: `attribute:${attribute}`, kind: "attribute", name: `${label} of new opportunities`, labels: values, codes },
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
  const labels = [...cuts, 101].map((cut, k) => (k === 0 ? `under ${cut}` : k === cuts.length ? `${cuts[k - 1]} or more` : `${cuts[k - 1]} to ${cut - 1}`));
  const mix = { id: "score", kind: "score", name: "Score of new opportunities", labels: [...labels, "too little known"], codes } as const;
  return tested(mix, rows, former, now, null);
}
