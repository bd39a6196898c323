import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { splitFold } from "../src/build/cross-fit.ts";
import { rowsByPart } from "../src/build/cut-parts.ts";
import type { BuildInput } from "../src/build/draft.ts";
import { fitOptions } from "../src/build/fit.ts";
import { crossFitCheck } from "../src/build/held-out-checks.ts";
import { type Learned, learn } from "../src/build/learn.ts";
import { fitsOf } from "../src/build/points.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import { tryParts } from "../src/build/try-parts.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import type { IngestOptions } from "../src/ingest/options.ts";
import { auc } from "../src/stats/auc.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { createRandom, shuffle } from "../src/stats/random.ts";
import { type CrossedWorldOptions, crossedWorld } from "../test/generators/crossed-world.ts";
import { turnedWorld } from "../test/generators/turned-world.ts";
import { featuresOf } from "../test/generators/world.ts";
import { newestQuarter } from "./peers/splits.ts";
import { peerTable } from "./peers/table.ts";

const { values } = parseArgs({
  options: {
    /** Rows whose name holds one of these texts, a | between. */
    only: { type: "string", default: "" },
    /** Share of the seeds that each row is written with. */
    share: { type: "string", default: "1" },
    shared: { type: "string", default: fileURLToPath(new URL("../../shared/datasets", import.meta.url)) },
    out: { type: "string", default: fileURLToPath(new URL("PARTS.md", import.meta.url)) },
  },
});

const lines: string[] = [];
function say(...text: string[]): void {
  lines.push(...text);
  process.stderr.write(`${text.join("\n")}\n`);
  writeFileSync(values.out, `${lines.join("\n")}\n`);
}

const asked = (name: string): boolean => values.only.split("|").some((text) => name.includes(text));
const pause = async (): Promise<void> => {};
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
const plain = (x: number): string => x.toFixed(3).replace(/^(-?)0\./, "$1.");
const share = (hits: number, of: number): string => {
  const [low, high] = clopperPearson(hits, of);
  return `${Math.round((100 * hits) / of)}% (${Math.round(100 * low)}–${Math.round(100 * high)}%)`;
};

async function tried(matrix: CodedMatrix, seed: number, by: number | null) {
  const features = featuresOf(matrix.attributes);
  const input: BuildInput = { matrix, features, seed, orderName: null, matured: () => true, forceScore: false };
  const learned = await learn(matrix, seed, pause);
  const one = { learned, forward: null, crossFit: crossFitCheck(learned, matrix.n) };
  const { told, kept } = await tryParts(input, one, by, pause);
  return { learned, told, kept };
}

/** On deals that nothing has seen: how well they are ranked, and per part by how much the expected wins miss the won ones. */
function onFresh({ card, calibration }: Learned, fresh: CodedMatrix): { auc: number; miss: number } {
  const rows = allRows(fresh);
  const fit = fitsOf(card, fresh, rows);
  const parts = card.parts === undefined ? [rows] : rowsByPart(fresh, rows, card.parts.cut).filter((p) => p.length > 0);
  const misses = parts.map((part) => {
    const expected = mean(Array.from(part, (r) => calibration.p[fit[r]!]!));
    const won = mean(Array.from(part, (r) => fresh.y[r]!));
    return { n: part.length, miss: Math.abs(expected - won) };
  });
  return { auc: auc(fit, fresh.y), miss: misses.reduce((sum, { n, miss }) => sum + n * miss, 0) / fresh.n };
}

/** @param by null: the build chooses */
async function worldRow(
  name: string,
  world: (seed: number) => CodedMatrix,
  fresh: (seed: number) => CodedMatrix,
  by: number | null,
  of: number,
): Promise<void> {
  const whole = `${name}, ${by === null ? "auto" : "named"}`;
  if (!asked(whole)) return;
  const seeds = Math.max(1, Math.round(of * Number(values.share)));
  const all: { one: number; published: number; kept: boolean; told: number | null; miss: number; own: number }[] = [];
  const from = process.cpuUsage().user;
  for (let seed = 1; seed <= seeds; seed++) {
    const { learned, told, kept } = await tried(world(seed), seed, by);
    const test = fresh(seed);
    const one = onFresh(learned, test);
    const parted = kept === null ? one : onFresh(kept.learned, test);
    all.push({
      one: one.auc,
      published: parted.auc,
      kept: kept !== null,
      told: kept === null ? null : told.gain,
      miss: kept === null ? 0 : parted.miss,
      own: kept === null ? 0 : parted.auc - one.auc,
    });
  }
  const seconds = (process.cpuUsage().user - from) / 1e6 / seeds;
  const taken = all.filter(({ kept }) => kept);
  const worse = taken.filter(({ own }) => own < 0).length;
  const told =
    taken.length === 0
      ? "– | – | – | –"
      : `${plain(mean(taken.map((a) => a.told!)))} | ${plain(mean(taken.map((a) => a.own)))} | ${worse} | ${plain(mean(taken.map((a) => a.miss)))}`;
  say(
    `| ${whole} | ${seeds} | ${share(taken.length, seeds)} | ${plain(mean(all.map((a) => a.one)))} | ${plain(mean(all.map((a) => a.published)))} | ${told} | ${seconds.toFixed(2)} s |`,
  );
}

