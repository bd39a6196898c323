/** Fewer companies than this at `high` are too narrow a market, and fewer wins there too little to go by. */
export const FEWEST_COMPANIES = 50;
const FEWEST_WINS = 10;
/** Below, and above the 30% of the mark, other levels are proposed. */
const NARROWEST = 0.02;
const MARK: readonly [number, number] = [0.2, 0.3];

/**
 * Whether `high` holds neither too few nor too many companies.
 *
 * @param share `high` of the companies with a known level @param wins held-out wins at `high`; null where nothing was held out
 */
export function breadthVerdict(high: number, share: number, wins: number | null = null): string {
  if (high < FEWEST_COMPANIES) return `too narrow: fewer than ${FEWEST_COMPANIES} companies fit`;
  if (wins !== null && wins < FEWEST_WINS)
    return `too narrow to be sure of: ${wins === 0 ? "none" : `only ${wins}`} of the held-out wins ${wins === 1 ? "is" : "are"} at high, at least ${FEWEST_WINS} are needed`;
  if (share < NARROWEST) return "very narrow: under 2% of the companies with a known level fit";
  if (share < MARK[0]) return "narrower than the 20-30% that a profile usually covers";
  if (share <= MARK[1]) return "as broad as a profile should be, 20-30%";
  return "too broad: more than 30% fit";
}

/** True where other levels are to be proposed. */
export function offTheMark(share: number): boolean {
  return share < NARROWEST || share > MARK[1];
}
