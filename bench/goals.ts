import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDraft } from "../src/build/draft.ts";
import { disqualify } from "../src/disqualify/disqualify.ts";
import { gatherFacts } from "../src/engine/facts.ts";
import type { CustomersBeside } from "../src/engine/goals/customers-beside.ts";
import { customersAlone, customersOf } from "../src/engine/goals/for-goal.ts";
import { markLeaves } from "../src/engine/goals/mark-leaves.ts";
import { type InputFiles, NO_FILES } from "../src/engine/input-files.ts";
import { prepare } from "../src/engine/prepare.ts";
import { readTables } from "../src/engine/read-tables.ts";
import type { IcpDocument } from "../src/icp/document.ts";
import { parseIcp } from "../src/icp/parse.ts";
import type { Facts, RawTable } from "../src/ingest/facts.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { createRandom, shuffle } from "../src/stats/random.ts";
import { type Database, openDatabase } from "../src/warehouse/database.ts";
import { permuterOf } from "../test/build/permuter.ts";

/** `npx tsx bench/goals.ts [LABELS] [WORLDS]`: what the goal retention, churn's watch-outs and "wins, but leaves" say where nothing is there. Writes bench/GOALS.md. Needs the bundle. */
const LABELS = Number(process.argv[2] ?? 20);
const WORLDS = Number(process.argv[3] ?? 200);
/** Seeds that no test and no threshold was chosen on. */
const FIRST_SEED = 7001;

const root = fileURLToPath(new URL("..", import.meta.url));
const sample = (name: string): string => join(root, "examples/calvanto", name);
const raven = (name: string): string => join(root, "../shared/datasets/ravenstack-saas", `ravenstack_${name}.csv`);
const effects = { progress: () => {} } as unknown as Parameters<typeof prepare>[3];
const ADMISSION = { allow: new Set<string>(), about: "account", findableOnly: false } as const;

async function withCustomers<T>(
  files: Partial<InputFiles>,
  facts: (database: Database, tables: readonly RawTable[]) => Promise<Facts>,
  work: (customers: CustomersBeside) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ threads: 2 });
  try {
    const tables = await readTables(database, { ...NO_FILES, ...files }, { delimiter: null, encoding: null }, effects);
    const found = await facts(database, tables);
    return await work({ facts: found, prepared: await prepare(database, found, ADMISSION, effects) });
  } finally {
    database.close();
  }
}

function share(hits: number, of: number): string {
  const [low, high] = clopperPearson(hits, of);
  return `${hits} of ${of} (${Math.round(100 * low)}–${Math.round(100 * high)}%)`;
}

function shuffled(y: Uint8Array, seed: number): Uint8Array {
  const order = Int32Array.from(y.keys());
  shuffle(order, createRandom(seed, 3));
  return Uint8Array.from(order, (i) => y[i]!);
}

/** Verdicts of the goal retention as it is, and with the labels dealt out anew. */
async function separation({ prepared }: CustomersBeside): Promise<string> {
  const { matrix, eligible } = prepared;
  const verdictOf = async (y: Uint8Array, seed: number) => {
    const draft = await buildDraft(
      {
        matrix: { ...matrix, y },
        features: eligible.map(({ feature }) => feature),
        seed,
        orderName: null,
        matured: () => true,
        forceScore: false,
      },
      { permuter: permuterOf, resampler: null, batch: 8, progress: () => {}, pause: async () => {} },
    );
    return draft.separation;
  };
  const own = await verdictOf(matrix.y, 1);
  const counts = { reliable: 0, weak: 0, none: 0, untested: 0 };
  for (let i = 0; i < LABELS; i++) counts[(await verdictOf(shuffled(matrix.y, FIRST_SEED + i), 1)).verdict]++;
  const stayed = matrix.y.reduce((a, b) => a + b, 0);
  return `${matrix.n} (${stayed} stayed) | ${own.verdict}, AUC ${own.auc!.toFixed(2)}, p ${own.p} | ${share(counts.reliable, LABELS)} | ${share(counts.weak, LABELS)}`;
}

/** Worlds with any watch-out of customers that leave. */
function churnRules({ prepared }: CustomersBeside): string {
  const { matrix, eligible } = prepared;
  const rulesOf = (y: Uint8Array, seed: number): number =>
    disqualify({
      aim: "churn",
      matrix,
      features: eligible.map(({ feature }) => feature),
      events: y.map((one) => 1 - one),
      seed,
      orderName: null,
      kept: [],
    }).rules.length;
  let hits = 0;
  for (let i = 0; i < WORLDS; i++) if (rulesOf(shuffled(matrix.y, FIRST_SEED + i), i) > 0) hits++;
  return share(hits, WORLDS);
}

