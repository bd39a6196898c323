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
      const looked = simulated.simulation.shiftIn === null ? [6, 9, 12] : [3, 5, 6, 8, 9, 10, 11, 12];
      if (!looked.includes(k + 1)) return { verdict: "nothing", names: [], right: false, half: false };
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

function report(years: readonly Year[]): string {
  const shifted = years.filter((year) => year.shifted);
  const quiet = years.filter((year) => !year.shifted);
  const alarmed = (year: Year): number[] => months(year.alarms, (alarms) => alarms.length > 0);
  const early = shifted.filter((year) => alarmed(year).some((month) => month < SHIFT));
  const within = (last: number): number =>
    shifted.filter((year) => alarmed(year).some((month) => month >= SHIFT && month <= last)).length;
  const named = shifted.filter((year) => year.emerging.some(({ right }, k) => right && k + 1 >= SHIFT));
  const half = shifted.filter((year) => year.emerging.some(({ right, half }, k) => (right || half) && k + 1 >= SHIFT));
  const kindMonths = (of: readonly Year[], from: number, to: number) =>
    of.flatMap((year) => year.emerging.slice(from - 1, to));
  const withKinds = (of: readonly Year[], to: number) =>
    of.filter((year) => year.emerging.slice(0, to).some(({ verdict }) => verdict === "kinds"));
  const withConditions = (of: readonly Year[], to: number) =>
    of.filter((year) => year.emerging.slice(0, to).some(({ verdict }) => verdict === "conditions"));
  const by = new Map<string, number>();
  for (const year of shifted)
    for (const id of new Set(year.alarms.slice(SHIFT - 1).flat())) by.set(id, (by.get(id) ?? 0) + 1);
  const commonest = [...by].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 12);
  const falseIds = [...early, ...quiet.filter((year) => alarmed(year).length > 0)].map(
    (year) =>
      `seed ${year.seed} (${year.shifted ? "before the shift" : "no shift"}): ${[...new Set(year.alarms.slice(0, year.shifted ? SHIFT - 1 : MONTHS).flat())].join(", ")}`,
  );
  const medianFirst = shifted.map((year) => alarmed(year).find((month) => month >= SHIFT) ?? 99).sort((a, b) => a - b);
  const rightMonths = kindMonths(shifted, SHIFT, MONTHS).filter(({ right }) => right).length;
  return `# Watch: does drift tell a change from chance

Made by \`npx tsx bench/watch.ts\`: ${shifted.length} seeds (${FIRST} to ${LAST}) of a simulated year of the sample company (\`examples/simulate.ts\`): 24 months of
history to build on, then 12 monthly looks at about 83 new opportunities a month. In month 7 one kind of customer goes from 15% to 40% of the deals and the
win rate of the old best kind halves; the same seeds are played without any shift. Thresholds were chosen on seeds 1001 to 1050, not on these.

| question | answer | bar |
|---|---|---|
| a false alarm before month 7, of years with a shift | ${share(early.length, shifted.length)} | at most 10% |
| a false alarm in 12 months, of years without a shift | ${share(quiet.filter((year) => alarmed(year).length > 0).length, quiet.length)} | |
| the shift is detected by month 8 | ${share(within(8), shifted.length)} | |
| by month 9 | ${share(within(9), shifted.length)} | at least 80% |
| by month 10 | ${share(within(10), shifted.length)} | |
| month of the first alarm after the shift, median | ${medianFirst[Math.floor(medianFirst.length / 2)] ?? "-"} | |
| the emerging kind is named by month 12 | ${share(named.length, shifted.length)} | at least 60% |
| named, or two of its conditions listed | ${share(half.length, shifted.length)} | |
| some kind is named before month 7 | ${share(withKinds(shifted, SHIFT - 1).length, shifted.length)} | |
| some kind is named in 12 months without a shift | ${share(withKinds(quiet, MONTHS).length, quiet.length)} | |
| some condition is listed in 12 months without a shift (tentative) | ${share(withConditions(quiet, MONTHS).length, quiet.length)} | |

Named: a rule that holds for at least half of the companies of the kind that were won at these levels, of which at least half are of the kind. It was right in
${rightMonths} of ${shifted.length * (MONTHS - SHIFT + 1)} looks from month 7 on.

## What raised alarms after the shift
| monitor | years |
|---|---:|
${commonest.map(([id, n]) => `| ${id} | ${n} |`).join("\n")}

## False alarms
${falseIds.length === 0 ? "None." : falseIds.map((line) => `- ${line}`).join("\n")}
`;
}

async function main(): Promise<void> {
  const all = Array.from({ length: LAST - FIRST + 1 }, (_, k) => FIRST + k);
  const there = new Set(finished().map(({ seed }) => seed));
  const left = all.filter((seed) => !there.has(seed));
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
