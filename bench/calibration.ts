/**
 * How often what validate and drift newly claim is wrong: the verdict on the forecasts, the limits of a lift, and figures said to have changed
 * after a day on which nothing did. Made-up deals alone, no files: `npx tsx bench/calibration.ts` writes bench/CALIBRATION.md.
 */
import { writeFileSync } from "node:fs";
import { calibrationOf } from "../src/proof/calibration.ts";
import { liftOf } from "../src/proof/lift.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom, type Random } from "../src/stats/random.ts";
import { logit, sigmoid } from "../src/stats/sigmoid.ts";
import { changesOf } from "../src/watch/changes/changes.ts";
import { dayOf } from "../src/watch/drift/days.ts";
import type { WatchRows } from "../src/watch/rows.ts";

const WORLDS = 1000;
const normal = (random: Random): number => normalQuantile(0.0005 + 0.999 * random.next());
const percent = (hits: number, of: number): string => `${((100 * hits) / of).toFixed(1)}%`;

interface Deals {
  readonly p: Float64Array;
  readonly y: Uint8Array;
  readonly account: Int32Array;
}

/** Deals of which a chance is said that misses the true one by a factor of its log odds and a shift; `per` deals a company, which end alike. */
function deals(random: Random, n: number, per: number, bold: number, shift: number): Deals {
  const p = new Float64Array(n);
  const y = new Uint8Array(n);
  let luck = 0;
  for (let i = 0; i < n; i++) {
    if (i % per === 0) luck = random.next();
    const z = -0.8 + normal(random);
    p[i] = sigmoid(bold * z + shift);
    const draw = per === 1 || random.next() < 0.5 ? random.next() : luck;
    y[i] = draw < sigmoid(z) ? 1 : 0;
  }
  return { p, y, account: Int32Array.from(p, (_, i) => Math.floor(i / per)) };
}

function forecastRow(name: string, n: number, per: number, bold: number, shift: number): string {
  const counts = { confirmed: 0, "not confirmed": 0, "not enough data": 0 };
  for (let world = 1; world <= WORLDS; world++)
    counts[calibrationOf(deals(createRandom(world, 11), n, per, bold, shift))!.verdict]++;
  return `| ${name} | ${n} | ${per} | ${Object.values(counts)
    .map((hits) => percent(hits, WORLDS))
    .join(" | ")} |`;
}

/** Share of limits of a lift that hold the true one, of the best, a middle and the last tenth. */
function liftRow(n: number, per: number): string {
  const truth = liftOf({
    ...deals(createRandom(1, 13), 400_000, 1, 1, 0),
    score: deals(createRandom(1, 13), 400_000, 1, 1, 0).p,
  })!;
  const groups = n < 200 ? 5 : 10;
  const trueLift = (g: number): number => {
    const own = truth.groups.slice((g * 10) / groups, ((g + 1) * 10) / groups);
    return own.reduce((sum, { lift }) => sum + lift, 0) / own.length;
  };
  const held = [0, Math.floor(groups / 2), groups - 1].map((g) => {
    let hits = 0;
    for (let world = 1; world <= WORLDS; world++) {
      const found = deals(createRandom(world, 17), n, per, 1, 0);
      const [low, high] = liftOf({ ...found, score: found.p })!.groups[g]!.lift_interval;
      if (low <= trueLift(g) && trueLift(g) <= high) hits++;
    }
    return percent(hits, WORLDS);
  });
  return `| ${n} | ${per} | ${held.join(" | ")} |`;
}

const [FROM, SINCE, END] = ["2024-07-01", "2025-07-01", "2026-06-30"].map(dayOf) as [number, number, number];
const ATTRIBUTES = 12;

