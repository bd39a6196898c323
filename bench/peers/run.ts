import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { IngestOptions } from "../../src/ingest/options.ts";
import { measure } from "../measure.ts";
import { ours, type Result } from "./ours.ts";
import { drawSplits, foldSplits, newestQuarter } from "./splits.ts";
import { type PeerTable, peerTable, type Split, writeForPeers } from "./table.ts";
import { mixedWorldCsv, worldCsv } from "./worlds.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const shared = join(root, "../shared/datasets");
/** Fewer seeds and no large worlds, for a look. */
const quick = process.argv.includes("--quick");
/** Draws and worlds that no choice in the project was made on; written to a file of their own. */
const fresh = process.argv.includes("--fresh");
/** Seeds 1, 2, ...; with --fresh from 1,001 on. */
const seedsOf = (many: number): number[] => Array.from({ length: many }, (_, i) => (fresh ? 1001 : 1) + i);
const python = ["python3", "/usr/bin/python3"].find(
  (command) => spawnSync(command, ["-c", "import sklearn"], { stdio: "ignore" }).status === 0,
);

interface PeerSet {
  readonly name: string;
  readonly table: PeerTable;
  readonly splits: readonly Split[];
  /** Peers to run; null: all. */
  readonly peers: readonly string[] | null;
}

const work = mkdtempSync(join(tmpdir(), "openicp-peers-"));

/** Small sets are learned by one thread: starting more takes longer than the work. */
function threads({ splits }: PeerSet): Record<string, string> {
  return splits[0]!.part.filter((v) => v === 1).length > 20_000 ? {} : { OMP_NUM_THREADS: "1" };
}

