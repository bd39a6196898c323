import { designEffect } from "../../stats/clustered.ts";
import { hodgesLehmann } from "../../stats/hodges-lehmann.ts";
import { mannWhitney } from "../../stats/mann-whitney.ts";
import { newcombe } from "../../stats/newcombe.ts";
import { normalCdf } from "../../stats/normal.ts";
import { attributeMixes, mostMoved } from "../drift/mixes.ts";
import type { WatchFigure } from "../drift/monitor.ts";
import { figureOfMedian, LEAST_DECIDED, LEAST_WON, rateFigure } from "../drift/outcomes.ts";
import { type By, formerPeriod } from "../drift/period.ts";
import { pick, type WatchRows } from "../rows.ts";

/** First and last day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One figure before and after a day. */
export interface Measured {
  readonly what: "win rate" | "cycle" | "share at high" | "mix" | "wins outside the kinds";
  /** `Win rate`, `Industry: fintech` */
  readonly name: string;
  readonly unit: "share" | "days";
  /** Null where there is too little; `missing` says what. */
  readonly before: WatchFigure | null;
  readonly after: WatchFigure | null;
  /** After less before: a share, or days. */
  readonly difference: number | null;
  /** 95% limits. */
  readonly interval: readonly [number, number] | null;
  readonly p: number | null;
  readonly missing: string | null;
}

type Blank = Pick<Measured, "what" | "name" | "unit">;

function lacking(blank: Blank, missing: string): Measured {
  return { ...blank, before: null, after: null, difference: null, interval: null, p: null, missing };
}

function placed(rows: WatchRows, by: By, { from, to }: Span, when: (i: number) => boolean): Int32Array {
  return formerPeriod(rows, by, from, to + 1).rows.filter(when);
}

/** A share of rows before and after, deals of one company going together. */
function shares(
  blank: Blank,
  rows: WatchRows,
  sides: readonly [before: Int32Array, after: Int32Array],
  has: (i: number) => boolean,
  least: { readonly n: number; readonly of: string },
): Measured {
  const [was, is] = sides;
  if (Math.min(was.length, is.length) < least.n)
    return lacking(
      blank,
      `${was.length} before and ${is.length} after; ${least.n} ${least.of} are needed on each side`,
    );
  const [before, after] = sides.map((side) => {
    const values = Float64Array.from(side, (i) => (has(i) ? 1 : 0));
    const account = pick(rows.account, side);
    const effect = designEffect(Uint8Array.from(values), Int32Array.from(account));
    return {
      figure: rateFigure(values, account),
      won: values.reduce((a, b) => a + b, 0) / effect,
      n: side.length / effect,
    };
  }) as [Side, Side];
  const { difference, low, high } = newcombe(after.won, after.n, before.won, before.n);
  const pooled = (before.won + after.won) / (before.n + after.n);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / before.n + 1 / after.n));
  return {
    ...blank,
    before: before.figure,
    after: after.figure,
    difference,
    interval: [low, high],
    p: se > 0 ? 2 * normalCdf(-Math.abs(difference) / se) : 1,
    missing: null,
  };
}

interface Side {
  readonly figure: WatchFigure;
  readonly won: number;
  readonly n: number;
}

/** Days from creation to close of won deals, decided before and after; the difference by Hodges and Lehmann. */
export function cycleOf(rows: WatchRows, before: Span, after: Span): Measured {
  const blank = { what: "cycle", name: "Cycle of won deals", unit: "days" } as const;
  const of = (span: Span): Float64Array =>
    pick(
      rows.cycle,
      placed(rows, "closed", span, (i) => rows.y[i] === 1 && !Number.isNaN(rows.cycle[i]!)),
    );
  const [was, is] = [of(before), of(after)];
  if (Math.min(was.length, is.length) < LEAST_WON)
    return lacking(
      blank,
      `${was.length} before and ${is.length} after; ${LEAST_WON} won deals are needed on each side`,
    );
  const shift = hodgesLehmann(is, was)!;
  return {
    ...blank,
    before: figureOfMedian(was),
    after: figureOfMedian(is),
    difference: shift.shift,
    interval: [shift.low, shift.high],
    p: mannWhitney(is, was).p,
    missing: null,
  };
}

/** Share of won deals that are of none of the profile's kinds; null where it names no kinds. */
export function outsideOf(rows: WatchRows, before: Span, after: Span): Measured | null {
  const { inKind } = rows;
  if (inKind == null) return null;
  const won = (span: Span): Int32Array => placed(rows, "closed", span, (i) => rows.y[i] === 1 && rows.level[i] !== 3);
  return shares(
    { what: "wins outside the kinds", name: "Wins of none of the kinds", unit: "share" },
    rows,
    [won(before), won(after)],
    (i) => inKind[i] !== 1,
    { n: LEAST_WON, of: "won deals" },
  );
}

/** Win rate and cycle of the deals decided, share at high and the attribute that moved most of the opportunities created, before and after. */
export function measuresOf(rows: WatchRows, before: Span, after: Span): Measured[] {
  const decided = (span: Span): Int32Array => placed(rows, "closed", span, (i) => rows.y[i] !== -1);
  const created = (span: Span): Int32Array => placed(rows, "created", span, (i) => rows.level[i] !== 3);
  const least = { n: LEAST_DECIDED, of: "deals" };
  return [
    shares(
      { what: "win rate", name: "Win rate", unit: "share" },
      rows,
      [decided(before), decided(after)],
      (i) => rows.y[i] === 1,
      least,
    ),
    cycleOf(rows, before, after),
    shares(
      { what: "share at high", name: "New ones at high", unit: "share" },
      rows,
      [created(before), created(after)],
      (i) => rows.level[i] === 0,
      least,
    ),
    mixOf(rows, before, after),
  ];
}

/** The attribute whose mix moved most clearly, told by the value that moved most; P for having looked at all of them. */
function mixOf(rows: WatchRows, before: Span, after: Span): Measured {
  const blank = { what: "mix", name: "Mix of new ones", unit: "share" } as const;
  const own = { ...rows, mixes: rows.mixes.map((mix) => ({ ...mix, known: null })) };
  const period = ({ from, to }: Span) => formerPeriod(rows, "created", from, to + 1);
  const mixes = attributeMixes(own, period(before), period(after)).filter(({ p }) => p !== null);
  const most = mixes.reduce<(typeof mixes)[number] | null>(
    (best, one) => (best === null || one.p! < best.p! ? one : best),
    null,
  );
  const cell = most === null ? null : mostMoved(most.cells);
  if (most === null || cell === null)
    return lacking(blank, "too few new opportunities; 50 of known attributes are needed on each side");
  const [was, is] = [cell.before, cell.now];
  const worth = ({ value, interval, n }: WatchFigure): number => {
    const half = interval === null ? 0 : (interval[1] - interval[0]) / 2;
    return half > 0 ? Math.min(n, (value * (1 - value) * 1.96 ** 2) / half ** 2) || n : n;
  };
  const { difference, low, high } = newcombe(is.value * worth(is), worth(is), was.value * worth(was), worth(was));
  return {
    ...blank,
    name: `${most.name}: ${cell.label}`,
    before: was,
    after: is,
    difference,
    interval: [low, high],
    p: Math.min(1, most.p! * mixes.length),
    missing: null,
  };
}
