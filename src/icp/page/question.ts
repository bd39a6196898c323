import type { Band } from "../document.ts";
import { bandLabel } from "./band-label.ts";

type Range = { readonly from: number | null; readonly below: number | null };

/** The values of a yes in words: `Fintech, Insurance`, `200 or more`, `has SAP`, `anything but Agency`; ends with a question mark. */
export function askedOf(yes: readonly Band[], no: readonly Band[]): string {
  return `${rangeWords(yes, no) ?? listed(yes, no)}?`;
}

/** A list of so many values is asked the other way round where few remain. */
const LONG = 7;
const SHORT = 3;

/** `any other` cannot be asked for: then what a no is. */
function listed(yes: readonly Band[], no: readonly Band[]): string {
  const unnamed = yes.some(isUnnamed);
  const [those, others] = [yes, no].map((bands) => bands.flatMap((band) => valuesOf(band).split(", ")).length);
  const shorter =
    no.length > 0 &&
    those! >= LONG &&
    others! <= SHORT &&
    yes.every(({ match }) => "in" in match) &&
    !no.some(isUnnamed);
  if ((unnamed && no.length > 0) || shorter) return `anything but ${orList(no.map(valuesOf))}`;
  return orList(yes.map(valuesOf));
}

function isUnnamed({ match, label }: Band): boolean {
  return "other" in match && UNNAMED.has(label.trim());
}

const UNNAMED: ReadonlySet<string> = new Set(["", "any other", "none of these"]);

/** A declared band has a name of its own before its values: `in the profile: Fintech, Insurance`. */
function valuesOf(band: Band): string {
  return bandLabel(band).replace(/^[^:,]+: (?=\S)/, "");
}

function orList(labels: readonly string[]): string {
  const items = labels.flatMap((label) => label.split(", "));
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
}

/** Neighbouring bands of a number as one: bounds are worded as the bands that begin there word them. */
function rangeWords(yes: readonly Band[], no: readonly Band[]): string | null {
  const ranges = yes.flatMap(({ match }) => ("from" in match ? [match] : []));
  if (ranges.length !== yes.length || yes.length < 2) return null;
  const ordered = [...ranges].sort(
    (a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY),
  );
  if (ordered.some((range, i) => i > 0 && range.from !== ordered[i - 1]!.below)) return null;
  const [low, high] = [ordered[0]!.from, ordered.at(-1)!.below];
  const start = low === null ? null : startingAt(yes, low);
  const end = high === null ? null : startingAt(no, high);
  if ((low !== null && start === null) || (high !== null && end === null)) return null;
  if (start !== null && end !== null) return `${start} to under ${end}`;
  if (start !== null) return `${start} or more`;
  return end === null ? null : `under ${end}`;
}

/** The number at which a band begins, as its label says it; null for a label in words. */
function startingAt(bands: readonly Band[], from: number): string | null {
  const band = bands.find(({ match }) => "from" in match && (match as Range).from === from);
  const start =
    band === undefined
      ? ""
      : valuesOf(band)
          .split(/ to | or more|[–-]|\+/)[0]!
          .trim();
  return /^\D{0,3}\d[\d.,]*\s?[kKmMbB%]?$/.test(start) ? start : null;
}
