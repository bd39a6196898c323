import { InputError } from "../../errors.ts";
import { audit } from "../../store/audit.ts";
import { type ImportFile, type ImportOptions, type ImportSummary, importFiles } from "./import.ts";
import { STAMPED_ROLES, type Stamped, stampNew } from "./stamps.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** A file with all that is said of it. */
export interface Brought extends ImportFile {
  readonly options: ImportOptions;
}

export interface BroughtIn {
  readonly imports: readonly ImportSummary[];
  /** Opportunities and leads that got the score in force. */
  readonly stamped: readonly Stamped[];
}

/** Told of each file as it is done with. */
export interface BringTold {
  /** It is in. */
  readonly imported?: (file: Brought, summary: ImportSummary) => Promise<void>;
  /** It cannot be imported, and the next one is tried; without this, the first such file ends the work. */
  readonly refused?: (file: Brought, error: InputError) => void;
}

/**
 * Imports files, one after the other, and stamps what they bring.
 *
 * @throws InputError for a file that cannot be imported; files before it are in then
 */
export async function bringIn(
  workspace: Workspace,
  files: readonly Brought[],
  effects: WorkspaceEffects,
  { imported, refused }: BringTold = {},
): Promise<BroughtIn> {
  const imports: ImportSummary[] = [];
  try {
    for (const [i, file] of files.entries()) {
      const progress = (step: string): void => effects.progress(step, i, files.length);
      const summary = await importOne(workspace, file, { ...effects, progress }).catch((error: unknown) => {
        if (!(error instanceof InputError) || refused === undefined || effects.signal.aborted) throw error;
        refused(file, error);
        return null;
      });
      if (summary === null) continue;
      imports.push(summary);
      await imported?.(file, summary);
    }
  } catch (error) {
    // What is in is stamped, whatever becomes of the rest.
    if (!effects.signal.aborted) await stampArrived(workspace, imports, effects);
    throw error;
  }
  return { imports, stamped: await stampArrived(workspace, imports, effects) };
}

async function importOne(
  { warehouse, store }: Workspace,
  file: Brought,
  { now, by, ...effects }: WorkspaceEffects,
): Promise<ImportSummary> {
  const own = { ...effects, now: (): string => now().toISOString() };
  const [summary] = await importFiles(warehouse, [file], file.options, own);
  const { import: id, role, read, new: fresh, changed, rejected } = summary!;
  if (id !== null)
    await audit(store.db, {
      at: now(),
      who: by,
      action: "import",
      subject: `${summary!.file} as ${role}`,
      details: { import: id, read, new: fresh, changed, rejected: rejected.length },
    });
  return summary!;
}

async function stampArrived(
  workspace: Workspace,
  imports: readonly ImportSummary[],
  effects: WorkspaceEffects,
): Promise<readonly Stamped[]> {
  const roles: readonly string[] = STAMPED_ROLES;
  const arrived = imports.some((one) => roles.includes(one.role) && one.new + one.changed > 0);
  return arrived ? stampNew(workspace, effects) : [];
}
