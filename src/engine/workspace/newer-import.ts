import { keptImports } from "../../warehouse/kept/source.ts";
import type { Workspace } from "./workspace.ts";

/** An import that brought, changed or took rows. */
export interface NewerImport {
  readonly import: number;
  /** ISO time. */
  readonly at: string;
  readonly file: string;
}

/** Number of the newest import; 0 before the first. */
export async function newestImport({ warehouse }: Workspace): Promise<number> {
  const database = await warehouse.work();
  try {
    return await database.value<number>("SELECT coalesce(max(import), 0) FROM kept.meta.imports");
  } finally {
    database.close();
  }
}

/** The newest import after a number that brought something; null where what was known then is what is known now. */
export async function newerImport({ warehouse }: Workspace, after: number): Promise<NewerImport | null> {
  const database = await warehouse.work();
  try {
    const newer = (await keptImports(database)).filter(
      (one) => one.import > after && one.new + one.changed + one.gone > 0,
    );
    const last = newer.at(-1);
    return last === undefined ? null : { import: last.import, at: last.finished, file: last.file };
  } finally {
    database.close();
  }
}
