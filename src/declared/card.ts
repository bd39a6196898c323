import { InputError } from "../errors.ts";
import { rangeLabel } from "../features/number-label.ts";
import { fieldName } from "../ingest/field-name.ts";
import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import type { DeclaredAttribute, DeclaredBand } from "./declared-file.ts";
import type { ParsedDeclared } from "./parse.ts";
import { ruleOf } from "./rules.ts";

/** What a band of a declared card asks: some words, a range of numbers, some tools; nothing of what no other band names. */
export type CardTest =
  | { readonly kind: "words"; readonly values: readonly string[] }
  | { readonly kind: "numbers"; readonly from: number | null; readonly below: number | null }
  | { readonly kind: "tools"; readonly tokens: readonly string[] }
  | { readonly kind: "other" };

export interface CardBand {
  readonly label: string;
  readonly points: number;
  readonly test: CardTest;
}

export interface CardAttribute {
  readonly label: string;
  /** Field name under which files have it. */
  readonly source: string;
  readonly columns: readonly string[];
  readonly kind: "words" | "numbers" | "tools";
  /** The most points. */
  readonly weight: number;
  /** Numbers: without a gap, ascending. Others: as written, what no band names last. */
  readonly bands: readonly CardBand[];
  /** Points where nothing is known. */
  readonly unknown: number;
}

/** A declared scorecard: whole points, the highest of all attributes sum to 100. */
export interface DeclaredCard {
  readonly attributes: readonly CardAttribute[];
  readonly levels: { readonly high: number; readonly medium: number };
}

const LEVELS = { high: 70, medium: 40 };
/** Most names that a label spells out. */
const NAMES_IN_LABEL = 6;

/**
 * The scorecard that a declared file describes.
 *
 * @throws InputError, with line and column, for bands that overlap, mix kinds or name a value twice, and for points that do not sum to 100
 */
export function declaredCard(parsed: ParsedDeclared): DeclaredCard {
  const { says, placeOf } = parsed;
  const attributes = says.score.map((one, i) => attributeOf(one, ["score", i], placeOf));
  attributes.forEach(({ source, label }, i) => {
    const before = attributes.findIndex((other) => other.source === source);
    if (before < i)
      throw new InputError(
        `${placeOf(["score", i])}: "${label}" stands above already${attributes[before]!.label === label ? "" : ` as "${attributes[before]!.label}"`}: put all bands under one`,
      );
  });
  const sum = attributes.reduce((total, { weight }) => total + weight, 0);
  if (sum !== 100) {
    const parts = attributes.map(({ label, weight }) => `${label} ${weight}`).join(", ");
    throw new InputError(
      `${placeOf(["score"])}: the highest points of the attributes sum to ${sum} (${parts}); they must sum to 100, so that a fit is 0 to 100: ${sum < 100 ? `add ${100 - sum}` : `take ${sum - 100} away`}`,
    );
  }
  const levels = says.levels ?? LEVELS;
  if (levels.medium >= levels.high)
    throw new InputError(
      `${placeOf(["levels", "medium"])}: medium (${levels.medium}) must be below high (${levels.high})`,
    );
  return { attributes, levels };
}

type PlaceOf = ParsedDeclared["placeOf"];
type Path = readonly PropertyKey[];

function attributeOf(said: DeclaredAttribute, path: Path, placeOf: PlaceOf): CardAttribute {
  const kinds = said.bands.map((band, i) => kindOf(band, [...path, "bands", i], placeOf));
  kinds.forEach((kind, i) => {
    if (kind !== kinds[0])
      throw new InputError(
        `${placeOf([...path, "bands", i])}: the bands of ${said.attribute} must all be of one kind: words (in), tools (has) or numbers (from, below)`,
      );
  });
  const kind = kinds[0]!;
  const other = said.other ?? 0;
  const bands =
    kind === "numbers" ? numberBands(said, other, path, placeOf) : namedBands(said, kind, other, path, placeOf);
  const earned = bands.map(({ points }) => points);
  const [weight, least] = [Math.max(...earned), Math.min(...earned)];
  if (weight === least)
    throw new InputError(
      `${placeOf(path)}: every company earns ${weight} for ${said.attribute}: give bands different points, or leave it out`,
    );
  const unknown = said.unknown ?? Math.floor((weight + least) / 2);
  if (unknown > weight)
    throw new InputError(
      `${placeOf([...path, "unknown"])}: not knowing ${said.attribute} cannot earn more than its best band (${weight})`,
    );
  const attribute: CardAttribute = {
    label: said.attribute,
    source: fieldName(said.attribute),
    columns: [...new Set([...(said.columns ?? []), said.attribute])],
    kind,
    weight,
    bands,
    unknown,
  };
  if (kind === "words") eachInOneBand(attribute, [...path, "bands"], placeOf);
  return attribute;
}

/** `USA` beside `United States`: which band a company earns would depend on the spelling in the file. */
function eachInOneBand(attribute: CardAttribute, path: Path, placeOf: PlaceOf): void {
  const read = normaliser(ruleOf(attribute));
  const seen = new Map<string, { readonly band: number; readonly name: string }>();
  attribute.bands.forEach(({ test }, band) => {
    if (test.kind !== "words") return;
    for (const name of test.values) {
      const value = String(read(name) ?? foldText(name));
      const before = seen.get(value);
      if (before !== undefined && before.band !== band)
        throw new InputError(
          `${placeOf([...path, band, "in"])}: "${name}" and "${before.name}" of another band are the same: keep them in one band`,
        );
      if (before === undefined) seen.set(value, { band, name });
    }
  });
}

