export type Goal = "win" | "good-win" | "value" | "retention";

/** What stands for a profile; null: the default. */
export interface Standing {
  readonly goal: Goal | null;
  readonly capacity: readonly [number, number] | null;
  readonly per_owner: number | null;
  readonly per_team: number | null;
  readonly team_column: string | null;
  readonly sellers: number | null;
  readonly accounts_per_seller: number | null;
}

/** What events of a kind count. */
export interface EventLine {
  readonly type: string;
  readonly topic: string | null;
  readonly weight: number;
  readonly half_life_days: number;
  readonly cap: number;
  readonly source: "learned" | "default" | "hand";
  /** What it was before a person set it. */
  readonly was: { readonly days: number; readonly source: "learned" | "default" } | null;
  readonly evidence: { readonly won: number; readonly lost: number } | null;
}

export interface Settings {
  readonly standing: Standing;
  readonly version: {
    readonly number: number;
    readonly goal: Goal;
    readonly levels: { readonly high: number; readonly medium: number };
    /** Why its levels cannot be set by hand. */
    readonly fixed: "no-card" | "parts" | null;
    readonly timing: { readonly reason: string; readonly events: readonly EventLine[] };
  } | null;
}
