import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gatherFacts } from "../src/engine/facts.ts";
import { NO_FILES } from "../src/engine/input-files.ts";
import { readTables } from "../src/engine/read-tables.ts";
import type { LateFilling } from "../src/features/leakage-history.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { createRandom, type Random } from "../src/stats/random.ts";
import { openDatabase } from "../src/warehouse/database.ts";

const CHOICES = ["north", "south", "east", "west"] as const;
const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

/** How a tracked column is filled: the share of won and of lost deals in which it is, and in how many of those before the deal began. */
interface Tracked {
  readonly name: string;
  readonly won: number;
  readonly lost: number;
  readonly before: number;
  readonly leak: string | null;
}

const TRACKED: readonly Tracked[] = [
  {
    name: "Field A",
    won: 0.7,
    lost: 0.35,
    before: 0.2,
    leak: "(d) mostly filled after creation, twice as often for won deals",
  },
  {
    name: "Field B",
    won: 0.75,
    lost: 0.6,
    before: 0.3,
    leak: "(d) mostly filled after creation, a little more often for won deals",
  },
  {
    name: "Field C",
    won: 0.6,
    lost: 0.3,
    before: 0,
    leak: "(d) filled only after creation, twice as often for won deals",
  },
  { name: "Trait A", won: 0.9, lost: 0.9, before: 1, leak: null },
  { name: "Trait B", won: 0.6, lost: 0.5, before: 0.9, leak: null },
  { name: "Trait C", won: 0.8, lost: 0.8, before: 0.7, leak: null },
  { name: "Trait D", won: 0.95, lost: 0.6, before: 0.8, leak: null },
];

/** One tracked column as the history found it: judged late or not. */
export interface LateVerdict {
  readonly leak: string | null;
  readonly found: LateFilling | null;
}

/** Deals of a made-up company with a field history, written as HubSpot exports them into `folder`, gathered as a build does. */
export async function lateVerdicts(seed: number, deals: number, folder: string): Promise<readonly LateVerdict[]> {
  const random = createRandom(seed, 303);
  const rows: string[][] = [];
  const changes: string[][] = [];
  for (let i = 0; i < deals; i++) {
    const won = random.next() < 0.4;
    const created = random.int(600);
    const cells = TRACKED.map((column) => cellOf(column, won, i, created, changes, random));
    const stage = won ? "closedwon" : "closedlost";
    rows.push([String(7000 + i), stage, day(created), day(created + 30 + random.int(60)), ...cells]);
  }
  const [dealsFile, historyFile] = [join(folder, `deals${seed}.csv`), join(folder, `history${seed}.csv`)];
  const header = ["Record ID", "Deal Stage", "Create Date", "Close Date", ...TRACKED.map(({ name }) => name)];
  writeFileSync(dealsFile, csv([header, ...rows]));
  writeFileSync(historyFile, csv([["Object ID", "Property", "Timestamp", "Value"], ...changes]));
  const database = await openDatabase({ threads: 1 });
  try {
    const paths = { ...NO_FILES, deals: [dealsFile], history: [historyFile] };
    const tables = await readTables(database, paths, {}, { progress: () => {} });
    const { late, candidates } = await gatherFacts(database, tables, DEFAULT_OPTIONS);
    return TRACKED.map(({ name, leak }) => {
      const candidate = candidates.find(({ header }) => header === name);
      if (candidate === undefined) throw new Error(`the bench's column ${name} is no candidate`);
      return { leak, found: late.find((one) => one.name === candidate.name) ?? null };
    });
  } finally {
    database.close();
  }
}

function cellOf(
  { name, won, lost, before }: Tracked,
  isWon: boolean,
  i: number,
  created: number,
  changes: string[][],
  random: Random,
): string {
  if (random.next() >= (isWon ? won : lost)) return "";
  const value = CHOICES[random.int(CHOICES.length)]!;
  const when = random.next() < before ? created - random.int(60) : created + 1 + random.int(30);
  changes.push([String(7000 + i), name, `${day(when)}T08:00:00Z`, value]);
  return value;
}

function csv(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.join(",")).join("\n")}\n`;
}
