import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure } from "./measure.ts";
import { writeSection } from "./section.ts";

/** `tsx bench/workspace.ts [accounts] [events]`: imports into a workspace beside DuckDB reading the same bytes; each step is a process of its own. */
const root = fileURLToPath(new URL("..", import.meta.url));
const [accounts = 1_000_000, events = 10_000_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), "openicp-bench-ws-"));
const file = (name: string): string => join(folder, name);
const step = (...args: string[]) =>
  measure(process.execPath, ["--import", "tsx", join(root, "bench/workspace-step.ts"), ...args]);

mkdirSync(file("ws"));
const rows: string[] = [];
const write = (n: number, digits = 1): string => n.toFixed(digits);

interface Step {
  readonly seconds: number;
  /** Of all threads. */
  readonly cpu: number;
  readonly said: string;
}

async function row(
  what: string,
  run: Promise<{ readonly seconds: number; readonly peakMiB: number; readonly stdout: string }>,
  bare: number | null,
): Promise<void> {
  const { peakMiB, stdout } = await run;
  const { seconds, cpu, said } = JSON.parse(stdout) as Step;
  const ratio = bare === null ? "" : write(cpu / bare);
  rows.push(
    `| ${what} | ${write(seconds)} | ${write(cpu)} | ${ratio} | ${Math.round(peakMiB).toLocaleString("en-US")} | ${said} |`,
  );
  console.log(rows.at(-1));
}

async function bareRead(path: string): Promise<number> {
  const { stdout, peakMiB } = await step("bare", path, file("bare.duckdb"));
  const { seconds, cpu, said } = JSON.parse(stdout) as Step;
  rows.push(
    `| DuckDB alone: ${said} | ${write(seconds)} | ${write(cpu)} | 1.0 | ${Math.round(peakMiB).toLocaleString("en-US")} | |`,
  );
  console.log(rows.at(-1));
  return cpu;
}

try {
  await step("make", folder, String(accounts), String(events));
  const sizes = ["accounts.csv", "events.csv"].map(
    (name) => `${name} ${Math.round(statSync(file(name)).size / 1e6)} MB`,
  );
  const n = (count: number): string => count.toLocaleString("en-US");
  const bareAccounts = await bareRead(file("accounts.csv"));
  const bareEvents = await bareRead(file("events.csv"));
  await row(
    `import ${n(accounts)} accounts`,
    step("import", file("ws"), file("accounts.csv"), "accounts"),
    bareAccounts,
  );
  await row(`import ${n(events)} events`, step("import", file("ws"), file("events.csv"), "events"), bareEvents);
  await row(
    "the same accounts again (same file)",
    step("import", file("ws"), file("accounts.csv"), "accounts"),
    bareAccounts,
  );
  await row(
    "the same accounts in another file",
    step("import", file("ws"), file("accounts-same.csv"), "accounts"),
    bareAccounts,
  );
  await row(
    "all accounts, 1,000 of them changed",
    step("import", file("ws"), file("accounts-changed.csv"), "accounts"),
    bareAccounts,
  );
  await row(
    "1,000 accounts, all changed again",
    step("import", file("ws"), file("accounts-few.csv"), "accounts"),
    null,
  );
  await row("all events and 1% newer ones", step("import", file("ws"), file("events-more.csv"), "events"), bareEvents);
  await row("lay all tables for a build", step("lay", file("ws")), null);
  const size = Math.round(statSync(file("ws/warehouse.duckdb")).size / 1e6);
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  writeSection(
    join(root, "bench/WORKSPACE.md"),
    "The workspace's imports",
    `Written by \`tsx bench/workspace.ts ${accounts} ${events}\` on ${new Date().toISOString().slice(0, 10)} at ${commit}: ${sizes.join(", ")}; the warehouse at the end ${size} MB. Each step is a process of its own with 2 threads; seconds are of the step within it, on a machine with other work (load ${loadavg()[0]!.toFixed(0)} on 2 cores at the end), so that the ratio is of processor seconds, to DuckDB reading the same bytes into a table of texts in a file. Bar: under 4,096 MiB.\n\n| step | seconds | processor seconds | ratio | peak MiB | |\n|---|---|---|---|---|---|\n${rows.join("\n")}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
