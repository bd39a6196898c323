import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { InputError } from "../../errors.ts";
import { tarHeader } from "../../store/tar.ts";
import { writeStaged } from "../../warehouse/files/staged.ts";

const BLOCK = 512;

/** A file on its way into an archive. */
export interface ArchiveFile {
  /** Its path in the archive. */
  readonly name: string;
  /** Where it lies. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

async function* parts(first: { readonly name: string; readonly text: string }, files: readonly ArchiveFile[]) {
  const bytes = Buffer.from(first.text);
  yield tarHeader({ name: first.name, folder: false, size: bytes.length });
  yield bytes;
  yield padding(bytes.length);
  for (const { name, path, bytes: size } of files) {
    yield tarHeader({ name, folder: false, size });
    for await (const chunk of createReadStream(path)) yield chunk as Buffer;
    yield padding(size);
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** The bytes of a .tar.gz as they come; `first` goes before the files. `over` is called once when all were taken, or nobody takes more. */
export function archiveStream(
  first: { readonly name: string; readonly text: string },
  files: readonly ArchiveFile[],
  over: () => void,
): Readable {
  const packed = createGzip({ level: 3 });
  void pipeline(Readable.from(parts(first, files)), packed)
    .catch((error: Error) => void packed.destroy(error))
    .finally(over);
  return packed;
}

/** Writes a .tar.gz, whole or not at all; `first` goes before the files. Files of any size pass through it piece by piece. */
export function writeArchive(
  path: string,
  first: { readonly name: string; readonly text: string },
  files: readonly ArchiveFile[],
): Promise<void> {
  return writeStaged([
    {
      path,
      write: (partial) =>
        pipeline(Readable.from(parts(first, files)), createGzip({ level: 3 }), createWriteStream(partial)),
    },
  ]);
}

/** Names that an archive of ours has: nothing that leads out of its folder. */
const NAME = /^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)?$/;

/** What an archive held: the hash of each file. */
export type Unpacked = ReadonlyMap<string, string>;

/**
 * Unpacks a .tar.gz into a folder, which is made.
 *
 * @param look sees the text of the first entry, which is not written, before anything else is; what it throws ends it
 * @throws InputError for what is no archive, or was cut off
 */
export async function readArchive(path: string, folder: string, look: (first: string) => void): Promise<Unpacked> {
  const damaged = (cause?: unknown): InputError =>
    new InputError(`${path} is no export of a workspace, or is damaged: take another backup`, { cause });
  const source = createReadStream(path);
  const gunzip = createGunzip();
  const piped = pipeline(source, gunzip).catch((error: Error) => void gunzip.destroy(error));
  const chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  const some = async (most: number): Promise<Buffer> => {
    if (rest.length === 0) {
      const next = await chunks.next();
      if (next.done === true) throw damaged();
      rest = next.value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  };
  const each = async (size: number, take: (chunk: Buffer) => Promise<void> | void): Promise<void> => {
    for (let left = size; left > 0; ) {
      const chunk = await some(left);
      await take(chunk);
      left -= chunk.length;
    }
  };
  const whole = async (size: number): Promise<Buffer> => {
    const all: Buffer[] = [];
    await each(size, (chunk) => void all.push(chunk));
    return Buffer.concat(all);
  };
  const hashes = new Map<string, string>();
  try {
    for (let first = true; ; first = false) {
      const header = await whole(BLOCK);
      if (header[0] === 0) break;
      const name = header.toString("utf8", 0, 100).replace(/\0.*$/s, "");
      const size =
        header[124] === 0x80
          ? Number(header.readBigUInt64BE(128))
          : Number.parseInt(header.toString("latin1", 124, 136), 8);
      if (header.toString("latin1", 257, 262) !== "ustar" || !NAME.test(name) || !(size >= 0)) throw damaged();
      if (first) look((await whole(size)).toString("utf8"));
      else hashes.set(name, await written(join(folder, name), size, each));
      await whole(padding(size).length);
    }
    return hashes;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") throw error;
    if (code === "ENOENT" || code === "EACCES" || code === "EISDIR")
      throw new InputError(`cannot read ${path}: ${code}`, { cause: error });
    throw damaged(error);
  } finally {
    source.destroy();
    gunzip.destroy();
    await piped;
  }
}

async function written(
  path: string,
  size: number,
  each: (size: number, take: (chunk: Buffer) => Promise<void>) => Promise<void>,
): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash("sha256");
  const out = createWriteStream(path);
  const over = finished(out);
  over.catch(() => undefined);
  try {
    await each(size, async (chunk) => {
      hash.update(chunk);
      if (!out.write(chunk))
        await Promise.race([new Promise<void>((resolve) => out.once("drain", () => resolve())), over]);
    });
  } finally {
    out.end();
    await over;
  }
  return hash.digest("hex");
}
