import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { NotFoundError } from "../../errors.ts";
import { tablesThatName } from "../../store/erase.ts";
import { holdsWhole } from "../../store/whole-words.ts";
import { isUncleaned, noteCleaned } from "../../warehouse/kept/erase-scores.ts";
import { cleanFiles } from "./clean-files.ts";
import { accountNames, type Erased, type Name, personNames, takeOutNames } from "./erase.ts";
import { type Forgotten, finishErasure } from "./finish-erasure.ts";
import { REPORTS } from "./keep-report.ts";
import { UPLOADS } from "./uploads.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** Who is to be erased. */
export type EraseRequest =
  | { readonly kind: "account"; readonly key: string }
  /** `users`: names under which the person worked in the workspace, as approvals and the log have them. */
  | { readonly kind: "person"; readonly key: string; readonly users: readonly string[] };

/** What an erasure took away, everywhere. */
export interface ErasedEverywhere
  extends Pick<Erased, "removed" | "changes" | "scores" | "stamps" | "cleaned">,
    Forgotten {
  /** Where an id, a website or an address of theirs stands still, in words that somebody wrote: `narratives`, `reports/x.html`. */
  readonly stillNamed: readonly string[];
}

/** The names under which somebody is asked for. */
export function wantedNames(request: EraseRequest): readonly Name[] {
  return request.kind === "account" ? accountNames(request.key) : personNames(request.key, request.users);
}

/** Runs `work` while nobody else works with the workspace; gives what it gave. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Erases a company or a person from the whole workspace: rows, people, deals, events, their history, scores, stamps, lists, tasks, queued jobs, names
 * in the log. The files are written anew, so that no byte of them is left. What stands for them on the list of the erased is a salted hash.
 *
 * @param alone for writing the files anew, where others work with the workspace in this process
 * @throws NotFoundError where nothing here was about them; they are on the list all the same
 */
export async function eraseEverywhere(
  workspace: Workspace,
  request: EraseRequest,
  effects: WorkspaceEffects,
  alone: Alone = (work) => work(),
): Promise<ErasedEverywhere> {
  const { warehouse, store } = workspace;
  effects.progress("taking out what names them", 0, 2);
  const left = await warehouse.turn(isUncleaned);
  const erased = await takeOutNames(warehouse, wantedNames(request), effects.now().toISOString(), true);
  const { removed, changes, scores, stamps } = erased;
  // A file on its way in may name them; an import would leave them out, and the file be there still.
  await rm(join(workspace.dir, UPLOADS), { recursive: true, force: true });
  const { persons, ...forgotten } = (await finishErasure(warehouse, store, effects))!;
  if (removed.length + Object.values(forgotten).reduce((sum, n) => sum + n, 0) === 0) {
    // Bytes of somebody before, if any are left, go all the same.
    if (left) await alone(() => cleanFiles(workspace));
    else await warehouse.turn(noteCleaned);
    throw new NotFoundError(
      `nothing here is about ${request.key}; it was added to the list of the erased, so that no import brings it`,
    );
  }
  effects.progress("writing the files anew", 1, 2);
  const cleaned = await alone(() => cleanFiles(workspace));
  const words = [...erased.accounts, ...erased.domains, ...erased.persons, ...erased.emails, ...erased.deals];
  const stillNamed = [
    ...(await tablesThatName(store.db, words, persons)),
    ...(await reportsThatName(workspace, words, persons)),
  ];
  return { removed, changes, scores, stamps, ...forgotten, cleaned, stillNamed };
}

async function reportsThatName(
  { dir }: Workspace,
  words: readonly string[],
  names: readonly string[],
): Promise<string[]> {
  const folder = join(dir, REPORTS);
  if (!existsSync(folder)) return [];
  const found: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const text = (await readFile(join(folder, name), "utf8")).toLowerCase();
    if (words.some((word) => text.includes(word.toLowerCase())) || names.some((one) => holdsWhole(text, one)))
      found.push(`${REPORTS}/${name}`);
  }
  return found;
}
