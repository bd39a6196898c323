import { type Aliases, aliasTable } from "../normalise/aliases.ts";
import { foldText } from "../normalise/fold.ts";
import { squashText } from "../normalise/squash.ts";
import type { Vocabulary } from "../vocabulary/vocabulary.ts";

/** A value as the build writes it, with its rows. */
export interface OwnValue {
  readonly folded: string;
  readonly label: string;
  readonly count: number;
}

/** How the words of a column go together with everybody else's. */
export interface OwnWords {
  readonly vocabulary: Vocabulary;
  /** Folded own value -> other spellings of it, and of what it includes. */
  readonly aliases: Aliases;
  /** Names of values that no row writes so: those rolled up. */
  readonly labels: ReadonlyMap<string, string>;
  /** What was done to the build's own values, for a person. */
  readonly notes: readonly string[];
}

/** Least share of the rows whose value the vocabulary must know. */
const LEAST_KNOWN = 0.5;
/** More different values than this cannot be learned from one by one. */
const MOST_VALUES = 500;
/** A value rarer than this share of the rows, or than five of them, says little by itself. */
const RARE_SHARE = 0.01;
const RARE_ROWS = 5;

interface Known extends OwnValue {
  readonly id: string;
}

/**
 * The aliases of a column's values, or null when they are not in this vocabulary. Spellings of the same thing become its commonest one;
 * what the build does not have is what the nearest thing around it is called here, never something beside or inside it. Where most values
 * are too rare or too many to learn from, they are rolled up first.
 *
 * @param values folded values, most frequent first @param header the column's name for people
 */
export function ownWords(vocabulary: Vocabulary, values: readonly OwnValue[], header: string): OwnWords | null {
  const known = values.flatMap((value): Known[] => {
    const id = vocabulary.resolve(value.folded);
    return id === null ? [] : [{ ...value, id }];
  });
  if (known.length === 0 || rowsOf(known) < LEAST_KNOWN * rowsOf(values)) return null;
  const level = tooFine(values) ? rolledUp(vocabulary, known) : null;
  const names = level === null ? ownNames(known) : upperNames(vocabulary, known, level);
  const targets = new Map([...names].map(([id, { folded }]) => [id, folded]));
  const aliases = aliasesTo(vocabulary, targets, known, level);
  const labels = new Map([...names.values()].map(({ folded, label }) => [folded, label]));
  const notes = level === null ? mergedNote(known, header) : rolledUpNote(vocabulary, values, targets, header);
  return { vocabulary, aliases, labels, notes };
}

const rowsOf = (values: readonly OwnValue[]): number => values.reduce((sum, { count }) => sum + count, 0);

/** More values than can be learned from, or half of the rows in rare ones. */
function tooFine(values: readonly OwnValue[]): boolean {
  const rows = rowsOf(values);
  const least = Math.min(RARE_ROWS, Math.max(2, RARE_SHARE * rows));
  return values.length > MOST_VALUES || rowsOf(values.filter(({ count }) => count < least)) > 0.5 * rows;
}

interface Named {
  readonly folded: string;
  readonly label: string;
}

/** Per thing its commonest spelling. */
function ownNames(known: readonly Known[]): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>();
  for (const { id, folded, label } of known) if (!names.has(id)) names.set(id, { folded, label });
  return names;
}

/** The ancestor of each thing at the deepest level on which few enough are left and most rows are in frequent ones; null when none helps. */
function rolledUp(vocabulary: Vocabulary, known: readonly Known[]): ReadonlyMap<string, string> | null {
  const depth = Math.max(...known.map(({ id }) => vocabulary.things.get(id)!.within.length));
  for (let level = depth; level >= 0; level--) {
    const at = new Map(known.map(({ id }) => [id, ancestorAt(vocabulary, id, level)]));
    const counts = new Map<string, number>();
    for (const { id, count } of known) counts.set(at.get(id)!, (counts.get(at.get(id)!) ?? 0) + count);
    const grouped = [...counts].map(([id, count]) => ({ folded: id, label: id, count }));
    if (!tooFine(grouped)) return at;
  }
  return null;
}

