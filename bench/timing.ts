import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { auc } from "../src/stats/auc.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { median } from "../src/stats/quantile.ts";
import { nonNegativeEffects } from "../src/timing/effects.ts";
import { timingOfDeals } from "../src/timing/histories.ts";
import { judgeTiming } from "../src/timing/judge.ts";
import { type Planted, TIMING_WORLD, type TimingWorldOptions, timingWorld } from "../test/generators/timing-world.ts";

/**
 * `npx tsx bench/timing.ts noise 200`, `npx tsx bench/timing.ts planted 60`: how often weights of events are called learned where nothing is there, and
 * where something is. Each writes its part of bench/TIMING.md.
 */
const [, , PART = "noise", GIVEN = "100"] = process.argv;
const WORLDS = Number(GIVEN);
/** Seeds that no test uses. */
const FIRST_SEED = 7001;
const FRESH = 4000;
/** Worlds in which fit and timing are held side by side. */
const BESIDE = 20;

const root = fileURLToPath(new URL("..", import.meta.url));
const seeds = Array.from({ length: WORLDS }, (_, i) => FIRST_SEED + i);
const PLANTED: readonly Planted[] = [
  { type: "job_posting", effect: 1.2, halfLife: 14 },
  { type: "content_download", effect: 1.2, halfLife: 7 },
  { type: "intent_surge", effect: 0.8, halfLife: 60 },
];

function share(found: number): string {
  const [low, high] = clopperPearson(found, WORLDS).map((x) => Math.round(100 * x));
  return `${found} of ${WORLDS} (${low}–${high}%)`;
}

function learnedIn(options: TimingWorldOptions): number {
  return seeds.filter((seed) => judgeTiming(timingWorld(options, seed), seed).source === "learned").length;
}

function noise(): string {
  const rows: string[] = [];
  for (const deals of [80, 200, 600, 2000])
    for (const [what, options] of [
      ["events have to do with nothing", { ...TIMING_WORLD, deals }],
      ["accounts differ (SD 1.5), four deals each", { ...TIMING_WORLD, deals, perAccount: 4, accountSd: 1.5 }],
      ["accounts that fit are more active, and that is all", { ...TIMING_WORLD, deals, fitLiftsEvents: 0.5 }],
    ] as const) {
      rows.push(`| ${deals} | ${what} | ${share(learnedIn(options))} |`);
      console.log(rows.at(-1));
    }
  return `## Worlds called learned though the default is as good
The bar is 5%. Nine types of events, ages even over 90 days, two deals per account (SD .5) and a fit (SD .8) unless said; ${written()}

| deals | world | called learned |
|---|---|---|
${rows.join("\n")}
`;
}

/** Area under the curve of fit and timing together on fresh deals, timing's weight beside fit learned on others. */
function together(options: TimingWorldOptions, seed: number, timing: ReturnType<typeof judgeTiming>["events"]) {
  const [train, test] = [1, 2].map((k) => timingWorld({ ...options, deals: FRESH }, 100_000 * k + seed));
  const beta = nonNegativeEffects([timingOfDeals(train!, timing)], train!.y, train!.offset).beta[0]!;
  const own = timingOfDeals(test!, timing);
  return {
    fit: auc(test!.offset, test!.y),
    alone: auc(own, test!.y),
    both: auc(
      test!.offset.map((z, i) => z + beta * own[i]!),
      test!.y,
    ),
  };
}

function planted(): string {
  const found: string[] = [];
  const beside: string[] = [];
  for (const deals of [200, 400, 800, 1600, 3200]) {
    const options = { ...TIMING_WORLD, deals, planted: PLANTED };
    const judged = seeds.map((seed) => ({ seed, timing: judgeTiming(timingWorld(options, seed), seed) }));
    const learned = judged.filter(({ timing }) => timing.source === "learned");
    const lives = PLANTED.map(({ type }) => {
      const lines = learned.flatMap(({ timing }) =>
        timing.events.filter((line) => line.type === type && line.source === "learned"),
      );
      const days = median(lines.map((line) => line.half_life_days));
      return lines.length === 0 ? "–" : `${days} days, ${Math.round(median(lines.map((line) => line.weight)))} points`;
    });
    const first = learned.filter(({ timing }) => {
      const top = timing.events.filter(({ source }) => source === "learned").slice(0, 3);
      return PLANTED.every(({ type }) => top.some((line) => line.type === type));
    }).length;
    found.push(`| ${deals} | ${share(learned.length)} | ${first} of ${learned.length} | ${lives.join(" | ")} |`);
    console.log(found.at(-1));
    const areas = judged.slice(0, BESIDE).map(({ seed, timing }) => together(options, seed, timing.events));
    const mean = (pick: (one: (typeof areas)[number]) => number): string =>
      (areas.reduce((sum, one) => sum + pick(one), 0) / areas.length).toFixed(3);
    beside.push(`| ${deals} | ${mean((a) => a.fit)} | ${mean((a) => a.alone)} | ${mean((a) => a.both)} |`);
    console.log(beside.at(-1));
  }
  return `## Planted weights
Three types, unlike the default's: job postings (log-odds +1.2, half-life 14 days; the default's is 45), content downloads (+1.2, 7
days; 21), intent surges (+.8, 60 days; 14); all others, demo requests too, tell nothing. Half-lives and points are medians of the worlds
that were learned; ${written()}

| deals | called learned | the three lead | job posting | content download | intent surge |
|---|---|---|---|---|---|
${found.join("\n")}

## Beside fit
Area under the curve on ${FRESH.toLocaleString("en-US")} fresh deals of the same world, means of ${Math.min(WORLDS, BESIDE)} worlds; timing as shipped, learned or default.

| deals | fit alone | timing alone | fit and timing |
|---|---|---|---|
${beside.join("\n")}
`;
}

function written(): string {
  return `written by \`npx tsx bench/timing.ts ${PART} ${WORLDS}\`, seeds ${FIRST_SEED} to ${FIRST_SEED + WORLDS - 1}, 95% limits in brackets.`;
}

const path = join(root, "bench/TIMING.md");
const TITLE = "# Timing: what is learned where nothing is there, and where something is\n";
const own = PART === "noise" ? noise() : planted();
const [, ...parts] = existsSync(path) ? readFileSync(path, "utf8").split(/^(?=## )/m) : [];
const isNoise = (part: string): boolean => part.startsWith("## Worlds called learned");
const others = parts.filter((part) => isNoise(part) !== (PART === "noise")).map((part) => part.trimEnd());
const all = PART === "noise" ? [own.trimEnd(), ...others] : [...others, own.trimEnd()];
writeFileSync(path, `${[TITLE.trimEnd(), ...all].join("\n\n")}\n`);
