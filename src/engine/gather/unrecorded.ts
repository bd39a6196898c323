import type { Evidence } from "../../ingest/facts.ts";

/** Hardly any team wins more of its new business than this. */
const MOST_WON = 0.6;
/** Fewer deals than this may be luck. */
const LEAST_DEALS = 20;

/** What is to be said where so many deals are won that losses are probably not written down. */
export function unrecordedLosses({ opportunities, won }: Evidence): readonly string[] {
  if (opportunities < LEAST_DEALS || won <= MOST_WON * opportunities) return [];
  const write = (n: number) => n.toLocaleString("en-US");
  const share = Math.round((100 * won) / opportunities);
  return [
    `${share}% of ${write(opportunities)} closed deals are won: your team may not record losses. What is not written down cannot be learned from: export lost and disqualified deals too, and see --stale-open for open ones that nobody closed.`,
  ];
}
