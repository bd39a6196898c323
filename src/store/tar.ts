import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const BLOCK = 512;
const FOLDER = "5";

interface Entry {
  readonly name: string;
  readonly folder: boolean;
  readonly bytes: Uint8Array;
}

function entriesOf(folder: string, under = ""): readonly Entry[] {
  const found = readdirSync(join(folder, under), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return found.flatMap((item): readonly Entry[] => {
    const name = under === "" ? item.name : `${under}/${item.name}`;
    if (!item.isDirectory()) return [{ name, folder: false, bytes: readFileSync(join(folder, name)) }];
    return [{ name, folder: true, bytes: new Uint8Array() }, ...entriesOf(folder, name)];
  });
}

/** The block before an entry's bytes. */
export function tarHeader({ name, folder, size }: Omit<Entry, "bytes"> & { readonly size: number }): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, "0");
  if (Buffer.byteLength(name) > 100) throw new Error(`too long a name for this archive: ${name}`);
  block.write(name, 0);
  block.write(octal(folder ? 0o700 : 0o600, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  if (size < 8 ** 11) block.write(octal(size, 12), 124);
  else {
    // The way of GNU tar for files of 8 GiB and more.
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(octal(0, 12), 136);
  block.write("        ", 148);
  block.write(folder ? FOLDER : "0", 156);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 7)}\0 `, 148);
  return block;
}

/** A folder of small files as one tar archive: sorted, no times and no owners, so that the same files give the same bytes. */
export function packTar(folder: string): Buffer {
  const parts = entriesOf(folder).flatMap((entry) => [
    tarHeader({ ...entry, size: entry.bytes.length }),
    entry.bytes,
    Buffer.alloc((BLOCK - (entry.bytes.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** Writes what `packTar` packed into a folder, which is made. */
export function unpackTar(archive: Uint8Array, folder: string): void {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const name = bytes.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(bytes.toString("latin1", at + 124, at + 136), 8);
    const path = join(folder, name);
    if (bytes.toString("latin1", at + 156, at + 157) === FOLDER) mkdirSync(path, { recursive: true, mode: 0o700 });
    else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, bytes.subarray(at + BLOCK, at + BLOCK + size), { mode: 0o600 });
    }
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
}
