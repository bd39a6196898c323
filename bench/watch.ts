import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withAlarms } from "../src/watch/drift/alarms.ts";
import { dayOf } from "../src/watch/drift/days.ts";
import { type Emerging, findEmerging } from "../src/watch/drift/emerging.ts";
import { runDays } from "../src/watch/drift/period.ts";
import { referenceOf } from "../src/watch/drift/reference.ts";
import { driftRun } from "../src/watch/drift/run.ts";
import { type BenchYear, isNamed, yearsOf } from "./watch-world.ts";

const { values } = parseArgs({
  options: {
    /** First and last seed of the report. */
    seeds: { type: "string", default: "1-50" },
    /** Lines of finished years; years that are in it are not played again. */
    years: { type: "string", default: "out/watch-years.jsonl" },
    workers: { type: "string", default: "2" },
    /** Plays only the seeds of this share, `0/2`, and writes no report. */
    part: { type: "string", default: "" },
    out: { type: "string", default: fileURLToPath(new URL("WATCH.md", import.meta.url)) },
  },
});
const MONTHS = 12;
const SHIFT = 7;
const [FIRST, LAST] = values.seeds.split("-").map(Number) as [number, number];

interface Year {
  readonly seed: number;
  readonly shifted: boolean;
  /** Per month the alarms. */
  readonly alarms: readonly (readonly string[])[];
  /** Per month what the wins below high have in common, and whether that is the planted kind. */
  readonly emerging: readonly {
    readonly verdict: Emerging["verdict"];
    readonly names: readonly string[];
    readonly right: boolean;
    readonly half: boolean;
  }[];
  /** Per month the monitors that chance alone hardly moves so far: id, p, q, effect. */
  readonly moved: readonly (readonly (readonly [id: string, p: number, q: number, effect: number])[])[];
}

function played(seed: number, { simulated, document, watched }: BenchYear): Year {
  const { rows, features, facts } = watched;
  const reference = referenceOf(document, null)!;
  const days = runDays(reference.since, dayOf(facts.evidence.asOf!));
  if (days.length !== MONTHS) throw new Error(`seed ${seed}: ${days.length} runs`);
  const watchedRuns = withAlarms(
    days.map((day) => driftRun(rows, reference, day)),
    [],
  );
  return {
    seed,
    shifted: simulated.simulation.shiftIn !== null,
    alarms: watchedRuns.map(({ alarms }) => alarms),
    emerging: days.map((day, k) => {
      if (!looksAt(simulated.simulation.shiftIn !== null, k + 1))
        return { verdict: "nothing", names: [], right: false, half: false };
      const found = findEmerging(rows, features, reference, day, 1);
      const names = [
        ...(found.rising === null ? [] : [`rising: ${found.rising.name}`]),
        ...found.kinds.map(({ name }) => name),
        ...found.conditions.map(({ label, value }) => `${label}: ${value}`),
      ];
      return { verdict: found.verdict, names, ...isNamed(simulated, found, document) };
    }),
    moved: watchedRuns.map(({ run }) =>
      run.monitors
        .filter(({ p }) => p !== null && p < 0.05)
        .map(
          ({ id, p, q, effect }) =>
            [id, Number(p!.toPrecision(3)), Number(q!.toPrecision(3)), Number((effect ?? 0).toFixed(4))] as const,
        ),
    ),
  };
}

async function play(seeds: readonly number[]): Promise<void> {
  for (const seed of seeds) {
    const from = performance.now();
    const years = await yearsOf(String(seed), MONTHS);
    for (const year of years) appendFileSync(values.years, `${JSON.stringify(played(seed, year))}\n`);
    process.stderr.write(`seed ${seed}: ${((performance.now() - from) / 1000).toFixed(1)} s\n`);
  }
}

