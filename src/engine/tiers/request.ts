import { TIERS } from "../reach/room.ts";

/** How accounts come into tiers. */
export type TiersBy = "rank" | "criteria" | "share";

/** Tiers for the accounts that are scored. */
export interface TierRequest {
  readonly by: TiersBy;
  /** Accounts that A and B hold at most; null for the default. */
  readonly capacity: readonly [number, number] | null;
  /** Accounts below the line to mark as a control sample; 0 for none. */
  readonly control: number;
  readonly seed: number;
  /** Accounts of one owner that A and B hold together at most; accounts without owner are as of one. Absent or null for no limit. */
  readonly perOwner?: number | null;
  /** The same of one team, among those that have room with their owner. */
  readonly perTeam?: number | null;
}

/** With `share`: of how many accounts the best are taken, and how many at most. */
export const TOP_SHARE = 0.2;
export const MOST_BY_SHARE = 500;

/** Accounts that A, B and C hold at most; C has no limit but with `share`, where all three hold 500. */
export function roomsOf({ by, capacity }: TierRequest): readonly [number, number, number] {
  const [a, b] = capacity ?? TIERS;
  const most = by === "share" ? Math.max(0, MOST_BY_SHARE - a - b) : Number.POSITIVE_INFINITY;
  return [a, b, most];
}
