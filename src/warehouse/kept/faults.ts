import { InputError, InterruptedError } from "../../errors.ts";
import { isDiskFull } from "../disk-full.ts";

const LOCK = /Conflicting lock is held(?: in (.+?))?(?: \(PID (\d+)\))?[.,]? /;
const DAMAGED =
  /not a valid DuckDB database|corrupt|checksum|replaying WAL|serializ|invalidated because|magic bytes|Could not read enough bytes/i;
const NEWER = /database file with version number|storage version|newer version of DuckDB|newer storage/i;
const FORBIDDEN = /Permission denied|Read-only file system|read-only mode|Operation not permitted|Cannot open file/i;

/** The sentence for a person behind what DuckDB says of a file that it keeps; what is no fault of file, folder or disk is given back as it is. */
export function keptFault(error: unknown, path: string): unknown {
  if (error instanceof InputError || error instanceof InterruptedError || !(error instanceof Error)) return error;
  const sentence = sentenceOf(error, path);
  return sentence === null ? error : new InputError(sentence, { cause: error });
}

function sentenceOf(error: Error, path: string): string | null {
  const { message } = error;
  if (/set lock on file/i.test(message)) {
    const pid = LOCK.exec(`${message} `)?.[2];
    return `${path} is in use by another process${pid === undefined ? "" : ` (PID ${pid})`}: stop that one, or work through it`;
  }
  if (isDiskFull(error))
    return `no space is left on the disk of ${path}: free some and do it again; nothing of what was being written is kept, what was there before is`;
  if (NEWER.test(message)) return `${path} was written by a newer version of OpenICP: use that version, or a newer one`;
  if (DAMAGED.test(message))
    return `${path} is damaged and cannot be read: put a backup in its place (openicp workspace restore)`;
  if (/^Out of Memory/i.test(message))
    return "there is not enough memory for this: close other programs, or do it in smaller files";
  if (FORBIDDEN.test(message)) return `cannot write ${path}: the folder must be there and you must be allowed to write`;
  return null;
}
