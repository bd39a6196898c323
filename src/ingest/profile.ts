/** A folded value, how it is written most simply, and in how many rows. */
export interface ValueCount {
  /** Folded: what is compared. */
  readonly value: string;
  /** As written in the file, for people. */
  readonly shown: string;
  readonly rows: number;
}

/** What a look over a column tells. Shares are of the filled cells of an even sample of the rows. */
export interface ColumnProfile {
  readonly header: string;
  readonly rows: number;
  /** Cells that say something: not empty, not `n/a` and the like. */
  readonly filled: number;
  /** Different folded values, counted approximately (within a few percent). */
  readonly distinct: number;
  /** The most frequent values, most frequent first, ties by value. Empty for columns with many values. */
  readonly top: readonly ValueCount[];
  readonly shares: Readonly<Record<Look, number>>;
  readonly averageLength: number;
  readonly averageWords: number;
}

/** What a cell can look like. */
export type Look = "number" | "date" | "email" | "url" | "domain" | "crm_id" | "phone" | "damaged_id";
