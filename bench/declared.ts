/**
 * What a declared hypothesis is worth: cards learned from n made-up deals with and without it, on 4,000 fresh deals of the same market.
 * `npx tsx bench/declared.ts` writes bench/DECLARED.md.
 */
import { writeFileSync } from "node:fs";
import { fitModel, fitOptions } from "../src/build/fit.ts";
import { fitsOf, toPoints } from "../src/build/points.ts";
import { allRows } from "../src/build/rows.ts";
import { BEFOREHAND, centred, offsetOf, supportOf } from "../src/build/support.ts";
import { auc } from "../src/stats/auc.ts";
import { logLossFromLogit } from "../src/stats/log-loss.ts";
import { declaredWorld, HYPOTHESES, type Hypothesis } from "./declared-world.ts";

const SEEDS = 60;
const FRESH = 4000;
const SIZES = [20, 50, 100, 150, 300, 1000];

interface Result {
  readonly auc: number;
  readonly loss: number;
}

function result(seed: number, n: number, hypothesis: Hypothesis): Result {
  const world = declaredWorld(seed);
  const own = world.told(world.draw(1, n), hypothesis);
  const fresh = world.draw(2, FRESH);
  const card = toPoints(fitModel(own, allRows(own), fitOptions(n)));
  const logit = fitsOf(card, fresh, allRows(fresh)).map((fit) => card.base + card.unit * fit);
  return { auc: auc(logit, fresh.y), loss: logLossFromLogit(logit, fresh.y) };
}

function moments(values: readonly number[]): { mean: number; se: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
  return { mean, se: Math.sqrt(variance / values.length) };
}

const signed = (x: number): string => `${x >= 0 ? "+" : "-"}${Math.abs(x).toFixed(3)}`;

const rows = { auc: [] as string[], loss: [] as string[] };
for (const n of SIZES) {
  const by = new Map(HYPOTHESES.map((h) => [h, Array.from({ length: SEEDS }, (_, i) => result(i + 1, n, h))] as const));
  const plain = by.get("none")!;
  for (const what of ["auc", "loss"] as const) {
    const cells = HYPOTHESES.map((h) => {
      if (h === "none") return moments(plain.map((r) => r[what])).mean.toFixed(3);
      const { mean, se } = moments(by.get(h)!.map((r, i) => r[what] - plain[i]![what]));
      return `${signed(mean)} ± ${se.toFixed(3)}`;
    });
    rows[what].push(`| ${n} | ${cells.join(" | ")} |`);
  }
  console.log(n, rows.auc.at(-1), rows.loss.at(-1));
}

function support(n: number, hypothesis: Hypothesis): string {
  const found = Array.from({ length: SEEDS }, (_, i) => {
    const world = declaredWorld(i + 1);
    const matrix = world.told(world.draw(1, n), hypothesis);
    const said = matrix.attributes.flatMap(({ declared, codes, bins }, index) => {
      if (declared === undefined) return [];
      const count = new Float64Array(bins.length);
      for (const c of codes) count[c] = count[c]! + 1;
      return [{ index, target: centred(declared, count) }];
    });
    return supportOf([], matrix.y, offsetOf(matrix, allRows(matrix), said)).mean;
  });
  return `${Math.round(100 * moments(found).mean)}%`;
}

const head = `| deals | without | ${HYPOTHESES.slice(1).join(" | ")} |\n|---|---|${"---|".repeat(HYPOTHESES.length - 1)}`;
const supports = SIZES.map(
  (n) =>
    `| ${n} | ${HYPOTHESES.slice(1)
      .map((h) => support(n, h))
      .join(" | ")} |`,
).join("\n");
writeFileSync(
  new URL("./DECLARED.md", import.meta.url),
  `# What a declared hypothesis is worth

\`npx tsx bench/declared.ts\`: made-up markets of seeds 1 to ${SEEDS}, 12 attributes of which seven count; five of these are declared. Cards
learned from so many deals, with the hypothesis and without, scored on ${FRESH.toLocaleString("en-US")} fresh deals. Differences to the card
without, with the standard error of their mean; for log-loss less is better.

- **exact**: the declared effects are the true ones. **fair**: they follow the truth with a correlation of .7.
- **random**: they have nothing to do with it. **opposite**: every sign is wrong.

AUC

${head}
${rows.auc.join("\n")}

Log-loss per deal

${head}
${rows.loss.join("\n")}

Mean share of the declared effects that the deals support (beforehand ${Math.round(100 * BEFOREHAND.mean)}%)

| deals | ${HYPOTHESES.slice(1).join(" | ")} |
|---|${"---|".repeat(HYPOTHESES.length - 1)}
${supports}
`,
);
