import { createWriteStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ApiError } from "./errors.ts";

/** Writes a body to a file as it comes; gives its bytes. @throws ApiError for one that is larger than `most` bytes */
export async function bodyToFile(body: ReadableStream<Uint8Array>, path: string, most: number): Promise<number> {
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _, done) => {
      bytes += chunk.length;
      if (bytes > most) done(new ApiError("too_large", `a file may hold ${most / 1_000_000} MB`));
      else done(null, chunk);
    },
  });
  await pipeline(
    Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
    counted,
    createWriteStream(path, { flags: "wx", mode: 0o600 }),
  );
  return bytes;
}
