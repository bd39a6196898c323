import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LEVELS, type Levels, levelOf } from "../src/build/check.ts";
import { buildDraft, type Draft } from "../src/build/draft.ts";
import { fitModel, fitOptions } from "../src/build/fit.ts";
import { fitsOf, knownOf, type Scorecard, toPoints } from "../src/build/points.ts";
import { proposeLevels } from "../src/build/propose-levels.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import { type MarketCell, tamOf } from "../src/build/tam.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom } from "../src/stats/random.ts";
import { expectedAmounts } from "../src/value/expected-amounts.ts";
import { resamplerOf } from "../test/build/permuter.ts";
import { featuresOf, type WorldOptions, world } from "../test/generators/world.ts";

/** `npx tsx bench/breadth.ts tam|levels [worlds] [setting]`: limits of the market, and levels that the data suggests, in made-up worlds. Writes bench/BREADTH.md. */
const WORLDS = Number(process.argv[3] ?? 40);
/** One setting alone, from 1. */
const ONLY = process.argv[4] === undefined ? null : Number(process.argv[4]);
const LEVEL_WORLDS = Number(process.argv[3] ?? 60);
const UNIVERSE = 5000;
/** Accounts whose deals nobody has seen: enough to take what they show for the truth. */
const FRESH = 20_000;

interface Setting {
  readonly name: string;
  readonly options: Partial<WorldOptions> & { readonly accounts: number };
  /** How much more a deal of the best companies is worth than one of the worst, as a logarithm. */
  readonly tilt: number;
  readonly sd: number;
}

const STRONG = [2.5, -2, 1.8, 1.2];
const SETTINGS: readonly Setting[] = [
  { name: "300 deals, value follows fit", options: { accounts: 300, effects: STRONG }, tilt: 1.2, sd: 0.8 },
  { name: "800 deals, value follows fit", options: { accounts: 800, effects: STRONG }, tilt: 1.2, sd: 0.8 },
  {
    name: "600 deals of 300 accounts, few won, amounts wide",
    options: { accounts: 300, deals: 3, effects: STRONG, intercept: -1.4, accountSd: 0.5 },
    tilt: 0.6,
    sd: 1.2,
  },
];

interface World {
  readonly past: CodedMatrix;
  readonly universe: CodedMatrix;
  readonly fresh: CodedMatrix;
  /** Log of what a deal is worth, by row of each. */
  readonly values: { readonly past: Float64Array; readonly fresh: Float64Array };
}

function part(all: CodedMatrix, from: number, to: number): CodedMatrix {
  return takeRows(
    all,
    allRows(all).filter((i) => all.account[i]! >= from && all.account[i]! < to),
  );
}

function valuesOf(matrix: CodedMatrix, { tilt, sd }: Setting, seed: number, stream: number): Float64Array {
  const random = createRandom(seed, 301, stream);
  const [first, fourth] = [matrix.attributes[0]!, matrix.attributes[5]!];
  return Float64Array.from(allRows(matrix), (i) => {
    const normal = normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
    return 9.5 + (tilt * first.codes[i]!) / 5 + (0.6 * fourth.codes[i]!) / 5 + sd * normal;
  });
}

function worldOf(seed: number, setting: Setting): World {
  const { accounts } = setting.options;
  const all = world(seed, { missing: 0.05, ...setting.options, accounts: accounts + UNIVERSE + FRESH });
  const [past, universe, fresh] = [
    part(all, 0, accounts),
    part(all, accounts, accounts + UNIVERSE),
    part(all, accounts + UNIVERSE, accounts + UNIVERSE + FRESH),
  ];
  return {
    past,
    universe,
    fresh,
    values: { past: valuesOf(past, setting, seed, 1), fresh: valuesOf(fresh, setting, seed, 2) },
  };
}

function cardOf(matrix: CodedMatrix): Scorecard {
  return toPoints(fitModel(matrix, allRows(matrix), fitOptions(matrix.n)));
}

function levelsIn(card: Scorecard, matrix: CodedMatrix, levels: Levels): string[] {
  const rows = allRows(matrix);
  const [fit, known] = [fitsOf(card, matrix, rows), knownOf(card, matrix, rows)];
  return Array.from(rows, (i) => levelOf(fit[i]!, known[i]!, levels));
}

