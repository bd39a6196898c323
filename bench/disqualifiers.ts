import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { disqualify } from "../src/disqualify/disqualify.ts";
import { matchesRule } from "../src/disqualify/matches.ts";
import type { Disqualified, LearnedRule, Limits } from "../src/disqualify/rule.ts";
import { createRandom } from "../src/stats/random.ts";
import { wilson } from "../src/stats/wilson.ts";
import { barsOf } from "./disqualifier-bars.ts";
import { type Drawn, type Market, type World, worldOf } from "./disqualifier-world.ts";

const WORLDS = Number(process.env.WORLDS ?? 100);
/** Fresh deals per world, taken for the truth. */
const FRESH = 10_000;

interface Held {
  readonly stated: number;
  readonly inside: number;
}

/** What one world showed. */
interface Outcome {
  readonly found: boolean;
  /** Disqualifiers whose true win rate is not below half the base rate. */
  readonly falseOnes: number;
  readonly rules: number;
  /** Watch-outs, and those whose true win rate is not below the base rate. */
  readonly watched: number;
  readonly falseWatched: number;
  readonly saved: Held;
  readonly lost: Held;
  readonly limit: Held;
  readonly deals: number;
}

function marked(fresh: Drawn, rule: LearnedRule): Uint8Array {
  return matchesRule(fresh.matrix, rule.rule);
}

function mean(of: Float64Array, where: Uint8Array): number {
  let [n, sum] = [0, 0];
  where.forEach((mark, i) => {
    n += mark;
    sum += mark * of[i]!;
  });
  return n === 0 ? Number.NaN : sum / n;
}

function overlap(a: Uint8Array, b: Uint8Array): { readonly precision: number; readonly reach: number } {
  let [both, one, other] = [0, 0, 0];
  a.forEach((mark, i) => {
    both += mark & b[i]!;
    one += mark;
    other += b[i]!;
  });
  return { precision: both / one, reach: both / other };
}

function union(marks: readonly Uint8Array[], n: number): Uint8Array {
  return Uint8Array.from({ length: n }, (_, i) => (marks.some((mark) => mark[i] === 1) ? 1 : 0));
}

function held(pairs: readonly (readonly [Limits | null, number])[]): Held {
  const stated = pairs.filter(([limits, truth]) => limits !== null && !Number.isNaN(truth));
  return {
    stated: stated.length,
    inside: stated.filter(([limits, truth]) => truth >= limits![0] && truth <= limits![1]).length,
  };
}

function judge(found: Disqualified, fresh: Drawn, deals: number): Outcome {
  const { chance, planted, matrix } = fresh;
  const all = new Uint8Array(matrix.n).fill(1);
  const base = mean(chance, all);
  const hard = found.rules
    .filter(({ kind }) => kind === "disqualifier")
    .map((rule) => ({ rule, marks: marked(fresh, rule) }));
  const soft = found.rules.filter(({ kind }) => kind === "watch-out").map((rule) => mean(chance, marked(fresh, rule)));
  const { precision, reach } = overlap(
    union(
      hard.map(({ marks }) => marks),
      matrix.n,
    ),
    planted,
  );
  const share = (marks: Uint8Array): number => mean(Float64Array.from(marks), all);
  const lost = (marks: Uint8Array): number =>
    mean(
      chance.map((p, i) => p * marks[i]!),
      all,
    ) / base;
  return {
    found: hard.length > 0 && precision >= 0.5 && reach >= 0.5,
    falseOnes: hard.filter(({ marks }) => mean(chance, marks) >= base / 2).length,
    rules: hard.length,
    watched: soft.length,
    falseWatched: soft.filter((rate) => rate >= 0.97 * base).length,
    saved: held(hard.map(({ rule, marks }) => [rule.later.saved_interval, share(marks)])),
    lost: held(hard.map(({ rule, marks }) => [rule.later.events_interval, lost(marks)])),
    limit: held(hard.map(({ rule, marks }) => [[0, rule.interval[1]], mean(chance, marks)])),
    deals,
  };
}

