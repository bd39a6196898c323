/** What may be typed, both ends included. */
interface Range {
  readonly least: number;
  readonly most: number;
  readonly unit: "%" | "points";
}

/** A typed percentage as a share; null where nothing is typed, or no number. */
export function shareOf(text: string): number | null {
  const typed = numberOf(text);
  return typed === null || Number.isNaN(typed) ? null : typed / 100;
}

/** What is wrong with a typed percentage; null where nothing is, or nothing is typed. */
export function shareFault(text: string, { least, most, unit }: Range): string | null {
  const typed = numberOf(text);
  if (typed === null || (typed >= least && typed <= most)) return null;
  return unit === "%" ? `From ${least}% to ${most}%` : `From ${least} to ${most} ${unit}`;
}

/** Null where nothing is typed. */
function numberOf(text: string): number | null {
  const bare = text.trim().replace(/\s*%$/, "");
  return bare === "" ? null : Number(bare.replace(",", "."));
}
