import { writeFile } from "node:fs/promises";
import { writeStaged } from "../warehouse/files/staged.ts";

/** Writes a text or bytes so that the file appears whole or not at all. */
export function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  return writeStaged([{ path, write: (partial) => writeFile(partial, text) }]);
}

/** A text and where it goes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Writes several texts, and whatever `between` writes whole, so that all appear or none of the texts does. */
export function writeTogether(files: readonly TextFile[], between: () => Promise<void>): Promise<void> {
  return writeStaged(
    files.map(({ path, text }) => ({ path, write: (partial) => writeFile(partial, text) })),
    between,
  );
}

/** The same for what nobody but its owner may read. */
export function writeSecret(path: string, text: string): Promise<void> {
  return writeStaged([{ path, write: (partial) => writeFile(partial, text, { mode: 0o600 }) }]);
}
