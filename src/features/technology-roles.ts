import { aliasTable } from "../normalise/aliases.ts";
import { foldText } from "../normalise/fold.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { SetRule } from "../normalise/set.ts";
import { squashText } from "../normalise/squash.ts";

/** What a person says of technologies; the first role that an account's set has decides. */
export const TECHNOLOGY_ROLES = ["red-flag", "competitor", "required", "complementary"] as const;
export type TechnologyRole = (typeof TECHNOLOGY_ROLES)[number];

/** A technology and its role for the company that builds the profile. */
export interface RoledTechnology {
  readonly technology: string;
  readonly role: TechnologyRole;
}

export type GroupRule = Extract<NormaliseRule, { kind: "group" }>;

/** A set column's tokens grouped by a person's list, and the technologies of the list that no row has. */
export interface Grouped {
  readonly rule: GroupRule;
  readonly absent: readonly string[];
}

/** How a set is read by a person's list; null when the column has none of its technologies. */
export function groupByRole(rule: SetRule, own: ReadonlySet<string>, list: readonly RoledTechnology[]): Grouped | null {
  const words = aliasTable(rule.aliases ?? {});
  const tokenOf = (technology: string): string => {
    const folded = foldText(technology);
    return words.get(squashText(folded)) ?? folded;
  };
  const absent = list.filter(({ technology }) => !own.has(tokenOf(technology))).map(({ technology }) => technology);
  if (absent.length === list.length) return null;
  const groups = TECHNOLOGY_ROLES.map((value) => ({
    value,
    tokens: [
      ...new Set(list.filter(({ role }) => role === value).map(({ technology }) => tokenOf(technology))),
    ].toSorted(),
  })).filter(({ tokens }) => tokens.length > 0);
  const named = new Set(groups.flatMap(({ tokens }) => tokens));
  const kept = Object.entries(rule.aliases ?? {}).filter(([token]) => named.has(token));
  const { aliases: _, ...plain } = rule;
  const aliases = kept.length === 0 ? {} : { aliases: Object.fromEntries(kept) };
  return { rule: { ...plain, ...aliases, kind: "group", groups, otherwise: "neither" }, absent };
}
