import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { InputError } from "../../errors.ts";

const CHUNK_BYTES = 1 << 20;
/** What a packed file may unpack to. */
export const MOST_UNPACKED = 4 * 2 ** 30;
/** No table shrinks to a three-hundredth; small files may. */
export const MOST_RATIO = 300;
export const RATIO_FROM = 100 << 20;

/** The bytes of a file, unpacked when gzip, chunk by chunk. A damaged archive is an `InputError`, and so is one that unpacks as only a bomb does. */
export async function* bytesOf(path: string, gzip: boolean): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!gzip) {
    yield* file as AsyncIterable<Uint8Array>;
    return;
  }
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on("error", (error) => unpacked.destroy(error));
  try {
    const { size: packed } = await stat(path);
    let size = 0;
    for await (const bytes of file.pipe(unpacked) as AsyncIterable<Uint8Array>) {
      size += bytes.length;
      refuseBomb(basename(path), size, packed);
      yield bytes;
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`${basename(path)} is a damaged gzip file: export or download it again`, { cause });
  } finally {
    file.destroy();
  }
}

/** Throws `InputError` for a packed file that unpacks to more than a table does. */
export function refuseBomb(file: string, size: number, packed: number): void {
  if (size > MOST_UNPACKED)
    throw new InputError(`${file} unpacks to more than 4 GB: unpack it and give the file within`);
  if (size > RATIO_FROM && size > packed * MOST_RATIO)
    throw new InputError(
      `${file} unpacks to ${Math.round(size / packed)} times its size, as no export does: it is not read`,
    );
}

/** Lines of UTF-8 among lines of latin-1: two exports pasted together. Each line is decoded for itself. */
export const MIXED = "mixed";
/** A line without end is decoded as it comes from here on. */
const LONGEST_LINE = 8 << 20;

/** The text of a file, decoded chunk by chunk; a byte order mark is dropped. */
export async function* textOf(path: string, gzip: boolean, encoding: string): AsyncGenerator<string> {
  if (encoding === MIXED) {
    yield* mixedText(bytesOf(path, gzip));
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const bytes of bytesOf(path, gzip)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

async function* mixedText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0);
  let first = true;
  const decoded = (bytes: Uint8Array) => {
    const text = decodeLines(bytes);
    const marked = first && text.startsWith("\uFEFF");
    first = false;
    return marked ? text.slice(1) : text;
  };
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = Math.max(bytes.lastIndexOf(LINE_FEED), bytes.lastIndexOf(RETURN)) + 1;
    const cut = end === 0 && bytes.length > LONGEST_LINE ? bytes.length : end;
    if (cut > 0) yield decoded(bytes.subarray(0, cut));
    rest = bytes.slice(cut);
  }
  if (rest.length > 0) yield decoded(rest);
}

const [LINE_FEED, RETURN] = [10, 13];
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const latin = new TextDecoder("windows-1252");

function decodeLines(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return utf8.decode(bytes);
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    let end = at + 1;
    while (end < bytes.length && bytes[end - 1] !== LINE_FEED && bytes[end - 1] !== RETURN) end++;
    const line = bytes.subarray(at, end);
    text += isUtf8(line) ? utf8.decode(line) : decodeOdd(line);
    at = end;
  }
  return text;
}

/** A line that is not UTF-8 throughout: UTF-8 with damage when more of its characters are whole than broken. */
function decodeOdd(line: Uint8Array): string {
  const text = utf8.decode(line);
  const broken = text.split("\uFFFD").length - 1;
  const whole = [...text].filter((character) => character > "\u007F" && character !== "\uFFFD").length;
  return whole > broken ? text : latin.decode(line);
}
