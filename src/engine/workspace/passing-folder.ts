import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "./workspace.ts";

const GIVEN = "given-";

/** A folder of the workspace for files that come and go. */
export async function passingFolder({ dir }: Pick<Workspace, "dir">): Promise<PassingFolder> {
  const tmp = join(dir, "tmp");
  await mkdir(tmp, { recursive: true });
  const path = await mkdtemp(join(tmp, GIVEN));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export interface PassingFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Takes all of them away. */
export async function removePassing({ dir }: Pick<Workspace, "dir">): Promise<void> {
  const tmp = join(dir, "tmp");
  const names = await readdir(tmp).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(GIVEN)))
    await rm(join(tmp, name), { recursive: true, force: true });
}
