import { tmpdir } from "node:os";
import { InputError } from "../errors.ts";

const CODES = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The disk had no room for more, whether Node or the database says so. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (CODES.has((error as NodeJS.ErrnoException).code ?? "")) return true;
  return /no space left|disk quota exceeded|file too large|not enough space|write all bytes/i.test(error.message);
}

/** Runs what writes temporary files for `file`; a full disk is an `InputError` that says which one. */
export async function withRoomFor<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new InputError(
      `no space is left in ${tmpdir()} to read ${file}: free some, or set TMPDIR to a folder on another disk`,
      { cause },
    );
  }
}
