import { isUtf8 } from "node:buffer";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { InputError } from "../../errors.ts";
import { bytesOf, MIXED } from "./bytes.ts";
import { ENOUGH_BYTES, eastAsianEncoding } from "./east-asian.ts";

/** What a file is, found by looking at all of its bytes once. */
export interface FileShape {
  readonly kind: "text" | "parquet" | "zip";
  readonly gzip: boolean;
  /** A label for TextDecoder: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `shift_jis`, `euc-kr`, `gb18030`; or `mixed`, see `textOf`. */
  readonly encoding: string;
  /** The bytes are UTF-8 throughout, so that DuckDB can read them as they are. */
  readonly cleanUtf8: boolean;
}

/** One good sequence against so many bad ones is no chance: damaged latin text (QuÌ©bec) has one against four. */
const RARE = 2;
const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x05, 0x06], what: "an empty zip archive: export it again" },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: "an old Excel workbook (.xls), or one with a password: save it as .xlsx without password or as CSV, and give that",
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF: export the table as CSV and give that" },
];

/**
 * Looks at a file: there, readable, text, Parquet or zip, which encoding; `name` is what messages call it. Streams; holds one chunk at a time.
 * Throws `InputError` for what nobody can read: missing, a folder, empty, binary.
 */
export async function inspectFile(
  path: string,
  encoding: string | null,
  name: string = basename(path),
): Promise<FileShape> {
  const start = await firstBytes(path, name);
  if (startsWith(start, [0x50, 0x41, 0x52, 0x31]))
    return { kind: "parquet", gzip: false, encoding: "", cleanUtf8: true };
  if (startsWith(start, [0x50, 0x4b, 0x03, 0x04])) return { kind: "zip", gzip: false, encoding: "", cleanUtf8: true };
  const known = MAGIC.find((magic) => startsWith(start, magic.bytes));
  if (known !== undefined) throw new InputError(`${name} is ${known.what}`);
  const gzip = startsWith(start, [0x1f, 0x8b]);
  const asked = encoding === null ? null : decoderLabel(encoding);
  const found = await findEncoding(path, gzip, asked, name);
  return { kind: "text", gzip, ...found };
}

async function firstBytes(path: string, name: string): Promise<Uint8Array> {
  const info = await stat(path).catch((cause) => {
    throw new InputError(`cannot find ${path}: check the path`, { cause });
  });
  if (info.isDirectory()) throw new InputError(`${path} is a folder: give a CSV or Parquet file`);
  if (!info.isFile()) throw new InputError(`${path} is no plain file: save it as one first`);
  if (info.size === 0) throw new InputError(`${name} is empty: export it again`);
  const handle = await open(path).catch((cause) => {
    throw new InputError(`cannot open ${path}: check who may read it`, { cause });
  });
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function decoderLabel(encoding: string): string {
  try {
    return new TextDecoder(encoding).encoding;
  } catch (cause) {
    throw new InputError(`unknown encoding ${encoding}: use utf-8, windows-1252, utf-16le or another web encoding`, {
      cause,
    });
  }
}

async function findEncoding(
  path: string,
  gzip: boolean,
  asked: string | null,
  name: string,
): Promise<{ encoding: string; cleanUtf8: boolean }> {
  const tally = { good: 0, bad: 0 };
  let wide: string | null = asked?.startsWith("utf-16") ? asked : null;
  let rest: Uint8Array = new Uint8Array(0);
  let at = 0;
  const heads: Uint8Array[] = [];
  for await (const piece of bytesOf(path, gzip)) {
    if (at < ENOUGH_BYTES) heads.push(piece.subarray(0, ENOUGH_BYTES - at));
    if (at === 0) wide ??= wideEncoding(piece);
    if (wide !== null) return { encoding: wide, cleanUtf8: false };
    const zero = piece.indexOf(0);
    if (zero >= 0)
      throw new InputError(`${name} is not a text file (a NUL byte at ${at + zero}): give a CSV or Parquet file`);
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const cut = wholeCharacters(bytes);
    count(bytes.subarray(0, cut), tally);
    rest = bytes.subarray(cut);
    at += piece.length;
  }
  if (at === 0) throw new InputError(`${name} is empty: export it again`);
  count(rest, tally);
  if (asked !== null) return { encoding: asked, cleanUtf8: asked === "utf-8" && tally.bad === 0 };
  if (tally.bad === 0) return { encoding: "utf-8", cleanUtf8: true };
  const eastAsian = tally.good * RARE > tally.bad ? null : eastAsianEncoding(wholeLines(Buffer.concat(heads), at));
  if (eastAsian !== null) return { encoding: eastAsian, cleanUtf8: false };
  // Latin text that happens to form UTF-8 sequences is very rare: where there are some, lines of both kinds stand together.
  return { encoding: tally.good * RARE > tally.bad ? MIXED : "windows-1252", cleanUtf8: false };
}

/** The lines of a file's beginning; of a file that is longer without the last, which may be cut. */
function wholeLines(head: Uint8Array, size: number): Uint8Array {
  const end = Math.max(head.lastIndexOf(10), head.lastIndexOf(13)) + 1;
  return head.length < size && end > 0 ? head.subarray(0, end) : head;
}

function wideEncoding(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  return unmarkedWide(bytes.subarray(0, 4096));
}

/** UTF-16 without a mark: every second byte of a text in Latin letters is NUL, and no other. */
function unmarkedWide(bytes: Uint8Array): string | null {
  const zeros = [0, 0];
  for (const [i, byte] of bytes.entries()) if (byte === 0) zeros[i % 2]!++;
  const many = bytes.length / 2 / 2;
  if (zeros[0] === 0 && zeros[1]! > many) return "utf-16le";
  return zeros[1] === 0 && zeros[0]! > many ? "utf-16be" : null;
}

/** Where the last whole UTF-8 character ends: at most 3 bytes from the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Counts well-formed and broken non-ASCII sequences; the fast check answers for nearly every chunk. */
function count(bytes: Uint8Array, tally: { good: number; bad: number }): void {
  if (bytes.length === 0) return;
  const clean = isUtf8(bytes);
  // A clean chunk only matters as evidence once something is broken: a thousand of its bytes tell enough.
  const text = new TextDecoder("utf-8").decode(
    clean ? bytes.subarray(0, wholeCharacters(bytes.subarray(0, 1000))) : bytes,
  );
  for (const character of text) {
    if (character === "\uFFFD") tally.bad++;
    else if (character > "\u007F") tally.good++;
  }
}
