/** One way in which customers are worth more or less: per account a number, NaN where not known. */
export interface Part {
  readonly name: "acv" | "cycle_days" | "stay" | "expansion";
  readonly of: Float64Array;
  /** True where less is worth more. */
  readonly less: boolean;
}

/**
 * What each account is worth by everything that is known of it: the sum of its ranks (0 to 1, ties at their middle) less one half, over the
 * square root of how many are known, so that an account of which little is known is not extreme by that alone. NaN where nothing is known.
 */
export function composite(parts: readonly Part[]): Float64Array {
  const ranks = parts.map(({ of, less }) => ranksOf(less ? of.map((v) => -v) : of));
  return Float64Array.from({ length: parts[0]?.of.length ?? 0 }, (_, i) => {
    const known = ranks.map((rank) => rank[i]!).filter((rank) => !Number.isNaN(rank));
    if (known.length === 0) return Number.NaN;
    return known.reduce((sum, rank) => sum + rank - 0.5, 0) / Math.sqrt(known.length);
  });
}

function ranksOf(of: Float64Array): Float64Array {
  const known = Array.from(of.keys()).filter((i) => !Number.isNaN(of[i]!));
  known.sort((a, b) => of[a]! - of[b]!);
  const rank = new Float64Array(of.length).fill(Number.NaN);
  for (let from = 0; from < known.length; ) {
    let to = from;
    while (to + 1 < known.length && of[known[to + 1]!] === of[known[from]!]) to++;
    for (let k = from; k <= to; k++) rank[known[k]!] = ((from + to) / 2 + 0.5) / known.length;
    from = to + 1;
  }
  return rank;
}
