import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32, createInflateRaw } from "node:zlib";
import { InputError } from "../../errors.ts";

/** One file within a zip archive. Its name is for people and for telling what it is: it is never used as a path. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked, in bytes, as the archive says; `entryBytes` holds it to that. */
  readonly size: number;
  readonly packed: number;
  readonly crc: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly locked: boolean;
  /** Where its local header begins in the archive. */
  readonly offset: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
const MOST_ENTRIES = 10_000;
const MOST_DIRECTORY = 16 << 20;
const CHUNK_BYTES = 1 << 20;

/**
 * The files that a zip archive lists; folders are left out. Nothing is unpacked.
 * Throws `InputError` for a damaged archive, and for one whose parts lie over each other as only a bomb's do.
 */
export async function zipEntries(path: string, file: string): Promise<readonly ZipEntry[]> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const end = await findEnd(handle, size, file);
    const entries = parseDirectory(await directoryBytes(handle, end, size, file), file);
    if (entries.reduce((sum, entry) => sum + entry.packed, 0) > size) throw damaged(file);
    return entries.filter((entry) => !entry.name.endsWith("/"));
  } finally {
    await handle.close();
  }
}

/** The unpacked bytes of one entry, chunk by chunk: no more than the archive says, and with the checksum it says, else `InputError`. */
export async function* entryBytes(path: string, entry: ZipEntry, file: string): AsyncGenerator<Uint8Array> {
  if (entry.locked)
    throw new InputError(`${file} is locked with a password: unpack it yourself and give the file within`);
  if (entry.method !== 0 && entry.method !== 8)
    throw new InputError(`${file} is packed in a way that is not read: unpack it yourself and give the file within`);
  let size = 0;
  let crc = 0;
  for await (const bytes of unpacked(path, entry, await dataStart(path, entry, file), file)) {
    size += bytes.length;
    if (size > entry.size) throw damaged(file);
    crc = crc32(bytes, crc);
    yield bytes;
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(file);
}

async function* unpacked(path: string, entry: ZipEntry, start: number, file: string): AsyncGenerator<Uint8Array> {
  if (entry.packed === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: CHUNK_BYTES });
  if (entry.method === 0) {
    yield* packed as AsyncIterable<Uint8Array>;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  packed.on("error", (error) => inflate.destroy(error));
  try {
    yield* packed.pipe(inflate) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw damaged(file, cause);
  } finally {
    packed.destroy();
  }
}

async function findEnd(handle: FileHandle, size: number, file: string): Promise<Buffer> {
  const from = Math.max(0, size - END_BYTES - MAX_COMMENT);
  const tail = await bytesAt(handle, from, size - from);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END) return tail.subarray(at);
  }
  throw damaged(file);
}

async function directoryBytes(handle: FileHandle, end: Buffer, size: number, file: string): Promise<Buffer> {
  const [count, length, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (offset === 0xffffffff || count > MOST_ENTRIES || length > MOST_DIRECTORY)
    throw new InputError(`${file} is too large a zip archive: unpack it yourself and give the file within`);
  if (offset + length > size) throw damaged(file);
  return bytesAt(handle, offset, length);
}

function parseDirectory(bytes: Buffer, file: string): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY; ) {
    const [nameLength, extraLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)];
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const offset = bytes.readUInt32LE(at + 42);
    if ([packed, size, offset].includes(0xffffffff))
      throw new InputError(`${file} is too large a zip archive: unpack it yourself and give the file within`);
    entries.push({
      name: nameOf(bytes.subarray(at + 46, at + 46 + nameLength)),
      size,
      packed,
      crc: bytes.readUInt32LE(at + 16),
      method: bytes.readUInt16LE(at + 10),
      locked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      offset,
    });
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function nameOf(bytes: Buffer): string {
  return bytes.toString("utf8").replace(/\p{Cc}/gu, "?");
}

async function dataStart(path: string, entry: ZipEntry, file: string): Promise<number> {
  const handle = await open(path);
  try {
    const header = await bytesAt(handle, entry.offset, 30);
    if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) throw damaged(file);
    return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function damaged(file: string, cause?: unknown): InputError {
  return new InputError(`${file} is a damaged zip archive or workbook: export or download it again`, { cause });
}
