import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gatherFacts } from "../../src/engine/facts.ts";
import { NO_FILES } from "../../src/engine/input-files.ts";
import { prepare } from "../../src/engine/prepare.ts";
import { readTables } from "../../src/engine/read-tables.ts";
import type { Feature } from "../../src/features/assemble.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../../src/ingest/options.ts";
import { normaliseValue } from "../../src/normalise/normalise.ts";
import { tokensOf } from "../../src/normalise/set.ts";
import { quoteIdentifier } from "../../src/sql/quote.ts";
import type { Database } from "../../src/warehouse/database.ts";
import { openDatabase } from "../../src/warehouse/database.ts";

/** A column as the peers get it: numbers as numbers, categories as folded words, a flag per frequent token of a set; null: not known. */
export interface PeerColumn {
  readonly name: string;
  readonly kind: "number" | "category";
  readonly values: readonly (number | string | null)[];
}

/** The same rows for us (coded) and for the peers (typed columns): honest attributes only, what the audit quarantines is in neither. */
export interface PeerTable {
  readonly matrix: CodedMatrix;
  readonly columns: readonly PeerColumn[];
}

async function columnOf(database: Database, table: string, feature: Feature): Promise<PeerColumn> {
  const [cells] = await database.texts(`SELECT ${quoteIdentifier(feature.source)} FROM ${table} ORDER BY deal`);
  const { rule } = feature;
  const seen = new Map<string, number | string | null>();
  const token = feature.kind === "flag" ? feature.coded.bins.find((bin) => bin.values.length > 0)!.values[0]! : null;
  const shown = (raw: string): number | string | null => {
    const value = normaliseValue(rule, raw) as number | string | null;
    if (value === null || token === null || rule.kind !== "set") return value;
    return tokensOf(String(value), rule).includes(token) ? "yes" : "no";
  };
  const values = cells!.map((raw) => {
    if (raw === null) return null;
    if (!seen.has(raw)) seen.set(raw, shown(raw));
    return seen.get(raw)!;
  });
  return { name: feature.name, kind: rule.kind === "number" || rule.kind === "scale" ? "number" : "category", values };
}

/** Reads a file of deals as `openicp build` does, and lays what it learns from beside it for the peers. */
export async function peerTable(path: string, options: Partial<IngestOptions>): Promise<PeerTable> {
  const database = await openDatabase();
  try {
    const tables = await readTables(database, { ...NO_FILES, deals: [path] }, {}, { progress: () => {} });
    const facts = await gatherFacts(database, tables, { ...DEFAULT_OPTIONS, windowMonths: null, ...options });
    const effects = { today: "", signal: new AbortController().signal, workers: 1, progress: () => {} };
    const prepared = await prepare(database, facts, { allow: new Set(), about: "all", findableOnly: false }, effects);
    const columns: PeerColumn[] = [];
    for (const { feature } of prepared.eligible) columns.push(await columnOf(database, facts.table, feature));
    return { matrix: prepared.matrix, columns };
  } finally {
    database.close();
  }
}

/** How rows are divided, by column: `fold` 0..k-1 (each is held out in turn), or `draw` (1 learn, 2 test, 0 neither). */
export interface Split {
  readonly name: string;
  readonly kind: "folds" | "draw";
  readonly part: Uint8Array;
}

function cell(value: number | string | null): string {
  if (value === null) return "";
  return typeof value === "number" ? String(value) : `"${value.replaceAll('"', '""')}"`;
}

/** Writes table.csv and spec.json for bench/peers/peers.py. */
export function writeForPeers(folder: string, { matrix, columns }: PeerTable, splits: readonly Split[]): void {
  const lines = ["y", ...splits.map(({ name }) => name), ...columns.map((_, j) => `x${j}`)].join(",");
  const rows: string[] = [lines];
  for (let i = 0; i < matrix.n; i++)
    rows.push(
      [matrix.y[i]!, ...splits.map(({ part }) => part[i]!), ...columns.map(({ values }) => cell(values[i]!))].join(","),
    );
  writeFileSync(join(folder, "table.csv"), `${rows.join("\n")}\n`);
  const spec = {
    splits: splits.map(({ name, kind }) => ({ name, kind })),
    columns: columns.map(({ kind }, j) => ({ name: `x${j}`, kind })),
  };
  writeFileSync(join(folder, "spec.json"), JSON.stringify(spec));
}
