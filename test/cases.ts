import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readingReport } from "../src/cli/report.ts";
import { complete } from "../src/engine/complete.ts";
import { gatherFacts } from "../src/engine/facts.ts";
import { NO_FILES } from "../src/engine/input-files.ts";
import { readTables } from "../src/engine/read-tables.ts";
import type { Facts } from "../src/ingest/facts.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { openDatabase } from "../src/warehouse/database.ts";
import { ROOT } from "./source.ts";

const FOLDER = join(ROOT, "test/cases");
const paths = z.array(z.string()).default([]);

/** `case.json` beside the files of a case: a quirk of real exports, what is done about it, and the sentences a user reads. */
const caseFile = z.strictObject({
  /** What the case shows, in a line. */
  shows: z.string(),
  files: z.strictObject({
    deals: paths,
    accounts: paths,
    universe: paths,
    customers: paths,
    contacts: paths,
    leads: paths,
    events: paths,
    history: paths,
  }),
  /** Fields of `IngestOptions` that differ from the defaults. */
  options: z.record(z.string(), z.unknown()).default({}),
  /** A file of exchange rates (`--rates`). A file named openicp.map.yaml is read by itself. */
  rates: z.string().optional(),
  /** Delimiter, encoding. */
  reading: z.record(z.string(), z.string()).default({}),
  /** Sentences, or parts of them, that the reading report must hold. */
  says: z.array(z.string()).default([]),
  /** A part of the error sentence, where the files are refused. */
  refuses: z.string().optional(),
});

export type Case = z.infer<typeof caseFile> & { readonly name: string };

/** All cases of the gallery, by name. */
export function allCases(): readonly Case[] {
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => ({ name, ...caseFile.parse(JSON.parse(readFileSync(join(FOLDER, name, "case.json"), "utf8"))) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the files of a case are read as. `reversed`: the files of every role in the opposite order. */
export async function readCase(
  one: Case,
  reversed = false,
): Promise<{ readonly facts: Facts; readonly report: string; readonly rows: readonly unknown[] }> {
  const files = Object.fromEntries(
    Object.entries({ ...NO_FILES, ...one.files }).map(([role, list]) => {
      const full = list.map((file) => join(FOLDER, one.name, file));
      return [role, reversed ? full.reverse() : full];
    }),
  ) as unknown as typeof NO_FILES;
  const database = await openDatabase({ threads: 1 });
  try {
    const tables = await readTables(database, files, one.reading, { progress: () => {} });
    const { guesses, ingest } = await complete(
      database,
      tables,
      join(FOLDER, one.name, "any"),
      { ingest: { ...DEFAULT_OPTIONS, ...one.options }, allow: [], about: null },
      {
        map: "search",
        rates: one.rates === undefined ? null : join(FOLDER, one.name, one.rates),
        typed: Object.keys(one.options),
      },
    );
    const gathered = await gatherFacts(database, tables, ingest);
    const facts = { ...gathered, guesses: [...guesses, ...gathered.guesses] };
    const names = facts.candidates.map(({ name }) => `"${name.replaceAll('"', '""')}"`).sort();
    const columns = ["y", "created", "closed", "cycle", "amount", ...names].join(", ");
    const rows = await database.rows(`SELECT ${columns} FROM ${facts.table} ORDER BY ALL`);
    return { facts, report: readingReport(facts), rows };
  } finally {
    database.close();
  }
}
