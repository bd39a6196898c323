import type { AccountRecord } from "./account-records.ts";
import type { Random } from "./random.ts";

/** Groups of companies, and how many subsidiaries each has at most. */
export const GROUPS = { parents: 18, mostSubsidiaries: 4, shareTheDomain: 6 } as const;

/**
 * Hangs subsidiaries below parents; the first few subsidiaries use their parent's web address. Twins and accounts without a website stay
 * out of it, so that who belongs to whom can be told in every export.
 */
export function withGroups(records: readonly AccountRecord[], random: Random): AccountRecord[] {
  const twins = new Set(records.filter(({ isTwin }) => isTwin).map(({ company }) => company.key));
  const free = random.shuffle(records.filter(({ website, company }) => website !== "" && !twins.has(company.key)));
  const parents = free.slice(0, GROUPS.parents);
  const parentOf = new Map<AccountRecord, AccountRecord>();
  let next = GROUPS.parents;
  for (const parent of parents) {
    const size = random.integer(1, GROUPS.mostSubsidiaries);
    for (const subsidiary of free.slice(next, next + size)) parentOf.set(subsidiary, parent);
    next += size;
  }
  const onParentsSite = new Set([...parentOf.keys()].slice(0, GROUPS.shareTheDomain));
  return records.map((record) => {
    const parent = parentOf.get(record);
    if (parent === undefined) return record;
    const { id, name, website } = parent;
    return { ...record, parent: { id, name }, ...(onParentsSite.has(record) ? { website } : {}) };
  });
}
