import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fitModel, fitOptions } from "../src/build/fit.ts";
import { learn } from "../src/build/learn.ts";
import { fitsOf } from "../src/build/points.ts";
import { allRows } from "../src/build/rows.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import { auc } from "../src/stats/auc.ts";
import { logLoss } from "../src/stats/log-loss.ts";
import { createRandom } from "../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "../test/generators/coded.ts";

/**
 * `npx tsx bench/weights.ts`: what `--recency` gains on the newest deals where the world shifted halfway through the window, and what it
 * costs where it did not. Writes bench/WEIGHTS.md.
 */
/** Worlds by number of deals: fewer where a fit takes longer. */
const SEEDS = new Map([
  [300, 12],
  [1000, 8],
  [4000, 3],
]);
/** Seeds that no test and no constant was chosen on. */
const FIRST_SEED = 5001;
const HALF_LIVES = [3, 6, 12, 24];
const WINDOW = 24;
const FRESH = 4000;
const ATTRIBUTES = 10;
const BINS = 6;

interface World {
  readonly name: string;
  /** Logit effects from the worst bin to the best, older half and newer half of the window; the other attributes are noise. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly level: readonly [before: number, after: number];
}

const WORLDS: readonly World[] = [
  { name: "no shift", before: [1.6, 1.2, 0.8, 0.6], after: [1.6, 1.2, 0.8, 0.6], level: [-0.8, -0.8] },
  { name: "win rate falls", before: [1.6, 1.2, 0.8, 0.6], after: [1.6, 1.2, 0.8, 0.6], level: [-0.4, -1.4] },
  {
    name: "two of four effects move",
    before: [1.6, 1.2, 0.8, 0.6],
    after: [1.6, 1.2, 0, 0, 0.8, 0.6],
    level: [-0.8, -0.8],
  },
  {
    name: "the strongest effect turns",
    before: [1.6, 1.2, 0.8, 0.6],
    after: [-1.6, 1.2, 0.8, 0.6],
    level: [-0.8, -0.8],
  },
];

/** Deals of one half of the window after the other (`month` 0..24), or fresh ones of the newer half. */
function deals(world: World, seed: number, n: number, fresh: boolean): CodedMatrix {
  const random = createRandom(seed, fresh ? 302 : 301, n);
  const codes = Array.from({ length: ATTRIBUTES }, () =>
    Uint16Array.from({ length: n }, () => (random.next() < 0.08 ? 0 : 1 + random.int(BINS))),
  );
  const closed = Float64Array.from({ length: n }, () => 19_000 + Math.floor(random.next() * WINDOW * (365.25 / 12)));
  const y = Uint8Array.from(closed, (day, i) => {
    const late = fresh || day >= 19_000 + (WINDOW / 2) * (365.25 / 12);
    const effects = late ? world.after : world.before;
    const logit = effects.reduce(
      (sum, effect, j) => {
        const code = codes[j]![i]!;
        return sum + (code === 0 ? 0 : effect * ((code - 1) / (BINS - 1) - 0.5));
      },
      world.level[late ? 1 : 0],
    );
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  });
  const attributes = codes.map((c, j) => codedAttribute(`a${j}`, j % 2 === 0 ? "ordered" : "unordered", BINS, c));
  return codedMatrix(attributes, y, { closed });
}

function aged(matrix: CodedMatrix, months: number | null): CodedMatrix {
  if (months === null) return matrix;
  const newest = matrix.closed.reduce((a, b) => Math.max(a, b), 0);
  const weight = matrix.closed.map((day) => 2 ** ((day - newest) / (months * (365.25 / 12))));
  return { ...matrix, weight, recency: weight };
}

interface Scored {
  readonly auc: number;
  readonly loss: number;
}

async function scored(train: CodedMatrix, test: CodedMatrix): Promise<Scored> {
  const { card, calibration } = await learn(train, 1, async () => {});
  const fit = fitsOf(card, test, allRows(test));
  return {
    auc: auc(fit, test.y),
    loss: logLoss(
      fit.map((f) => calibration.p[f]!),
      test.y,
    ),
  };
}

const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
const sd = (v: readonly number[]): number => Math.sqrt(v.reduce((a, b) => a + (b - mean(v)) ** 2, 0) / (v.length - 1));
const three = (x: number): string => x.toFixed(3);
const signed = (v: readonly number[]): string =>
  `${mean(v) >= 0 ? "+" : "−"}${three(Math.abs(mean(v)))} (${three(sd(v))})`;

async function rowsOf(world: World, n: number): Promise<string[]> {
  const plain: Scored[] = [];
  const by = new Map<number, Scored[]>(HALF_LIVES.map((h) => [h, []]));
  for (let s = 0; s < SEEDS.get(n)!; s++) {
    const seed = FIRST_SEED + s;
    const [train, test] = [deals(world, seed, n, false), deals(world, seed, FRESH, true)];
    plain.push(await scored(train, test));
    for (const h of HALF_LIVES) by.get(h)!.push(await scored(aged(train, h), test));
  }
  const cells = (of: (one: Scored) => number): string[] =>
    HALF_LIVES.map((h) => signed(by.get(h)!.map((one, i) => of(one) - of(plain[i]!))));
  const row = (what: string, of: (one: Scored) => number): string =>
    `| ${world.name} | ${n.toLocaleString("en-US")} | ${what} | ${three(mean(plain.map(of)))} | ${cells(of).join(" | ")} |`;
  return [row("AUC", (one) => one.auc), row("log-loss", (one) => one.loss)];
}

/** Seconds of one fit of 100,000 deals with 34 attributes, best of three. */
function fitSeconds(months: number | null): number {
  const random = createRandom(7, 303);
  const n = 100_000;
  const base = deals(WORLDS[0]!, 7, n, false);
  const extra = Array.from({ length: 24 }, (_, j) =>
    codedAttribute(
      `x${j}`,
      "ordered",
      50,
      Uint16Array.from({ length: n }, () => 1 + random.int(50)),
    ),
  );
  const matrix = aged({ ...base, attributes: [...base.attributes, ...extra] }, months);
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    fitModel(matrix, allRows(matrix), fitOptions(n));
    return (performance.now() - start) / 1000;
  });
  return Math.min(...times);
}

const lines: string[] = [];
for (const world of WORLDS)
  for (const n of SEEDS.keys()) {
    lines.push(...(await rowsOf(world, n)));
    console.log(lines.slice(-2).join("\n"));
  }
const [unweighted, weighted] = [fitSeconds(null), fitSeconds(12)];
const text = `# Newer deals count more: what it gains and costs

Written by \`npx tsx bench/weights.ts\` on ${new Date().toISOString().slice(0, 10)}. Made-up deals over ${WINDOW} months, ${ATTRIBUTES} attributes
of which four tell, seeds from ${FIRST_SEED} on: ${[...SEEDS].map(([n, k]) => `${k} worlds of ${n.toLocaleString("en-US")} deals`).join(", ")}. Halfway through the window the world shifts, or does not; the profile is held against
${FRESH.toLocaleString("en-US")} fresh deals of the newer half. *Unweighted* is the mean; each half-life shows the mean paired difference to it, with its SD
over the seeds. More AUC is better, less log-loss is better.

| world | deals | | unweighted | 3 months | 6 months | 12 months | 24 months |
|---|---|---|---|---|---|---|---|
${lines.join("\n")}

One fit of 100,000 deals with 34 attributes: ${unweighted.toFixed(2)} s unweighted, ${weighted.toFixed(2)} s weighted.
`;
writeFileSync(fileURLToPath(new URL("WEIGHTS.md", import.meta.url)), text);
