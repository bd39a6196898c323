import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LEVELS, levelOf } from "../src/build/check.ts";
import { forwardAt, forwardCheck } from "../src/build/held-out-checks.ts";
import { learn } from "../src/build/learn.ts";
import { fitsOf, knownOf } from "../src/build/points.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import { shareShifts } from "../src/icp/page/share-shifts.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { world } from "../test/generators/world.ts";

/**
 * `npx tsx bench/headline.ts [worlds]`: how far the share of newer deals that the headline's older card puts at high lies from the share that the
 * published card puts there, how often the page says so, and what the published card's high wins on deals nobody saw. Writes bench/HEADLINE.md.
 */
const WORLDS = Number(process.argv[2] ?? 60);
const FIRST_SEED = 61_001;
const FRESH = 6000;
const SETTINGS = [
  { name: "200 deals", accounts: 200, effects: [2.5, -2, 1.8, 1.2] },
  { name: "600 deals", accounts: 600, effects: [2.5, -2, 1.8, 1.2] },
  { name: "600 deals, weak", accounts: 600, effects: [1.2, -1] },
  { name: "2,000 deals", accounts: 2000, effects: [2.5, -2, 1.8, 1.2] },
] as const;

const percent = (x: number): string => `${Math.round(100 * x)}%`;
const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))]!;

const rows: string[] = [];
for (const { name, accounts, effects } of SETTINGS) {
  const apart: number[] = [];
  let [told, more, covered, without, withSentence] = [0, 0, 0, 0, 0];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
    const all = world(seed, { accounts: accounts + FRESH, attributes: 8, effects: [...effects], missing: 0.05 });
    const past = takeRows(
      all,
      allRows(all).filter((i) => all.account[i]! < accounts),
    );
    const fresh = takeRows(
      all,
      allRows(all).filter((i) => all.account[i]! >= accounts),
    );
    const input = { matrix: past, seed, orderName: null, matured: () => true };
    const check = await forwardCheck(input, async () => {});
    if (check === null) continue;
    const { card } = await learn(past, seed, async () => {});
    const forward = forwardAt(check, card, past, LEVELS);
    const high = forward.levels.find(({ level }) => level === "high")!;
    apart.push((high.n - forward.published_high!) / forward.n);
    const shift = shareShifts(forward);
    told += shift === null ? 0 : 1;
    more += shift !== null && shift.checked > shift.now ? 1 : 0;
    const every = allRows(fresh);
    const [fit, known] = [fitsOf(card, fresh, every), knownOf(card, fresh, every)];
    const atHigh = every.filter((i) => levelOf(fit[i]!, known[i]!, LEVELS) === "high");
    if (atHigh.length < 50 || high.win_rate_interval === null) continue;
    const truth = atHigh.reduce((a, i) => a + fresh.y[i]!, 0) / atHigh.length;
    const inside = truth >= high.win_rate_interval[0] && truth <= high.win_rate_interval[1];
    if (shift === null) [without, covered] = [without + 1, covered + (inside ? 1 : 0)];
    else withSentence += inside ? 1 : 0;
  }
  const n = apart.length;
  const limits = clopperPearson(told, n).map(percent).join("–");
  const size = apart.map(Math.abs);
  rows.push(
    `| ${name} | ${n} | ${percent(quantile(size, 0.5))} | ${percent(quantile(size, 0.9))} | ${told} of ${n} (${limits}) | ${more} of ${told} | ${covered} of ${without} | ${withSentence} of ${told} |`,
  );
  console.log(rows.at(-1));
}

writeFileSync(
  fileURLToPath(new URL("HEADLINE.md", import.meta.url)),
  `# The headline's card and the published one: how many companies either puts at high

\`npx tsx bench/headline.ts ${WORLDS}\`, ${new Date().toISOString().slice(0, 10)}: made-up companies, seeds from ${FIRST_SEED.toLocaleString("en-US")}. The page's headline tells what deals won that an older card, learned
before them, put at 70 or more; the published card learned from all deals and may put more or fewer of the same deals there. *Apart*: the
difference of the two shares, in points of all newer deals. *Said*: worlds in which the page says so (10 points apart, or half as many again,
and at least 5 deals). *Holds*: the headline's 95% limits of the rate at high hold the rate of the published card's high on ${FRESH.toLocaleString("en-US")} accounts
that nobody has seen, where nothing is said and where the sentence stands.

| company | worlds | apart, median | apart, nine in ten within | said | of these the older card put more at high | holds, nothing said | holds, said |
|---|---:|---:|---:|---:|---:|---:|---:|
${rows.join("\n")}
`,
);
