import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InputError, NotFoundError } from "../../errors.ts";
import { isDiskFull } from "../../warehouse/disk-full.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** Folder of a workspace that holds files on their way in; what is imported is taken away. */
export const UPLOADS = "uploads";

/** Files that were brought together, and not imported yet. */
export interface Upload {
  readonly id: string;
  /** ISO time. */
  readonly at: string;
  readonly by: string;
  readonly files: readonly UploadedFile[];
}

export interface UploadedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Files of one upload. */
const MOST_FILES = 50;
/** Uploads that wait at once. */
const MOST_UPLOADS = 100;
const KEPT_MS = 24 * 3_600_000;
const ABOUT = ".about.json";
const PART = ".part";
const ID = /^[0-9a-f]{24}$/;
/** Of a name in a file system, leaving room for our own ending. */
const LONGEST_NAME = 180;

/** A place for files. @throws InputError where too many wait already */
export async function openUpload(
  { dir }: Workspace,
  { now, by }: Pick<WorkspaceEffects, "now" | "by">,
): Promise<string> {
  const folder = join(dir, UPLOADS);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length >= MOST_UPLOADS)
    throw new InputError(`${MOST_UPLOADS} uploads wait to be imported already: import some, or take them away`);
  const id = randomBytes(12).toString("hex");
  await mkdir(join(folder, id), { mode: 0o700 });
  await writeFile(join(folder, id, ABOUT), JSON.stringify({ at: now().toISOString(), by }), { mode: 0o600 });
  return id;
}

/**
 * The name that a file keeps, of the name that somebody gave it: its last part, of signs that every file system takes.
 *
 * @throws InputError where nothing is left of it
 */
export function safeName(given: string): string {
  const base = given.normalize("NFC").split(/[/\\]/).at(-1)!;
  const plain = base.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, "_").replace(/^[.\s]+|[.\s]+$/g, "");
  if (plain === "") throw new InputError("the file needs a name, such as Opportunity.csv");
  if (Buffer.byteLength(plain) <= LONGEST_NAME) return plain;
  const ending = /\.[A-Za-z0-9]{1,8}(\.gz)?$/.exec(plain)?.[0] ?? "";
  let stem = plain.slice(0, plain.length - ending.length);
  while (Buffer.byteLength(stem + ending) > LONGEST_NAME) stem = [...stem].slice(0, -1).join("");
  return `${stem}${ending}`;
}

/**
 * Writes a file of an upload, piece by piece; one of the same name is replaced. Nothing of it stays where the pieces break off.
 *
 * @throws NotFoundError @throws InputError for too many files, an empty one, and a full disk
 */
export async function receiveFile(
  workspace: Workspace,
  id: string,
  given: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<UploadedFile> {
  const name = safeName(given);
  const { files } = await readUpload(workspace, id);
  if (files.length >= MOST_FILES && !files.some((file) => file.name === name))
    throw new InputError(`an upload holds ${MOST_FILES} files: import these first`);
  const path = join(folderOf(workspace, id), name);
  const part = join(folderOf(workspace, id), `.${randomBytes(6).toString("hex")}${PART}`);
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(part, { mode: 0o600, flags: "wx" }));
    const { size } = await stat(part);
    if (size === 0) throw new InputError(`${name} is empty: export it again`);
    await rename(part, path);
    return { name, bytes: size };
  } catch (error) {
    await rm(part, { force: true });
    if (isDiskFull(error))
      throw new InputError(`no space is left on the server's disk for ${name}: nothing of it was kept`, {
        cause: error,
      });
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new NotFoundError("the upload was taken away meanwhile: send its files again", { cause: error });
    throw error;
  }
}

/** @throws NotFoundError */
export async function readUpload(workspace: Workspace, id: string): Promise<Upload> {
  const folder = folderOf(workspace, id);
  const text = await readFile(join(folder, ABOUT), "utf8").catch(() => null);
  if (text === null) throw new NotFoundError("there is no such upload: it was imported, or taken away after a day");
  const { at, by } = JSON.parse(text) as { at: string; by: string };
  const files: UploadedFile[] = [];
  for (const name of (await readdir(folder)).filter((one) => !one.startsWith(".")).sort())
    files.push({ name, bytes: (await stat(join(folder, name))).size });
  return { id, at, by, files };
}

/** Uploads that wait, the newest first. */
export async function uploadsOf(workspace: Workspace): Promise<readonly Upload[]> {
  const found: Upload[] = [];
  for (const id of await uploadIds(workspace)) {
    const upload = await readUpload(workspace, id).catch(() => null);
    if (upload !== null) found.push(upload);
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** Path of a file of an upload. @throws NotFoundError */
export async function uploadedPath(workspace: Workspace, id: string, name: string): Promise<string> {
  const { files } = await readUpload(workspace, id);
  if (!files.some((file) => file.name === name)) throw new NotFoundError(`the upload holds no file ${name}`);
  return join(folderOf(workspace, id), name);
}

/** Takes a file of an upload away, and the upload with its last one. */
export async function dropFile(workspace: Workspace, id: string, name: string): Promise<void> {
  await rm(await uploadedPath(workspace, id, name), { force: true });
  if ((await readUpload(workspace, id)).files.length === 0) await dropUpload(workspace, id);
}

/** Takes an upload away. @throws NotFoundError */
export async function dropUpload(workspace: Workspace, id: string): Promise<void> {
  await readUpload(workspace, id);
  await rm(folderOf(workspace, id), { recursive: true, force: true });
}

/** Takes away what waits for longer than a day. Gives how many uploads that were. */
export async function sweepUploads(workspace: Workspace, now: Date): Promise<number> {
  let swept = 0;
  for (const id of await uploadIds(workspace)) {
    const upload = await readUpload(workspace, id).catch(() => null);
    if (upload !== null && now.getTime() - Date.parse(upload.at) < KEPT_MS) continue;
    await rm(folderOf(workspace, id), { recursive: true, force: true });
    swept++;
  }
  return swept;
}

async function uploadIds({ dir }: Workspace): Promise<readonly string[]> {
  const names = await readdir(join(dir, UPLOADS)).catch(() => []);
  return names.filter((name) => ID.test(name));
}

function folderOf({ dir }: Workspace, id: string): string {
  if (!ID.test(id)) throw new NotFoundError("there is no such upload: it was imported, or taken away after a day");
  return join(dir, UPLOADS, id);
}
