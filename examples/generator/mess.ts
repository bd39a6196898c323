import type { Random } from "./random.ts";

/** How people write that they do not know. */
export function missingCell(random: Random): string {
  return random.weighted({ "": 0.6, Unknown: 0.17, "N/A": 0.14, "-": 0.09 });
}

/** The text, now and then in another case or with a stray space: `Fintech`, `fintech `, `FINTECH`. */
export function variedText(text: string, random: Random): string {
  const cased = random.weighted({ [text]: 0.87, [text.toLowerCase()]: 0.08, [text.toUpperCase()]: 0.05 });
  if (random.chance(0.04)) return `${cased} `;
  return random.chance(0.02) ? ` ${cased}` : cased;
}

function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** A count, in a share of cells with thousands separators: `2300`, `2,300`. */
export function variedCount(value: number, random: Random): string {
  return random.chance(0.35) ? grouped(value) : String(value);
}

function abbreviated(dollars: number): string {
  if (dollars >= 1e9) return `${dollars / 1e9}B`;
  return dollars >= 1e6 ? `${dollars / 1e6}M` : `${dollars / 1e3}K`;
}

/** Money in the ways people type it: `2300000`, `$2,300,000`, `2.3M`, `2,300,000`; never a different amount. */
export function variedMoney(dollars: number, random: Random): string {
  const style = random.weighted({ plain: 0.5, dollars: 0.2, short: 0.2, grouped: 0.1 });
  if (style === "plain") return String(dollars);
  if (style === "short") return abbreviated(dollars);
  return style === "dollars" ? `$${grouped(dollars)}` : grouped(dollars);
}

/** A `;`-separated set whose tokens vary like texts. */
export function variedSet(tokens: readonly string[], random: Random): string {
  const separator = random.chance(0.5) ? ";" : "; ";
  return tokens.map((token) => (random.chance(0.05) ? token.toLowerCase() : token)).join(separator);
}

/** One of the ways to write a web address. */
export function variedWebsite(domain: string, random: Random): string {
  const style = random.weighted({ bare: 0.4, www: 0.25, https: 0.2, full: 0.15 });
  if (style === "bare") return domain;
  if (style === "www") return `www.${domain}`;
  return style === "https" ? `https://${domain}` : `https://www.${domain}/`;
}