/** One world: learned from as many deals as were drawn, held against fresh ones of the same market. */
function one(market: Market, enough: (deals: number, planted: number) => boolean): Outcome {
  const world: World = worldOf(market);
  const { matrix } = world.draw(1, enough);
  const found = disqualify({
    aim: "win",
    matrix,
    features: world.features(matrix),
    events: matrix.y,
    seed: market.seed,
    orderName: null,
    kept: [],
  });
  return judge(
    found,
    world.draw(2, (deals) => deals >= FRESH),
    matrix.n,
  );
}

/** Markets that differ in everything that might matter; the seed decides. */
function marketOf(seed: number, change: Partial<Market>): Market {
  const random = createRandom(seed, 929);
  const among = <T>(values: readonly T[]): T => values[random.int(values.length)]!;
  return {
    seed,
    numbers: 2 + random.int(5),
    categories: 2 + random.int(5),
    flags: random.int(9),
    correlation: among([0, 0, 0.5, 0.8]),
    missing: among([0, 0.1, 0.2]),
    deals: 1,
    accountSd: 0,
    effects: random.int(4),
    effectSize: 0.8,
    base: 0.2,
    planted: 0,
    share: among([0.05, 0.1, 0.15, 0.2, 0.25]),
    rate: 0.03,
    ...change,
  };
}

interface Scene {
  readonly name: string;
  readonly change: Partial<Market>;
  /** Deals of the planted kind that a world has at least, or deals in all. */
  readonly enough: { readonly planted: number } | { readonly deals: number };
  /** Whether there is something to find. */
  readonly truly: boolean;
}

const VARYING = { deals: 5, accountSd: 0.7 };

function planting(name: string, planted: number, change: Partial<Market>): Scene {
  return { name, change, enough: { planted }, truly: true };
}

function without(name: string, deals: number, change: Partial<Market>): Scene {
  return { name: `none: ${name}`, change, enough: { deals }, truly: false };
}

const SCENES: readonly Scene[] = [
  planting("one condition, base rate .20, 350 deals", 350, { planted: 1 }),
  planting("one condition, base rate .30, 150 deals", 150, { planted: 1, base: 0.3 }),
  planting("one condition, base rate .45, 150 deals", 150, { planted: 1, base: 0.45 }),
  planting("one condition, .20, 350 deals, outcomes vary by account", 350, { planted: 1, ...VARYING }),
  planting("one condition, .30, 150 deals, outcomes vary by account", 150, { planted: 1, base: 0.3, ...VARYING }),
  planting("two conditions, base rate .20, 350 deals", 350, { planted: 2 }),
  planting("two conditions, base rate .20, 500 deals", 500, { planted: 2 }),
  planting("two conditions, base rate .30, 150 deals", 150, { planted: 2, base: 0.3 }),
  planting("two conditions, base rate .30, 225 deals", 225, { planted: 2, base: 0.3 }),
  planting("two conditions, .20, 350 deals, outcomes vary by account", 350, { planted: 2, ...VARYING }),
  without("no effects, 400 deals", 400, { effects: 0 }),
  without("no effects, 3,000 deals", 3000, { effects: 0 }),
  without("ordinary effects, 1,500 deals", 1500, { effects: 3 }),
  without("ordinary effects, 6,000 deals, base rate .35", 6000, { effects: 4, base: 0.35 }),
  without("strong effects, 3,000 deals", 3000, { effects: 5, effectSize: 1.6 }),
  without("a kind at .55 of the base rate, 3,000 deals", 3000, { planted: 1, rate: 0.11 }),
  without("a kind at .55 of the base rate, 3,000 deals, up to 40 of one account, SD 1.2", 3000, {
    planted: 1,
    rate: 0.11,
    deals: 40,
    accountSd: 1.2,
  }),
  without("no effects, 400 deals, outcomes vary by account", 400, { effects: 0, ...VARYING }),
  without("no effects, 3,000 deals, outcomes vary by account", 3000, { effects: 0, ...VARYING }),
  without("400 deals, up to 40 of one account, SD 1.2", 400, { effects: 0, deals: 40, accountSd: 1.2 }),
  without("3,000 deals, up to 40 of one account, SD 1.2", 3000, { effects: 0, deals: 40, accountSd: 1.2 }),
];

