import { LEAST_ACCOUNTS } from "../contrasts.ts";
import type { Deals, Presence } from "../presence.ts";

/** A phrase and how many deals, and accounts, it was used in. */
export interface Counted {
  readonly label: string;
  readonly deals: number;
  readonly accounts: number;
}

/** The commonest phrases of notes, pairs before the words in them: counts, nothing more. */
export function commonest({ labels, rows }: Presence, { account }: Deals, most: number): Counted[] {
  const counted = labels
    .map((label, i) => ({
      label,
      deals: rows[i]!.length,
      accounts: new Set(Array.from(rows[i]!, (row) => account[row]!)).size,
    }))
    .filter(({ accounts }) => accounts >= LEAST_ACCOUNTS)
    .sort((a, b) => b.deals - a.deals || b.label.length - a.label.length || (a.label < b.label ? -1 : 1));
  const pairs = counted.filter(({ label }) => label.includes(" "));
  const within = ({ label, deals }: Counted): boolean =>
    !label.includes(" ") && pairs.some((pair) => pair.label.split(" ").includes(label) && pair.deals >= 0.8 * deals);
  return counted.filter((one) => !within(one)).slice(0, most);
}
