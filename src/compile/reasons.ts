import { conceptOf } from "../icp/concept.ts";
import type { Band, DocumentAttribute, IcpDocument } from "../icp/document.ts";
import { bandLabel } from "../icp/page/band-label.ts";
import { nameOf } from "../icp/page/context.ts";
import { tidy } from "../icp/page/label.ts";
import { scoredAttributes } from "../icp/scored-by.ts";

/** What one attribute earned in one row. */
export interface Earned {
  /** Index of the band, of the bands of all cards one after the other; null when the value is missing or was never seen, or no card of the row's holds it. */
  readonly band: number | null;
  /** The raw cell; of a number only where it is a bracket across bands. */
  readonly value: string | null;
}

/** Most UTF-16 code units of a value in a sentence. */
const LONGEST_VALUE = 60;
/** A value that speaks for itself: `Insurance`, `Germany`, `Series B`. */
const PLAIN: ReadonlySet<string | null> = new Set(["industry", "location", "funding-stage", "ownership"]);

interface Reason {
  /** Null when it cannot be said within the length of a value. */
  readonly text: string | null;
  readonly known: boolean;
  readonly points: number;
  readonly of: number;
}

/**
 * A score as one sentence of at most `most` UTF-16 code units, from what each attribute of the scorecard (`scoredAttributes`) earned:
 * `Insurance (+26), 220 or more employees (+19), no SAP (0 of 9); 54 in all`. What is known comes first, the most points first. Cut by
 * whole reasons; what is cut is counted.
 */
export function reasonSentences(document: IcpDocument, most: number): (row: readonly Earned[]) => string {
  const parted = document.scorecard.parts !== undefined;
  const scored = scoredAttributes(document.scorecard).map(({ attribute, cards }) => ({
    attribute: document.attributes.find(({ name }) => name === attribute)!,
    bands: cards.flatMap((card) => card?.bands.map((band) => ({ band, of: card.weight })) ?? []),
  }));
  return (row) => {
    const reasons = scored.flatMap(({ attribute, bands }, k): Reason[] => {
      const { band: index, value } = row[k]!;
      if (index === null && parted) return [];
      const found = index === null ? bands.find(({ band }) => "missing" in band.match) : bands[index]!;
      const band = index === null || found === undefined || "missing" in found.band.match ? null : found.band;
      const of = found?.of ?? bands[0]?.of ?? 0;
      return [{ text: wordsFor(attribute, band, value), known: band !== null, points: found?.band.points ?? 0, of }];
    });
    const fit = reasons.reduce((sum, { points }) => sum + points, 0);
    return withinLength([...reasons].sort(byWorth), `${fit} in all`, most);
  };
}

/** Stable, so that attributes of the same worth stay in the order of the scorecard. */
function byWorth(a: Reason, b: Reason): number {
  return Number(b.known) - Number(a.known) || b.points - a.points || b.of - a.of;
}

function wordsFor(attribute: DocumentAttribute, band: Band | null, value: string | null): string | null {
  const name = shortWords(subjectOf(attribute));
  if (name === null) return null;
  if (band === null) return `${name} not known`;
  const { match } = band;
  if (attribute.normalise?.kind === "count" || attribute.normalise?.kind === "group")
    return `${name}: ${bandLabel(band)}`;
  if (attribute.normalise?.kind === "set") return "has" in match ? `has ${name}` : `no ${name}`;
  const concept = conceptOf(attribute.source);
  if ("from" in match && attribute.normalise?.kind === "number") {
    const bracket = value === null ? null : shortWords(value);
    const label = `${bandLabel(band)}${bracket === null || bracket === "" ? "" : ` (the middle of ${bracket})`}`;
    if (concept === "headcount") return `${label} employees`;
    return concept === "founded" ? foundedIn(match, label) : `${name}: ${label}`;
  }
  const said = shortWords(value ?? "");
  if (said === null || said === "") return null;
  return PLAIN.has(concept) ? said : `${name}: ${said}`;
}

function foundedIn({ from, below }: { from: number | null; below: number | null }, label: string): string {
  if (from === null && below !== null) return `founded before ${below}`;
  return below === null && from !== null ? `founded ${from} or later` : `founded ${label}`;
}

/** `SAP` for the token attribute `Tech Stack: SAP`, else what a person calls the attribute. */
function subjectOf(attribute: DocumentAttribute): string {
  const name = nameOf(attribute);
  if (attribute.normalise?.kind !== "set") return name;
  return name.split(": ").slice(1).join(": ") || name;
}

/** A text on one line, cut at a word; null when its first word alone is too long. */
function shortWords(raw: string): string | null {
  const text = tidy(raw);
  if (text.length <= LONGEST_VALUE) return text;
  const cut = text.lastIndexOf(" ", LONGEST_VALUE - 1);
  return cut <= 0 ? null : `${text.slice(0, cut).replace(/[,;:]$/, "")}…`;
}

function withinLength(reasons: readonly Reason[], end: string, most: number): string {
  const sayable = reasons.flatMap(({ text, points, of }) => (text === null ? [] : [`${text} (${mark(points, of)})`]));
  for (let kept = sayable.length; kept > 0; kept--) {
    const more = reasons.length - kept;
    const shown = sayable.slice(0, kept).join(", ");
    const sentence = `${shown}${more === 0 ? "" : ` and ${more} more`}; ${end}`;
    if (sentence.length <= most) return sentence;
  }
  return end;
}

function mark(points: number, of: number): string {
  if (points === of) return `+${points}`;
  return points === 0 ? `0 of ${of}` : `+${points} of ${of}`;
}
