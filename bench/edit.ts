import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BothCards, calibrateCard, compareCards } from "../src/build/edit-effect.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom, type Random } from "../src/stats/random.ts";
import { sigmoid } from "../src/stats/sigmoid.ts";

/**
 * Cards edited by hand in worlds where the truth is known. `swap`: the edit moves 20 points from one attribute that says nothing to another that says
 * nothing, so neither card is better. `loss`: from one that tells to one that says nothing.
 */
const WORLDS = 150;
const SIZES = [100, 300, 1000];
const ATTRIBUTES = 6;
const EFFECTS = [1.6, 1.2, 0.8, 0, 0, 0];
const BEFORE = [35, 25, 20, 20, 0, 0];
const AFTER = { swap: [35, 25, 20, 0, 20, 0], loss: [35, 5, 20, 20, 0, 20] } as const;
const ACCOUNT_SD = 0.7;
const FRESH = 4000;
const TABLE_FITS = [20, 40, 60, 80];

type Kind = keyof typeof AFTER;

function normal(random: Random): number {
  return normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random.next())));
}

/** Deals of accounts of three bands per attribute, outcomes varying by account. */
function world(n: number, kind: Kind, seed: number): BothCards {
  const random = createRandom(seed, 211);
  const accounts = Math.max(2, Math.round(n / 1.5));
  const own = Array.from({ length: accounts }, () => ({
    at: Array.from({ length: ATTRIBUTES }, () => random.int(3) / 2),
    luck: ACCOUNT_SD * normal(random),
  }));
  const account = Int32Array.from({ length: n }, () => random.int(accounts));
  const fitBy = (weights: readonly number[]): Float64Array =>
    Float64Array.from(account, (a) => weights.reduce((sum, w, j) => sum + Math.round(w * own[a]!.at[j]!), 0));
  const known = new Float64Array(n).fill(1);
  return {
    before: { fit: fitBy(BEFORE), known },
    after: { fit: fitBy(AFTER[kind]), known },
    y: Uint8Array.from(account, (a) => {
      const logit = EFFECTS.reduce((sum, e, j) => sum + e * (own[a]!.at[j]! - 0.5), -1 + own[a]!.luck);
      return random.next() < sigmoid(logit) ? 1 : 0;
    }),
    account,
  };
}

interface Counted {
  readonly kind: Kind;
  readonly n: number;
  readonly better: number;
  readonly worse: number;
  readonly lossBetter: number;
  readonly lossWorse: number;
  readonly topBetter: number;
  readonly topWorse: number;
  /** Share of the limits at some fits, averaged over them, that hold the rate of many fresh deals of such fits. */
  readonly covered: number;
}

/** Win rate of fresh deals near each fit of the table. */
function truth(kind: Kind): readonly number[] {
  const { after, y } = world(FRESH * 50, kind, 999_983);
  return TABLE_FITS.map((at) => {
    const rows = Array.from(after.fit.keys()).filter((i) => Math.abs(after.fit[i]! - at) <= 2);
    return rows.reduce((sum, i) => sum + y[i]!, 0) / rows.length;
  });
}

function run(kind: Kind, n: number, rates: readonly number[]): Counted {
  const sums = { better: 0, worse: 0, lossBetter: 0, lossWorse: 0, topBetter: 0, topWorse: 0, covered: 0 };
  for (let seed = 1; seed <= WORLDS; seed++) {
    const known = world(n, kind, seed);
    const newer = world(n, kind, seed + 100_000);
    const [was, is] = (["before", "after"] as const).map((side) => calibrateCard(known, side, 1, seed));
    const levels = { high: 70, medium: 40 };
    const { figures } = compareCards(newer, { levels, p: was!.p }, { levels, p: is!.p }, seed);
    const limits = (measure: string) => figures.find((one) => one.measure === measure)!.interval ?? [0, 0];
    const [auc, loss, top] = [limits("auc"), limits("log_loss"), limits("top_wins")];
    sums.better += Number(auc[0] > 0);
    sums.worse += Number(auc[1] < 0);
    sums.lossBetter += Number(loss[1] < 0);
    sums.lossWorse += Number(loss[0] > 0);
    sums.topBetter += Number(top[0] > 0);
    sums.topWorse += Number(top[1] < 0);
    const held = TABLE_FITS.filter((at, k) => is!.low[at]! <= rates[k]! && rates[k]! <= is!.high[at]!);
    sums.covered += held.length / TABLE_FITS.length;
  }
  const share = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / WORLDS]));
  return { kind, n, ...(share as typeof sums) };
}

const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
const rows = (["swap", "loss"] as const).flatMap((kind) => {
  const rates = truth(kind);
  return SIZES.map((n) => run(kind, n, rates));
});
const lines = rows.map(
  (one) =>
    `| ${one.kind} | ${one.n} | ${percent(one.better)} | ${percent(one.worse)} | ${percent(one.lossBetter)} | ${percent(one.lossWorse)} | ${percent(one.topBetter)} | ${percent(one.topWorse)} | ${percent(one.covered)} |`,
);
const text = `# Cards edited by hand

Written by \`npx tsx bench/edit.ts\`: ${WORLDS} worlds of each kind and size (seeds 1-${WORLDS}), 1.5 deals per account, outcomes varying by account (SD ${ACCOUNT_SD}
logit). As many newer deals as known ones; the win rates by fit are from the known ones, the differences from the newer ones. In \`swap\` worlds the edit moves
20 points from one attribute that says nothing to another, so that neither card is better: what is claimed there is false, and may be 2.5% on each side.
In \`loss\` worlds it moves 20 points from an attribute that tells to one that does not. "Covered": 95% limits of the win rate at fits of ${TABLE_FITS.join(", ")} that
hold the rate of ${(FRESH * 50).toLocaleString("en-US")} fresh deals.

| edit | deals | ranks better | worse | log-loss less | more | more wins in the best fifth | fewer | covered |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
${lines.join("\n")}
`;
writeFileSync(join(import.meta.dirname, "EDIT.md"), text);
process.stdout.write(text);
