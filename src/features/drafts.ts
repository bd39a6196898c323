import { aliasTable } from "../normalise/aliases.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { SetRule } from "../normalise/set.ts";
import { squashText } from "../normalise/squash.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import { type Binned, categoryBins, setTokens, tokenBins } from "./bins.ts";
import type { Dictionary } from "./dictionary.ts";
import type { KindDecision } from "./kinds.ts";
import type { BinOrder } from "./matrix.ts";
import { wordsOf } from "./names.ts";
import { numberBins } from "./number-bins.ts";
import { familyOf, plainHeader, type SourceColumn } from "./source-column.ts";
import { groupByRole, type RoledTechnology } from "./technology-roles.ts";

/** Most tokens of one set column that become attributes of their own. */
const MOST_TOKENS = 30;

/** An attribute to be, before its codes are laid. */
export interface Draft {
  readonly suffix: string;
  readonly label: string;
  readonly kind: "category" | "ordinal" | "number" | "set" | "flag";
  readonly order: BinOrder;
  readonly binned: Binned;
  readonly whole: boolean;
  /** The column's rule, where this draft needs another. */
  readonly rule?: NormaliseRule;
}

/** A decision that a column can be learned from. */
export type Usable = Extract<KindDecision, { rule: NormaliseRule }>;

function setDrafts(
  column: SourceColumn,
  dictionary: Dictionary,
  rule: SetRule,
  roles: readonly RoledTechnology[],
): Draft[] {
  const keys = aliasTable(rule.aliases ?? {});
  const ownWord = (token: string): boolean => (keys.get(squashText(token)) ?? token) === token;
  const least = Math.max(5, 0.02 * dictionary.rows);
  const known = dictionary.counts.reduce((a, b) => a + b, 0);
  const flags = [...setTokens(dictionary, rule)]
    .filter(([token]) => ownWord(token))
    .filter(([, token]) => token.count >= least && token.count <= known - least)
    .slice(0, MOST_TOKENS)
    .map(
      ([token, { label }]): Draft => ({
        suffix: `_has_${wordsOf(token).join("_") || "token"}`,
        label: `${plainHeader(column.header)}: ${label}`,
        kind: "flag",
        order: "unordered",
        binned: tokenBins(dictionary, narrowed(rule, token), token, label),
        whole: false,
        rule: narrowed(rule, token),
      }),
    );
  return [...flags, ...countDraft(column, dictionary, rule), ...groupDraft(column, dictionary, rule, roles)];
}

/** What a person's list of technologies says of an account's. */
function groupDraft(
  column: SourceColumn,
  dictionary: Dictionary,
  rule: SetRule,
  roles: readonly RoledTechnology[],
): Draft[] {
  const grouped = groupByRole(rule, new Set(setTokens(dictionary, rule).keys()), roles);
  if (grouped === null) return [];
  const named = categoryBins(dictionary, grouped.rule);
  const binned = {
    ...named,
    bins: named.bins.map((bin) => (bin.values.length === 0 ? bin : { ...bin, label: bin.values.join(", ") })),
  };
  const label = `${plainHeader(column.header)}: on your list`;
  return [{ suffix: "_group", label, kind: "category", order: "unordered", binned, whole: false, rule: grouped.rule }];
}

/** How many technologies an account uses, where that differs. */
function countDraft(column: SourceColumn, dictionary: Dictionary, rule: SetRule): Draft[] {
  if (familyOf(column) !== "technographic") return [];
  const { aliases: _, ...plain } = rule;
  const count: NormaliseRule = { ...plain, kind: "count" };
  const binned = numberBins(dictionary, count, false);
  if (binned.bins.length < 4) return [];
  const label = `${plainHeader(column.header)}: number of technologies`;
  return [{ suffix: "_count", label, kind: "number", order: "ordered", binned, whole: true, rule: count }];
}

/** The aliases of one token: those of the others change nothing for it. */
function narrowed(rule: SetRule, token: string): SetRule {
  const { aliases, ...plain } = rule;
  const own = aliases?.[token];
  return own === undefined ? plain : { ...plain, aliases: { [token]: own } };
}

/** What a value is and is a part of, in a vocabulary. */
function pathsIn(vocabulary: Vocabulary | undefined): (value: string) => readonly string[] | null {
  return (value) => {
    const id = vocabulary?.resolve(value) ?? null;
    return id === null ? null : [id, ...vocabulary!.things.get(id)!.within];
  };
}

/** The attributes that a column becomes: one, or several of a set. */
export function drafts(
  column: SourceColumn,
  dictionary: Dictionary,
  decision: Usable,
  roles: readonly RoledTechnology[],
): Draft[] {
  const { rule } = decision;
  if (rule.kind === "set") return setDrafts(column, dictionary, rule, roles);
  const one = { suffix: "", label: column.header };
  if (rule.kind === "text")
    return [
      {
        ...one,
        kind: "category",
        order: "unordered",
        binned: categoryBins(dictionary, rule, decision.words?.labels, pathsIn(decision.words?.vocabulary)),
        whole: false,
      },
    ];
  const kind = decision.kind === "ordinal" ? "ordinal" : "number";
  const binned = numberBins(dictionary, rule, decision.plainNumbers);
  return [{ ...one, kind, order: "ordered", binned, whole: binned.whole }];
}
