import type { NormaliseRule } from "../normalise/rule.ts";
import { setTokens } from "./bins.ts";
import { type Decided, decide } from "./decide-column.ts";
import type { ColumnReader, Dictionary } from "./dictionary.ts";
import { type Draft, drafts, type Usable } from "./drafts.ts";
import type { CodedAttribute } from "./matrix.ts";
import { neverAnAttribute } from "./names.ts";
import type { NumberStyle } from "./number-label.ts";
import type { Meanings } from "./own-words.ts";
import { type Family, familyOf, plainHeader, type SourceColumn } from "./source-column.ts";
import { groupByRole, type RoledTechnology } from "./technology-roles.ts";

/** An attribute as the document describes it, before anything is known about outcomes. */
export interface Feature {
  readonly name: string;
  readonly label: string;
  readonly source: string;
  readonly header: string;
  readonly about: "account" | "opportunity";
  readonly family: Family;
  readonly kind: Draft["kind"];
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

function personalNote(column: SourceColumn, { rows, named }: Decided["personal"]): string[] {
  if (rows === 0) return [];
  const one = rows === 1;
  const [a, many] = named
    ? ["a person's name, an e-mail address or a phone number", "people's names, e-mail addresses or phone numbers"]
    : ["an e-mail address or a phone number", "e-mail addresses or phone numbers"];
  const said = `${rows.toLocaleString("en-US")} ${one ? `cell holds ${a}, which is` : `cells hold ${many}, which are`}`;
  return [`${plainHeader(column.header)}: ${said} not learned from.`];
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
