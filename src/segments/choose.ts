import { createRandom } from "../stats/random.ts";
import type { Background } from "./background.ts";
import type { Cells } from "./cells.ts";
import { expect, type Mixture, maximise, type Posterior } from "./mixture.ts";
import { mergeClasses, seededClasses, splitClass } from "./starts.ts";

export const MOST_CLASSES = 4;
/** Seeded starts per number of classes, and starts by splitting the best model of one class fewer. */
const SEEDS = 8;
const SPLITS = 8;
/** Steps of a start with every block active, and sparse ones after them. */
const DENSE_STEPS = 10;
const SHORT_STEPS = 6;
/** Starts that go on, and the most steps they take. */
const GO_ON = 3;
const MOST_STEPS = 100;
/** Starts of a refit, of which the best goes on. */
const REFIT_SEEDS = 4;
/** Nats of evidence below which a model rests. */
const REST = 0.05;

/** A kind holds at least this share of the won accounts, and this many. */
const LEAST_SHARE = 0.08;
const FEWEST_ACCOUNTS = 8;
const FEWEST_BLOCKS = 3;

export interface Fitted {
  readonly model: Mixture;
  readonly posterior: Posterior;
  /**
   * Lower bound of the ln marginal likelihood of the accounts, all shares integrated out (variational Bayes: Attias 1999): the more the
   * better, whatever the number of classes.
   */
  readonly evidence: number;
}

/** Sparse EM from class probabilities, at most `most` steps, until it rests. */
function sparse(
  cells: Cells,
  K: number,
  prior: Background,
  first: Float64Array,
  from: Uint8Array,
  most: number,
): Fitted {
  let model = maximise(cells, first, K, prior, from);
  let posterior = expect(cells, model);
  let evidence = model.evidence + posterior.entropy;
  for (let step = 0; step < most; step++) {
    const before = evidence;
    const was = model.active;
    model = maximise(cells, posterior.of, K, prior, was);
    posterior = expect(cells, model);
    evidence = model.evidence + posterior.entropy;
    if (Math.abs(evidence - before) < REST && was.every((a, i) => a === model.active[i])) break;
  }
  return { model, posterior, evidence };
}

/** A short run from class probabilities: `dense` steps with every block active, then a few sparse ones. */
function tryOut(cells: Cells, K: number, prior: Background, first: Float64Array, dense: number): Fitted {
  let of = first;
  for (let step = 0; step < dense; step++) of = expect(cells, maximise(cells, of, K, prior, null)).of;
  return sparse(cells, K, prior, of, new Uint8Array(cells.attributes * K).fill(1), SHORT_STEPS);
}

function bestOf(fits: readonly Fitted[]): Fitted {
  return fits.reduce((a, b) => (b.evidence > a.evidence ? b : a));
}

/** The best of the short runs go on until they rest. */
function finish(
  cells: Cells,
  K: number,
  prior: Background,
  tries: readonly Fitted[],
  was: readonly Fitted[],
  goOn = GO_ON,
): Fitted {
  const top = [...tries].sort((a, b) => b.evidence - a.evidence).slice(0, goOn);
  return bestOf([...was, ...top.map((t) => sparse(cells, K, prior, t.posterior.of, t.model.active, MOST_STEPS))]);
}

/** Short runs of K classes from accounts drawn as seeds. */
function seeds(cells: Cells, K: number, prior: Background, seed: number, starts = SEEDS): Fitted[] {
  return Array.from({ length: starts }, (_, s) =>
    tryOut(cells, K, prior, seededClasses(cells, K, prior.shares, createRandom(seed, K, s)), DENSE_STEPS),
  );
}

/** Short runs of K classes from the best model of one class fewer. */
function splits(cells: Cells, K: number, prior: Background, fewer: Fitted, seed: number): Fitted[] {
  return Array.from({ length: SPLITS }, (_, s) =>
    splitClass(cells, fewer.posterior.of, K - 1, s % K, prior.shares, createRandom(seed, K, SEEDS + s)),
  ).flatMap((of) => (of === null ? [] : [tryOut(cells, K, prior, of, 0)]));
}

/** Short runs of K classes from the best model of one class more. */
function merges(cells: Cells, K: number, prior: Background, more: Fitted): Fitted[] {
  const tries: Fitted[] = [];
  for (let k = 1; k <= K + 1; k++)
    for (let to = 0; to < k; to++)
      tries.push(tryOut(cells, K, prior, mergeClasses(more.posterior.of, cells.n, K + 1, k, to), 0));
  return tries;
}

/** The best model found per number of classes, 0 to `most`. */
export function fitClasses(cells: Cells, prior: Background, seed: number, most = MOST_CLASSES): Fitted[] {
  const everyone = new Float64Array(cells.n).fill(1);
  const best: Fitted[] = [sparse(cells, 0, prior, everyone, new Uint8Array(0), 1)];
  for (let K = 1; K <= most; K++) {
    const tries = [...seeds(cells, K, prior, seed), ...splits(cells, K, prior, best[K - 1]!, seed)];
    best.push(finish(cells, K, prior, tries, []));
  }
  for (let K = most - 1; K >= 1; K--)
    best[K] = finish(cells, K, prior, merges(cells, K, prior, best[K + 1]!), [best[K]!]);
  return best;
}

/** A model of K classes found in a fraction of the time, for resamples; `first` are the class probabilities by the model in question. */
export function refitClasses(cells: Cells, K: number, prior: Background, first: Float64Array, seed: number): Fitted {
  const tries = [tryOut(cells, K, prior, first, 0), ...seeds(cells, K, prior, seed, REFIT_SEEDS)];
  return finish(cells, K, prior, tries, [], 1);
}

/** Whether every class is big and marked enough to be called a kind. */
export function admissible(cells: Cells, { active, classes: K, share }: Mixture): boolean {
  for (let k = 0; k < K; k++) {
    let blocks = 0;
    for (let j = 0; j < cells.attributes; j++) blocks += active[j * K + k]!;
    const size = share[k + 1]!;
    if (blocks < FEWEST_BLOCKS || size < LEAST_SHARE || size * cells.n < FEWEST_ACCOUNTS) return false;
  }
  return true;
}

/** 0 to 4 classes, as many as the data carry. */
export function chooseClasses(cells: Cells, prior: Background, seed: number): Fitted {
  return bestOf(fitClasses(cells, prior, seed).filter(({ model }) => admissible(cells, model)));
}
