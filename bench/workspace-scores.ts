import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Measured, measure } from "./measure.ts";
import { writeSection } from "./section.ts";
import type { WorldSize } from "./workspace-scores-world.ts";

/**
 * `tsx bench/workspace-scores.ts [accounts] [universe] [events]`: scores, publish, rollback, nightly score and drift of a large workspace; each
 * step is a process of its own. `BENCH_DIR` keeps the files and the workspace with its draft there for the next run.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const [accounts = 200_000, universe = 800_000, events = 10_000_000] = process.argv.slice(2).map(Number);
const size: WorldSize = { accounts, universe, deals: 2000, events };
const kept = process.env.BENCH_DIR;
const folder = kept ?? mkdtempSync(join(tmpdir(), "openicp-bench-scores-"));
const file = (name: string): string => join(folder, "files", name);
const [drafted, workspace] = [join(folder, "drafted"), join(folder, "workspace")];

const step = (...args: string[]): Promise<Measured> =>
  measure(process.execPath, ["--import", "tsx", join(root, "bench/workspace-scores-step.ts"), ...args]);

interface Step {
  readonly seconds: number;
  /** Opening the workspace, and closing it. */
  readonly opening: number;
  readonly closing: number;
  /** Of all threads. */
  readonly cpu: number;
  readonly said: string;
}

const rows: string[] = [];
const n = (count: number): string => count.toLocaleString("en-US");

async function row(what: string, bar: string, run: Promise<Measured>, bare: number | null = null): Promise<Step> {
  const { peakMiB, stdout, seconds: whole } = await run;
  const done = JSON.parse(stdout) as Step;
  const cells = [
    what,
    bar,
    done.seconds.toFixed(1),
    done.cpu.toFixed(1),
    bare === null ? "" : (done.cpu / bare).toFixed(1),
    whole.toFixed(1),
    n(Math.round(peakMiB)),
    done.said,
  ];
  rows.push(`| ${cells.join(" | ")} |`);
  console.log(rows.at(-1));
  return done;
}

/** A whole command, as a person types it. */
async function commandRow(what: string, bar: string, ...args: string[]): Promise<void> {
  const { seconds, peakMiB, stdout } = await measure(process.execPath, [join(root, "bin/openicp.js"), ...args]);
  rows.push(
    `| ${what} | ${bar} | | | | ${seconds.toFixed(1)} | ${n(Math.round(peakMiB))} | ${stdout.split("\n")[0]} |`,
  );
  console.log(rows.at(-1));
}

/** Files and a workspace with everything imported and a draft, unless they are there. */
async function prepare(): Promise<void> {
  mkdirSync(join(folder, "files"), { recursive: true });
  if (!existsSync(file("deals-newer.csv"))) await step("make", join(folder, "files"), JSON.stringify(size));
  if (existsSync(drafted)) return;
  const into = `${drafted}.new`;
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into);
  for (const role of ["accounts", "universe", "deals", "events"]) {
    console.log(`importing ${role}`);
    await step("import", into, file(`${role}.csv`), role);
  }
  console.log("building the draft");
  await step("build", into);
  cpSync(into, drafted, { recursive: true });
  rmSync(into, { recursive: true });
}

try {
  const { build } = (await import("../scripts/build.mjs" as string)) as { build: () => Promise<void> };
  await build();
  await prepare();
  rmSync(workspace, { recursive: true, force: true });
  cpSync(drafted, workspace, { recursive: true });
  const bare = join(folder, "bare.duckdb");
  const paths = (...names: string[]): string[] => names.map((name) => file(`${name}.csv`));
  const all = await row(
    "DuckDB alone: accounts, market, events into tables of a file",
    "",
    step("bare", bare, ...paths("accounts", "universe", "events")),
  );
  const deals = await row(
    "DuckDB alone: accounts, deals into tables of a file",
    "",
    step("bare", bare, ...paths("accounts", "deals")),
  );
  const few = (name: string): Promise<Measured> => step("import", workspace, file(`${name}.csv`), "accounts");
  await row("publish the first version: all scores, all events", "", step("publish", workspace), all.cpu);
  await row("score again, nothing changed", "< 2 s", step("score", workspace));
  await row("import 1,000 changed accounts", "", few("accounts-few"));
  await row("score again after 1,000 changed accounts", "< 2 s", step("score", workspace));
  await few("accounts-others");
  await commandRow("the same with 1,000 others, as a command: openicp score", "", "score", "--workspace", workspace);
  await step("edit", workspace);
  await row("publish another version: every score anew", "< 10 s", step("publish", workspace));
  await row("roll back to the first", "< 10 s", step("rollback", workspace));
  await few("accounts-third");
  await row(
    "1,000 more accounts changed: forward to the other version again",
    "< 10 s",
    step("rollback", workspace, "2"),
  );
  await row("import 1% newer events", "", step("import", workspace, file("events-newer.csv"), "events"));
  await few("accounts-fourth");
  await row("nightly score: newer events, a new day, 1,000 changed accounts", "", step("night", workspace), all.cpu);
  await row("import 400 newer deals", "", step("import", workspace, file("deals-newer.csv"), "deals"));
  await row("drift", "", step("drift", workspace), deals.cpu);
  await few("accounts-new");
  await row("score again after 1,000 new accounts", "", step("score", workspace), all.cpu);
  await row("all of it anew, held against what was kept: nothing differs", "", step("anew", workspace), all.cpu);
  const warehouse = Math.round(statSync(join(workspace, "warehouse.duckdb")).size / 1e6);
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  const sizes = ["accounts", "universe", "events"].map(
    (name) => `${name}.csv ${Math.round(statSync(file(`${name}.csv`)).size / 1e6)} MB`,
  );
  writeSection(
    join(root, "bench/WORKSPACE.md"),
    "The workspace's scores",
    `Written by \`tsx bench/workspace-scores.ts ${accounts} ${universe} ${events}\` on ${new Date().toISOString().slice(0, 10)} at ${commit}: ${n(accounts)} accounts of the CRM, ${n(universe)} of the market (one in fifty accounts is among them), ${n(size.deals)} deals, ${n(events)} events by account id or website (${sizes.join(", ")}); the warehouse at the end ${warehouse} MB. Each step is a process of its own with 2 threads. Seconds and processor seconds are of the step within an open workspace (processor seconds with closing it); "whole" is the process from start to end: Node, opening, closing, checkpoint. The machine had other work (load ${loadavg()[0]!.toFixed(0)} on 2 cores at the end), so that the ratio is of processor seconds, to DuckDB reading the same bytes into tables of texts in a file. Bar of memory: under 4,096 MiB.

| step | bar | seconds | processor seconds | ratio | whole | peak MiB | |
|---|---|---|---|---|---|---|---|
${rows.join("\n")}`,
  );
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
}
