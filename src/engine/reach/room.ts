import type { BreadthPart } from "../../icp/breadth.ts";

/** Accounts that tiers A and B hold, where nothing else is said: one-to-one, and by segment. */
export const TIERS: readonly [number, number] = [50, 200];

/** How many accounts a team has room for, as a person said it. */
export interface Room {
  /** Accounts of tiers A and B; null for 50 and 200. */
  readonly tiers: readonly [number, number] | null;
  readonly sellers: number | null;
  readonly accountsPerSeller: number | null;
}

/** Nothing was said. */
export const NO_ROOM: Room = { tiers: null, sellers: null, accountsPerSeller: null };

/** What the team can work at a time; undefined where nobody said it. */
export function capacityOf({ tiers, sellers, accountsPerSeller }: Room): BreadthPart["capacity"] {
  const bySellers = sellers === null || accountsPerSeller === null ? null : sellers * accountsPerSeller;
  const accounts = bySellers ?? (tiers === null ? null : tiers[0] + tiers[1]);
  if (accounts === null) return undefined;
  return { accounts, sellers, accounts_per_seller: accountsPerSeller };
}
