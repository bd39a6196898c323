import type { Band, DocumentAttribute, ScorecardAttribute } from "../document.ts";
import { allValues, bandLabel } from "../page/band-label.ts";
import { nameOf } from "../page/context.ts";
import { tidy } from "../page/label.ts";
import type { Choice } from "./choose.ts";
import { industryIn } from "./industries.ts";
import type { Bracket, Setting, Tool } from "./tools.ts";

/** What to set in one filter, and what to mind. */
export interface Settings {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly mind: readonly string[];
  /** The fewest points of a company that it finds, where that is less than the bands asked for; else null. */
  readonly least: number | null;
}

const NOTHING: Settings = { include: [], exclude: [], mind: [], least: null };
/** Stands behind a value that the tool does not list. */
export const NEAREST = "(choose the nearest)";
const count = new Intl.NumberFormat("en-US");

/** Settings of one filter for the bands of a choice; null when the filter cannot express them. */
export function settingsFor(
  tool: Tool,
  attribute: DocumentAttribute,
  chosen: Choice,
  setting: Setting,
): Settings | null {
  const found = inWords(tool, attribute, chosen, setting);
  if (found === null) return null;
  const own = found.include.length === 0 || setting.mind === undefined ? [] : [setting.mind];
  return { ...found, mind: [...own, ...found.mind] };
}

function inWords(tool: Tool, attribute: DocumentAttribute, chosen: Choice, setting: Setting): Settings | null {
  const { kind } = attribute.normalise ?? { kind: null };
  if (kind === "set") return setting.kind === "values" ? tokenSettings(attribute, chosen) : null;
  if (kind === "text" || kind === "scale")
    return setting.kind === "values" ? valueSettings(tool, attribute, chosen) : null;
  if (kind !== "number") return null;
  const spans = spansOf(chosen.wanted);
  if (spans.length === 0) return null;
  if (setting.kind === "brackets") return bracketSettings(setting.brackets, spans, chosen);
  const plain = attribute.source.includes("year") || attribute.source.includes("founded");
  if (setting.kind === "range") return { ...NOTHING, include: spans.map((span) => rangeText(span, plain)) };
  return setting.kind === "any" ? anySettings(setting.value, spans, chosen) : null;
}

/** Only whether there is any: fits where one or more are asked for. */
function anySettings(value: string, spans: readonly Span[], { card }: Choice): Settings | null {
  if (!spans.every(({ from }) => from !== null && from >= 1)) return null;
  return { ...NOTHING, include: [value], least: poorest(card, 1, null) };
}

/** The fewest points of the bands that the numbers from `low` to `high` reach into. */
function poorest(card: ScorecardAttribute, low: number, high: number | null): number {
  return Math.min(
    ...card.bands.flatMap(({ match, points }) => ("from" in match && overlaps(match, low, high) ? [points] : [])),
  );
}

interface Span {
  readonly from: number | null;
  readonly below: number | null;
}

/** The bands as spans of numbers, neighbours joined, in order. */
function spansOf(bands: readonly Band[]): readonly Span[] {
  const spans = bands
    .flatMap(({ match }) => ("from" in match ? [match] : []))
    .sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY));
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && last.below !== null && last.below === span.from)
      joined[joined.length - 1] = { ...last, below: span.below };
    else joined.push(span);
  }
  return joined;
}

function rangeText({ from, below }: Span, plain: boolean): string {
  const say = (n: number): string => (plain ? String(n) : count.format(n));
  const last = below === null ? null : Number.isInteger(below) ? below - 1 : below;
  if (from === null) return last === null ? "any" : `up to ${say(last)}`;
  return last === null ? `${say(from)} or more` : `${say(from)} to ${say(last)}`;
}

function inside(n: number, spans: readonly Span[]): boolean {
  return spans.some(({ from, below }) => (from === null || n >= from) && (below === null || n < below));
}

/** Brackets whose middle lies in the spans; those that lie across an edge are told. The last, open one stands for half as much again. */
function bracketSettings(brackets: readonly Bracket[], spans: readonly Span[], { card }: Choice): Settings {
  const include: string[] = [];
  const mind: string[] = [];
  const reached: number[] = [];
  for (const { label, from, to } of brackets) {
    const middle = to === null ? from * 1.5 : (from + to) / 2;
    const taken = inside(middle, spans);
    if (taken) {
      include.push(label);
      reached.push(poorest(card, from, to));
    }
    const edge = edgeWithin(spans, from, to ?? Number.POSITIVE_INFINITY);
    if (edge === null) continue;
    const bands = card.bands.filter(({ match }) => "from" in match && overlaps(match, from, to));
    const points = bands.map((band) => `${bandLabel(band)} earns ${band.points}`).join(", ");
    mind.push(
      `${label} lies across ${count.format(edge)}: ${taken ? "included, for its middle fits" : "left out, for its middle does not fit"} (${points})`,
    );
  }
  return { include, exclude: [], mind, least: Math.min(...reached) };
}

function overlaps({ from, below }: Span, low: number, high: number | null): boolean {
  return (from === null || high === null || from <= high) && (below === null || below > low);
}

/** An edge of the spans that parts a bracket. */
function edgeWithin(spans: readonly Span[], from: number, to: number): number | null {
  const edges = spans.flatMap((span) => [span.from, span.below]);
  return edges.find((edge): edge is number => edge !== null && edge > from && edge <= to) ?? null;
}

/** Values to choose; where "any other" is wanted, the values of the other bands to leave out instead. */
function valueSettings(tool: Tool, attribute: DocumentAttribute, { card, wanted }: Choice): Settings | null {
  const rest = wanted.some(({ match }) => "other" in match);
  const bands = rest ? card.bands.filter((band) => !wanted.includes(band)) : wanted;
  const values = bands.flatMap((band) => valuesOf(attribute, band));
  if (values.length === 0) return null;
  const industry = attribute.source.includes("industry");
  const theirs = values.map((value) => ({ value, name: industry ? industryIn(tool, value) : value }));
  const names = [...new Set(theirs.map(({ name, value }) => name ?? `${value} ${NEAREST}`))];
  return rest ? { ...NOTHING, exclude: names } : { ...NOTHING, include: names };
}

/** The values of a band as its label spells them; a declared label may begin with a name of the band, `served: United States, Canada`. */
function valuesOf(attribute: DocumentAttribute, band: Band): readonly string[] {
  const { match } = band;
  if ("in" in match) {
    const label = allValues(band) ?? tidy(band.label);
    const [first = "", ...rest] = label.split(", ");
    const named = first.includes(": ") && !match.in.some((value) => value.includes(": "));
    const values = [named ? first.slice(first.indexOf(": ") + 2) : first, ...rest];
    return values.length === match.in.length ? values : match.in.map(tidy);
  }
  if (!("from" in match) || attribute.normalise?.kind !== "scale") return [];
  return attribute.normalise.order.filter((_, i) => inside(i, [match])).map(tidy);
}

/** A token to use, or to avoid. */
function tokenSettings(attribute: DocumentAttribute, { card, wanted }: Choice): Settings {
  const name = nameOf(attribute).split(": ").slice(1).join(": ");
  const tokens = card.bands.flatMap(({ match }) => ("has" in match ? [name || tidy(match.has)] : []));
  const has = wanted.some(({ match }) => "has" in match);
  return has ? { ...NOTHING, include: tokens } : { ...NOTHING, exclude: tokens };
}
