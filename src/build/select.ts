import { type BandColumn, fitLogit, type LogitFit } from "./newton.ts";
import { sameStory } from "./same-story.ts";

export interface Chosen {
  /** Columns in the order in which they were chosen. */
  readonly indices: readonly number[];
  readonly fit: LogitFit;
}

export interface SelectOptions {
  readonly most: number;
  readonly refit: number;
  readonly swap: boolean;
  readonly price: number;
  /** What each row counts for; absent: 1. */
  readonly weights?: Float64Array;
}

/** Of two attributes that share this much information the better one is kept. */
const SAME_STORY = 0.5;

/** What a further column would save at most, by one scored step: 0.5 sum g^2/(h + kappa). O(n). */
function scoredGain(column: BandColumn, residual: Float64Array, weight: Float64Array, kappa: number): number {
  const g = new Float64Array(column.bands);
  const h = new Float64Array(column.bands);
  const { codes } = column;
  for (let i = 0; i < codes.length; i++) {
    const b = codes[i]!;
    g[b] = g[b]! + residual[i]!;
    h[b] = h[b]! + weight[i]!;
  }
  let gain = 0;
  for (let b = 0; b < column.bands; b++) if (b !== column.held) gain += (g[b]! * g[b]!) / (h[b]! + kappa);
  return gain / 2;
}

/** Up to this many candidates chance seldom offers a column that pays; beyond, the best of many pays by luck. */
const MANY = 15;

/**
 * Nats that a column must save to be worth its bands: `price` for each beyond its first, once at least (band 0 is missing), and the
 * logarithm of how many times more than MANY candidates there are (risk inflation, Foster and George 1994).
 */
function costOf(column: BandColumn, price: number, candidates: number): number {
  return price * Math.max(column.bands - 2, 1) + Math.max(0, Math.log(candidates / MANY));
}

function scoreAll(
  columns: readonly BandColumn[],
  open: readonly number[],
  fit: LogitFit,
  kappa: number,
  price: number,
) {
  return open
    .map((j) => ({
      j,
      net: scoredGain(columns[j]!, fit.residual, fit.weight, kappa) - costOf(columns[j]!, price, columns.length),
    }))
    .sort((a, b) => b.net - a.net || a.j - b.j);
}

function refit(
  columns: readonly BandColumn[],
  indices: readonly number[],
  y: Uint8Array,
  kappa: number,
  warm: LogitFit,
  steps: number,
  { weights }: SelectOptions,
) {
  return fitLogit(
    indices.map((j) => columns[j]!),
    y,
    kappa,
    warm,
    steps,
    weights,
  );
}

interface Step {
  readonly j: number;
  readonly fit: LogitFit;
  /** Loss that it saves beyond its cost, in nats. */
  readonly net: number;
}

/** The open column that saves most beyond its cost once the whole model is refitted with it. */
function bestNext(
  columns: readonly BandColumn[],
  chosen: Chosen,
  open: readonly number[],
  y: Uint8Array,
  kappa: number,
  options: SelectOptions,
): Step | null {
  let best: Step | null = null;
  for (const { j } of scoreAll(columns, open, chosen.fit, kappa, options.price).slice(0, options.refit)) {
    const fit = refit(columns, [...chosen.indices, j], y, kappa, chosen.fit, 1, options);
    const net = chosen.fit.loss - fit.loss - costOf(columns[j]!, options.price, columns.length);
    if (best === null || net > best.net) best = { j, fit, net };
  }
  return best;
}

function intercept(y: Uint8Array, { weights }: SelectOptions): LogitFit {
  return fitLogit([], y, 0, { intercept: 0, effects: [] }, 20, weights);
}

function without<T>(items: readonly T[], at: number): T[] {
  return items.filter((_, i) => i !== at);
}

/** One pass over the chosen: each is left out in turn and replaced where another does better. */
function swapPass(
  columns: readonly BandColumn[],
  start: Chosen,
  open: number[],
  y: Uint8Array,
  kappa: number,
  options: SelectOptions,
): Chosen {
  let chosen = start;
  for (const one of start.indices) {
    const at = chosen.indices.indexOf(one);
    const rest = without(chosen.indices, at);
    const fit = refit(columns, rest, y, kappa, { ...chosen.fit, effects: without(chosen.fit.effects, at) }, 3, options);
    const left = open.filter(
      (j) => !rest.includes(j) && !rest.some((k) => sameStory(columns[k]!, columns[j]!, SAME_STORY)),
    );
    const next = bestNext(columns, { indices: rest, fit }, left, y, kappa, options);
    if (next === null || next.j === one) continue;
    const full = refit(columns, [...rest, next.j], y, kappa, next.fit, 12, options);
    if (full.loss < chosen.fit.loss - 1e-6) chosen = { indices: [...rest, next.j], fit: full };
  }
  return chosen;
}

/**
 * Greedy forward selection with refits: statistics.md section 3. Stops at `most`, or when the next attribute saves less than
 * `price` nats per band beyond its first.
 */
export function selectAttributes(
  columns: readonly BandColumn[],
  y: Uint8Array,
  kappa: number,
  options: SelectOptions,
): Chosen {
  let chosen: Chosen = { indices: [], fit: intercept(y, options) };
  let open = columns.flatMap((c, j) => (c.bands > 2 ? [j] : []));
  const all = open;
  while (chosen.indices.length < options.most && open.length > 0) {
    const next = bestNext(columns, chosen, open, y, kappa, options);
    if (next === null) break;
    open = open.filter((j) => j !== next.j);
    if (chosen.indices.some((j) => sameStory(columns[j]!, columns[next.j]!, SAME_STORY))) continue;
    if (next.net < 0) break;
    const indices = [...chosen.indices, next.j];
    chosen = { indices, fit: options.refit > 1 ? refit(columns, indices, y, kappa, next.fit, 4, options) : next.fit };
  }
  const settled = {
    indices: chosen.indices,
    fit: refit(columns, chosen.indices, y, kappa, chosen.fit, options.refit > 1 ? 12 : 3, options),
  };
  return options.swap ? swapPass(columns, settled, all, y, kappa, options) : settled;
}
