import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Measured, measure, middle } from "./measure.ts";
import { millionFiles } from "./million-files.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const openicp = join(root, "bin/openicp.js");
const shared = join(root, "../shared/datasets");
const sample = join(root, "examples/calvanto");
const ROWS = 1_000_000;
const RUNS = 3;

interface Row {
  readonly what: string;
  readonly result: string;
  readonly bar: string;
}

function say(row: Row): Row {
  console.log(`${row.what}: ${row.result}  (bar: ${row.bar})`);
  return row;
}

async function repeated(
  args: readonly string[],
  command = process.execPath,
): Promise<{ seconds: number; peakMiB: number; last: Measured }> {
  const runs: Measured[] = [];
  for (let i = 0; i < RUNS; i++) runs.push(await measure(command, args));
  return {
    seconds: middle(runs.map((r) => r.seconds)),
    peakMiB: Math.max(...runs.map((r) => r.peakMiB)),
    last: runs.at(-1)!,
  };
}

function auc(run: Measured, part: "forward" | "cross_fit"): string {
  const { icp } = JSON.parse(run.stdout) as {
    icp: {
      document: { validation: Record<string, { auc: number; auc_interval: [number, number]; n: number } | null> };
    };
  };
  const held = icp.document.validation[part];
  return held ? `${held.auc} (${held.auc_interval.join(" to ")}, n ${held.n})` : "none";
}

async function ibm(): Promise<Row[]> {
  const file = join(shared, "ibm-win-loss/sales_win_loss.csv.gz");
  if (!existsSync(file))
    return [say({ what: "build on IBM", result: "skipped: needs ../shared/datasets/ibm-win-loss", bar: "-" })];
  const args = [openicp, "build", file, "--outcome", "Opportunity Result=Won", "--json"];
  const whole = await repeated(args);
  const quick = await repeated([...args, "--no-resampling"]);
  const forward = await measure(process.execPath, [...args, "--no-resampling", "--order", "Opportunity Number"]);
  return [
    say({
      what: "build on IBM, 78,025 deals, with resampling",
      result: `${whole.seconds.toFixed(1)} s, ${whole.peakMiB.toFixed(0)} MiB; cross-fit AUC ${auc(whole.last, "cross_fit")}`,
      bar: "< 60 s",
    }),
    say({
      what: "the same with --no-resampling",
      result: `${quick.seconds.toFixed(1)} s, ${quick.peakMiB.toFixed(0)} MiB`,
      bar: "< 10 s",
    }),
    say({ what: "IBM forward AUC, newest 25% by Opportunity Number", result: auc(forward, "forward"), bar: ">= .785" }),
  ];
}

async function salvirt(): Promise<Row[]> {
  const file = join(shared, "salvirt-b2b/Salvirt_B2B_ML_dataset.csv");
  if (!existsSync(file))
    return [say({ what: "Salvirt", result: "skipped: needs ../shared/datasets/salvirt-b2b", bar: "-" })];
  const values: number[] = [];
  for (let seed = 1; seed <= 10; seed++) {
    const run = await measure(process.execPath, [
      openicp,
      "build",
      file,
      "--outcome",
      "Status=Won",
      "--json",
      "--no-resampling",
      "--seed",
      String(seed),
    ]);
    const { icp } = JSON.parse(run.stdout) as { icp: { document: { validation: { cross_fit: { auc: number } } } } };
    values.push(icp.document.validation.cross_fit.auc);
  }
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
  return [
    say({
      what: "Salvirt cross-fit AUC, identical rows grouped, seeds 1-10",
      result: `${mean.toFixed(3)} (SD ${sd.toFixed(3)})`,
      bar: ">= .80",
    }),
  ];
}