function marksOf(document: IcpDocument): readonly string[] {
  return [
    ...document.segments.filter(({ leaves }) => leaves !== undefined).map(({ name }) => `kind "${name}"`),
    ...document.scorecard.attributes.flatMap(({ attribute, bands }) =>
      bands.filter(({ leaves }) => leaves !== undefined).map(({ label }) => `${attribute}: ${label}`),
    ),
  ];
}

/** The document before anything was marked. */
function unmarked(document: IcpDocument): IcpDocument {
  return {
    ...document,
    segments: document.segments.map(({ leaves: _, ...rest }) => rest),
    scorecard: {
      ...document.scorecard,
      attributes: document.scorecard.attributes.map((card) => ({
        ...card,
        bands: card.bands.map(({ leaves: _, ...rest }) => rest),
      })),
    },
  };
}

/** Marks as it is, and worlds with any mark where who left is dealt out anew. */
async function leavesIn(document: IcpDocument, customers: CustomersBeside) {
  const { prepared } = customers;
  const worldOf = (y: Uint8Array): Promise<IcpDocument> =>
    markLeaves(document, { ...customers, prepared: { ...prepared, deals: { ...prepared.deals, y } } });
  const own = marksOf(await markLeaves(document, customers));
  let hits = 0;
  for (let i = 0; i < WORLDS; i++)
    if (marksOf(await worldOf(shuffled(prepared.deals.y, FIRST_SEED + i))).length > 0) hits++;
  return { own, worlds: share(hits, WORLDS) };
}

const folder = mkdtempSync(join(tmpdir(), "openicp-bench-goals-"));
const built = join(folder, "icp.json");
const [deals, accounts, customers] = [
  sample("salesforce/Opportunity.csv"),
  sample("salesforce/Account.csv"),
  sample("customers.csv"),
];
execFileSync(process.execPath, [
  ...[join(root, "bin/openicp.js"), "build", deals, "--accounts", accounts, "--customers", customers],
  ...["--out", built, "--quiet", "--workers", "2"],
]);
const document = unmarked(parseIcp(readFileSync(built, "utf8"), "icp.json").document);
rmSync(folder, { recursive: true });

const own = await withCustomers(
  { deals: [deals], accounts: [accounts], customers: [customers] },
  async (database, tables) => customersOf(database, await gatherFacts(database, tables, DEFAULT_OPTIONS), tables),
  async (found) => ({
    separation: await separation(found),
    churn: churnRules(found),
    leaves: await leavesIn(document, found),
  }),
);
console.log(own);
const ravens = existsSync(raven("accounts"))
  ? await withCustomers(
      { customers: [raven("accounts"), raven("churn_events")] },
      (database, tables) => customersAlone(database, tables, DEFAULT_OPTIONS),
      async (found) => ({ separation: await separation(found), churn: churnRules(found) }),
    )
  : null;
console.log(ravens);

writeFileSync(
  join(root, "bench/GOALS.md"),
  `# Goals: what is said of staying where nothing is there, and where something is

Written by \`npx tsx bench/goals.ts ${LABELS} ${WORLDS}\` on ${new Date().toISOString().slice(0, 10)}, seeds from ${FIRST_SEED}; 95% limits in brackets. *Dealt out anew*: who stayed is
shuffled between the customers, so that nothing tells it.

## The goal retention

| customers | as they are | dealt out anew: reliable | weak |
|---|---|---|---|
${ravens === null ? "" : `| RavenStack: ${ravens.separation} |\n`}| the sample company: ${own.separation} |

## Customers that leave twice as often (watch-outs), dealt out anew

| customers | worlds with any |
|---|---|
${ravens === null ? "" : `| RavenStack | ${ravens.churn} |\n`}| the sample company | ${own.churn} |

## Wins, but leaves
Bands and kinds of the sample company's profile for winning that win clearly above the average. Planted: regulated finance (fintech and
insurance in the United States and the United Kingdom) wins, and a third of it leaves each year.

| as they are | dealt out anew: worlds with any mark |
|---|---|
| ${own.leaves.own.join("; ")} | ${own.leaves.worlds} |
`,
);