async function realRow(name: string, matrix: CodedMatrix, by: string | null): Promise<void> {
  const whole = `${name}, ${by ?? "auto"}`;
  if (!asked(whole)) return;
  const from = process.cpuUsage().user;
  const index = by === null ? null : matrix.attributes.findIndex((a) => a.name === by);
  const { told } = await tried(matrix, 1, index);
  const seconds = (process.cpuUsage().user - from) / 1e6;
  const gain =
    told.gain === null
      ? "– | –"
      : `${plain(told.auc!)} | ${plain(told.gain)} (${plain(told.gain_interval![0])} to ${plain(told.gain_interval![1])})`;
  say(
    `| ${name} | ${by ?? `auto: ${told.attribute ?? "none"}`} | ${plain(told.one!)} | ${gain} | ${told.kept ? "kept" : "one card"} | ${seconds.toFixed(1)} s |`,
  );
}

function drawn(matrix: CodedMatrix, n: number): CodedMatrix {
  const order = Int32Array.from({ length: matrix.n }, (_, i) => i);
  shuffle(order, createRandom(1, 83));
  return takeRows(matrix, order.slice(0, Math.min(n, matrix.n)).sort());
}

/** Learned on the older three quarters by Opportunity Number, held against the newest. */
async function forward(matrix: CodedMatrix, by: string | null): Promise<void> {
  if (!asked(`IBM, newest quarter, ${by ?? "auto"}`)) return;
  const { part } = newestQuarter(matrix);
  const { inside, outside } = splitFold(
    Uint8Array.from(part, (v) => (v === 2 ? 1 : 0)),
    1,
  );
  const [train, test] = [takeRows(matrix, outside), takeRows(matrix, inside)];
  const options = fitOptions(train.n);
  const index = by === null ? null : [matrix.attributes.findIndex((a) => a.name === by)];
  const parts = { by: index, deals: train.n, light: false, seed: 1 };
  const one = await learn(train, 1, pause, options);
  const parted = await learn(train, 1, pause, { ...options, parts });
  const { cut } = parted.card.parts!;
  const a = onFresh(one, test);
  const b = onFresh(parted, test);
  say(
    `| ${by ?? `auto: ${matrix.attributes[cut.attribute]!.name}`} | ${parted.card.parts!.cards.length} | ${plain(a.auc)} | ${plain(b.auc)} | ${plain(b.miss)} |`,
  );
  const rows = allRows(test);
  const [wholeFit, ownFit] = [fitsOf(one.card, test, rows), fitsOf(parted.card, test, rows)];
  for (const [k, own] of rowsByPart(test, rows, cut).entries()) {
    if (own.length === 0 || by !== null) continue;
    const expected = (from: Learned, fit: Float64Array) => mean(Array.from(own, (r) => from.calibration.p[fit[r]!]!));
    within.push(
      `| ${k} | ${own.length.toLocaleString("en-US")} | ${plain(mean(Array.from(own, (r) => test.y[r]!)))} | ${plain(expected(parted, ownFit))} | ${plain(expected(one, wholeFit))} |`,
    );
  }
}
const within: string[] = [];

