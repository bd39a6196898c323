import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { leakageBench } from "./leakage.ts";
import { JOBS, type Row } from "./soak/jobs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const git = (...words: string[]): string => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();

/** What this source tree gave is kept beside it: a soak that was interrupted goes on where it stood. */
const tree = git("stash", "create", "--quiet") || git("rev-parse", "HEAD");
const hash = git("rev-parse", `${tree}^{tree}:src`).slice(0, 12);
const kept = join(root, "out/soak", hash);

async function rowsOf(index: number): Promise<Row[]> {
  const { name } = JOBS[index]!;
  const file = join(kept, `${name.replace(/\W+/g, "-")}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Row[];
  const { stdout } = await run(process.execPath, ["--import", "tsx", "bench/soak/job.ts", String(index)], {
    cwd: root,
  });
  writeFileSync(file, stdout);
  return JSON.parse(stdout) as Row[];
}

/** Every job, as many at a time as there are processors; rows in the order of the jobs. */
async function all(): Promise<Row[]> {
  mkdirSync(kept, { recursive: true });
  const found: Row[][] = JOBS.map(() => []);
  const waiting = JOBS.map((_, i) => i).reverse();
  const next = async (): Promise<void> => {
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      found[index] = await rowsOf(index);
      for (const [what, result, bar] of found[index] ?? []) console.log(`${what}: ${result}  (bar: ${bar})`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
  return found.flat();
}

const rows = (await all()).map((row) => `| ${row.join(" | ")} |`).join("\n");
writeFileSync(
  join(root, "bench/SOAK.md"),
  `# Soak results\n\nWritten by \`npm run soak\` on ${new Date().toISOString().slice(0, 10)}: verdicts and limits over many seeds. Seeds are 1, 2, ...\n\n| what | result | bar |\n|---|---|---|\n${rows}\n`,
);
await leakageBench();