/** The ancestor with `level` things around it, or the thing itself when it is higher. */
function ancestorAt(vocabulary: Vocabulary, id: string, level: number): string {
  const path = [id, ...vocabulary.things.get(id)!.within];
  return path[Math.max(0, path.length - 1 - level)]!;
}

function upperNames(
  vocabulary: Vocabulary,
  known: readonly Known[],
  level: ReadonlyMap<string, string>,
): ReadonlyMap<string, Named> {
  const own = ownNames(known);
  return new Map(
    [...new Set(level.values())].map((id) => {
      const { label } = vocabulary.things.get(id)!;
      return [id, own.get(id) ?? { folded: foldText(label), label }];
    }),
  );
}

/** Every spelling of the vocabulary and of the build, by the value that it becomes; sorted, so that it is the same every time. */
function aliasesTo(
  vocabulary: Vocabulary,
  targets: ReadonlyMap<string, string>,
  known: readonly Known[],
  level: ReadonlyMap<string, string> | null,
): Aliases {
  const nearest = (id: string): string | undefined =>
    [level?.get(id) ?? id, ...vocabulary.things.get(id)!.within]
      .map((at) => targets.get(at))
      .find((t) => t !== undefined);
  const found = new Map<string, Set<string>>();
  const spellings = [
    ...vocabulary.spellings,
    ...known.map(({ folded, id }): [string, string] => [squashText(folded), id]),
  ];
  for (const [key, id] of spellings) {
    const target = nearest(id);
    if (target === undefined || target === key || key === "") continue;
    found.set(target, (found.get(target) ?? new Set()).add(key));
  }
  const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([target, keys]) => [target, [...keys].sort().join(" ")]));
}

function mergedNote(known: readonly Known[], header: string): string[] {
  const groups = new Map<string, Known[]>();
  for (const value of known) groups.set(value.id, [...(groups.get(value.id) ?? []), value]);
  const merged = [...groups.values()].filter((group) => group.length > 1);
  if (merged.length === 0) return [];
  const said = merged.slice(0, 5).map(([first, ...rest]) => `${quoted(rest)} as "${first!.label}"`);
  const more = merged.length > 5 ? `, and ${merged.length - 5} more` : "";
  return [`${header}: spellings of the same are read as one: ${said.join("; ")}${more}.`];
}

const quoted = (values: readonly OwnValue[]): string => values.map(({ label }) => `"${label}"`).join(", ");

function rolledUpNote(
  vocabulary: Vocabulary,
  values: readonly OwnValue[],
  targets: ReadonlyMap<string, string>,
  header: string,
): string[] {
  const { what } = vocabulary;
  const plural = what === "industry" ? "industries" : what === "country" ? "regions and countries" : `${what}s`;
  return [
    `${header}: ${values.length} different values are too many or too rare to learn from, so they are rolled up to ${targets.size} broader ${plural}.`,
  ];
}

/** Squashed spelling -> value, as a person says it. */
export type Meanings = ReadonlyMap<string, string>;

/** The words of a column with what a person says of them, which goes before the vocabulary. What meant a value that is renamed follows it. */
export function withMeanings(words: OwnWords | null, meanings: Meanings): Pick<OwnWords, "aliases" | "labels"> {
  const table = new Map(aliasTable(words?.aliases ?? {}));
  const labels = new Map(words?.labels);
  for (const [key, said] of meanings) {
    const to = table.get(squashText(foldText(said))) ?? foldText(said);
    if (!labels.has(to)) labels.set(to, said);
    for (const [other, target] of table) if (squashText(target) === key) table.set(other, to);
    table.set(key, to);
  }
  const found = new Map<string, string[]>();
  for (const [key, target] of table) if (key !== target) found.set(target, [...(found.get(target) ?? []), key]);
  const sorted = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { aliases: Object.fromEntries(sorted.map(([target, keys]) => [target, keys.toSorted().join(" ")])), labels };
}