function marketOf(card: Scorecard, matrix: CodedMatrix): MarketCell[] {
  const rows = allRows(matrix);
  const [fit, known] = [fitsOf(card, matrix, rows), knownOf(card, matrix, rows)];
  const cells = new Map<string, MarketCell>();
  rows.forEach((i) => {
    const level = levelOf(fit[i]!, known[i]!, LEVELS);
    const key = `${fit[i]} ${level}`;
    const n = (cells.get(key)?.n ?? 0) + 1;
    cells.set(key, { fit: fit[i]!, level, segment: null, disqualified: false, n });
  });
  return [...cells.values()];
}

/** Mean value of won fresh deals at a level of a card. */
function meanValue(card: Scorecard, { fresh, values }: World, level: string): number {
  const levels = levelsIn(card, fresh, LEVELS);
  let [sum, n] = [0, 0];
  levels.forEach((own, i) => {
    if (own === level && fresh.y[i] === 1) [sum, n] = [sum + Math.exp(values.fresh[i]!), n + 1];
  });
  return sum / n;
}

function ratesOf(card: Scorecard, fresh: CodedMatrix, levels: Levels): { high: number; medium: number; low: number } {
  const own = levelsIn(card, fresh, levels);
  const rate = (level: string): number => {
    const rows = own.flatMap((one, i) => (one === level ? [i] : []));
    return rows.reduce((a, i) => a + fresh.y[i]!, 0) / rows.length;
  };
  return { high: rate("high"), medium: rate("medium"), low: rate("low") };
}

function draftOf(past: CodedMatrix, seed: number, resampled: boolean): Promise<Draft> {
  const features = featuresOf(past.attributes);
  const input = { matrix: past, features, seed, orderName: null, matured: () => true, forceScore: true };
  const resampler = resampled ? resamplerOf : null;
  return buildDraft(input, { permuter: null, resampler, batch: 50, progress: () => {}, pause: async () => {} });
}

type Pair = [inside: number, of: number];
const count = (pair: Pair, inside: boolean): void => {
  pair[0] += inside ? 1 : 0;
  pair[1] += 1;
};
const within = (x: number, limits: readonly [number, number] | null): boolean =>
  limits !== null && x >= limits[0] && x <= limits[1];

async function tamCoverage(setting: Setting, first: number): Promise<Record<string, Pair>> {
  const told: Record<string, Pair> = { acv: [0, 0], plain: [0, 0], accounts: [0, 0], value: [0, 0] };
  for (let seed = first; seed < first + WORLDS; seed++) {
    const made = worldOf(seed, setting);
    const draft = await draftOf(made.past, seed, true);
    const card = cardOf(made.past);
    const truth = cardOf(made.fresh);
    const { high: atHigh, medium: atMedium } = draft.placed(LEVELS)!.levels;
    const amount = {
      value: made.values.past.map((log, i) => (made.past.y[i] === 1 ? Math.exp(log) : Number.NaN)),
      cluster: made.past.account,
    };
    const [ofHigh, ofMedium] = expectedAmounts(amount, [atHigh, atMedium], true)!;
    const market = marketOf(card, made.universe);
    const tam = tamOf({
      document: { segments: [] },
      market,
      won: made.past.y.reduce((a, b) => a + b, 0),
      values: { high: ofHigh!, medium: ofMedium! },
      ofSegments: [],
      currency: null,
      counts: (byFit) => draft.counts(LEVELS, byFit),
    });
    const high = tam.levels[0]!;
    const trueHigh = levelsIn(truth, made.universe, LEVELS).filter((one) => one === "high").length;
    count(told.acv!, within(meanValue(card, made, "high"), high.acv_interval));
    count(
      told.plain!,
      within(meanValue(card, made, "high"), expectedAmounts(amount, [allRows(made.past)], false)![0]!.interval),
    );
    count(told.accounts!, within(trueHigh, high.accounts_interval));
    count(told.value!, within(trueHigh * meanValue(truth, made, "high"), high.value_interval));
    process.stderr.write(
      `${setting.name} ${seed}: ${Object.entries(told)
        .map(([name, [inside, of]]) => `${name} ${inside}/${of}`)
        .join(", ")}; high ${high.accounts} [${high.accounts_interval}] true ${trueHigh}\n`,
    );
  }
  return told;
}

interface LevelsTold {
  proposed: number;
  inverted: number;
  onMark: number;
  worlds: number;
  gap: number;
}