function percent(part: number, of: number): string {
  return of === 0 ? "-" : `${((100 * part) / of).toFixed(0)}%`;
}

function sum(outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number {
  return outcomes.reduce((a, outcome) => a + of(outcome), 0);
}

function ratio(outcomes: readonly Outcome[], of: (outcome: Outcome) => Held): string {
  const stated = sum(outcomes, (o) => of(o).stated);
  return `${percent(
    sum(outcomes, (o) => of(o).inside),
    stated,
  )} of ${stated}`;
}

function row(scene: Scene): string {
  const start = performance.now();
  const outcomes = Array.from({ length: WORLDS }, (_, i) => {
    const market = marketOf(i + 1, scene.change);
    return one(market, (deals, planted) =>
      "deals" in scene.enough ? deals >= scene.enough.deals : planted >= scene.enough.planted,
    );
  });
  const found = outcomes.filter((o) => o.found).length;
  const wrong = outcomes.filter((o) => o.falseOnes > 0).length;
  const [low, high] = wilson(scene.truly ? found : wrong, WORLDS);
  const deals = outcomes.map((o) => o.deals).sort((a, b) => a - b)[WORLDS >> 1];
  const told = [
    scene.name,
    String(deals),
    !scene.truly ? "-" : `${percent(found, WORLDS)} (${percent(low, 1)}-${percent(high, 1)})`,
    `${percent(wrong, WORLDS)}${!scene.truly ? ` (${percent(low, 1)}-${percent(high, 1)})` : ""}`,
    (sum(outcomes, (o) => o.rules) / WORLDS).toFixed(2),
    ratio(outcomes, (o) => o.saved),
    ratio(outcomes, (o) => o.lost),
    ratio(outcomes, (o) => o.limit),
    `${(sum(outcomes, (o) => o.watched) / WORLDS).toFixed(2)}, ${(sum(outcomes, (o) => o.falseWatched) / WORLDS).toFixed(2)} false`,
  ];
  console.log(`${told.join(" | ")}  [${((performance.now() - start) / 1000).toFixed(0)} s]`);
  return `| ${told.join(" | ")} |`;
}

const only = process.argv[2];
const scenes = only === undefined ? SCENES : SCENES.filter(({ name }) => name.includes(only));
const rows = scenes.map(row);
const text = `# Who not to sell to: what the search finds

Written by \`npx tsx bench/disqualifiers.ts\` (${WORLDS} worlds a line). Every world draws its own attributes (4 to 20: numbers of 20 pre-bins, categories of 4 to 12
levels, tools), their correlation (0, .5, .8 with one hidden size), missing cells (0 to 20%), ordinary effects, and where and how large the planted kind is
(5 to 25% of the deals, 3% wins). "350 deals" are deals of the planted kind, older and newest together. Truth is 10,000 fresh deals of the same market.

Found: the suggested rules together hold at least half of the planted deals, and at least half of theirs are planted (bar: >= 90%). False: a world with a
suggested rule whose true win rate is not below half the base rate (bar: <= 10% of worlds without any). Inside: the true figure lies within the stated
interval (saved and lost: 95%; "at most": upper end of 90%). Watch-outs: per world, and those of them that truly win no less than .97 of the average.

| worlds | deals, median | found | false in | rules a world | saved inside | lost inside | "at most" holds | watch-outs |
|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}

${barsOf(rows)}`;
if (only === undefined) writeFileSync(fileURLToPath(new URL("DISQUALIFIERS.md", import.meta.url)), text);
