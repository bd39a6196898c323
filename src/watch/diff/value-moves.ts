import type { Band, Condition, ScorecardAttribute } from "../../icp/document.ts";
import { bandLabel } from "../../icp/page/band-label.ts";

/** What a value earns in both. */
export interface ValueMove {
  readonly value: string;
  /** Points; null where the value is not in that document. */
  readonly before: number | null;
  readonly after: number | null;
}

function isNumber(match: Condition): match is { from: number | null; below: number | null } {
  return "from" in match;
}

/** Edges between the bands of a number, ascending; none for other kinds. */
export function cutsOf({ bands }: ScorecardAttribute): number[] {
  const edges = bands.flatMap(({ match }) => (isNumber(match) ? [match.from, match.below] : []));
  return [...new Set(edges.filter((edge) => edge !== null))].sort((a, b) => a - b);
}

/** What a document gives for not knowing. */
function missingPoints({ bands }: ScorecardAttribute): number {
  return bands.find(({ match }) => "missing" in match)?.points ?? 0;
}

/** The band that a value falls in; null for one never seen. */
function bandOf({ bands }: ScorecardAttribute, value: Condition): Band | null {
  if ("missing" in value) return bands.find(({ match }) => "missing" in match) ?? null;
  for (const band of bands) {
    const { match } = band;
    if ("other" in match && !("missing" in value)) return band;
    if ("in" in match && "in" in value && match.in.includes(value.in[0]!)) return band;
    if ("has" in match && "has" in value && match.has === value.has) return band;
    if (isNumber(match) && isNumber(value)) {
      const inside = (value.from ?? Number.NEGATIVE_INFINITY) >= (match.from ?? Number.NEGATIVE_INFINITY);
      if (inside && (value.below ?? Number.POSITIVE_INFINITY) <= (match.below ?? Number.POSITIVE_INFINITY)) return band;
    }
  }
  return null;
}

interface Piece {
  readonly label: string;
  readonly match: Condition;
}

/** The smallest pieces on which both cards may differ: every category, every stretch between the edges of either, a token or its lack, not known. */
function piecesOf(a: ScorecardAttribute, b: ScorecardAttribute): Piece[] {
  const all = [...a.bands, ...b.bands];
  const words = new Set(all.flatMap(({ match }) => ("in" in match ? match.in : [])));
  const edges = [...new Set([...cutsOf(a), ...cutsOf(b)])].sort((x, y) => x - y);
  const numeric = all.some(({ match }) => isNumber(match));
  const stretches = numeric ? [null, ...edges].map((from, k) => ({ from, below: edges[k] ?? null })) : [];
  const others = new Map(
    all.filter(({ match }) => "has" in match || "other" in match).map((band) => [JSON.stringify(band.match), band]),
  );
  return [
    ...[...words].sort().map((word) => ({ label: spelled(all, word), match: { in: [word] } })),
    ...stretches.map((match) => ({ label: stretchLabel(match), match })),
    ...[...others.values()].map((band) => ({ label: bandLabel(band), match: band.match })),
    ...(all.some(({ match }) => "missing" in match) ? [{ label: "not known", match: { missing: true } as const }] : []),
  ];
}

/** The category as a label spells it; folded where none does. */
function spelled(bands: readonly Band[], word: string): string {
  const names = bands.flatMap(({ label }) => label.split(", "));
  return names.find((name) => name.toLowerCase() === word) ?? word;
}

const count = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

function stretchLabel({ from, below }: { readonly from: number | null; readonly below: number | null }): string {
  if (from === null) return below === null ? "any" : `under ${count.format(below)}`;
  return below === null ? `${count.format(from)} or more` : `${count.format(from)} to under ${count.format(below)}`;
}

/** Values whose points differ, neighbours and categories that moved alike together. */
export function valueMoves(a: ScorecardAttribute, b: ScorecardAttribute): ValueMove[] {
  const moved: { label: string; match: Condition; before: number; after: number }[] = [];
  for (const { label, match } of piecesOf(a, b)) {
    const [before, after] = [a, b].map((card) => bandOf(card, match)?.points ?? missingPoints(card)) as [
      number,
      number,
    ];
    if (before === after) continue;
    const last = moved.at(-1);
    const alike = last !== undefined && last.before === before && last.after === after;
    if (alike && isNumber(last.match) && isNumber(match) && last.match.below === match.from) {
      last.match = { from: last.match.from, below: match.below };
      last.label = stretchLabel(last.match);
    } else moved.push({ label, match, before, after });
  }
  const grouped = new Map<string, ValueMove>();
  for (const { label, match, before, after } of moved) {
    const key = "in" in match ? `in ${before} ${after}` : `${label} ${before} ${after}`;
    const there = grouped.get(key);
    grouped.set(key, { value: there === undefined ? label : `${there.value}, ${label}`, before, after });
  }
  return [...grouped.values()].sort((x, y) => Math.abs(y.after! - y.before!) - Math.abs(x.after! - x.before!));
}
