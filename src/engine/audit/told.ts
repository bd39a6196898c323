import type { HeldOut, IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import type { Database } from "../../warehouse/database.ts";
import type { DealStates } from "../deal-states.ts";
import type { FileRead } from "../filter/told.ts";
import { accountTable } from "../match/inline.ts";
import { copiedRows, type List } from "../match/list.ts";
import { type AuditLevel, type Group, type Share, shareOf } from "./table.ts";

/** What a level won on deals that the profile had not seen when it was checked. */
export interface HeldLevel {
  readonly level: AuditLevel;
  readonly won: Share;
}

/** The check on held-out deals, level by level. */
export interface HeldOutLevels {
  readonly method: HeldOut["method"];
  readonly cut: string;
  readonly levels: readonly HeldLevel[];
}

/** The files that were read. */
export function filesOf(pipeline: boolean, list: List, accounts: List | null): FileRead[] {
  const of = (role: string, { raw }: List): FileRead => ({
    role,
    file: raw.file,
    format: raw.format,
    read: raw.rowsRead,
    rejected: raw.rejected,
  });
  return [of(pipeline ? "deals" : "list", list), ...(accounts === null ? [] : [of("accounts", accounts)])];
}

/** Rows of files that repeat another one, as a reason to be left out. */
export function copies(raw: RawTable): { reason: string; rows: number }[] {
  const rows = copiedRows(raw);
  return rows === 0 ? [] : [{ reason: "in a file that repeats another", rows }];
}

/** Rows of a deals file that are no pipeline. */
export function leftOut(
  counts: readonly { status: string | null; is_new: boolean; n: number }[],
): { reason: string; rows: number }[] {
  const of = (fits: (one: { status: string | null; is_new: boolean }) => boolean): number =>
    counts.filter(fits).reduce((sum, { n }) => sum + n, 0);
  return [
    { reason: "won", rows: of(({ status, is_new }) => status === "won" && is_new) },
    { reason: "lost", rows: of(({ status, is_new }) => status === "lost" && is_new) },
    { reason: "open, but not new business", rows: of(({ status, is_new }) => status === "open" && !is_new) },
    {
      reason: "closed, and not new business",
      rows: of(({ status, is_new }) => (status === "won" || status === "lost") && !is_new),
    },
    { reason: "closed as duplicate, test or error", rows: of(({ status }) => status === "cleaned") },
    { reason: "deleted, or without a stage", rows: of(({ status }) => status === null) },
  ].filter(({ rows }) => rows > 0);
}

/** What each level won on held-out deals: forward in time where there is enough, else cross-fitted. */
export function heldOut({ validation: { forward, cross_fit } }: IcpDocument): HeldOutLevels | null {
  const enough = forward !== null && forward.verdict !== "not enough data";
  const check = enough ? forward : (cross_fit ?? forward);
  if (check === null || check.levels.length === 0) return null;
  return {
    method: check.method,
    cut: check.cut,
    levels: check.levels.map(({ level, won, n }) => ({ level, won: shareOf(won, n) })),
  };
}

const number = new Intl.NumberFormat("en-US");

/** How many rows have no account, for a person. */
export async function joinNotes(database: Database, list: List, accounts: List | null): Promise<string[]> {
  if (accounts === null) return [];
  const matched = await database.value<number>(`SELECT count(*) FROM ${accountTable(list.raw)}`);
  const rows = list.raw.rowsRead - list.raw.rejected.length;
  if (matched === rows) return [];
  const by = keyKinds(list.keys).join(", ");
  return [
    `${number.format(rows - matched)} of ${number.format(rows)} rows of ${list.raw.file} have no account in ${accounts.raw.file} (looked for by ${by}): only their own columns count.`,
  ];
}

/** In which money the table is, for a person. */
export function moneyNotes({ amount, currency }: DealStates, { money }: Group): string[] {
  if (amount === null) return [];
  if (money.length > 1)
    return [
      `${amount} is in ${money.length} currencies, shown one by one: export a converted amount to see them together.`,
    ];
  return currency === null && money.length === 1 ? [`Money is ${amount}, in the currency of the file.`] : [];
}