async function dataLevels(name: string, effects: readonly number[], accounts: number, first: number) {
  const told: LevelsTold = { proposed: 0, inverted: 0, onMark: 0, worlds: 0, gap: Number.POSITIVE_INFINITY };
  for (let seed = first; seed < first + LEVEL_WORLDS; seed++) {
    const made = worldOf(seed, { name, options: { accounts, effects }, tilt: 0, sd: 1 });
    const draft = await draftOf(made.past, seed, false);
    told.worlds++;
    if (draft.scorecard.attributes.length === 0) continue;
    const card = cardOf(made.past);
    const byFit = new Float64Array(101);
    for (const { fit, level, n } of marketOf(card, made.universe))
      if (level !== "unknown") byFit[fit] = byFit[fit]! + n;
    const found = proposeLevels(draft.heldOut, draft.scorecard.by_fit, byFit);
    if ("why" in found) continue;
    told.proposed++;
    if (found.share >= 0.2 && found.share <= 0.3) told.onMark++;
    const { high, medium, low } = ratesOf(card, made.fresh, found.levels);
    told.gap = Math.min(told.gap, high - medium, medium - low);
    if (!(high > medium && medium > low)) told.inverted++;
  }
  process.stderr.write(`${name}: ${JSON.stringify(told)}\n`);
  return { name, ...told };
}

const percent = ([inside, of]: Pair): string => {
  const [low, high] = clopperPearson(inside, of).map((x) => Math.round(100 * x));
  return `${inside} of ${of} (${low}–${high}%)`;
};
const day = new Date().toISOString().slice(0, 10);

async function tamSection(): Promise<string> {
  const rows: string[] = [];
  for (const [i, setting] of SETTINGS.entries()) {
    if (ONLY !== null && ONLY !== i + 1) continue;
    const told = await tamCoverage(setting, 2001 + 1000 * i);
    const cells = [told.acv!, told.accounts!, told.value!, told.plain!].map(percent);
    rows.push(`| ${setting.name} | ${cells.join(" | ")} |`);
  }
  return `Measured on ${day}.

*Value of a deal*: the mean of won unseen deals that the published card puts at high. *Companies*: how many of the universe a card that
learned from the unseen deals puts at high. *Market*: that number times the mean of won unseen deals at that card's high.

| worlds | value of a deal | companies | market in money | one value for all deals, for comparison |
|---|---|---|---|---|
${rows.join("\n")}`;
}

async function levelsSection(): Promise<string> {
  const levels = [
    await dataLevels("800 deals, strong", STRONG, 800, 6001),
    await dataLevels("300 deals, strong", STRONG, 300, 7001),
    await dataLevels("1,500 deals, weak", [1, -0.8], 1500, 8001),
    await dataLevels("300 deals, nothing to find", [], 300, 9001),
  ];
  const rows = levels.map(
    ({ name, proposed, worlds, onMark, inverted, gap }) =>
      `| ${name} | ${proposed} of ${worlds} | ${onMark} | ${inverted} | ${proposed === 0 ? "–" : `${Math.round(100 * gap)} points`} |`,
  );
  return `Measured on ${day}.

| worlds | levels suggested | of these on the 20–30% mark | out of order on unseen deals | least gap between two levels |
|---|---|---|---|---|
${rows.join("\n")}`;
}

const OUT = join(fileURLToPath(new URL("..", import.meta.url)), "bench/BREADTH.md");
const TITLES = {
  tam: "## The market at high: how often 95% limits hold the truth",
  levels: "## `--levels data`: whether the levels stay in order on deals nobody saw",
} as const;
const HEAD = `# How broad: limits of the market, levels from the data

Written by \`npx tsx bench/breadth.ts tam\` and \`npx tsx bench/breadth.ts levels\`: made-up worlds, each with a universe of ${UNIVERSE.toLocaleString("en-US")} companies
and ${FRESH.toLocaleString("en-US")} other accounts whose deals nobody saw, which stand for the truth. 200 resamples.`;

/** What the report says under a title; empty where it does not say it yet. */
function sectionOf(title: string): string {
  const text = existsSync(OUT) ? readFileSync(OUT, "utf8") : "";
  return (text.split(`${title}\n\n`)[1] ?? "").split("\n\n## ")[0]!.trimEnd();
}

const PART = process.argv[2] === "levels" ? "levels" : "tam";
const measured = PART === "tam" ? await tamSection() : await levelsSection();
const sections = (["tam", "levels"] as const).map(
  (part) => `${TITLES[part]}\n\n${part === PART ? measured : sectionOf(TITLES[part])}`,
);
writeFileSync(OUT, `${[HEAD, ...sections].join("\n\n")}\n`);
