import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Verdict } from "./fuzz/check.ts";
import { mutant } from "./fuzz/mutate.ts";
import { bases } from "./fuzz/tables.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Of processor time. */
const LONGEST_SECONDS = 5;
/** A child that says nothing for so long is killed. */
const KILL_SECONDS = 120;
const MOST_MIB = 1024;

interface Answer {
  readonly seed: number;
  readonly verdict: Verdict;
  readonly seconds: number;
  readonly peakMiB: number;
}

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    "facts-every": { type: "string", default: "1" },
    findings: { type: "string", default: join(tmpdir(), "openicp-fuzz-findings") },
  },
});
const runs = Number(values.runs);
const first = Number(values.seed);
const counts = { read: 0, refused: 0, finding: 0 };
const worst = { seconds: 0, grewMiB: 0 };
const all = bases();
const started = performance.now();
let next = first;

function note(seed: number, text: string): void {
  counts.finding++;
  const { name, bytes, story } = mutant(all, seed);
  const folder = join(values.findings, String(seed));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, "finding.txt"), `${text}\n\n${story.join("\n")}\n`);
  console.log(`seed ${seed}: ${text.split("\n")[0]}`);
}

function take(answer: Answer, baseMiB: number): void {
  const { seed, verdict, seconds, peakMiB } = answer;
  worst.seconds = Math.max(worst.seconds, seconds);
  worst.grewMiB = Math.max(worst.grewMiB, peakMiB - baseMiB);
  if (verdict.what === "finding") note(seed, verdict.text);
  else if (seconds > LONGEST_SECONDS) note(seed, `took ${seconds.toFixed(1)} s`);
  else if (peakMiB - baseMiB > MOST_MIB) note(seed, `grew by ${(peakMiB - baseMiB).toFixed(0)} MiB`);
  else counts[verdict.what]++;
  const done = counts.read + counts.refused + counts.finding;
  if (done % 500 === 0)
    console.log(
      `${done} of ${runs}, ${counts.finding} findings, ${((performance.now() - started) / 1000).toFixed(0)} s`,
    );
}

/** One child after another works off seeds until none is left; a child that hangs or dies is a finding, and a new one takes over. */
function work(): Promise<void> {
  return new Promise((resolve) => {
    let child: ChildProcess;
    let current = -1;
    let baseMiB = 0;
    let timer: NodeJS.Timeout;
    const give = () => {
      if (next >= first + runs) {
        child.removeAllListeners("exit");
        child.disconnect();
        resolve();
        return;
      }
      current = next++;
      timer = setTimeout(() => child.kill("SIGKILL"), KILL_SECONDS * 1000);
      child.send(current);
    };
    const open = () => {
      child = fork(join(root, "bench/fuzz/worker.ts"), [values["facts-every"]], { execArgv: ["--import", "tsx"] });
      child.on("message", (answer: Answer) => {
        clearTimeout(timer);
        if (answer.seed < 0) baseMiB = answer.peakMiB;
        else take(answer, baseMiB);
        give();
      });
      child.on("exit", (code, signal) => {
        clearTimeout(timer);
        note(
          current,
          signal === "SIGKILL" ? `no answer for ${KILL_SECONDS} s` : `the process ended with ${code ?? signal}`,
        );
        open();
      });
    };
    open();
  });
}

await Promise.all(Array.from({ length: Number(values.workers) }, work));
const summary = `${runs.toLocaleString("en-US")} mutants (seeds ${first} to ${first + runs - 1}): ${counts.read} read, ${counts.refused} refused with a sentence, ${counts.finding} findings; slowest ${worst.seconds.toFixed(1)} s, memory grew by at most ${worst.grewMiB.toFixed(0)} MiB`;
console.log(summary);
writeFileSync(
  join(root, "bench/FUZZ.md"),
  `# Fuzz results\n\nWritten by \`npx tsx bench/fuzz.ts --runs ${runs} --seed ${first} --facts-every ${values["facts-every"]}\` on ${new Date().toISOString().slice(0, 10)}. Each mutant starts from a file of the gallery (\`test/cases\`) or the head of one of the sample company's, and is read; from one in ${values["facts-every"]} facts are gathered, too. A finding is any error but a refusal in one sentence, more than ${LONGEST_SECONDS} s of processor time, more than 1 GiB of growth, a row that is not accounted for, or a clean file (its rows counted independently) that is refused or read as another number of rows.\n\n${summary}.\n`,
);
