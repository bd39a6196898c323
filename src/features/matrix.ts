/** One pre-bin of an attribute: the finest piece that a band can be made of. Code 0 is always "missing". */
export interface Bin {
  /** What a person reads: `50-200`, `fintech`, `has salesforce`, `missing`. */
  readonly label: string;
  /** Folded values for categories (several when rare ones are pooled). */
  readonly values: readonly string[];
  /** Lower edge (inclusive) for numbers, -Infinity for the first bin; NaN for categories. */
  readonly from: number;
  /** Upper edge (exclusive) for numbers, Infinity for the last bin; NaN for categories. */
  readonly below: number;
  /** What a category is and is a part of, nearest first, where its vocabulary knows: Banking, Financial services. */
  readonly within?: readonly string[];
}

/** `ordered`: bands are runs of neighbouring bins (numbers, scales). `unordered`: any grouping (categories, flags). */
export type BinOrder = "ordered" | "unordered";

/** `up`: the more, the better; `down`: the more, the worse. */
export type Direction = "up" | "down";

export interface CodedAttribute {
  readonly name: string;
  readonly order: BinOrder;
  /** Bin 0 is missing. */
  readonly bins: readonly Bin[];
  /** One code per deal, index into `bins`. */
  readonly codes: Uint16Array;
  /** True when it describes the account and is the same for all its deals; false when it describes the deal. */
  readonly aboutAccount: boolean;
  /** The one direction in which the effects of its bands may go, where a person said so; ordered attributes only. */
  readonly monotone?: Direction;
  /** What a person declared each bin to be worth, in logits, missing 0; absent where nobody declared anything. */
  readonly declared?: Float64Array;
}

/** The one matrix that every build works on: row = decided deal, column = attribute, cell = pre-bin code. */
export interface CodedMatrix {
  /** Number of deals. */
  readonly n: number;
  readonly attributes: readonly CodedAttribute[];
  /** 1 when the goal was reached, else 0. */
  readonly y: Uint8Array;
  /** Dense account-family index per deal, 0..accounts-1. */
  readonly account: Int32Array;
  readonly accounts: number;
  /** Days since 1970-01-01 when the deal was created / closed; NaN when not known. */
  readonly created: Float64Array;
  readonly closed: Float64Array;
  /** Days from creation to close; NaN when not known, also where both dates are but the close says nothing (a clean-up of old records). */
  readonly cycle: Float64Array;
  /** Value of the `--order` column, NaN when none. */
  readonly order: Float64Array;
  /** What each deal counts for in learning, on any scale; absent where all count the same. Counts of deals are never weighted. */
  readonly weight?: Float64Array;
  /** The part of it that follows from the deal's age: what win rates are levelled and held-out scores judged by; absent without. */
  readonly recency?: Float64Array;
}
