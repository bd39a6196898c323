import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { duckdbColumns } from "../src/engine/columns.ts";
import { gatherFacts } from "../src/engine/facts.ts";
import { assembleFeatures, type Feature } from "../src/features/assemble.ts";
import { type Audit, auditLeakage } from "../src/features/leakage.ts";
import { auditHistory } from "../src/features/leakage-history.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { openDatabase } from "../src/warehouse/database.ts";
import { readFile } from "../src/warehouse/files/read.ts";
import { lateVerdicts } from "./leakage-history.ts";
import { type LeakageWorld, leakageWorld, memoryReader } from "./leakage-worlds.ts";
import { plantLeaks } from "./leaks.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Deals from few to many, most lost to most won, one deal per account to thirty. */
const DEALS = [30, 60, 120, 250, 600, 2000] as const;
const RATES = [0.12, 0.3, 0.55, 0.85] as const;
const ACCOUNTS = [
  { perAccount: 1, accountSd: 0 },
  { perAccount: 5, accountSd: 1 },
  { perAccount: 30, accountSd: 1.5 },
] as const;
const DRIFT = [false, true] as const;

interface Tally {
  n: number;
  hits: number;
}

type Tallies = Map<string, Tally>;

function tally(tallies: Tallies, what: string, hit: boolean): void {
  const found = tallies.get(what) ?? { n: 0, hits: 0 };
  tallies.set(what, { n: found.n + 1, hits: found.hits + (hit ? 1 : 0) });
}

function audit(features: readonly Feature[], { y, closed, account }: LeakageWorld): Audit[] {
  return auditLeakage(
    features.map((f) => f.coded),
    features.map((f) => f.source),
    y,
    { closed, counters: features.map((f) => f.kind === "number" && f.numbers.whole && !f.numbers.plain) },
    account,
  );
}

/** One world: each leak beside all honest columns; the honest ones judged beside one leak, by turns. */
async function judge(
  seed: number,
  world: LeakageWorld,
  words: string,
  caught: Tallies,
  falsely: Tallies,
): Promise<void> {
  const leaks = plantLeaks(seed, world);
  const columns = [...world.columns, ...leaks];
  const sources = columns.map(({ source }) => source);
  const { features } = await assembleFeatures(sources, memoryReader(columns, world.n), () => {});
  const honest = features.filter((f) => !leaks.some(({ source }) => source.name === f.source));
  leaks.forEach((leak, k) => {
    const feature = features.find((f) => f.source === leak.source.name);
    if (feature === undefined) return;
    const audits = audit([feature, ...honest], world);
    tally(caught, leak.leak!, audits[0]!.kind !== null);
    if (k === seed % leaks.length) for (const one of audits.slice(1)) tally(falsely, words, one.kind !== null);
  });
  if (leaks.length === 0) for (const one of audit(honest, world)) tally(falsely, words, one.kind !== null);
}

async function worlds(seeds: number, caught: Tallies, falsely: Tallies): Promise<number> {
  let seed = 0;
  for (let turn = 0; turn < seeds; turn++)
    for (const deals of DEALS)
      for (const rate of RATES)
        for (const accounts of ACCOUNTS)
          for (const drift of DRIFT) {
            const world = leakageWorld(++seed, { deals, rate, drift, ...accounts });
            const moving = drift ? ", and what sells moves with time" : "";
            const most =
              accounts.perAccount === 1 ? "one deal per account" : `up to ${accounts.perAccount} deals per account`;
            const words = most + moving;
            await judge(seed, world, words, caught, falsely);
          }
  return seed;
}

const HISTORY_WORLDS = 20;

