/** A company of the files with its points, named when the page is made: the document holds ids only. */
export interface SampleAccount {
  /** As in `sample_accounts`. */
  readonly id: string;
  /** Null where names are hidden, or the file has none. */
  readonly name: string | null;
  readonly fit: number;
  readonly level: "high" | "medium" | "low" | "unknown";
  readonly segment: string | null;
  /** Their sum is the fit. */
  readonly points: readonly {
    readonly attribute: string;
    /** Label of the band that the company is in; null where nothing is known. */
    readonly band: string | null;
    readonly points: number;
    readonly of: number;
  }[];
}

/** The same companies without their names. */
export function withoutNames(samples: readonly SampleAccount[]): readonly SampleAccount[] {
  return samples.map((one) => ({ ...one, name: null }));
}
