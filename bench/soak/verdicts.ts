import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDraft } from "../../src/build/draft.ts";
import { allRows, takeRows } from "../../src/build/rows.ts";
import { permutedStatistic } from "../../src/build/separation.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";
import { featuresOf } from "../../test/generators/world.ts";
import { shuffledLabels } from "../coverage.ts";
import { peerTable } from "../peers/table.ts";

const shared = join(fileURLToPath(new URL("../../..", import.meta.url)), "shared/datasets");

const SETS = {
  Salvirt: { path: "salvirt-b2b/Salvirt_B2B_ML_dataset.csv", options: { outcome: "Status=Won" } },
  IBM: { path: "ibm-win-loss/sales_win_loss.csv.gz", options: { outcome: "Opportunity Result=Won" } },
} as const;

export type SharedSet = keyof typeof SETS;

/** Deals of a shared data set as `openicp build` codes them; null where it is not on this machine. */
export async function sharedDeals(name: SharedSet): Promise<CodedMatrix | null> {
  const { path, options } = SETS[name];
  return existsSync(join(shared, path)) ? (await peerTable(join(shared, path), options)).matrix : null;
}

/** Verdict of the whole draft, permutations in this thread. */
async function verdict(matrix: CodedMatrix, seed: number): Promise<string> {
  const input = {
    matrix,
    features: featuresOf(matrix.attributes),
    seed,
    orderName: null,
    matured: () => true,
    forceScore: false,
  };
  const draft = await buildDraft(input, {
    permuter: (plan) => async (from, to) =>
      Array.from({ length: to - from }, (_, i) => permutedStatistic(plan, from + i)),
    resampler: null,
    batch: 5,
    progress: () => {},
    pause: async () => {},
  });
  return draft.separation.verdict;
}

/** Rows drawn by seed; with `labels` shuffled too. */
export function draw(matrix: CodedMatrix, n: number, seed: number, labels: boolean): CodedMatrix {
  const order = allRows(matrix);
  shuffle(order, createRandom(seed, 91));
  const drawn = takeRows(matrix, order.slice(0, n));
  if (!labels) return drawn;
  const mixed = allRows(drawn);
  shuffle(mixed, createRandom(seed, 92));
  return shuffledLabels(drawn, mixed);
}

/** In how many of seeds 1..count the verdict is `reliable`, as `3 of 200`. */
export async function reliable(count: number, make: (seed: number) => CodedMatrix): Promise<string> {
  let found = 0;
  for (let seed = 1; seed <= count; seed++) if ((await verdict(make(seed), seed)) === "reliable") found++;
  return `${found} of ${count}`;
}
