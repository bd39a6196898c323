import type { Feature } from "../features/assemble.ts";
import type { ColumnReader, Dictionary } from "../features/dictionary.ts";
import type { Bin } from "../features/matrix.ts";
import { rangeLabel } from "../features/number-label.ts";
import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import type { CardAttribute, DeclaredCard } from "./card.ts";
import { effectsOf } from "./effects.ts";
import { bandReader } from "./read-band.ts";
import { groupRule, OTHERWISE } from "./rules.ts";
import { nameOf, ownValues } from "./scorecard.ts";

/** Pre-bins, the bin of each text of the dictionary, and what each bin was declared to be worth. */
interface Recoded {
  readonly bins: readonly Bin[];
  readonly codeOf: Uint16Array;
  readonly declared: Float64Array;
}

/**
 * The features, those that a person declared with what each of their bins is worth; bins are cut where the declared bands are. Lists of tools get
 * a feature of their own that groups them as declared.
 *
 * @param columnOf the column of a declared attribute; null where the deals have none
 */
export async function withDeclared(
  features: readonly Feature[],
  card: DeclaredCard,
  reader: ColumnReader,
  columnOf: (attribute: CardAttribute) => string | null,
): Promise<Feature[]> {
  let all = [...features];
  for (const attribute of card.attributes) {
    const column = columnOf(attribute);
    const own = all.filter(({ source }) => source === column);
    if (column === null || own.length === 0) continue;
    const dictionary = await reader.dictionary(column);
    const [texts] = await reader.codes([column]);
    if (attribute.kind === "tools") {
      all.push(grouped(attribute, own[0]!, dictionary, texts!));
      continue;
    }
    const feature = own.find(({ name }) => name === column);
    if (feature === undefined || dictionary.truncated) continue;
    const recoded = recodedBy(attribute, feature, dictionary, texts!);
    all = all.map((one) => (one === feature ? withCodes(feature, recoded, texts!) : one));
  }
  return all;
}

function withCodes(feature: Feature, { bins, codeOf, declared }: Recoded, texts: Int32Array): Feature {
  const codes = Uint16Array.from(texts, (text) => (text < 0 ? 0 : codeOf[text]!));
  return { ...feature, coded: { ...feature.coded, bins, codes, declared } };
}

/** Tools as declared: one bin per band. */
function grouped(attribute: CardAttribute, own: Feature, dictionary: Dictionary, texts: Int32Array): Feature {
  const { bands } = attribute;
  const groups = bands.flatMap(({ test, label }) =>
    test.kind === "tools" ? [{ value: label, tokens: test.tokens }] : [],
  );
  const plain = groupRule(attribute.source, groups, OTHERWISE);
  const rule =
    own.rule.kind === "set" && plain.kind === "group"
      ? { ...plain, separators: own.rule.separators, ...(own.rule.gone === undefined ? {} : { gone: own.rule.gone }) }
      : plain;
  const read = bandReader(attribute, rule);
  const codeOf = Uint16Array.from(dictionary.texts, (text) => (read(text) ?? -1) + 1);
  const missing = own.coded.bins[0]!;
  const bins = bands.map(
    ({ label, test }): Bin => ({
      label,
      values: [foldText(test.kind === "tools" ? label : OTHERWISE)],
      from: Number.NaN,
      below: Number.NaN,
    }),
  );
  const declared = Float64Array.of(0, ...effectsOf(attribute));
  const codes = Uint16Array.from(texts, (text) => (text < 0 ? 0 : codeOf[text]!));
  const name = nameOf(attribute);
  return {
    ...own,
    name,
    label: attribute.label,
    family: "technographic",
    kind: "category",
    rule,
    filled: codes.reduce((sum, code) => sum + (code > 0 ? 1 : 0), 0) / Math.max(1, codes.length),
    coded: {
      name,
      order: "unordered",
      bins: [missing, ...bins],
      codes,
      aboutAccount: own.coded.aboutAccount,
      declared,
    },
  };
}

function recodedBy(attribute: CardAttribute, feature: Feature, dictionary: Dictionary, texts: Int32Array): Recoded {
  const numbers = attribute.kind === "numbers" && feature.rule.kind === "number" ? feature.rule : undefined;
  const read = bandReader(attribute, numbers);
  const bandOf = dictionary.texts.map(read);
  const before = binsOfTexts(feature, dictionary.texts.length, texts);
  const cut =
    feature.kind === "number" && numbers !== undefined
      ? cutAtBands(attribute, feature, dictionary, before)
      : feature.rule.kind === "text" && attribute.kind === "words"
        ? splitByBands(attribute, feature, dictionary, before, read)
        : { bins: feature.coded.bins, codeOf: before };
  return { ...cut, declared: worth(attribute, cut, dictionary, bandOf, read) };
}

