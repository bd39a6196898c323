import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import { openDatabase } from "../../warehouse/database.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import { interruptOn } from "../../warehouse/interrupt-on.ts";
import type { Effects } from "../effects.ts";
import type { TableSource } from "../table-source.ts";

/** Raw tables laid down as files, for a thread that opens a database of its own. */
export interface Staged {
  readonly folder: string;
  readonly tables: readonly { readonly raw: RawTable; readonly file: string }[];
  /** For the goal `retention` and for all others. */
  readonly prints: { readonly retention: string; readonly others: string };
}

const MEMORY = "2500MB";
/** Kept tables are read as they were at import, so that no option of reading changes them. */
const AS_KEPT: ReadOptions = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } };

/** Lays the tables of a source down as Parquet in a folder that is gone when `work` is done. */
export async function withStaged<T>(
  source: TableSource,
  within: string,
  effects: Effects,
  work: (staged: Staged) => Promise<T>,
): Promise<T> {
  await mkdir(within, { recursive: true });
  const folder = await mkdtemp(join(within, "away-"));
  try {
    return await work(await stage(source, folder, effects));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function stage(source: TableSource, folder: string, effects: Effects): Promise<Staged> {
  const database = await source.open();
  const close = interruptOn(effects.signal, database);
  try {
    const raws = await source.tables(database, AS_KEPT, effects);
    const tables: { raw: RawTable; file: string }[] = [];
    for (const [i, raw] of raws.entries()) {
      const file = join(folder, `${i}.parquet`);
      await database.run(`COPY ${quoteIdentifier(raw.table)} TO ${quoteText(file)} (FORMAT parquet)`);
      tables.push({ raw, file });
    }
    const others = await source.fingerprint(database, "win");
    return { folder, tables, prints: { others, retention: await source.fingerprint(database, "retention") } };
  } finally {
    close();
  }
}

/** The tables that were laid down, in a database of its own that reads nothing else. */
export function stagedSource({ folder, tables, prints }: Staged, threads: number): TableSource {
  return {
    open: () =>
      openDatabase({ threads, memoryLimit: MEMORY, tempDirectory: join(folder, "spill"), confinedTo: [folder] }),
    tables: async (database) => {
      for (const { raw, file } of tables)
        await database.run(
          `CREATE TABLE ${quoteIdentifier(raw.table)} AS SELECT * FROM read_parquet(${quoteText(file)})`,
        );
      return tables.map(({ raw }) => raw);
    },
    fingerprint: async (_, goal) => (goal === "retention" ? prints.retention : prints.others),
  };
}
