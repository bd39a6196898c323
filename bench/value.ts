import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LEVELS, levelOf } from "../src/build/check.ts";
import { learn } from "../src/build/learn.ts";
import { type Placed, placedDeals } from "../src/build/placed.ts";
import { fitsOf, knownOf } from "../src/build/points.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { bestAgainstWorst } from "../src/value/best-worst.ts";
import { differencesOf } from "../src/value/differences.ts";
import { measuresOf } from "../src/value/figures.ts";
import type { Outcomes, Rows } from "../src/value/outcomes.ts";
import { atHeldOutLevel } from "../src/value/widened.ts";
import { featuresOf, world } from "../test/generators/world.ts";
import { valueWorld } from "./value-world.ts";

/** `npx tsx bench/value.ts [worlds]`: whether limits hold on fresh deals, and what is claimed where there is nothing. Writes bench/VALUE.md. */
const WORLDS = Number(process.argv[2] ?? 120);
/** Seeds that no test and no threshold was chosen on. */
const FIRST_SEED = 9001;
const FRESH = 6000;
const SETTINGS = [
  { deals: 250, perAccount: 1 },
  { deals: 800, perAccount: 1 },
  { deals: 300, perAccount: 3 },
] as const;
const NAMES = ["high", "medium", "low"] as const;
const MEASURES = ["acv", "cycle_days", "churn"] as const;
type Measure = (typeof MEASURES)[number];

interface Tally {
  readonly stated: Record<Measure, number>;
  readonly inside: Record<Measure, number>;
  /** Worlds in which a difference of high and low was claimed, in ACV and in any measure; in which the best differ from the worst. */
  acv: number;
  any: number;
  contrast: number;
  truly: number;
}

function newTally(): Tally {
  const none = (): Record<Measure, number> => ({ acv: 0, cycle_days: 0, churn: 0 });
  return { stated: none(), inside: none(), acv: 0, any: 0, contrast: 0, truly: 0 };
}

/** The learned-from deals' outcomes alone: rows 0..n-1 of the world. */
function rowsOf(matrix: CodedMatrix, deals: Int32Array, customer: Int32Array): Rows {
  const taken = new Set(deals);
  return {
    deals: deals.filter((i) => matrix.y[i] === 1),
    customers: Int32Array.from(customer.keys()).filter((k) => taken.has(customer[k]!)),
  };
}

function trueMean(of: Float64Array, rows: readonly number[]): number {
  return rows.reduce((sum, i) => sum + of[i]!, 0) / rows.length;
}

/** Fresh won deals by the level of the published card. */
function freshLevels(fits: Float64Array, known: Float64Array, y: Uint8Array): Record<string, number[]> {
  const rows: Record<string, number[]> = { high: [], medium: [], low: [], unknown: [] };
  fits.forEach((fit, i) => {
    if (y[i] === 1) rows[levelOf(fit, known[i]!, LEVELS)]!.push(i);
  });
  return rows;
}

interface Prepared {
  readonly past: CodedMatrix;
  readonly fresh: CodedMatrix;
  readonly placed: Placed;
  readonly levels: Record<string, number[]>;
}

async function prepared(seed: number, { deals, perAccount }: (typeof SETTINGS)[number]): Promise<Prepared> {
  const accounts = deals + FRESH;
  const all = world(seed, { accounts, attributes: 8, effects: [2.5, 2, 1.5], deals: perAccount });
  const last = all.account.findIndex((a) => a >= deals);
  const past = takeRows(all, allRows(all).slice(0, last));
  const fresh = takeRows(all, allRows(all).slice(last));
  const learned = await learn(past, seed, async () => {});
  const placed = placedDeals(learned, past, featuresOf(past.attributes), LEVELS);
  const rows = allRows(fresh);
  const levels = freshLevels(fitsOf(learned.card, fresh, rows), knownOf(learned.card, fresh, rows), fresh.y);
  return { past, fresh, placed, levels };
}

