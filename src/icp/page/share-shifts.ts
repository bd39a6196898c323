import type { HeldOut } from "../document.ts";

/** From this difference of the two shares on, or this many times as many (and at least so many deals apart), a reader should know. */
const APART = 0.1;
const TIMES = 1.5;
const LEAST = 5;

/** Deals at high by the card that was checked, and by the published one, where the two differ materially; null where they do not, or nobody counted. */
export function shareShifts({
  n,
  levels,
  published_high: now,
}: HeldOut): { readonly checked: number; readonly now: number } | null {
  if (now === undefined || n === 0) return null;
  const checked = levels.find(({ level }) => level === "high")?.n ?? 0;
  const apart = Math.abs(checked - now);
  const far = apart >= APART * n || Math.max(checked, now) >= TIMES * Math.min(checked, now);
  return far && apart >= LEAST ? { checked, now } : null;
}