function kindOf(band: DeclaredBand, path: Path, placeOf: PlaceOf): CardAttribute["kind"] {
  const found = [
    ...(band.in === undefined ? [] : (["words"] as const)),
    ...(band.has === undefined ? [] : (["tools"] as const)),
    ...(band.from === undefined && band.below === undefined ? [] : (["numbers"] as const)),
    ...(band.within === undefined ? [] : (["numbers"] as const)),
  ];
  if (found.length === 1) return found[0]!;
  throw new InputError(
    `${placeOf(path)}: ${found.length === 0 ? "say what earns these points" : "say one thing per band"}: in: [words], has: [tools], from and below: numbers, or within: 25%`,
  );
}

function namesOf(names: readonly string[]): string {
  const more = names.length - NAMES_IN_LABEL;
  return more > 1 ? `${names.slice(0, NAMES_IN_LABEL).join(", ")} and ${more} more` : names.join(", ");
}

/** `in the profile: Fintech, Insurance` */
function labelled(own: string | undefined, rest: string): string {
  return own === undefined ? rest : `${own}: ${rest}`;
}

function namedBands(
  said: DeclaredAttribute,
  kind: "words" | "tools",
  other: number,
  path: Path,
  placeOf: PlaceOf,
): CardBand[] {
  const seen = new Set<string>();
  const bands = said.bands.map((band, i): CardBand => {
    const key = kind === "words" ? "in" : "has";
    const names = band[key]!;
    names.forEach((name) => {
      if (seen.has(foldText(name)))
        throw new InputError(`${placeOf([...path, "bands", i, key])}: "${name}" is named twice: keep it in one band`);
      seen.add(foldText(name));
    });
    const test: CardTest = kind === "words" ? { kind, values: names } : { kind, tokens: names };
    return { label: labelled(band.label, namesOf(names)), points: band.points, test };
  });
  bands.forEach(({ label }, i) => {
    if (bands.some((other, before) => before < i && foldText(other.label) === foldText(label)))
      throw new InputError(
        `${placeOf([...path, "bands", i, "label"])}: two bands of ${said.attribute} have this label: give each its own`,
      );
  });
  return [
    ...bands,
    { label: kind === "words" ? "any other" : "none of these", points: other, test: { kind: "other" } },
  ];
}

interface Range {
  readonly from: number;
  readonly below: number;
  readonly points: number;
  readonly label: string | undefined;
  readonly path: Path;
}

/** Ranges as written, with what stands within a share of them, and what lies outside: every number is in one. */
function numberBands(said: DeclaredAttribute, other: number, path: Path, placeOf: PlaceOf): CardBand[] {
  const ranges: Range[] = [];
  said.bands.forEach((band, i) => {
    const own = { points: band.points, label: band.label, path: [...path, "bands", i] };
    if (band.within !== undefined) {
      if (ranges.length === 0)
        throw new InputError(
          `${placeOf(own.path)}: "within" needs a band of numbers above it, from which it is measured`,
        );
      ranges.push(...around(ranges, band.within).map((edge) => ({ ...own, ...edge })));
      return;
    }
    const from = band.from ?? Number.NEGATIVE_INFINITY;
    const below = band.below ?? Number.POSITIVE_INFINITY;
    if (from >= below) throw new InputError(`${placeOf(own.path)}: from (${from}) must be less than below (${below})`);
    ranges.push({ ...own, from, below });
  });
  ranges.sort((a, b) => a.from - b.from);
  ranges.forEach((range, i) => {
    const before = ranges[i - 1];
    if (before !== undefined && range.from < before.below)
      throw new InputError(
        `${placeOf(range.path)}: this band begins at ${range.from}, inside another that ends at ${before.below}: no number may be in two`,
      );
  });
  const edges = ranges.flatMap(({ from, below }) => [from, below]).filter(Number.isFinite);
  const style = { plain: /year|founded/i.test(said.attribute), whole: edges.every(Number.isInteger) };
  const label = ({ from, below }: Pick<Range, "from" | "below">, own: string | undefined): string =>
    labelled(own, rangeLabel(from, below, style));
  const bands: CardBand[] = [];
  let at = Number.NEGATIVE_INFINITY;
  const gap = (below: number): void => {
    if (below <= at) return;
    const range = { from: at, below };
    bands.push({ label: label(range, undefined), points: other, test: numbers(range) });
  };
  for (const range of ranges) {
    gap(range.from);
    bands.push({ label: label(range, range.label), points: range.points, test: numbers(range) });
    at = range.below;
  }
  gap(Number.POSITIVE_INFINITY);
  return bands;
}

function numbers({ from, below }: Pick<Range, "from" | "below">): CardTest {
  const edge = (x: number): number | null => (Number.isFinite(x) ? x : null);
  return { kind: "numbers", from: edge(from), below: edge(below) };
}

/** What lies up to a share below the lowest and above the highest of the ranges, at whole numbers where theirs are. */
function around(ranges: readonly Range[], share: number): { from: number; below: number }[] {
  const from = Math.min(...ranges.map((range) => range.from));
  const below = Math.max(...ranges.map((range) => range.below));
  const whole = [from, below].every((x) => !Number.isFinite(x) || Number.isInteger(x));
  const round = (x: number): number => (whole ? Math.ceil(x) : x);
  const beyond = [
    { from: round(from * (1 - share)), below: from },
    { from: below, below: round(below * (1 + share)) },
  ];
  return beyond.filter(
    (range) => Number.isFinite(range.from) && Number.isFinite(range.below) && range.from < range.below,
  );
}