async function theirs(set: PeerSet): Promise<Result[]> {
  if (python === undefined) return [];
  const folder = join(work, "set");
  mkdirSync(folder, { recursive: true });
  writeForPeers(folder, set.table, set.splits);
  const { stdout } = await measure(
    python,
    [join(root, "bench/peers/peers.py"), folder, ...(set.peers ?? [])],
    threads(set),
  );
  return JSON.parse(stdout) as Result[];
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function spread(values: readonly number[]): number {
  const m = mean(values);
  return Math.sqrt(values.reduce((a, b) => a + (b - m) ** 2, 0) / Math.max(1, values.length - 1));
}

const lines: string[] = [];
function say(line: string): void {
  console.log(line);
  lines.push(line);
}

/** `.7897 (.0061)`: mean and SD over the splits. */
function figure(values: readonly number[]): string {
  const plain = (x: number): string => x.toFixed(4).replace(/^(-?)0\./, "$1.");
  return values.length > 1 ? `${plain(mean(values))} (${plain(spread(values))})` : plain(values[0]!);
}

async function run(set: PeerSet): Promise<void> {
  const results = [...(await theirs(set))];
  for (const split of set.splits) results.push(...(await ours(set.table.matrix, split)));
  sayTable(set.name, results);
}

function sayTable(name: string, results: readonly Result[]): void {
  say(`\n### ${name}\n`);
  say("| model | AUC | ours minus it | log-loss | calibration error | one fit, s |");
  say("|---|---:|---:|---:|---:|---:|");
  const own = new Map(results.filter(({ model }) => model === "openicp").map((result) => [result.split, result]));
  for (const model of new Set(["openicp", ...results.map((result) => result.model)])) {
    const of = results.filter((result) => result.model === model);
    const pairs = of.map(({ split, auc }) => own.get(split)!.auc - auc);
    say(
      `| ${model} | ${figure(of.map(({ auc }) => auc))} | ${model === "openicp" ? "" : figure(pairs)} | ${figure(of.map((r) => r.log_loss))} | ${figure(of.map((r) => r.calibration_error))} | ${mean(of.map((r) => r.seconds)).toFixed(3)} |`,
    );
  }
}

async function table(name: string, text: string, options: Partial<IngestOptions>): Promise<PeerTable> {
  const path = join(work, `${name}.csv`);
  writeFileSync(path, text);
  return peerTable(path, options);
}

async function ibm(): Promise<void> {
  const path = join(shared, "ibm-win-loss/sales_win_loss.csv.gz");
  if (!existsSync(path)) return say("\nIBM: skipped, needs ../shared/datasets/ibm-win-loss");
  const whole = await peerTable(path, { outcome: "Opportunity Result=Won", order: "Opportunity Number" });
  if (!quick && !fresh)
    await run({
      name: "IBM, 78,025 deals, newest quarter by Opportunity Number",
      table: whole,
      splits: [newestQuarter(whole.matrix)],
      peers: null,
    });
  for (const n of quick ? [50, 200] : [50, 100, 200])
    await run({
      name: `IBM, ${n} deals drawn, tested on 5,000 others`,
      table: whole,
      splits: drawSplits(whole.matrix, n, seedsOf(quick ? 10 : 100)),
      peers: null,
    });
}

async function salvirt(): Promise<void> {
  const path = join(shared, "salvirt-b2b/Salvirt_B2B_ML_dataset.csv");
  if (!existsSync(path)) return say("\nSalvirt: skipped, needs ../shared/datasets/salvirt-b2b");
  const deals = await peerTable(path, { outcome: "Status=Won" });
  await run({
    name: `Salvirt, 448 deals, 5 folds, identical rows grouped, ${quick ? 3 : 10} seeds`,
    table: deals,
    splits: foldSplits(deals.matrix, seedsOf(quick ? 3 : 10)),
    peers: null,
  });
  for (const n of quick ? [50] : [50, 100, 200])
    await run({
      name: `Salvirt, ${n} deals drawn, tested on the others`,
      table: deals,
      splits: drawSplits(deals.matrix, n, seedsOf(quick ? 10 : 100)),
      peers: null,
    });
}

/** What became of start-ups: bought, or closed. Nothing in the project was chosen on it. */
async function crunchbase(): Promise<void> {
  const path = join(shared, "crunchbase-2013/crunchbase-companies.csv");
  if (!existsSync(path)) return say("\nCrunchbase: skipped, needs ../shared/datasets/crunchbase-2013");
  const whole = await peerTable(path, { outcome: "status=acquired/closed" });
  for (const n of quick ? [100] : [50, 100, 200, 1000])
    await run({
      name: `Crunchbase, acquired or closed, ${n} companies drawn, tested on the others`,
      table: whole,
      splits: drawSplits(whole.matrix, n, seedsOf(quick ? 10 : 100)),
      peers: null,
    });
}

/** Worlds of their own seed each, so that nothing is tuned to one. */
async function worlds(): Promise<void> {
  const makes = [
    {
      make: "made-up worlds",
      csv: (seed: number, rows: number) => worldCsv(seed, rows, 5),
      sizes: [20, 30, 60, 100, 300, 1000, 10_000],
    },
    { make: "worlds of another make", csv: mixedWorldCsv, sizes: [30, 60, 100, 300, 1000] },
  ];
  for (const { make, csv, sizes } of makes)
    for (const n of sizes) {
      const seeds = quick ? 3 : n > 1000 ? 5 : 20;
      const all: { table: PeerTable; split: Split }[] = [];
      for (const seed of seedsOf(seeds)) {
        const made = await table(`world-${n}-${seed}`, csv(seed, n + 3000), {});
        const [split] = drawSplits(made.matrix, n, [1]);
        all.push({ table: made, split: { ...split!, name: `world_${seed}` } });
      }
      await runMany(`${seeds} ${make}, ${n.toLocaleString("en-US")} deals each, tested on 3,000 others`, all);
    }
}

async function runMany(name: string, all: readonly { table: PeerTable; split: Split }[]): Promise<void> {
  const results: Result[] = [];
  for (const { table, split } of all) {
    results.push(...(await theirs({ name, table, splits: [split], peers: null })));
    results.push(...(await ours(table.matrix, split)));
  }
  sayTable(name, results);
}

/** One fit of 100,000 x 33 against boosting in the same run, */
async function scale(): Promise<void> {
  const wide = await table("wide", worldCsv(7, 105_000, 21), {});
  await run({
    name: `one world of 105,000 deals x ${wide.matrix.attributes.length} attributes, 100,000 to learn from`,
    table: wide,
    splits: drawSplits(wide.matrix, 100_000, [1]),
    peers: ["boosting", "logistic"],
  });
}

say(`# Ours and others\n`);
say(
  `Written by \`npm run bench:peers${fresh ? " -- --fresh" : ""}\` on ${new Date().toISOString().slice(0, 10)}; ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}. Same rows, same splits, same honest columns; figures are means over the splits with their SD, differences are paired by split. Ours is the integer scorecard of at most 8 attributes with its calibration; \`stumps\` is boosting of depth one, the ceiling of whatever only adds up.${fresh ? " No choice in the project was made on these draws, nor on the worlds of these seeds; IBM's and Salvirt's rows are those of PEERS.md, drawn anew." : ""}`,
);
if (python === undefined)
  say("\nPeers skipped: they need python3 with scikit-learn, get it with: apt-get install python3-sklearn");
try {
  await salvirt();
  await crunchbase();
  await ibm();
  await worlds();
  if (!quick && !fresh) await scale();
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (!quick) writeFileSync(join(root, fresh ? "bench/PEERS-FRESH.md" : "bench/PEERS.md"), `${lines.join("\n")}\n`);