/** Kind (d): what the history of tracked columns shows, from files on. */
async function histories(caught: Tallies, falsely: Tallies): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "openicp-leakage-"));
  const honest: Audit = { kind: null, reason: "", warning: null, auc: 0.5 };
  try {
    for (let seed = 1; seed <= HISTORY_WORLDS; seed++)
      for (const { leak, found } of await lateVerdicts(seed, 80 + 20 * (seed % 6), folder)) {
        const late = found === null ? [] : [found];
        const [judged] = auditHistory([honest], [found?.name ?? "none"], late);
        const told = judged!.kind === "d" || judged!.warning !== null;
        if (leak === null) tally(falsely, "columns with a history, filled before creation or alike for both", told);
        else tally(caught, leak, told);
      }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Columns of Salvirt in quarantine; null without the data. */
async function salvirt(): Promise<string | null> {
  const path = join(root, "../shared/datasets/salvirt-b2b/Salvirt_B2B_ML_dataset.csv");
  if (!existsSync(path)) return null;
  const database = await openDatabase();
  try {
    const table = await readFile(database, path, "deals", "deals");
    const facts = await gatherFacts(database, [table], { ...DEFAULT_OPTIONS, outcome: "Status=Won" });
    const [y] = await database.numbers(`SELECT y FROM ${facts.table} ORDER BY deal`);
    const n = y!.length;
    const { features } = await assembleFeatures(facts.candidates, duckdbColumns(database, facts.table, n), () => {});
    const account = Int32Array.from({ length: n }, (_, i) => i);
    const closed = new Float64Array(n).fill(Number.NaN);
    const audits = audit(features, { n, y: Uint8Array.from(y!), created: closed, closed, account, columns: [] });
    const found = features.filter((_, j) => audits[j]!.kind !== null).map(({ header }) => header);
    return `${found.length} of ${features.length}${found.length > 0 ? ` (${found.join(", ")})` : ""}`;
  } finally {
    database.close();
  }
}

function rowsOf(tallies: Tallies, write: (one: Tally) => string): string {
  return [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, one]) => `| ${what} | ${write(one)} |`)
    .join("\n");
}

function caughtWords({ n, hits }: Tally): string {
  const [low] = clopperPearson(hits, n);
  return `${hits} of ${n} | ${((100 * hits) / n).toFixed(1)}% (at least ${(100 * low).toFixed(0)}%)`;
}

function falseWords({ n, hits }: Tally): string {
  const [, high] = clopperPearson(hits, n);
  return `${hits} of ${n} | ${hits === 0 ? "none" : `1 in ${Math.round(n / hits)}`} (at most 1 in ${Math.floor(1 / high)})`;
}

function sum(tallies: Tallies): Tally {
  return [...tallies.values()].reduce((all, one) => ({ n: all.n + one.n, hits: all.hits + one.hits }), {
    n: 0,
    hits: 0,
  });
}

/** Measures what the leakage audit catches and what it takes for a leak; writes `bench/LEAKAGE.md`. */
export async function leakageBench(): Promise<void> {
  const caught: Tallies = new Map();
  const falsely: Tallies = new Map();
  const count = await worlds(1, caught, falsely);
  await histories(caught, falsely);
  const real = (await salvirt()) ?? "skipped: needs ../shared/datasets/salvirt-b2b";
  const text = `# What the leakage audit catches

Written by \`npx tsx bench/leakage.ts\` (part of \`npm run soak\`) on ${new Date().toISOString().slice(0, 10)}: ${count} made-up companies of 30 to 2,000 deals, 12% to 85% won, each with 40 honest columns of all shapes, and ${HISTORY_WORLDS} with a field history. Seeds are 1, 2, ... Names are neutral but in kind (a). Limits in brackets are exact, 95%.

## Leaks caught

Each leak stands alone beside the honest columns, in the companies with enough deals for its kind of evidence. For (d), caught is quarantined, or replaced by the values known at creation, with a warning.

| planted | caught | share |
|---|---|---|
${rowsOf(caught, caughtWords)}

Two rows of (e) are not held to the bar. A slow count beside large honest numbers, and one that goes on for both outcomes at different speeds, look like a team that moved to other customers: with weaker thresholds (.25 for .35 and .3) the first is caught in four of five, and 1 in 10 of the honest columns of a team that sells ever larger to those it wins is in quarantine (400 deals, 400 seeds).

## Honest columns in quarantine

Bar: at most 1 in 200.

| honest columns of companies with | in quarantine | rate |
|---|---|---|
${rowsOf(falsely, falseWords)}
| all | ${falseWords(sum(falsely))} |

Salvirt: ${real} columns in quarantine (bar: none).
`;
  writeFileSync(join(root, "bench/LEAKAGE.md"), text);
  console.log(text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await leakageBench();
