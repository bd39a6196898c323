import type { TimedEvent, Timing } from "../icp/timing.ts";
import { clusteredContrast, contrastBase, liftLimits } from "../stats/clustered-contrast.ts";
import { quantile } from "../stats/quantile.ts";
import { DEFAULT_EVENTS, TIMING_LEVELS } from "./default-events.ts";
import { nonNegativeEffects } from "./effects.ts";
import { decayedCounts, type Histories, MOST_EVENTS } from "./histories.ts";
import type { About } from "./line-of.ts";

/** Half-lives tried, in days, beside the default's. */
const HALF_LIVES = [7, 14, 30, 60];
const USUAL_HALF_LIFE = 14;
/** Log-likelihood (nats) that another half-life than the default's must gain. */
const HALF_LIFE_PRICE = 1;
/** Fewest deals with an event of a line and without one, and accounts with it, to judge the line. */
const LEAST_ROWS = 10;
const LEAST_ACCOUNTS = 5;
/** Share of the deals whose timing is high. */
const HIGH_SHARE = 0.1;

/** A line, and its decayed counts by each half-life tried, the default's first. */
export interface Counted {
  readonly about: About;
  /** Per deal, 1 with such an event. */
  readonly has: Uint8Array;
  readonly by: readonly { readonly halfLife: number; readonly column: Float64Array }[];
}

/** Counts the events of every line once, for all folds. */
export function countLines({ y, lines }: Histories): readonly Counted[] {
  return lines.map((history): Counted => {
    const { about } = history;
    const usual = DEFAULT_EVENTS.find((line) => nameOf(line) === nameOf(about))?.half_life_days ?? USUAL_HALF_LIFE;
    const has = new Uint8Array(y.length);
    for (const deal of history.deal) has[deal] = 1;
    const tried = [usual, ...HALF_LIVES.filter((days) => days !== usual)];
    return {
      about,
      has,
      by: tried.map((halfLife) => ({ halfLife, column: decayedCounts(y.length, history, halfLife) })),
    };
  });
}

export interface LearnedEvents {
  readonly events: readonly TimedEvent[];
  /** Judged, and not more common before won deals once all others are known. */
  readonly silent: Timing["left_out"];
  /** Lines with enough events to judge. */
  readonly judged: number;
}

interface Line {
  readonly about: About;
  readonly halfLife: number;
  readonly column: Float64Array;
  readonly evidence: NonNullable<TimedEvent["evidence"]>;
}

/**
 * Weights, half-lives and caps of events from some deals. Effects are those of a logistic regression beside fit, never negative; the half-life
 * of a line is the default's unless another makes the deals clearly more likely; points are scaled so that one deal in ten was created at
 * high timing. Lines too rare to judge keep the default's, in proportion.
 *
 * @param rows the deals to learn from
 */
export function learnEvents(histories: Histories, counted: readonly Counted[], rows: Int32Array): LearnedEvents {
  const y = Uint8Array.from(rows, (i) => histories.y[i]!);
  const offset = Float64Array.from(rows, (i) => histories.offset[i]!);
  const base = contrastBase(
    y,
    Int32Array.from(rows, (i) => histories.account[i]!),
  );
  const lines = counted.flatMap(({ about, has, by }): Line[] => {
    const those = Int32Array.from(rows.keys()).filter((at) => has[rows[at]!] === 1);
    if (those.length < LEAST_ROWS || rows.length - those.length < LEAST_ROWS) return [];
    const found = clusteredContrast(base, those);
    if (found.clusters < LEAST_ACCOUNTS) return [];
    const [low, high] = liftLimits(found);
    const counts = { won: found.won, lost: found.lost, accounts: found.clusters };
    const evidence = { ...counts, lift: round(Math.exp(found.logLift)), interval: [round(low), round(high)] };
    const halved = by.map(({ halfLife, column }) => ({ halfLife, column: Float64Array.from(rows, (i) => column[i]!) }));
    return [{ about, evidence: evidence as Line["evidence"], ...likeliest(halved, y, offset) }];
  });
  const columns = lines.map(({ column, evidence }) => (evidence.lift > 1 ? column : new Float64Array(y.length)));
  return inPoints(lines, pointsOf(columns, nonNegativeEffects(columns, y, offset).beta));
}

function inPoints(lines: readonly Line[], points: readonly number[]): LearnedEvents {
  const judged = new Set(lines.map(({ about }) => nameOf(about)));
  const learned = lines.flatMap(({ about, halfLife, evidence }, k): TimedEvent[] => {
    const weight = points[k]!;
    if (weight === 0) return [];
    const cap = Math.min(100, MOST_EVENTS * weight);
    return [{ ...about, weight, half_life_days: halfLife, cap, source: "learned", evidence }];
  });
  const scale = proportion(points, lines);
  const kept = DEFAULT_EVENTS.filter((line) => !judged.has(nameOf(line))).map((line) => ({
    ...line,
    weight: scaled(line.weight, scale),
    cap: scaled(line.cap, scale),
  }));
  return {
    events: [...learned, ...kept].sort((a, b) => b.weight - a.weight || (nameOf(a) < nameOf(b) ? -1 : 1)),
    silent: lines.flatMap(({ about, evidence }, k) =>
      points[k] === 0 ? [{ ...about, reason: silence(evidence) }] : [],
    ),
    judged: lines.length,
  };
}

/** Points of the judged lines for each that they have by default, so that the other lines stay in proportion; 1 where nothing is learned. */
function proportion(points: readonly number[], lines: readonly Line[]): number {
  const usual = lines.reduce(
    (sum, { about }) => sum + (DEFAULT_EVENTS.find((line) => nameOf(line) === nameOf(about))?.weight ?? 0),
    0,
  );
  const learned = points.reduce((a, b) => a + b, 0);
  return usual > 0 && learned > 0 ? learned / usual : 1;
}

function scaled(points: number, by: number): number {
  return Math.max(1, Math.min(100, Math.round(points * by)));
}

function silence({ won, lost }: Line["evidence"]): string {
  const counts = [won, lost].map((n) => n.toLocaleString("en-US"));
  return `it tells nothing beside the rest: before ${counts[0]} won and ${counts[1]} lost deals`;
}

function nameOf({ type, topic }: About): string {
  return topic === null ? type : `${type} ${topic}`;
}

/** The half-life of a line, and its deals' counts by it: the first, unless another makes the outcomes clearly more likely. */
function likeliest(by: Counted["by"], y: Uint8Array, offset: Float64Array): Counted["by"][number] {
  const tried = by.map((one) => ({ one, likelihood: nonNegativeEffects([one.column], y, offset).likelihood }));
  const best = tried.reduce((a, b) => (b.likelihood > a.likelihood ? b : a));
  return best.likelihood - tried[0]!.likelihood >= HALF_LIFE_PRICE ? best.one : tried[0]!.one;
}

/** Effects as points: whole numbers, a tenth of the deals at high timing. */
function pointsOf(columns: readonly Float64Array[], beta: Float64Array): number[] {
  if (columns.length === 0) return [];
  const sums = columns[0]!.map((_, i) => columns.reduce((sum, column, k) => sum + beta[k]! * column[i]!, 0));
  const anchor = quantile(sums.sort(), 1 - HIGH_SHARE) || Math.max(...beta);
  return Array.from(beta, (b) => (anchor > 0 ? Math.min(100, Math.round((TIMING_LEVELS.high * b) / anchor)) : 0));
}

function round(x: number): number {
  return Number(x.toFixed(4));
}
