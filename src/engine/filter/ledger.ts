import { open, readFile } from "node:fs/promises";
import { InputError } from "../../errors.ts";
import type { ReasonRows } from "./decide.ts";

/** Wins that the rows dropped for low fit would have brought if each became an opportunity, and about 95% limits. */
export interface WinsAtRisk {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What one batch adds to the ledger. */
export interface LedgerEntry {
  readonly asOf: string | null;
  /** Name of the file, and a hash of its bytes: the same batch is entered once. */
  readonly batch: string;
  readonly fingerprint: string;
  readonly icp: string;
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  readonly reasons: readonly ReasonRows[];
  readonly winsAtRisk: WinsAtRisk | null;
}

const HEADER =
  "as_of,batch,fingerprint,icp,read,kept,rejected,reason,rows,wins_at_risk,wins_at_risk_low,wins_at_risk_high";

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function tenth(value: number | null): string | null {
  return value === null ? null : value.toFixed(1);
}

/** One line per reason of a batch; a batch of which nothing is dropped gets one line too. */
export function ledgerLines(entry: LedgerEntry): readonly string[] {
  const reasons = entry.reasons.length > 0 ? entry.reasons : [{ code: "none", rows: 0 }];
  return reasons.map(({ code, rows }) => {
    const wins = code === "low_fit" ? entry.winsAtRisk : null;
    return [
      entry.asOf,
      entry.batch,
      entry.fingerprint,
      entry.icp,
      entry.read,
      entry.kept,
      entry.rejected,
      code,
      rows,
      tenth(wins?.value ?? null),
      tenth(wins?.low ?? null),
      tenth(wins?.high ?? null),
    ]
      .map(cell)
      .join(",");
  });
}

/** The ledger as it is; null when there is none yet. Throws `InputError` for a file that is something else, before anything is written. */
export async function readLedger(path: string): Promise<string | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new InputError(`cannot read the ledger ${path}: ${error.message}`);
  });
  if (text === null || text === "") return text;
  const [first] = text.split(/\r?\n/);
  if (first !== HEADER)
    throw new InputError(`${path} is not a ledger of 'openicp filter' (its first line differs): give another name`);
  return text;
}

/** Appends the lines in one write, so that two runs at a time do not mix theirs; false when the ledger holds them already. */
export async function appendLedger(path: string, before: string | null, entry: LedgerEntry): Promise<boolean> {
  const lines = ledgerLines(entry);
  const there = new Set((before ?? "").split(/\r?\n/));
  if (lines.every((line) => there.has(line))) return false;
  const file = await open(path, "a");
  try {
    const { size } = await file.stat();
    const begin = size === 0 ? `${HEADER}\n` : before !== null && !before.endsWith("\n") ? "\n" : "";
    await file.write(`${begin}${lines.join("\n")}\n`);
  } finally {
    await file.close();
  }
  return true;
}