say(
  "# A card for each part",
  "",
  "`npx tsx bench/parts.ts` writes these tables. What `build --parts` does: a card for each part of an attribute, held against one card on",
  "deals that neither has seen, everything refitted in each fold; kept where it ranks better for certain and by .01 at least. *Gain*: paired,",
  "95%, accounts together. Time is processor time of learning both. Measured 22 November 2026 on two shared cores.",
  "",
  "| real deals, cross-fitted | parts of | one card | by part | gain | | time |",
  "|---|---|---|---|---|---|---|",
);
const read = async (file: string, options: Partial<IngestOptions>): Promise<CodedMatrix | null> => {
  const path = join(values.shared, file);
  return existsSync(path) ? (await peerTable(path, options)).matrix : null;
};
const salvirt = await read("salvirt-b2b/Salvirt_B2B_ML_dataset.csv", { outcome: "Status=Won" });
if (salvirt !== null) await realRow("Salvirt, 448 deals", salvirt, null);
const crunchbase = await read("crunchbase-2013/crunchbase-companies.csv", { outcome: "status=acquired/closed" }).catch(
  (error: Error) => say(`| Crunchbase | ${error.message} | | | | | |`),
);
if (crunchbase) {
  const deals = drawn(crunchbase, 20_000);
  await realRow(`Crunchbase, ${deals.n.toLocaleString("en-US")} companies`, deals, null);
}
const ibm = await read("ibm-win-loss/sales_win_loss.csv.gz", {
  outcome: "Opportunity Result=Won",
  order: "Opportunity Number",
});
if (ibm !== null) {
  for (const n of [1000, 3000, 15_000]) await realRow(`IBM, ${n.toLocaleString("en-US")} deals`, drawn(ibm, n), null);
  await realRow("IBM, 15,000 deals", drawn(ibm, 15_000), "route_to_market");
  say(
    "",
    "IBM, newest quarter by Opportunity Number, all 58,518 older deals learned from; *missed*: by how much expected wins miss the won ones,",
    "mean over parts:",
    "",
    "| parts of | parts | one card | by part | missed |",
    "|---|---|---|---|---|",
  );
  for (const by of [null, "route_to_market", "supplies_subgroup"]) await forward(ibm, by);
  if (within.length > 0)
    say(
      "",
      "Win rate of the newest quarter in each part, and what one `by_fit` for all parts expects:",
      "",
      "| part | deals | won | cards of parts | one card |",
      "|---|---|---|---|---|",
      ...within,
    );
}
say(
  "",
  "Worlds of `test/generators/crossed-world.ts` (*a sum*, and with one pair that stands out) and `turned-world.ts` (what wins in large",
  "companies loses in small ones). Seeds from 1 on, shares with 95% limits; AUC on 20,000 fresh deals; *told* and *true* gain, *worse* and *missed*",
  "of the kept ones. *Named*: the attribute that matters, or the first.",
  "",
  "| worlds | seeds | kept | one card | what is published | told gain | true gain | worse | missed | time |",
  "|---|---|---|---|---|---|---|---|---|---|",
);
const FRESH = 20_000;
const turned = (deals: number) => (seed: number) => turnedWorld(seed, deals);
const freshTurned = (seed: number) => turnedWorld(seed + 100_000, FRESH);
const summed = (options: Partial<CrossedWorldOptions>) => (seed: number) => crossedWorld(seed, options);
const freshSummed = (options: Partial<CrossedWorldOptions>) => (seed: number) =>
  crossedWorld(seed + 100_000, { ...options, deals: FRESH });
const SEEDS = new Map([
  [500, 60],
  [2000, 20],
  [10_000, 4],
]);
for (const [deals, seeds] of SEEDS) {
  const n = deals.toLocaleString("en-US");
  const nothing = { together: 0, deals };
  const pair = { together: 4, attributes: 4, telling: 3, deals };
  await worldRow(`a sum, ${n} deals`, summed(nothing), freshSummed(nothing), null, seeds);
  await worldRow(`a sum, ${n} deals`, summed(nothing), freshSummed(nothing), 0, seeds);
  const alike = { ...nothing, dealsPerAccount: 5, accountSd: 1 };
  await worldRow(`a sum, ${n} deals, accounts whose deals go alike`, summed(alike), freshSummed(nothing), null, seeds);
  await worldRow(`turned, ${n} deals`, turned(deals), freshTurned, null, Math.ceil(seeds / 2));
  await worldRow(`turned, ${n} deals`, turned(deals), freshTurned, 0, Math.ceil(seeds / 2));
  await worldRow(
    `4 logits together, ${n} deals, 4 attributes`,
    summed(pair),
    freshSummed(pair),
    null,
    Math.ceil(seeds / 2),
  );
}
