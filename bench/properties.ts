/**
 * Every property test of the suite with other seeds than the suite's: `npm run soak:properties [-- SEEDS [FIRST]]`. A seed that fails is printed
 * with the counterexample; `OPENICP_SEED=N npx vitest run FILE` runs it again. Written to bench/PROPERTIES.md.
 */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");
const [seeds, first] = [Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 1)];
const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => join("test", file))
  .filter((file) => /\bfc\.(assert|check)\b/.test(readFileSync(join(root, file), "utf8")))
  .sort();

const failures: string[] = [];
for (let seed = first; seed < first + seeds; seed++) {
  const env = { ...process.env, OPENICP_SEED: String(seed), NO_COLOR: "1" };
  const { stdout, code } = await run("npx", ["vitest", "run", ...files], {
    cwd: root,
    env,
    maxBuffer: 2 ** 28,
  }).then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string }) => ({ stdout: error.stdout, code: 1 }),
  );
  const failed = [...stdout.matchAll(/^ FAIL {2}(.*)$/gm)].map((match) => match[1]!);
  failures.push(...failed.map((test) => `seed ${seed}: ${test}`));
  process.stdout.write(code === 0 ? `seed ${seed}: all held\n` : `${stdout}\nseed ${seed}: ${failed.length} failed\n`);
}
writeFileSync(
  join(root, "bench/PROPERTIES.md"),
  `# Property tests over seeds\n\nWritten by \`npm run soak:properties -- ${seeds} ${first}\` on ${new Date().toISOString().slice(0, 10)}: ${files.length} files with seeds ${first} to ${first + seeds - 1}.\n\n${failures.length === 0 ? "All held.\n" : failures.map((line) => `- ${line}\n`).join("")}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