function judge({ past, fresh, placed, levels }: Prepared, seed: number, strength: number, tally: Tally): void {
  const options = { strength, accountSd: 0.3 };
  const { outcomes, customer } = valueWorld(past, seed, options);
  const { truth } = valueWorld(fresh, seed + 1, options);
  const measured = Object.fromEntries(
    NAMES.map((name) => [name, atHeldOutLevel(measuresOf(outcomes, rowsOf(past, placed.levels[name], customer)))]),
  );
  const true_: Record<Measure, Float64Array> = { acv: truth.amount, cycle_days: truth.cycle, churn: truth.churn };
  for (const name of NAMES)
    for (const measure of MEASURES) {
      const found = measured[name]![measure];
      if (found === null || levels[name]!.length < 30) continue;
      const at = trueMean(true_[measure], levels[name]!);
      tally.stated[measure]++;
      if (at >= found.interval[0] && at <= found.interval[1]) tally.inside[measure]++;
    }
  const findings = differencesOf(measured.high!, measured.low!).filter(({ finding }) => finding);
  tally.acv += findings.some(({ measure }) => measure === "acv") ? 1 : 0;
  tally.any += findings.length > 0 ? 1 : 0;
  const contrast = contrastIn(past, outcomes, customer);
  tally.contrast += contrast.length > 0 ? 1 : 0;
  tally.truly += contrast.includes("a0") || contrast.includes("a4") ? 1 : 0;
}

/** Attributes in which the best differ from the worst. */
function contrastIn(past: CodedMatrix, { amount, cycle, customers }: Outcomes, customer: Int32Array): string[] {
  const { stay, paid } = customers!;
  const stayed = stay.trials.map((years, k) => (stay.events[k] === 1 ? 0 : years >= 1 ? 1 : Number.NaN));
  const found = bestAgainstWorst(
    [
      { name: "acv", of: Float64Array.from(customer, (i) => amount.value[i]!), less: false },
      { name: "cycle_days", of: Float64Array.from(customer, (i) => cycle.value[i]!), less: true },
      { name: "stay", of: stayed, less: false },
      {
        name: "expansion",
        of: paid.now.map((now, k) => (now > 0 ? now / paid.before[k]! : Number.NaN)),
        less: false,
      },
    ],
    featuresOf(past.attributes),
    past.attributes.map(({ codes }) => Uint16Array.from(customer, (i) => codes[i]!)),
  );
  return found === null ? [] : found.rows.map(({ attribute }) => attribute);
}

const share = (found: number, of: number): string => {
  if (of === 0) return "–";
  const [low, high] = clopperPearson(found, of).map((x) => Math.round(100 * x));
  return `${((100 * found) / of).toFixed(1)}% of ${of} (${low}–${high}%)`;
};

const covered: string[] = [];
const claimed: string[] = [];
for (const setting of SETTINGS) {
  const tallies = { planted: newTally(), noise: newTally() };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
    const one = await prepared(seed, setting);
    judge(one, seed, 1, tallies.planted);
    judge(one, seed, 0, tallies.noise);
  }
  const what = `${setting.deals} accounts, ${setting.perAccount === 1 ? "one deal each" : "one to three deals each"}`;
  for (const [kind, tally] of Object.entries(tallies)) {
    const cells = MEASURES.map((measure) => share(tally.inside[measure], tally.stated[measure]));
    covered.push(`| ${what} | ${kind === "noise" ? "no" : "yes"} | ${cells.join(" | ")} |`);
  }
  const { planted, noise } = tallies;
  claimed.push(
    `| ${what} | ${share(noise.any, WORLDS)} | ${share(planted.acv, WORLDS)} | ${share(noise.contrast, WORLDS)} | ${share(planted.truly, WORLDS)} |`,
  );
  console.log([...covered.slice(-2), claimed.at(-1)].join("\n"));
}

const text = `# What customers are worth: do the limits hold, and is anything claimed of nothing

\`npx tsx bench/value.ts\` makes ${WORLDS} companies of each size from seeds that nothing was chosen on: about a third of the deals are won, by three
of eight attributes; amounts (log-normal, SD .7, larger ones vary more, accounts differ by SD .3), cycles, and customers who leave
(about one in six a year, seen for two years at most). A card is learned, every deal placed at the level of a card that had not
seen it, and the stated 95% limits are held against ${FRESH.toLocaleString("en-US")} accounts of the same company that nobody has seen, placed by the published card.

## Limits of means per level that hold the truth of fresh deals
Wanted: 90 to 98%. "Follows" says whether amounts, cycles and leaving follow the attributes.

| company | follows | ACV | days to close | churn |
|---|---|---|---|---|
${covered.join("\n")}

## What is claimed
False: worlds in which nothing follows the attributes, with any difference of high and low fit claimed (ACV, cycle, churn, revenue kept, NPS), or any
property of the best customers against the worst; wanted: at most 10%. True: worlds in which amounts follow two attributes.

| company | high and low differ: false | in ACV: true | best and worst differ: false | by a planted attribute: true |
|---|---|---|---|---|
${claimed.join("\n")}

Best against worst takes 67 customers; where there are fewer nothing is claimed, and the shares of what is found count these worlds too.
`;
writeFileSync(fileURLToPath(new URL("VALUE.md", import.meta.url)), text);