/** Two years of a business in which nothing changes but by chance. */
function still(seed: number): WatchRows {
  const random = createRandom(seed, 19);
  const n = 1400;
  const whole = (of: () => number): Float64Array => Float64Array.from({ length: n }, of);
  const created = whole(() => FROM + Math.floor(random.next() * (END - FROM))).sort();
  const cycle = whole(() => Math.round(20 + 60 * random.next() ** 2));
  const level = Uint8Array.from({ length: n }, () => random.int(3));
  const done = created.map((day, i) => day + cycle[i]!);
  const won = Array.from(level, (at) => random.next() < [0.55, 0.3, 0.1][at]!);
  return {
    ...{ n, created, cycle, level, fit: Float64Array.from(level, (at) => [85, 55, 20][at]!) },
    closed: done.map((day) => (day <= END ? day : Number.NaN)),
    y: Int8Array.from(won, (yes, i) => (done[i]! > END ? -1 : yes ? 1 : 0)),
    account: Int32Array.from({ length: n }, (_, i) => Math.floor(i / 1.3)),
    p: Float64Array.from(level, (at) => [0.55, 0.3, 0.1][at]!),
    inKind: Uint8Array.from({ length: n }, () => (random.next() < 0.6 ? 1 : 0)),
    mixes: Array.from({ length: ATTRIBUTES }, (_, k) => ({
      attribute: `a${k}`,
      label: `A${k}`,
      scored: true,
      values: ["a", "b", "c", "d", "not known"],
      codes: Uint8Array.from({ length: n }, () => random.int(5)),
      known: null,
    })),
  };
}

const DAYS = ["2025-09-15", "2025-12-01", "2026-02-10", "2026-04-20"];

function changesRows(): string[] {
  const worlds = 300;
  const hits = { any: 0, cycle: 0, outside: 0 };
  for (let world = 1; world <= worlds; world++) {
    const told = DAYS.map((iso) => ({ day: dayOf(iso), kind: "other", said: "other", note: "" }) as const);
    const { since, found } = changesOf(still(world), told, { from: FROM, since: SINCE }, END);
    if (since.some(({ figures }) => figures.some(({ clear }) => clear))) hits.any++;
    if (found.some(({ what, clear }) => what === "cycle" && clear)) hits.cycle++;
    if (found.some(({ what, clear }) => what !== "cycle" && clear)) hits.outside++;
  }
  return [
    `| a figure of the four changes is said to have changed | ${percent(hits.any, worlds)} |`,
    `| the cycle is said to have shifted | ${percent(hits.cycle, worlds)} |`,
    `| more wins are said to be of none of the kinds | ${percent(hits.outside, worlds)} |`,
  ];
}

const HEAD =
  "| forecasts | deals | per company | confirmed | not confirmed | not enough data |\n|---|---:|---:|---:|---:|---:|";
const text = `# Lift, forecasts, changes

Written by \`npx tsx bench/calibration.ts\`: ${WORLDS} made-up worlds a row (seeds 1 to ${WORLDS}), mean chance about 34%. Of several deals of one
company half end by the company's own luck.

## The verdict on the forecasts
Forecasts that are true must not be called wrong in more than 5% of worlds.

${HEAD}
${[
  ...[60, 120, 300, 1000].map((n) => forecastRow("true", n, 1, 1, 0)),
  ...[120, 300, 1000].map((n) => forecastRow("true", n, 3, 1, 0)),
  ...[120, 300, 1000].map((n) => forecastRow("10 points too high", n, 1, 1, logit(0.44) - logit(0.34))),
  ...[120, 300, 1000].map((n) => forecastRow("twice as bold", n, 1, 2, 0)),
].join("\n")}

## The limits of a lift
Share of worlds in which the limits hold the true lift, of the best, a middle and the last group (tenths; fifths under 200 deals).

| deals | per company | best | middle | last |
|---:|---:|---:|---:|---:|
${[
  [100, 1],
  [300, 1],
  [1000, 1],
  [300, 3],
]
  .map(([n, per]) => liftRow(n!, per!))
  .join("\n")}

## Changes on days on which nothing changed
300 worlds of two years, 1,400 deals, ${ATTRIBUTES} attributes; four changes told of in the second year.

| question | worlds |
|---|---:|
${changesRows().join("\n")}
`;
writeFileSync(new URL("CALIBRATION.md", import.meta.url), text);
