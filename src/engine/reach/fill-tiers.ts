import type { MarketCell } from "../../build/tam.ts";
import type { Tiers } from "../../icp/tiers.ts";
import { alreadyCounts } from "../already/already.ts";

const NAMES = ["A", "B", "C"] as const;

/** How companies at high fill tiers of this capacity by fit, the fullest first; the rest is C. None is ever over its capacity. */
export function fillTiers(
  market: readonly MarketCell[],
  capacity: readonly [number, number],
  of: Tiers["of"],
  file: string,
): Tiers {
  const high = market.filter(({ level }) => level === "high");
  const open = high.filter(({ disqualified, already }) => !disqualified && (already ?? null) === null);
  const byFit = new Map<number, number>();
  for (const { fit, n } of open) byFit.set(fit, (byFit.get(fit) ?? 0) + n);
  const left = [...byFit].sort((a, b) => b[0] - a[0]).map(([fit, n]) => ({ fit, n }));
  const rooms = [...capacity, Number.POSITIVE_INFINITY];
  const tiers = NAMES.map((tier, i) => {
    let accounts = 0;
    let from: number | null = null;
    while (accounts < rooms[i]! && left.length > 0) {
      const next = left[0]!;
      const taken = Math.min(next.n, rooms[i]! - accounts);
      accounts += taken;
      from = next.fit;
      next.n -= taken;
      if (next.n === 0) left.shift();
    }
    const cut = from !== null && left[0]?.fit === from ? left[0].n : 0;
    return { tier, accounts, from, cut };
  });
  const count = (is: (one: MarketCell) => boolean): number => high.filter(is).reduce((sum, { n }) => sum + n, 0);
  const told = market.some(({ already }) => already !== undefined);
  const already = alreadyCounts((what) => count((one) => !one.disqualified && one.already === what));
  const disqualified = count((one) => one.disqualified);
  return { of, file, capacity: [...capacity], tiers, disqualified, ...(told ? { already } : {}) };
}
