import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { liveTest } from "../src/live/live-test.ts";
import { createRandom } from "../src/stats/random.ts";

/** Live tests looked at every week for half a year: how often equal lists are told apart, how often different ones are, and whether the limits hold at every look. */
const TESTS = 2000;
const WEEKS = 26;
/** Weeks after which about two thirds of what is reached has been reached. */
const PACE = 8;

interface Test {
  readonly list: number;
  readonly control: number;
  readonly rates: readonly [number, number];
  readonly usual: number;
}

const CASES: readonly Test[] = [
  { list: 200, control: 200, rates: [0.05, 0.05], usual: 0.05 },
  { list: 200, control: 50, rates: [0.05, 0.05], usual: 0.05 },
  { list: 100, control: 100, rates: [0.3, 0.3], usual: 0.3 },
  { list: 500, control: 500, rates: [0.02, 0.02], usual: 0.02 },
  { list: 1000, control: 300, rates: [0.01, 0.01], usual: 0.01 },
  { list: 500, control: 500, rates: [0.2, 0.2], usual: 0.05 },
  { list: 200, control: 200, rates: [0.12, 0.05], usual: 0.05 },
  { list: 500, control: 500, rates: [0.1, 0.05], usual: 0.05 },
  { list: 300, control: 100, rates: [0.2, 0.05], usual: 0.05 },
  { list: 1000, control: 1000, rates: [0.03, 0.01], usual: 0.01 },
];

function reachedBy(n: number, rate: number, next: () => number): number[] {
  return Array.from({ length: n }, () => (next() < rate ? -Math.log(1 - next()) * PACE : Number.POSITIVE_INFINITY));
}

function run({ list, control, rates, usual }: Test, seed: number, planned: boolean) {
  const random = createRandom(seed, 11);
  const next = () => random.next();
  const [a, b] = [reachedBy(list, rates[0], next), reachedBy(control, rates[1], next)];
  const [seen, held] = [{ clear: false, naive: false }, { all: true }];
  for (let week = 1; week <= WEEKS; week++) {
    const count = (times: readonly number[]) => times.filter((time) => time <= week).length;
    const [x, y] = [count(a), count(b)];
    const { verdict, interval } = liveTest(
      { n: list, reached: x, effect: 1 },
      { n: control, reached: y, effect: 1 },
      usual,
      planned ? week / WEEKS : null,
    );
    const truth = (rates[0] - rates[1]) * (1 - Math.exp(-week / PACE));
    if (verdict !== "not yet clear") seen.clear = true;
    if (interval![0] > truth || interval![1] < truth) held.all = false;
    const p = (x + y) / (list + control);
    const z = Math.abs(x / list - y / control) / Math.sqrt(p * (1 - p) * (1 / list + 1 / control));
    if (z > 1.96) seen.naive = true;
  }
  return { clear: seen.clear, naive: seen.naive, held: held.all };
}

const share = (n: number): string => `${((100 * n) / TESTS).toFixed(1)}%`;
const lines = CASES.map((test) => {
  const all = [false, true].map((planned) => Array.from({ length: TESTS }, (_, seed) => run(test, seed + 1, planned)));
  const count = (of: number, what: "clear" | "naive" | "held") => share(all[of]!.filter((one) => one[what]).length);
  const { list, control, rates } = test;
  return `| ${list} | ${control} | ${100 * rates[0]}% | ${100 * rates[1]}% | ${count(0, "naive")} | ${count(0, "clear")} | ${count(0, "held")} | ${count(1, "clear")} | ${count(1, "held")} |`;
});
const text = `# Live tests

Written by \`npx tsx bench/live.ts\`. ${TESTS} tests a row (seeds 1-${TESTS}), each looked at every week for ${WEEKS} weeks; what is
reached comes in over time (two thirds in ${PACE} weeks). "Told apart": the verdict was better or worse at any look. "Held": the limits
held the true difference at every look (aim 95%). "By 1.96": a plain test at every look, for comparison.

| list | control | rate | rate | told apart by 1.96 | told apart, no end said | held | told apart, with \`--until\` | held |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|
${lines.join("\n")}
`;
writeFileSync(join(import.meta.dirname, "LIVE.md"), text);
process.stdout.write(text);
