import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDraft } from "../src/build/draft.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import { permutedStatistic } from "../src/build/separation.ts";
import { duckdbColumns } from "../src/engine/columns.ts";
import { gatherFacts } from "../src/engine/facts.ts";
import { assembleFeatures } from "../src/features/assemble.ts";
import { auditLeakage } from "../src/features/leakage.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import { type DealColumns, matrixOf } from "../src/features/matrix-of.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { createRandom, shuffle } from "../src/stats/random.ts";
import { openDatabase } from "../src/warehouse/database.ts";
import { readFile } from "../src/warehouse/files/read.ts";
import { featuresOf, world } from "../test/generators/world.ts";
import { coverage, shuffledLabels } from "./coverage.ts";
import { leakageBench } from "./leakage.ts";
import { type Sureness, sureness } from "./sureness.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

async function salvirt(): Promise<CodedMatrix | null> {
  const path = join(root, "../shared/datasets/salvirt-b2b/Salvirt_B2B_ML_dataset.csv");
  if (!existsSync(path)) return null;
  const database = await openDatabase();
  const table = await readFile(database, path, "deals", "deals");
  const facts = await gatherFacts(database, [table], { ...DEFAULT_OPTIONS, outcome: "Status=Won" });
  const [y] = await database.numbers(`SELECT y FROM ${facts.table} ORDER BY deal`);
  const n = y!.length;
  const none = new Float64Array(n).fill(Number.NaN);
  const deals: DealColumns = {
    n,
    y: Uint8Array.from(y!),
    account: Int32Array.from({ length: n }, (_, i) => i),
    accounts: n,
    created: none,
    closed: none,
    cycle: none,
    order: none,
  };
  const { features } = await assembleFeatures(facts.candidates, duckdbColumns(database, facts.table, n), () => {});
  const audits = auditLeakage(
    features.map((f) => f.coded),
    features.map((f) => f.source),
    deals.y,
    { closed: deals.closed, counters: [] },
  );
  database.close();
  return matrixOf(
    deals,
    features.filter((_, j) => audits[j]!.kind === null),
  );
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
    valueMap: null,
  };
  const draft = await buildDraft(input, {
    permuter: (plan) => async (from, to) =>
      Array.from({ length: to - from }, (_, i) => permutedStatistic(plan, from + i)),
    resampler: null,
    batch: 20,
    progress: () => {},
    pause: async () => {},
  });
  return draft.separation.verdict;
}

/** Rows drawn by seed; with `labels` shuffled too. */
function draw(matrix: CodedMatrix, n: number, seed: number, labels: boolean): CodedMatrix {
  const order = allRows(matrix);
  shuffle(order, createRandom(seed, 91));
  const drawn = takeRows(matrix, order.slice(0, n));
  if (!labels) return drawn;
  const mixed = allRows(drawn);
  shuffle(mixed, createRandom(seed, 92));
  return shuffledLabels(drawn, mixed);
}

async function reliable(count: number, make: (seed: number) => CodedMatrix): Promise<number> {
  let found = 0;
  for (let seed = 1; seed <= count; seed++) if ((await verdict(make(seed), seed)) === "reliable") found++;
  return found;
}

const rows: string[] = [];
function say(what: string, result: string, bar: string): void {
  console.log(`${what}: ${result}  (bar: ${bar})`);
  rows.push(`| ${what} | ${result} | ${bar} |`);
}

const deals = await salvirt();
if (deals === null) say("Salvirt", "skipped: needs ../shared/datasets/salvirt-b2b", "-");
else {
  for (const n of [60, 200])
    say(
      `\`reliable\` on 100 label-shuffled Salvirt draws, n = ${n}`,
      `${await reliable(100, (s) => draw(deals, n, s, true))} of 100`,
      "<= 8%",
    );
  for (const n of [60, 200])
    say(
      `\`reliable\` on 40 Salvirt draws as they are, n = ${n}`,
      `${await reliable(40, (s) => draw(deals, n, s, false))} of 40`,
      n === 60 ? ">= .80" : "-",
    );
}
const varying = { accounts: 60, deals: 5, attributes: 8, accountSd: 0.7, dealAttributes: true };
say(
  "`reliable` on 60 noise worlds, outcome varies by account (SD .7), several deals each",
  `${await reliable(60, (s) => world(s, varying))} of 60`,
  "<= 8%",
);
for (const n of [30, 60, 200, 1000])
  say(
    `\`reliable\` on ${n < 1000 ? 100 : 40} made-up worlds of noise, n = ${n}`,
    `${await reliable(n < 1000 ? 100 : 40, (s) => world(s, { accounts: n, attributes: 10 }))} of ${n < 1000 ? 100 : 40}`,
    "<= 8%",
  );
/** On 20,000 deals its cards reach an AUC of about .77 on others. */
const telling = { attributes: 10, effects: [2.2, -1.8, 1.5, 1.2, -1] };
for (const [n, worlds, bar] of [
  [30, 40, "-"],
  [60, 40, "-"],
  [200, 40, ">= .55"],
  [1000, 20, ">= .95"],
] as const)
  say(
    `\`reliable\` on ${worlds} made-up worlds in which five of ten attributes tell, n = ${n}`,
    `${await reliable(worlds, (s) => world(s, { accounts: n, ...telling }))} of ${worlds}`,
    bar,
  );
for (const [name, effects] of [
  ["strong", [1.6, 1.4, 1.2, 1, 0.8]],
  ["weak", [0.7, 0.6, 0.5, 0.4]],
] as const)
  for (const n of [60, 200, 1000]) {
    const c = await coverage(20, n, effects);
    say(
      `limits of band rates hold the rate of fresh deals, ${name} worlds, n = ${n}`,
      `${((100 * c.bandsInside) / c.bands).toFixed(1)}% of ${c.bands}`,
      "90-98%",
    );
    say(
      `limits of the win rate at a fit, ${name} worlds, n = ${n}`,
      `${((100 * c.fitsInside) / c.fits).toFixed(1)}% of ${c.fits}`,
      "90-98%",
    );
  }
for (const n of [100, 300, 1000]) {
  const all = Array.from({ length: 10 }, (_, i) => sureness(i + 1, n));
  const sum = (part: (one: Sureness) => number): number => all.reduce((a, one) => a + part(one), 0);
  const [sure, probes] = [sum((one) => one.sure), sum((one) => one.probes)];
  say(
    `cards of other deals give a \`sure\` company the same level, n = ${n}`,
    sure === 0
      ? "none is sure"
      : `${((100 * sum((one) => one.agree)) / sure).toFixed(0)}% (${sure} of ${probes} companies are sure)`,
    ">= 80%",
  );
}
writeFileSync(
  join(root, "bench/SOAK.md"),
  `# Soak results\n\nWritten by \`npm run soak\` on ${new Date().toISOString().slice(0, 10)}: verdicts and limits over many seeds. Seeds are 1, 2, ...\n\n| what | result | bar |\n|---|---|---|\n${rows.join("\n")}\n`,
);
await leakageBench();
