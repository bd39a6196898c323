import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cardResiduals } from "../src/build/card-residuals.ts";
import { FALSE_PAIRS, findInteractions } from "../src/build/interactions.ts";
import { type Learned, learn } from "../src/build/learn.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import { chiSquareTail } from "../src/stats/chi-square.ts";
import { choleskySubstitute } from "../src/stats/cholesky.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { CROSSED_WORLD, type CrossedWorldOptions, crossedWorld } from "../test/generators/crossed-world.ts";

const { values } = parseArgs({
  options: {
    /** Rows whose table and name hold this text: `planted: 1,000`. */
    only: { type: "string", default: "" },
    seeds: { type: "string", default: "100" },
    out: { type: "string", default: fileURLToPath(new URL("INTERACTIONS.md", import.meta.url)) },
  },
});
const SEEDS = Number(values.seeds);

const ALIKE: Partial<CrossedWorldOptions> = { dealsPerAccount: 5, accountSd: 1 };
const FEW: Partial<CrossedWorldOptions> = { attributes: 4, telling: 3 };

const NONE: readonly (readonly [string, Partial<CrossedWorldOptions>])[] = [
  ["300 deals", { deals: 300 }],
  ["1,000 deals", {}],
  ["1,000 deals, 200 accounts whose deals go alike", ALIKE],
  ["1,000 deals, two yes-or-no attributes", { crossed: "flags" }],
  ["4,000 deals", { deals: 4000 }],
];

const PLANTED: readonly (readonly [string, Partial<CrossedWorldOptions>])[] = [
  ["1,000 deals, 4 attributes, two of them yes or no", { ...FEW, crossed: "flags" }],
  ["1,000 deals, 4 attributes", FEW],
  ["1,000 deals, 8 attributes, two of them yes or no", { crossed: "flags" }],
  ["1,000 deals, 8 attributes", {}],
  ["2,000 deals, 8 attributes, two of them yes or no", { deals: 2000, crossed: "flags" }],
  ["2,000 deals, 8 attributes", { deals: 2000 }],
];

/** Whether one who knows where the effect is, and asks only how the level is shared among the pairs, would find it: what the deals can tell at most. */
function toldToOneWhoKnows(matrix: CodedMatrix, learned: Learned, pairs: number): boolean {
  const left = cardResiduals(learned);
  if (left === null) return false;
  const [a, b] = matrix.attributes;
  const best = ({ codes, bins }: typeof a & object, i: number): boolean => codes[i]! > (bins.length === 3 ? 1 : 4);
  const beside = new Float64Array(left.size);
  let [score, variance] = [0, 0];
  for (let i = 0; i < matrix.n; i++) {
    if (!best(a!, i) || !best(b!, i)) continue;
    score += left.residual[i]!;
    variance += left.weight[i]!;
    for (const { start, codes } of left.columns)
      beside[start + codes[i]!] = beside[start + codes[i]!]! + left.weight[i]!;
  }
  const solved = Float64Array.from(beside);
  choleskySubstitute(left.factor, solved, left.size);
  variance -= beside.reduce((sum, v, m) => sum + v * solved[m]!, 0);
  return score > 0 && chiSquareTail(score ** 2 / (variance * left.effect), 1) <= FALSE_PAIRS / Math.max(pairs, 1);
}

interface Counted {
  readonly any: number;
  /** The planted pair, and what else. */
  readonly planted: number;
  readonly others: number;
  readonly known: number;
  readonly pairs: number;
  readonly milliseconds: number;
}

async function counted(options: Partial<CrossedWorldOptions>): Promise<Counted> {
  let [any, planted, others, known, pairs, milliseconds] = [0, 0, 0, 0, 0, 0];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const matrix = crossedWorld(seed, options);
    const learned = await learn(matrix, seed, async () => {});
    const from = performance.now();
    const { found, pairs: tested } = findInteractions(learned, seed);
    milliseconds += (performance.now() - from) / SEEDS;
    pairs += tested / SEEDS;
    const right = found.filter(({ attributes: [a, b] }) => a + b === 1);
    any += found.length > 0 ? 1 : 0;
    planted += right.length;
    known += toldToOneWhoKnows(matrix, learned, tested) ? 1 : 0;
    others += found.length > right.length ? 1 : 0;
  }
  return { any, planted, others, known, pairs, milliseconds };
}

const percent = (x: number): string => `${Math.round(100 * x)}%`;

function withLimits(hits: number): string {
  const [low, high] = clopperPearson(hits, SEEDS);
  return `${percent(hits / SEEDS)} (${percent(low)}–${percent(high)})`;
}

const lines = [
  "# Interactions: what is told beyond the sum",
  "",
  "`npx tsx bench/interactions.ts`. Worlds of `test/generators/crossed-world.ts`: a sum over attributes, and where two of them are at their best",
  `(about a tenth of the deals) ${CROSSED_WORLD.together.toFixed(1)} logit more. ${SEEDS} seeds a row, with 95% limits.`,
  "",
  "| nothing beyond the sum | anything told | pairs tested | time |",
  "|---|---|---|---|",
];
for (const [name, options] of NONE) {
  if (!`none: ${name}`.includes(values.only)) continue;
  const c = await counted({ ...options, together: 0 });
  lines.push(`| ${name} | ${withLimits(c.any)} | ${c.pairs.toFixed(1)} | ${c.milliseconds.toFixed(0)} ms |`);
  process.stderr.write(`${lines.at(-1)}\n`);
}
lines.push(
  "",
  "| planted | found | by one who knows where | other pairs told | pairs tested | time |",
  "|---|---|---|---|---|---|",
);
for (const [name, options] of PLANTED) {
  if (!`planted: ${name}`.includes(values.only)) continue;
  const c = await counted(options);
  lines.push(
    `| ${name} | ${withLimits(c.planted)} | ${percent(c.known / SEEDS)} | ${percent(c.others / SEEDS)} | ${c.pairs.toFixed(1)} | ${c.milliseconds.toFixed(0)} ms |`,
  );
  process.stderr.write(`${lines.at(-1)}\n`);
}
writeFileSync(values.out, `${lines.join("\n")}\n`);
