import type { PageOf } from "../api/types.ts";

export type Tier = "A" | "B" | "C";

/** How a list is made. */
export interface Spec {
  readonly by: "rank" | "criteria" | "share";
  readonly capacity: readonly [number, number] | null;
  readonly per_owner: number | null;
  readonly per_team: number | null;
  readonly team_column: string | null;
  readonly teams_file: string | null;
  readonly where: readonly string[];
  readonly segments: readonly string[];
  readonly control: number;
  readonly readmit_churned: boolean;
  readonly exclude: readonly string[];
  readonly exclude_files: readonly string[];
}

export interface List {
  readonly name: string;
  readonly icp: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly made_at: string | null;
  readonly frozen_at: string | null;
  readonly spec: Spec;
  readonly made: {
    readonly number: number;
    readonly accounts: number;
    readonly high: number;
    readonly provisional: boolean;
  } | null;
  readonly counts: Readonly<Record<Tier | "control", number>>;
}

export interface Entry {
  readonly source: string;
  readonly key: string;
  readonly name: string | null;
  readonly website: string | null;
  readonly fit: number;
  readonly level: string;
  readonly timing: number | null;
  readonly segment: string | null;
  readonly tier: Tier | null;
  readonly rank: number | null;
  readonly control: boolean;
  readonly action: string | null;
  readonly owner: string | null;
  readonly team: string | null;
  readonly entered_at: string;
  readonly why: string;
}

export interface Entries extends PageOf<Entry> {
  readonly list: List;
}

export interface Move {
  readonly list: string;
  readonly account: string;
  readonly name: string | null;
  readonly what: "entered" | "left" | "moved";
  readonly at: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
}

export interface FitTiming {
  readonly cells: readonly {
    readonly level: string;
    readonly timing: string | null;
    readonly action: string | null;
    readonly accounts: number;
  }[];
  readonly disqualified: number;
  readonly already: number;
  readonly unscored: number;
}

/** Accounts that A and B hold where nobody said otherwise. */
export const CAPACITY: readonly [number, number] = [50, 200];
