import { aliasTable } from "../normalise/aliases.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { SetRule } from "../normalise/set.ts";
import { squashText } from "../normalise/squash.ts";
import { vocabulariesOf } from "../vocabulary/of-column.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import { type Binned, categoryBins, setTokens, tokenBins } from "./bins.ts";
import type { ColumnReader, Dictionary } from "./dictionary.ts";
import { goneTokens } from "./gone-tokens.ts";
import { decideKind, type KindDecision } from "./kinds.ts";
import type { BinOrder, CodedAttribute } from "./matrix.ts";
import { neverAnAttribute, wordsOf } from "./names.ts";
import { numberBins } from "./number-bins.ts";
import type { NumberStyle } from "./number-label.ts";
import { type Meanings, type OwnWords, ownWords, withMeanings } from "./own-words.ts";
import { type Cleaned, mayNamePeople, withoutPersonal } from "./personal-values.ts";
import { groupByRole, type RoledTechnology } from "./technology-roles.ts";

/** A column of the deals table that may become one attribute (or several: one per token of a set). */
export interface SourceColumn {
  readonly name: string;
  readonly header: string;
  readonly about: "account" | "opportunity";
  readonly family?: "buying";
}

/** An attribute as the document describes it, before anything is known about outcomes. */
export interface Feature {
  readonly name: string;
  readonly label: string;
  readonly source: string;
  readonly header: string;
  readonly about: "account" | "opportunity";
  readonly family: "firmographic" | "technographic" | "buying" | "deal";
  readonly kind: "category" | "ordinal" | "number" | "set" | "flag";
  readonly rule: NormaliseRule;
  readonly numbers: NumberStyle;
  readonly filled: number;
  readonly coded: CodedAttribute;
}

export interface IgnoredColumn {
  readonly column: SourceColumn;
  readonly reason: string;
}

export interface Assembled {
  /** What was done to the words of columns, for a person. */
  readonly notes: readonly string[];
  readonly features: readonly Feature[];
  readonly ignored: readonly IgnoredColumn[];
}

/** Most tokens of one set column that become attributes of their own. */
const MOST_TOKENS = 30;

function familyOf(column: SourceColumn): Feature["family"] {
  if (column.family !== undefined) return column.family;
  if (column.about === "opportunity") return "deal";
  return wordsOf(column.name).some((w) => /^(tech|technology|technologies|stack|tools|software|crm|erp|cloud)$/.test(w))
    ? "technographic"
    : "firmographic";
}

interface Draft {
  readonly suffix: string;
  readonly label: string;
  readonly kind: Feature["kind"];
  readonly order: BinOrder;
  readonly binned: Binned;
  readonly whole: boolean;
  /** The column's rule, where this draft needs another. */
  readonly rule?: NormaliseRule;
}

/** `Tech Stack` for `Tech_Stack__c`. */
function plainHeader(header: string): string {
  return header.replace(/__c$/i, "").replaceAll("_", " ").trim();
}

type Usable = Extract<KindDecision, { rule: NormaliseRule }>;

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

