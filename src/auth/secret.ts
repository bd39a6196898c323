import { randomBytes } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeSecret } from "../engine/write.ts";
import { InputError } from "../errors.ts";

const FILE = "secret";
const BYTES = 32;

/**
 * The secret that signs session cookies: a file of the workspace that only its owner reads, made on the first start. It is in no export; where it
 * is gone, everybody signs in anew.
 *
 * @throws InputError for a file that is there and cannot be read, or is too short to be a secret
 */
export async function sessionSecret(dir: string): Promise<string> {
  const path = join(dir, FILE);
  const found = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return null;
    throw new InputError(`cannot read ${path}: ${cause.code ?? cause.message}`, { cause });
  });
  if (found !== null) {
    if (found.trim().length < BYTES)
      throw new InputError(
        `${path} is too short to be a secret: delete it, a new one is made and everybody signs in anew`,
      );
    await chmod(path, 0o600);
    return found.trim();
  }
  const secret = randomBytes(BYTES).toString("hex");
  await writeSecret(path, `${secret}\n`);
  return secret;
}
