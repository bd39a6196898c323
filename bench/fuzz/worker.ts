import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../../src/warehouse/database.ts";
import { check } from "./check.ts";
import { mutant } from "./mutate.ts";
import { bases } from "./tables.ts";

/** Mutants after which the database is opened anew. */
const FRESH_AFTER = 300;

const all = bases();
const folder = mkdtempSync(join(tmpdir(), "openicp-fuzz-"));
let database: Database | null = null;
/** Facts are gathered from one mutant in so many. */
const every = Number(process.argv[2] ?? "1");
let runs = 0;

function residentMiB(): number {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
  return line === null ? 0 : Number(line[1]) / 1024;
}

/** Of the processor, not the clock: other work on the machine is no hang. */
function cpuSeconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

process.on("message", async (seed: number) => {
  if (runs++ % FRESH_AFTER === 0) {
    database?.close();
    database = await openDatabase({ threads: 1 });
  }
  const start = process.cpuUsage();
  const verdict = await check(database!, mutant(all, seed), folder, seed % every === 0);
  process.send?.({ seed, verdict, seconds: cpuSeconds(start), peakMiB: residentMiB() });
});
process.on("disconnect", () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.send?.({ seed: -1, verdict: { what: "read" }, seconds: 0, peakMiB: residentMiB() });