function finished(): Year[] {
  if (!existsSync(values.years)) return [];
  return readFileSync(values.years, "utf8")
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function share(part: number, of: number): string {
  return `${part} of ${of} (${Math.round((100 * part) / Math.max(1, of))}%)`;
}

/** Months, from 1, in which this holds. */
function months<T>(of: readonly T[], holds: (one: T) => boolean): number[] {
  return of.flatMap((one, k) => (holds(one) ? [k + 1] : []));
}

/** Months in which emerging kinds are looked for: a search takes a second, so not in all of them. */
const LOOKS = { shifted: [6, 10, 11, 12], quiet: [6, 12] } as const;

function looksAt(shifted: boolean, month: number): boolean {
  return (shifted ? LOOKS.shifted : LOOKS.quiet).some((look) => look === month);
}

/** What was found in the looks of some months. */
function found(year: Year, from: number, to: number): Year["emerging"] {
  return year.emerging.filter((_, k) => k + 1 >= from && k + 1 <= to && looksAt(year.shifted, k + 1));
}

function report(years: readonly Year[]): string {
  const shifted = years.filter((year) => year.shifted);
  const quiet = years.filter((year) => !year.shifted);
  const alarmed = (year: Year): number[] => months(year.alarms, (alarms) => alarms.length > 0);
  const early = shifted.filter((year) => alarmed(year).some((month) => month < SHIFT));
  const disturbed = quiet.filter((year) => alarmed(year).length > 0);
  const by = (last: number): string =>
    share(
      shifted.filter((year) => alarmed(year).some((month) => month >= SHIFT && month <= last)).length,
      shifted.length,
    );
  const count = (
    of: readonly Year[],
    from: number,
    to: number,
    holds: (look: Year["emerging"][number]) => boolean,
  ): string => share(of.filter((year) => found(year, from, to).some(holds)).length, of.length);
  const first = shifted
    .map((year) => alarmed(year).find((month) => month >= SHIFT) ?? MONTHS + 1)
    .sort((a, b) => a - b);
  const raised = new Map<string, number>();
  for (const year of shifted)
    for (const id of new Set(year.alarms.slice(SHIFT - 1).flat())) raised.set(id, (raised.get(id) ?? 0) + 1);
  const commonest = [...raised].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12);
  const falseOnes = [
    ...early.map((year) => ({ year, of: year.alarms.slice(0, SHIFT - 1) })),
    ...disturbed.map((year) => ({ year, of: year.alarms })),
  ].map(
    ({ year, of }) =>
      `- seed ${year.seed} (${year.shifted ? "before the shift" : "no shift"}): ${[...new Set(of.flat())].join(", ")}`,
  );
  const falseKinds = quiet.flatMap((year) =>
    found(year, 1, MONTHS)
      .filter(({ verdict }) => verdict !== "nothing" && verdict !== "too few wins")
      .map(({ names }) => `- seed ${year.seed} (no shift): ${names.join("; ")}`),
  );
  return `# Watch: does drift tell a change from chance

Made by \`npx tsx bench/watch.ts\`: ${shifted.length} seeds (${Math.min(...years.map(({ seed }) => seed))} to ${Math.max(...years.map(({ seed }) => seed))}) of a simulated year of the
sample company (\`npx tsx examples/simulate.ts\`): 24 months of history to build on (\`--no-resampling\`), then 12 monthly looks at about 83
new opportunities a month, each with the deals there were by then. In month 7 one kind of customer goes from 15% to 40% of the deals and
the win rate of the old best kind halves; the same seeds are played without any shift. What is material, which tests are used and what the look
before must say (q 5%; with q 1% it is too late more often) was chosen on seeds 1001 to 1010, where either choice raised no false alarm
(9 of 10 years seen by month 9 with q 1%, 10 of 10 with q 5%). The first 24 of the seeds below had been looked at with q 1% before: 17 by month 9.

| question | answer | bar |
|---|---|---|
| a false alarm before month 7 | ${share(early.length, shifted.length)} | at most 10% |
| a false alarm in 12 months, without any shift | ${share(disturbed.length, quiet.length)} | |
| the shift raises an alarm by month 8 | ${by(8)} | |
| by month 9 | ${by(9)} | at least 80% |
| by month 10 | ${by(10)} | |
| month of the first alarm after the shift, median | ${first[Math.floor(first.length / 2)] ?? "-"} | |
| the emerging kind is named by month 12 | ${count(shifted, SHIFT, MONTHS, ({ right }) => right)} | at least 60% |
| named, in the look of month 10 | ${count(shifted, 10, 10, ({ right }) => right)} | |
| named, in the look of month 12 | ${count(shifted, 12, 12, ({ right }) => right)} | |
| named, or two of its values listed, by month 12 | ${count(shifted, SHIFT, MONTHS, ({ right, half }) => right || half)} | |
| some kind is named in month 6, before the shift | ${count(shifted, 1, SHIFT - 1, ({ verdict }) => verdict === "kinds")} | |
| some kind is named without any shift (looks of months 6 and 12) | ${count(quiet, 1, MONTHS, ({ verdict }) => verdict === "kinds")} | |
| some value is listed as tentative without any shift (the same looks) | ${count(quiet, 1, MONTHS, ({ verdict }) => verdict === "conditions")} | |

Named: a rule that holds for at least half of the companies of the planted kind that were won since the shift, and at least half of the won companies it holds
for are of that kind. Kinds were looked for in months ${LOOKS.shifted.join(", ")}.

## What raised alarms after the shift
| monitor | years |
|---|---:|
${commonest.map(([id, n]) => `| ${id} | ${n} |`).join("\n")}

## False alarms
${falseOnes.length === 0 ? "None." : falseOnes.join("\n")}

## Kinds and values said to emerge where nothing did
${falseKinds.length === 0 ? "None." : falseKinds.join("\n")}
`;
}

async function main(): Promise<void> {
  const all = Array.from({ length: LAST - FIRST + 1 }, (_, k) => FIRST + k);
  const done = finished();
  const both = (seed: number): boolean =>
    [true, false].every((shifted) => done.some((year) => year.seed === seed && year.shifted === shifted));
  const left = all.filter((seed) => !both(seed));
  if (values.part !== "") {
    const [part, of] = values.part.split("/").map(Number) as [number, number];
    await play(left.filter((_, k) => k % of === part));
    return;
  }
  const workers = Number(values.workers);
  const run = (part: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const args = [
        ...process.execArgv,
        process.argv[1]!,
        "--seeds",
        values.seeds,
        "--years",
        values.years,
        "--part",
        `${part}/${workers}`,
      ];
      const child = spawn(process.execPath, args, { stdio: "inherit" });
      child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`part ${part} ended with ${code}`))));
    });
  await Promise.all(Array.from({ length: Math.min(workers, left.length) }, (_, part) => run(part)));
  const years = finished()
    .filter(({ seed }) => seed >= FIRST && seed <= LAST)
    .sort((a, b) => a.seed - b.seed);
  writeFileSync(values.out, report(years));
  process.stdout.write(report(years));
}

await main();
