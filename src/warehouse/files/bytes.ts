import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { InputError } from "../../errors.ts";

const CHUNK_BYTES = 1 << 20;

/** The bytes of a file, unpacked when gzip, chunk by chunk. A damaged archive is an `InputError`. */
export async function* bytesOf(path: string, gzip: boolean): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!gzip) {
    yield* file as AsyncIterable<Uint8Array>;
    return;
  }
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on("error", (error) => unpacked.destroy(error));
  try {
    yield* file.pipe(unpacked) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new InputError(`${basename(path)} is a damaged gzip file: export or download it again`, { cause });
  } finally {
    file.destroy();
  }
}

/** The text of a file, decoded chunk by chunk; a byte order mark is dropped. */
export async function* textOf(path: string, gzip: boolean, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of bytesOf(path, gzip)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
