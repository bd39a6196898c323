import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Deals } from "../src/buyers/presence.ts";
import { presenceOf, vocabularyOf } from "../src/buyers/words/vocabulary.ts";
import { readHappened } from "../src/engine/buyers/happened.ts";
import { readKnownPeople } from "../src/engine/buyers/known-people.ts";
import { namesAmong } from "../src/engine/buyers/names-in-files.ts";
import { readNotes } from "../src/engine/buyers/read-notes.ts";
import { gatherFacts } from "../src/engine/facts.ts";
import { NO_FILES } from "../src/engine/input-files.ts";
import { readTables } from "../src/engine/read-tables.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { createRandom, shuffle } from "../src/stats/random.ts";
import { openDatabase } from "../src/warehouse/database.ts";
import { type Findings, findings, type Inside } from "../test/generators/inside-findings.ts";
import { INSIDE_WORLD, type InsideWorldOptions, insideWorld, PLANTED } from "../test/generators/inside-world.ts";

/** `npx tsx bench/buyers.ts`: what is said of who buys, triggers and words where nothing is there, and where something is. Writes bench/BUYERS.md. */
const WORLDS = Number(process.argv[2] ?? 200);
/** Seeds that no test and no threshold was chosen on. */
const FIRST_SEED = 5001;
const PARTS = ["people", "signals", "words"] as const;

const root = fileURLToPath(new URL("..", import.meta.url));
const sample = join(root, "examples/calvanto");

/** The world as the engine would read it, with two kinds of customers drawn at random. */
function insideOf(options: InsideWorldOptions, seed: number): { readonly inside: Inside; readonly deals: Deals } {
  const { deals, people, triggers, topics, notes } = insideWorld(options, seed);
  const phrases = presenceOf(vocabularyOf(notes, deals), notes, new Set());
  const half = people.told.filter((row) => deals.account[row]! % 2 === 0);
  const third = people.told.filter((row) => deals.account[row]! % 3 === 0);
  const happened = { told: people.told, triggers, topics };
  return { inside: { people, happened, phrases, noted: people.told, kinds: [half, third] }, deals };
}

async function sampleCompany(): Promise<{ readonly inside: Inside; readonly deals: Deals }> {
  const database = await openDatabase();
  try {
    const at = (name: string): string => join(sample, name);
    const tables = await readTables(
      database,
      {
        ...NO_FILES,
        deals: [at("salesforce/Opportunity.csv")],
        accounts: [at("salesforce/Account.csv")],
        contacts: [at("salesforce/Contact.csv"), at("salesforce/OpportunityContactRole.csv")],
        events: [at("events.csv")],
      },
      { delimiter: null, encoding: null },
      { progress: () => {} },
    );
    const facts = await gatherFacts(database, tables, DEFAULT_OPTIONS, "bench");
    const [y, account] = await database.numbers(`SELECT y, account FROM ${facts.table} ORDER BY deal`);
    const deals = { y: Uint8Array.from(y!), account: Int32Array.from(account!) };
    const people = (await readKnownPeople(database, facts, deals))!;
    const happened = (await readHappened(database, facts, deals))!;
    const column = { header: "Description", cell: 'f."description"', of: "both" } as const;
    const { notes } = await readNotes(database, facts, tables[0]!, [column]);
    const vocabulary = vocabularyOf(notes, deals);
    const phrases = presenceOf(vocabulary, notes, await namesAmong(database, tables, vocabulary.words));
    const industries = await database.numbers(
      `SELECT (lower(industry) IN ('fintech', 'insurance'))::INTEGER, (lower(industry) IN ('manufacturing', 'logistics'))::INTEGER FROM ${facts.table} ORDER BY deal`,
    );
    const kinds = industries.map((flags) =>
      Int32Array.from({ length: flags.length }, (_, i) => i).filter((i) => flags[i] === 1),
    );
    return { inside: { people, happened, phrases, noted: Int32Array.from(notes, ({ deal }) => deal), kinds }, deals };
  } finally {
    database.close();
  }
}

interface Count {
  readonly worlds: number;
  readonly any: number;
  readonly part: Record<(typeof PARTS)[number], number>;
}

