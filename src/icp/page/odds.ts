/** A p-value as how often chance alone does as well: `about once in 7 tries`. */
export function oddsOf(p: number, count: (n: number) => string): string {
  if (p >= 0.7) return "most of the time";
  if (p >= 0.4) return "about every other time";
  if (p >= 0.01) return `about once in ${count(Math.round(1 / p))} tries`;
  const tries = Math.floor(1 / p / 50) * 50;
  return `less than once in ${count(tries)} tries`;
}