/** Technologies of a person's list that a column lacks, for a person. */
function absentNote(
  column: SourceColumn,
  dictionary: Dictionary,
  rule: NormaliseRule,
  roles: readonly RoledTechnology[],
) {
  if (rule.kind !== "set" || roles.length === 0) return [];
  const absent = groupByRole(rule, new Set(setTokens(dictionary, rule).keys()), roles)?.absent ?? [];
  if (absent.length === 0) return [];
  const shown = `${absent.slice(0, 5).join(", ")}${absent.length > 5 ? ", ..." : ""}`;
  return [
    `${plainHeader(column.header)}: ${absent.length} of the ${roles.length} technologies on your list are in no row: ${shown}.`,
  ];
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

/** A set's tokens, matched with the shipped vocabularies and with what a person says. */
function withTokenWords(
  column: SourceColumn,
  dictionary: Dictionary,
  decision: KindDecision,
  meanings: Meanings,
): KindDecision {
  if (decision.kind === null || decision.rule.kind !== "set") return decision;
  const found = goneTokens(decision.rule, tokensIn(dictionary, decision.rule), plainHeader(column.header));
  const rule: SetRule = found === null ? decision.rule : { ...decision.rule, gone: found.gone };
  const told = found === null ? [] : [found.told];
  const shipped = tokenWords(column, dictionary, rule);
  if (shipped === null && meanings.size === 0)
    return { ...decision, rule, words: told.length === 0 ? null : { aliases: {}, labels: new Map(), notes: told } };
  const words = { notes: [], ...shipped, ...withMeanings(shipped, meanings) };
  return {
    ...decision,
    rule: { ...rule, aliases: words.aliases },
    words: { ...words, notes: [...told, ...words.notes] },
  };
}

function tokensIn(dictionary: Dictionary, rule: SetRule) {
  return [...setTokens(dictionary, rule)].map(([folded, token]) => ({ folded, ...token }));
}

function tokenWords(column: SourceColumn, dictionary: Dictionary, rule: SetRule): OwnWords | null {
  const vocabularies = vocabulariesOf(column.name);
  if (vocabularies.length === 0) return null;
  const tokens = tokensIn(dictionary, rule);
  for (const vocabulary of vocabularies) {
    const words = ownWords(vocabulary, tokens, plainHeader(column.header));
    if (words !== null) return words;
  }
  return null;
}

interface Decided {
  /** What is learned from: without personal values. */
  readonly dictionary: Dictionary;
  readonly decision: KindDecision;
  /** Rows whose value, or a part of it, was left out. */
  readonly personal: Pick<Cleaned, "rows" | "named">;
}

/** What a column is, decided again once the personal values of its texts are out. Numbers are read from the cells as they are. */
function decide(column: SourceColumn, all: Dictionary, said: Meanings): Decided {
  const judged = (dictionary: Dictionary) => decideKind(column.name, dictionary, column.header, said);
  const first = judged(all);
  const cleaned =
    first.kind === null
      ? { dictionary: all, ...NOTHING }
      : withoutPersonal(all, first.rule, mayNamePeople(column.name));
  const kind = cleaned.rows === 0 ? first : judged(cleaned.dictionary);
  const { dictionary, ...personal } =
    kind.kind !== null && kind.rule.kind === "number" ? { dictionary: all, ...NOTHING } : cleaned;
  return { dictionary, decision: withTokenWords(column, dictionary, kind, said), personal };
}

const NOTHING = { rows: 0, named: false } as const;

function personalNote(column: SourceColumn, { rows, named }: Decided["personal"]): string[] {
  if (rows === 0) return [];
  const one = rows === 1;
  const [a, many] = named
    ? ["a person's name, an e-mail address or a phone number", "people's names, e-mail addresses or phone numbers"]
    : ["an e-mail address or a phone number", "e-mail addresses or phone numbers"];
  const said = `${rows.toLocaleString("en-US")} ${one ? `cell holds ${a}, which is` : `cells hold ${many}, which are`}`;
  return [`${plainHeader(column.header)}: ${said} not learned from.`];
}

/** What a value is and is a part of, in a vocabulary. */
function pathsIn(vocabulary: Vocabulary | undefined): (value: string) => readonly string[] | null {
  return (value) => {
    const id = vocabulary?.resolve(value) ?? null;
    return id === null ? null : [id, ...vocabulary!.things.get(id)!.within];
  };
}

function drafts(
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

function feature(column: SourceColumn, decision: Usable, draft: Draft, texts: Int32Array): Feature {
  const codes = new Uint16Array(texts.length);
  let known = 0;
  for (let i = 0; i < texts.length; i++) {
    codes[i] = texts[i]! < 0 ? 0 : draft.binned.codeOf[texts[i]!]!;
    if (codes[i] !== 0) known++;
  }
  const name = `${column.name}${draft.suffix}`;
  const coded = {
    name,
    order: draft.order,
    bins: draft.binned.bins,
    codes,
    aboutAccount: column.about === "account",
  };
  const { plainNumbers } = decision;
  const rule = draft.rule ?? decision.rule;
  const { about, header, name: source } = column;
  return {
    name,
    label: draft.label,
    source,
    header,
    about,
    family: familyOf(column),
    kind: draft.kind,
    rule,
    numbers: { plain: plainNumbers, whole: draft.whole },
    filled: known / texts.length,
    coded,
  };
}

/** Names must be unique: `tech_stack_has_c` of "C" and "C++" become `..._c` and `..._c_2`. */
function uniqueNames(features: readonly Feature[]): Feature[] {
  const used = new Set<string>();
  return features.map((f) => {
    let name = f.name;
    for (let times = 2; used.has(name); times++) name = `${f.name}_${times}`;
    used.add(name);
    return name === f.name ? f : { ...f, name, coded: { ...f.coded, name } };
  });
}

/**
 * Columns -> typed codes. Every usable column becomes one feature (a set: one per frequent token), every other is ignored with a reason.
 *
 * @param reader reads dictionaries and codes of the deals table
 * @param progress told how many columns are done
 * @param meanings per field what a person says its words mean
 * @param roles what a person says of technologies
 */
export async function assembleFeatures(
  columns: readonly SourceColumn[],
  reader: ColumnReader,
  progress: (done: number) => void,
  meanings: ReadonlyMap<string, Meanings> = new Map(),
  roles: readonly RoledTechnology[] = [],
): Promise<Assembled> {
  const features: Feature[] = [];
  const ignored: IgnoredColumn[] = [];
  const notes: string[] = [];
  for (const [i, column] of columns.entries()) {
    const never = neverAnAttribute(column.name);
    if (never !== null) {
      ignored.push({ column, reason: never });
      progress(i + 1);
      continue;
    }
    const said = meanings.get(column.name) ?? new Map<string, string>();
    const { dictionary, decision, personal } = decide(column, await reader.dictionary(column.name), said);
    if (decision.kind === null) ignored.push({ column, reason: decision.reason });
    else {
      notes.push(...(decision.words?.notes ?? []), ...personalNote(column, personal));
      notes.push(...absentNote(column, dictionary, decision.rule, roles));
      const found = drafts(column, dictionary, decision, roles);
      if (found.length === 0) ignored.push({ column, reason: "no value is frequent enough to learn from" });
      const [texts] = await reader.codes([column.name]);
      features.push(...found.map((d) => feature(column, decision, d, texts!)));
    }
    progress(i + 1);
  }
  return { features: uniqueNames(features), ignored, notes };
}
