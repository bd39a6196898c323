import { InputError } from "../../errors.ts";
import type { Band, IcpDocument, ScorecardAttribute } from "../../icp/document.ts";
import { type CardEdits, labelOf } from "../../icp/edit.ts";
import { bandLabel } from "../../icp/page/band-label.ts";
import { nearest } from "../../ingest/nearest.ts";

/** What a person asks for, in their words. */
export interface EditWishes {
  /** `Industry=30` */
  readonly weights: readonly string[];
  /** `Industry:fintech=12` */
  readonly points: readonly string[];
  readonly levels: { readonly high: number; readonly medium: number } | null;
}

export interface FoundEdits {
  readonly edits: CardEdits;
  /** Where a word stands for more than it says, each a sentence. */
  readonly notes: readonly string[];
}

/** Letters and digits alone: what names have in common however they are spelled. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}<>+]+/gu, "");
}

/** @throws InputError for what is no edit, and for attributes and bands that the card does not have, with the nearest that it has */
export function findEdits(document: IcpDocument, { weights, points, levels }: EditWishes): FoundEdits {
  if (weights.length + points.length === 0 && levels === null)
    throw new InputError(
      "there is nothing to change: give --weight 'Industry=30', --points 'Industry:fintech=12' or --levels 65,35",
    );
  const notes: string[] = [];
  const edits: CardEdits = {
    weights: weights.map((text) => {
      const { name, value } = setting(text, "--weight", "'Industry=30'");
      const found = attributeCalled(document, name);
      if (found === null) throw new InputError(noAttribute(document, name, "--weight"));
      return { attribute: found.attribute, weight: value };
    }),
    points: points.map((text) => {
      const { name, value } = setting(text, "--points", "'Industry:fintech=12'");
      const { attribute, band, note } = bandCalled(document, name);
      if (note !== null) notes.push(note(value));
      return { attribute, band, points: value };
    }),
    levels,
  };
  return { edits, notes };
}

/** `Industry=30`; a name may hold an equals sign. */
function setting(text: string, option: string, example: string): { readonly name: string; readonly value: number } {
  const at = text.lastIndexOf("=");
  const [name, said] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || name === "" || !/^\d{1,3}$/.test(said))
    throw new InputError(`${option} "${text}" is not understood: write ${example}, with whole points from 0 to 100`);
  return { name, value: Number(said) };
}

function attributeCalled(document: IcpDocument, name: string): ScorecardAttribute | null {
  const { attributes } = document.scorecard;
  const exact = attributes.find(({ attribute }) => attribute === name);
  if (exact !== undefined) return exact;
  const found = attributes.filter((one) => namesOf(document, one).some((own) => plain(own) === plain(name)));
  if (found.length < 2) return found[0] ?? null;
  throw new InputError(
    `"${name}" may be ${found.map(({ attribute }) => `"${attribute}"`).join(" or ")}: write one of these`,
  );
}

function namesOf(document: IcpDocument, { attribute }: ScorecardAttribute): string[] {
  const own = document.attributes.find(({ name }) => name === attribute);
  const label = labelOf(document, attribute);
  return [attribute, label, ...(own === undefined ? [] : [own.label, ...own.columns])];
}

function noAttribute(document: IcpDocument, name: string, option: string): string {
  const labels = document.scorecard.attributes.map(({ attribute }) => labelOf(document, attribute));
  const other = document.attributes.find((one) => [one.name, one.label].some((own) => plain(own) === plain(name)));
  if (other !== undefined)
    return `${option}: ${labelOf(document, other.name)} is not in the card (${other.status}${other.reason === "" ? "" : `: ${other.reason}`}), so it has no bands to give points to; in it are ${labels.join(", ")}`;
  const near = nearest(name, labels);
  const hint =
    near.length > 0 ? `did you mean ${near.map((one) => `"${one}"`).join(" or ")}?` : `in it are ${labels.join(", ")}`;
  return `${option}: the card has no attribute "${name}"; ${hint}`;
}

interface FoundBand {
  readonly attribute: string;
  readonly band: number;
  /** Says that a value stands for its whole band. */
  readonly note: ((points: number) => string) | null;
}

/** The longest name before a colon that is an attribute; names and bands may hold colons. */
function bandCalled(document: IcpDocument, text: string): FoundBand {
  const colons = [...text.matchAll(/:/g)].map(({ index }) => index).reverse();
  if (colons.length === 0)
    throw new InputError(
      `--points "${text}" names no band: write 'Attribute:band=points', as in 'Industry:fintech=12'`,
    );
  for (const at of colons) {
    const found = attributeCalled(document, text.slice(0, at).trim());
    if (found !== null) return bandIn(document, found, text.slice(at + 1).trim());
  }
  throw new InputError(noAttribute(document, text.slice(0, colons.at(-1)).trim(), "--points"));
}

function bandIn(document: IcpDocument, { attribute, bands }: ScorecardAttribute, name: string): FoundBand {
  const label = labelOf(document, attribute);
  const only = (found: readonly number[]): number | null => {
    if (found.length < 2) return found[0] ?? null;
    throw new InputError(
      `--points: "${name}" may be ${found.map((k) => `"${bandLabel(bands[k]!)}"`).join(" or ")} of ${label}: write it as the card does`,
    );
  };
  const which = (fits: (band: Band) => boolean): number | null =>
    only(bands.flatMap((band, k) => (fits(band) ? [k] : [])));
  const called =
    which((band) => [band.label, bandLabel(band)].includes(name)) ??
    which((band) => [band.label, bandLabel(band)].some((own) => plain(own) === plain(name)));
  if (called !== null) return { attribute, band: called, note: null };
  const holding = which(({ match }) => "in" in match && match.in.some((value) => plain(value) === plain(name)));
  if (holding === null) {
    const labels = bands.map(bandLabel);
    const all = [...labels, ...bands.flatMap(({ match }) => ("in" in match ? match.in : []))];
    const near = nearest(
      name,
      all.filter((one, k) => all.findIndex((other) => plain(other) === plain(one)) === k),
    );
    const hint =
      near.length > 0
        ? `did you mean ${near.map((one) => `"${one}"`).join(" or ")}?`
        : `it has ${labels.map((one) => `"${one}"`).join(", ")}`;
    throw new InputError(`--points: ${label} has no band "${name}"; ${hint}`);
  }
  const whole = bandLabel(bands[holding]!);
  return {
    attribute,
    band: holding,
    note: (points) => `${name} is in the band "${whole}" of ${label}, all of which earns ${points} now`,
  };
}
