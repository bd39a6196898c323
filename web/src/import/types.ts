import type { PageOf } from "../api/types.ts";

export type KeptRole = "deals" | "accounts" | "universe" | "customers" | "contacts" | "leads" | "events" | "history";

export interface LookedColumn {
  readonly header: string;
  readonly field: string;
  /** By a person, now or before; by its name; or it keeps its own. */
  readonly by: "said" | "known" | "own";
  readonly kind: string;
  /** Share of rows in which it says something. */
  readonly filled: number;
  readonly distinct: number;
  readonly samples: readonly string[];
}

export interface Rejection {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: string;
}

/** A file as it would be read. */
export interface LookedFile {
  readonly name: string;
  readonly bytes: number;
  readonly state: "reading" | "read" | "failed";
  readonly error: string | null;
  readonly format: string | null;
  readonly rows: number | null;
  readonly role: KeptRole | null;
  readonly question: string | null;
  readonly like: { readonly source: string; readonly files: readonly string[] } | null;
  readonly key: readonly string[];
  readonly columns: readonly LookedColumn[];
  readonly outcome: { readonly option: string | null; readonly text: string } | null;
  readonly rejected: { readonly total: number; readonly first: readonly Rejection[] };
  readonly notes: readonly string[];
}

export interface Upload {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

export interface LookedUpload extends Omit<Upload, "files"> {
  readonly files: readonly LookedFile[];
}

/** What a person says of a file; what they do not say is guessed, or remembered. */
export interface Said {
  readonly as: KeptRole | null;
  /** Header -> field. */
  readonly map: Readonly<Record<string, string>>;
  readonly ignore: readonly string[];
  readonly outcome: string | null;
  readonly whole: boolean;
}

export const NOTHING_SAID: Said = { as: null, map: {}, ignore: [], outcome: null, whole: false };

interface Counted {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly merged: number;
  readonly rejected: number;
  readonly gone: number;
}

/** What an import did with a file. */
export interface Summary extends Counted {
  /** Null where the very file was imported before. */
  readonly import: number | null;
  readonly file: string;
  readonly role: string;
  readonly firstOfKind: boolean;
  readonly notes: readonly string[];
  readonly first_rejected: readonly Rejection[];
}

export interface ImportResult {
  readonly imports: readonly Summary[];
  readonly refused: readonly { readonly name: string; readonly error: string }[];
}

export interface Imported extends Counted {
  readonly import: number;
  readonly source: string;
  readonly role: string;
  readonly file: string;
  readonly whole: boolean;
  readonly format: string;
  readonly notes: readonly string[];
  readonly started: string;
  readonly finished: string;
}

export interface ImportLog extends PageOf<Imported> {
  readonly waiting: readonly Upload[];
}

/** A body of `look` and of `run`. */
export function toldFile(name: string, { as, map, ignore, outcome, whole }: Said) {
  return {
    name,
    as,
    map: Object.entries(map).map(([header, field]) => `${header}=${field}`),
    ...(ignore.length === 0 ? {} : { ignore }),
    ...(outcome === null ? {} : { outcome }),
    whole,
  };
}