function count(all: readonly Findings[], told: (found: Findings, part: (typeof PARTS)[number]) => boolean): Count {
  const part = Object.fromEntries(PARTS.map((one) => [one, all.filter((found) => told(found, one)).length]));
  return {
    worlds: all.length,
    any: all.filter((found) => PARTS.some((one) => told(found, one))).length,
    part: part as Count["part"],
  };
}

const anything = (found: Findings, part: (typeof PARTS)[number]): boolean => found[part].length > 0;
const seeds = Array.from({ length: WORLDS }, (_, i) => FIRST_SEED + i);
const rows: string[] = [];
const share = (found: number, of: number): string => {
  const [low, high] = clopperPearson(found, of).map((x) => Math.round(100 * x));
  return `${found} of ${of} (${low}–${high}%)`;
};
const falseRow = (what: string, { worlds, any, part }: Count): void => {
  rows.push(`| ${what} | ${PARTS.map((one) => share(part[one], worlds)).join(" | ")} | ${share(any, worlds)} |`);
  console.log(rows.at(-1));
};

for (const deals of [60, 200, 600, 2000])
  for (const perAccount of [1, 3]) {
    const options = { ...INSIDE_WORLD, deals, perAccount, accountSd: perAccount === 1 ? 0 : 0.7 };
    const found = seeds.map((seed) => {
      const world = insideOf(options, seed);
      return findings(world.inside, world.deals);
    });
    falseRow(
      `${deals} deals, ${perAccount === 1 ? "one per account" : "three per account, accounts differ (SD .7)"}`,
      count(found, anything),
    );
  }

const company = await sampleCompany();
const shuffled = seeds.map((seed) => {
  const y = Int32Array.from(company.deals.y);
  shuffle(y, createRandom(seed, 3));
  return findings(company.inside, { ...company.deals, y: Uint8Array.from(y) });
});
falseRow(
  `the sample company (${company.deals.y.length} deals), outcomes shuffled between deals`,
  count(shuffled, anything),
);
const accounts = company.deals.account.reduce((a, b) => Math.max(a, b), 0) + 1;
const byAccount = seeds.map((seed) => {
  const random = createRandom(seed, 5);
  const wins = Float64Array.from({ length: accounts }, () => (random.next() < 0.3 ? 0.9 : 0.08));
  const y = Uint8Array.from(company.deals.account, (one) => (random.next() < wins[one]! ? 1 : 0));
  return findings(company.inside, { ...company.deals, y });
});
falseRow(
  "the sample company, some accounts drawn to win nearly always, others nearly never",
  count(byAccount, anything),
);
const falsePart = rows.splice(0);

const LABEL = { people: "Legal and compliance, director", signals: PLANTED.event, words: PLANTED.word } as const;
for (const deals of [200, 400, 800, 1600])
  for (const effect of [0.7, 1.1]) {
    const found = seeds.map((seed) => {
      const world = insideOf({ ...INSIDE_WORLD, deals, effect }, seed);
      return findings(world.inside, world.deals);
    });
    const { worlds, part } = count(found, (one, of) => one[of].includes(LABEL[of]));
    rows.push(
      `| ${deals} | ${Math.exp(effect).toFixed(1)} | ${PARTS.map((one) => share(part[one], worlds)).join(" | ")} |`,
    );
    console.log(rows.at(-1));
  }

writeFileSync(
  join(root, "bench/BUYERS.md"),
  `# Who buys inside: what is said where nothing is there, and where something is

Written by \`npx tsx bench/buyers.ts ${WORLDS}\` on ${new Date().toISOString().slice(0, 10)}, seeds ${FIRST_SEED} to ${FIRST_SEED + WORLDS - 1}. Each part (who was known, triggers and topics, words)
is over all deals and two kinds of customers, words over all deals; 95% limits in brackets.

## Worlds with any false finding
Generated worlds where nobody, nothing and no word has to do with winning, and the sample company's contacts, events and notes with
outcomes that have nothing to do with them.

| world | who was known | triggers and topics | words | any of the three |
|---|---|---|---|---|
${falsePart.join("\n")}

## Planted effects found
One title, one event and one word multiply the odds of winning; each is there for about 20 to 35% of the deals. Base rate 30%, two deals per account,
accounts differ (SD .7).

| deals | odds times | who was known | triggers | words |
|---|---|---|---|---|
${rows.join("\n")}
`,
);
