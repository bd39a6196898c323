import { InputError } from "../errors.ts";
import { listed } from "./listed.ts";
import { nearest } from "./nearest.ts";

/** What a person may say about their files; null or empty where they said nothing. */
export interface IngestOptions {
  /** `StageName=Closed Won`, `StageName=Closed Won|Signed/Closed Lost`. */
  readonly outcome: string | null;
  /** `Type=New Customer|New Business`, `Type!=Renewal`, the first whose column is filled decides; `first-won`, `words`, `all`. Empty: guessed. */
  readonly newBusiness: readonly string[];
  /** Headers to leave out. */
  readonly ignore: readonly string[];
  /** `COLUMN=field`. */
  readonly map: readonly string[];
  /** Header of the column that orders the deals. */
  readonly order: string | null;
  /** Header of a column that is kept whatever it seems to be: another score to be held against. */
  readonly against: string | null;
  /** ISO date; default: the newest date on which something happened. */
  readonly asOf: string | null;
  /** Closed deals older than this many months before as-of are left out; null: all count. */
  readonly windowMonths: number | null;
  /** How dates like 03/04/2024 are read; null: each column's own days decide. */
  readonly dateOrder: "day-first" | "month-first" | null;
  /** Pipelines that count; empty: all. */
  readonly pipelines: readonly string[];
  /** `Ghosted=no_decision`. */
  readonly lossReasons: readonly string[];
  /** Open deals older than three median cycles count as lost to no decision; null: they stay open. */
  readonly staleOpen: "no_decision" | null;
  /** `account`: subsidiaries are companies of their own; `ultimate-parent`: the whole group is one company. */
  readonly hierarchy: "account" | "ultimate-parent";
  /** False: every account stays as it comes. */
  readonly merge: boolean;
  /** Currency in which amounts are shown; null: the one they come in. */
  readonly currency: string | null;
  /** Units of `currency` that one unit of each other currency is worth, by ISO code, newest last. */
  readonly rates: readonly ExchangeRate[];
  readonly amountIs: "acv" | "tcv" | "mrr" | null;
  /** First month of the fiscal year, 1-12. */
  readonly fiscalYearStart: number;
  /** Lays a second table of the facts, with the open deals among the decided ones: what drift is told from. */
  readonly openToo: boolean;
  /** Keep names, e-mails and phones of people. */
  readonly keepPersonal: boolean;
}

/** A line of the rates file. */
export interface ExchangeRate {
  /** ISO code of the other currency. */
  readonly code: string;
  readonly rate: number;
  /** ISO date from which it holds; null: always. */
  readonly from: string | null;
}

export const DEFAULT_OPTIONS: IngestOptions = {
  outcome: null,
  newBusiness: [],
  ignore: [],
  map: [],
  order: null,
  against: null,
  asOf: null,
  windowMonths: 24,
  dateOrder: null,
  pipelines: [],
  lossReasons: [],
  staleOpen: null,
  hierarchy: "account",
  merge: true,
  currency: null,
  rates: [],
  amountIs: null,
  fiscalYearStart: 1,
  openToo: false,
  keepPersonal: false,
};

/** `COLUMN=rest` cut at the first `=` whose left side is a header; headers may hold `=` themselves. */
export function splitAssignment(
  text: string,
  option: string,
  headers: readonly string[],
): { readonly header: string; readonly rest: string } {
  const found = assignmentIn(text, headers);
  if (found !== null) return found;
  const at = text.indexOf("=");
  if (at < 0) throw new InputError(`${option} must be written 'COLUMN=VALUE', got '${text}'`);
  return { header: requireHeader(text.slice(0, at), option, headers), rest: text.slice(at + 1) };
}

/** `COLUMN=rest` where its left side is one of these headers; null where it speaks of another file's. */
export function assignmentIn(
  text: string,
  headers: readonly string[],
): { readonly header: string; readonly rest: string } | null {
  for (let at = text.indexOf("="); at >= 0; at = text.indexOf("=", at + 1)) {
    const header = findHeader(text.slice(0, at), headers);
    if (header !== null) return { header, rest: text.slice(at + 1) };
  }
  return null;
}

/** The header a person means: written exactly, or but for upper case and blanks. */
export function findHeader(wanted: string, headers: readonly string[]): string | null {
  const plain = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();
  return (
    headers.find((header) => header === wanted) ?? headers.find((header) => plain(header) === plain(wanted)) ?? null
  );
}

/** Like `findHeader`; throws `InputError` with the nearest names when there is none. */
export function requireHeader(wanted: string, option: string, headers: readonly string[]): string {
  const found = findHeader(wanted, headers);
  if (found !== null) return found;
  const near = nearest(wanted, headers);
  const hint =
    near.length > 0
      ? `did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`
      : `the columns are: ${listed(headers)}`;
  throw new InputError(`${option}: there is no column "${wanted.trim()}"; ${hint}`);
}
