import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Hex SHA-256 of a text. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** One SHA-256 over the bytes of the given files, in order; absent ones count as empty. */
export async function fingerprint(paths: readonly (string | null)[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    hash.update("\0file\0");
    if (path === null) continue;
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