/** A million raw accounts as messy as the sample company's prospects. */
async function accounts(folder: string): Promise<string> {
  const path = join(folder, "accounts.csv");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const from = `read_csv('${join(sample, "prospects.csv")}', all_varchar = true)`;
  await connection.run(
    `COPY (SELECT p.* FROM range(${ROWS / 10_000}) r, (SELECT * FROM ${from} LIMIT 10000) p) TO '${path}' (FORMAT csv, HEADER)`,
  );
  return path;
}

async function scoring(folder: string): Promise<Row[]> {
  const icp = join(folder, "icp.json");
  const input = await accounts(folder);
  const deals = join(sample, "salesforce/Opportunity.csv");
  await measure(process.execPath, [
    openicp,
    "build",
    deals,
    "--accounts",
    join(sample, "salesforce/Account.csv"),
    "--out",
    icp,
    "--no-resampling",
    "--quiet",
  ]);
  const ratios: number[] = [];
  let ours = 0;
  let peak = 0;
  for (let i = 0; i < RUNS; i++) {
    const copy = await measure(process.execPath, [join(root, "bench/copy.mjs"), input, join(folder, "copy.csv")]);
    const score = await measure(process.execPath, [
      openicp,
      "score",
      input,
      "--icp",
      icp,
      "--out",
      join(folder, "scores.csv"),
      "--quiet",
    ]);
    ratios.push(score.seconds / copy.seconds);
    ours = score.seconds;
    peak = Math.max(peak, score.peakMiB);
  }
  const result = `${middle(ratios).toFixed(2)}x (${ratios.map((r) => r.toFixed(2)).join(", ")}), ${ours.toFixed(1)} s, ${(peak / 1024).toFixed(2)} GiB`;
  return [
    say({
      what: "score 1,000,000 accounts CSV to CSV, against DuckDB copying that CSV",
      result,
      bar: "<= 2.5x, < 1.5 GiB",
    }),
  ];
}

async function joining(folder: string): Promise<Row[]> {
  const { accounts: accountsFile, deals } = await millionFiles(folder);
  const tsx = ["--import", "tsx", join(root, "bench/joined-facts.ts"), deals, accountsFile];
  // Both inside their process: starting Node and reading TypeScript is no part of either.
  const runs: { ours: number; read: number; gather: number; bare: number; peak: number }[] = [];
  for (let i = 0; i < RUNS; i++) {
    const whole = await measure(process.execPath, tsx);
    const plain = await measure(process.execPath, [join(root, "bench/bare-read.mjs"), deals, accountsFile]);
    const { read, gather } = JSON.parse(whole.stdout) as { read: number; gather: number };
    const { read: bare } = JSON.parse(plain.stdout) as { read: number };
    runs.push({ ours: read + gather, read, gather, bare, peak: whole.peakMiB });
  }
  const ratio = (one: (typeof runs)[number]) => one.ours / one.bare;
  const half = runs.find((one) => ratio(one) === middle(runs.map(ratio)))!;
  const peak = Math.max(...runs.map((one) => one.peak));
  const result = `${ratio(half).toFixed(1)}x: ${half.ours.toFixed(1)} s (read ${half.read.toFixed(1)} s, gather ${half.gather.toFixed(1)} s) against ${half.bare.toFixed(1)} s, ${(peak / 1024).toFixed(2)} GiB`;
  return [
    say({
      what: "1,000,000 accounts + 1,000,000 opportunities, CSV to joined facts, against DuckDB's bare read",
      result,
      bar: "<= 3x, < 3 GiB",
    }),
  ];
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "openicp-bench-"));
  try {
    const rows = [...(await ibm()), ...(await salvirt()), ...(await scoring(folder)), ...(await joining(folder))];
    const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`;
    const table = rows.map((r) => `| ${r.what} | ${r.result} | ${r.bar} |`).join("\n");
    const text = `# Bench results\n\nWritten by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; ${machine}. Whole processes, median of ${RUNS} runs; peak memory by the kernel's high-water mark.\n\n| what | result | bar |\n|---|---|---|\n${table}\n`;
    writeFileSync(join(root, "bench/RESULTS.md"), text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
