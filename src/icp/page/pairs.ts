/** `3 to 5 in 100 more`, `from 1 in 100 fewer to 3 more`: pairs in 100, from limits of a difference between two AUCs. */
export function between(low: number, high: number): string {
  const [from, to] = [Math.round(100 * low), Math.round(100 * high)];
  if (from === 0 && to === 0) return "less than 1 in 100 apart";
  if (from < 0 && to > 0) return `from ${-from} in 100 fewer to ${to} more`;
  const [few, many] = from < 0 || (from === 0 && to < 0) ? [-to, -from] : [from, to];
  return `${few === many ? many : `${few} to ${many}`} in 100 ${to > 0 ? "more" : "fewer"}`;
}
