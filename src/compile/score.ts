/** One score, as the API, `score --json` and the JS module give it. */
export interface Score {
  /** 0-100, the sum of the reasons' points; null where there is no scorecard. */
  readonly fit: number | null;
  readonly level: "high" | "medium" | "low" | "unknown" | null;
  readonly sure: boolean | null;
  /** Share of weight from known values, 0-1. */
  readonly known: number | null;
  /** Name of the first kind of best customer whose rules it meets. */
  readonly segment: string | null;
  /** Whom the confirmed or declared disqualifier that applies is about; null where none does. */
  readonly disqualified_by: string | null;
  /** For the goal `win`; `p_goal` for the others. */
  readonly p_win?: Probability;
  readonly p_goal?: Probability;
  readonly timing: null;
  /** `suppress` where a disqualifier applies. */
  readonly action: "suppress" | null;
  readonly tier: null;
  /** Id of the ICP document. */
  readonly icp: string;
  readonly reasons: readonly Reason[];
}

export interface Probability {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Reason {
  readonly attribute: string;
  /** The cell as it came, `11-200 (taken as 105.5)` where it is a bracket across bands; null when it means missing. */
  readonly value: string | null;
  /** Label of the band; a value never seen in the build shares the band of the missing. */
  readonly band: string | null;
  readonly points: number;
  readonly of: number;
}
