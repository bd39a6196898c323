import { LEAST_ACCOUNTS } from "./contrasts.ts";
import type { Deals, Presence } from "./presence.ts";
import { titleWords } from "./title-words.ts";

/** Parts in a purchase, as they are told. */
export const ROLES = ["buyer", "champion", "user", "influencer", "blocker"] as const;

/** Titles told of a role. */
const MOST_TITLES = 3;

/** Who takes a part, counted from the roles that the CRM ties to deals. */
export interface Member {
  readonly role: (typeof ROLES)[number];
  readonly won: number;
  readonly lost: number;
  readonly titles: readonly MemberTitle[];
}

export interface MemberTitle {
  readonly function: string | null;
  readonly seniority: string | null;
  readonly label: string;
  /** Won deals and their accounts. */
  readonly won: number;
  readonly accounts: number;
}

/**
 * The committee of a group of deals: per role in how many won and lost deals somebody has it, and whose titles these are in the won ones.
 * Titles of fewer than 5 accounts are not told, nor is a role that no won deal of as many accounts has.
 *
 * @param roles labels `champion||` (anybody with the role) and `champion|legal|director`
 */
export function committeeOf(roles: Presence, deals: Deals, among: Int32Array): Member[] {
  const inGroup = new Uint8Array(deals.y.length);
  for (const row of among) inGroup[row] = 1;
  const counted = roles.labels.map((label, i) => {
    const [role = "", job = "", level = ""] = label.split("|");
    const rows = roles.rows[i]!.filter((row) => inGroup[row] === 1);
    const won = rows.filter((row) => deals.y[row] === 1);
    const accounts = new Set(Array.from(won, (row) => deals.account[row]!)).size;
    return { role, job, level, won: won.length, lost: rows.length - won.length, accounts };
  });
  return ROLES.flatMap((role): Member[] => {
    const own = counted.filter((one) => one.role === role);
    const all = own.find(({ job, level }) => job === "" && level === "");
    if (all === undefined || all.accounts < LEAST_ACCOUNTS) return [];
    const titles = own
      .filter(({ job, accounts }) => job !== "" && accounts >= LEAST_ACCOUNTS)
      .sort((a, b) => b.won - a.won || (`${a.job}|${a.level}` < `${b.job}|${b.level}` ? -1 : 1))
      .slice(0, MOST_TITLES)
      .map(({ job, level, won, accounts }) => {
        const seniority = level === "" ? null : level;
        return { function: job, seniority, label: titleWords(job, seniority), won, accounts };
      });
    return [{ role, won: all.won, lost: all.lost, titles }];
  });
}