/** The bin of each text, as the deals were coded. */
function binsOfTexts({ coded }: Feature, length: number, texts: Int32Array): Uint16Array {
  const out = new Uint16Array(length);
  texts.forEach((text, i) => {
    if (text >= 0) out[text] = coded.codes[i]!;
  });
  return out;
}

type Cut = Pick<Recoded, "bins" | "codeOf">;

/** Bins of numbers with an edge at every edge of a declared band. */
function cutAtBands(
  attribute: CardAttribute,
  { coded, rule, numbers }: Feature,
  { texts }: Dictionary,
  before: Uint16Array,
): Cut {
  const missing = coded.bins[0]!;
  const own = coded.bins.slice(1).map(({ from }) => from);
  const declared = attribute.bands.flatMap(({ test }) =>
    test.kind === "numbers" && test.from !== null ? [test.from] : [],
  );
  const edges = [...new Set([...own, ...declared])].sort((a, b) => a - b);
  const bins = edges.map((from, i): Bin => {
    const below = edges[i + 1] ?? Number.POSITIVE_INFINITY;
    const same = coded.bins.find((bin) => bin.from === from && bin.below === below);
    return same ?? { label: rangeLabel(from, below, numbers), values: [], from, below };
  });
  const value = normaliser(rule);
  const codeOf = before.map((code, t) => {
    const x = code === 0 ? null : value(texts[t]!);
    return typeof x === "number" ? 1 + bins.findIndex((bin) => x >= bin.from && x < bin.below) : 0;
  });
  return { bins: [missing, ...bins], codeOf };
}

/** Bins of words: pooled ones apart by declared band, and one for every declared word that no deal has. */
function splitByBands(
  attribute: CardAttribute,
  { coded, rule }: Feature,
  { texts }: Dictionary,
  before: Uint16Array,
  read: (text: string) => number | null,
): Cut {
  const value = normaliser(rule);
  const bins: Bin[] = [coded.bins[0]!];
  const codes = new Map<string, number>();
  const add = (label: string, values: readonly string[], within?: Bin["within"]): void => {
    for (const one of values) codes.set(one, bins.length);
    const kin = within === undefined ? {} : { within };
    bins.push({ label, values, from: Number.NaN, below: Number.NaN, ...kin });
  };
  const asWritten = (own: string): string => texts.find((text) => value(text) === own)?.trim() ?? own;
  for (const bin of coded.bins.slice(1)) {
    const byBand = new Map<number | null, string[]>();
    for (const one of bin.values) byBand.set(read(one), [...(byBand.get(read(one)) ?? []), one]);
    for (const values of byBand.values())
      add(
        byBand.size === 1 ? bin.label : values.length === 1 ? asWritten(values[0]!) : `${values.length} rare values`,
        values,
        bin.values.length === 1 || byBand.size === 1 ? bin.within : undefined,
      );
  }
  for (const { test } of attribute.bands)
    for (const name of test.kind === "words" ? test.values : [])
      for (const own of ownValues(rule, [name])) if (!codes.has(own)) add(name, [own]);
  const codeOf = before.map((code, t) => (code === 0 ? 0 : (codes.get(String(value(texts[t]!))) ?? code)));
  return { bins, codeOf };
}

/** What each bin was declared to be worth: of several bands the mean over the rows; without rows by the words or numbers it stands for. */
function worth(
  attribute: CardAttribute,
  { bins, codeOf }: Cut,
  { counts }: Dictionary,
  bandOf: readonly (number | null)[],
  read: (text: string) => number | null,
): Float64Array {
  const effects = effectsOf(attribute);
  const mean = effects.reduce((a, b) => a + b, 0) / effects.length;
  const sum = new Float64Array(bins.length);
  const rows = new Float64Array(bins.length);
  bandOf.forEach((band, t) => {
    const code = codeOf[t]!;
    if (band === null || code === 0) return;
    sum[code] = sum[code]! + counts[t]! * effects[band]!;
    rows[code] = rows[code]! + counts[t]!;
  });
  return Float64Array.from(bins, ({ values, from, below }, code) => {
    if (code === 0) return 0;
    if (rows[code]! > 0) return sum[code]! / rows[code]!;
    const band = values.length > 0 ? read(values[0]!) : numberBand(attribute, from, below);
    return band === null || band < 0 ? mean : effects[band]!;
  });
}

/** The declared band of numbers that holds a bin without rows. */
function numberBand({ bands }: CardAttribute, from: number, below: number): number {
  return bands.findIndex(
    ({ test }) => test.kind === "numbers" && (test.from ?? -Infinity) <= from && below <= (test.below ?? Infinity),
  );
}
