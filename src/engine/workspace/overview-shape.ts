/** Accounts that have each value of something. */
export type Counts = readonly { readonly value: string | null; readonly accounts: number }[];

/** The profile in force at a glance, for the engine and the app; with what waits for somebody. */
export interface OverviewOf<Questions> {
  readonly in_force: {
    readonly number: number;
    readonly id: string;
    readonly name: string;
    readonly approved_at: string | null;
    readonly approved_by: string | null;
    readonly maturity: string;
    readonly separation: { readonly verdict: string; readonly reason: string };
    /** What the score is worth, in one sentence with its figures. */
    readonly verdict: string;
  } | null;
  /** Null before any version is in force. */
  readonly accounts: { readonly levels: Counts; readonly actions: Counts; readonly total: number } | null;
  /** Accounts whose score is another than a week ago: by runs of the version in force. */
  readonly changed: { readonly since: string; readonly accounts: number; readonly runs: number } | null;
  readonly questions: Questions;
  /** When a strategic review is due; null where nobody set a day. */
  readonly review: { readonly due: string; readonly owner: string } | null;
}
