import type { Feature } from "../features/assemble.ts";
import type { Bin } from "../features/matrix.ts";
import { rangeLabel } from "../features/number-label.ts";
import type { RuleTest } from "../icp/rule-test.ts";

/** One condition that a rule may have, over the codes of one attribute. */
export interface Candidate {
  /** Index of the attribute. */
  readonly attribute: number;
  /** 1 per code that meets it; never for code 0, missing. */
  readonly meets: Uint8Array;
  readonly is: RuleTest;
  /** The band as a person reads it: `under 20`, `Education`, `has SAP`. */
  readonly label: string;
  /** Lower is simpler to say: a value, a tail, a range, a lack. */
  readonly plainness: number;
}

/** A rule under trial: one condition, or two of different attributes. */
export type Trial = readonly Candidate[];

/** Shares of the known rows near which tails of numbers end. They do not look at outcomes, so every test stays honest. */
const TAILS: readonly number[] = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];
/** Where ranges in the middle begin and end. */
const MIDDLE: readonly (readonly [from: number, to: number])[] = [
  [0.2, 0.4],
  [0.4, 0.6],
  [0.6, 0.8],
];
/** Scales of no more steps than this are tried step by step. */
const STEPS = 8;

function rowsPerCode(codes: Uint16Array, bins: number): Float64Array {
  const count = new Float64Array(bins);
  for (const code of codes) count[code]!++;
  return count;
}

function run(size: number, first: number, last: number): Uint8Array {
  return new Uint8Array(size).map((_, code) => (code >= first && code <= last ? 1 : 0));
}

function edge(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

function rangeLabelOf(feature: Feature, bins: readonly Bin[], first: number, last: number): string {
  const [low, high] = [bins[first]!, bins[last]!];
  if (first === last) return low.label;
  if (feature.kind !== "ordinal") return rangeLabel(low.from, high.below, feature.numbers);
  if (first === 1) return `${high.label} or below`;
  return last === bins.length - 1 ? `${low.label} or above` : `${low.label} to ${high.label}`;
}

/** Last codes of the runs from the first code on whose share of the known rows is nearest to each of the shares. */
function cutsNear(upTo: readonly number[], shares: readonly number[]): number[] {
  const known = upTo.at(-1)!;
  const cuts = shares.map((share) => {
    let best = 1;
    upTo.forEach((rows, code) => {
      if (code > 0 && Math.abs(rows / known - share) < Math.abs(upTo[best]! / known - share)) best = code;
    });
    return best;
  });
  return [...new Set(cuts)];
}

/** First and last codes of every run of neighbouring bins that is tried: tails of up to half the known rows, and ranges in the middle. */
function runsOf(count: Float64Array): (readonly [first: number, last: number])[] {
  const last = count.length - 1;
  let sum = 0;
  const upTo = Array.from(count, (rows, code) => {
    if (code > 0) sum += rows;
    return sum;
  });
  if (last <= 1 || sum === 0) return [];
  const all = Array.from({ length: last - 1 }, (_, i) => i + 1);
  const few = last <= STEPS;
  const cuts = few ? all : cutsNear(upTo, TAILS);
  const upperCuts = few
    ? all
    : cutsNear(
        upTo,
        TAILS.map((share) => 1 - share),
      );
  const halfAt = sum * 0.525;
  const lower = cuts.filter((code) => code < last && upTo[code]! <= halfAt).map((code) => [1, code] as const);
  const upper = upperCuts
    .filter((code) => code < last && sum - upTo[code]! <= halfAt)
    .map((code) => [code + 1, last] as const);
  const middle = few
    ? all.slice(1).map((code) => [code, code] as const)
    : MIDDLE.map(([from, to]) => [cutsNear(upTo, [from])[0]! + 1, cutsNear(upTo, [to])[0]!] as const);
  return [...lower, ...upper, ...middle.filter(([first, end]) => first <= end && (first > 1 || end < last))];
}

function orderedCandidates(feature: Feature, attribute: number): Candidate[] {
  const { bins, codes } = feature.coded;
  const seen = new Set<string>();
  return runsOf(rowsPerCode(codes, bins.length)).flatMap(([first, last]) => {
    const key = `${first} ${last}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const tail = first === 1 || last === bins.length - 1;
    return [
      {
        attribute,
        meets: run(bins.length, first, last),
        is: { from: edge(bins[first]!.from), below: edge(bins[last]!.below) },
        label: rangeLabelOf(feature, bins, first, last),
        plainness: tail ? 1 : 2,
      },
    ];
  });
}

/** One per value of a category; several rare values pooled are nothing that people say. */
function categoryCandidates(feature: Feature, attribute: number): Candidate[] {
  const { bins } = feature.coded;
  return bins.flatMap((bin, code) =>
    code === 0 || bin.values.length !== 1
      ? []
      : [
          {
            attribute,
            meets: run(bins.length, code, code),
            is: { in: [bin.values[0]!] },
            label: bin.label,
            plainness: 0,
          },
        ],
  );
}

/** Has and has not, of a set's token. */
function flagCandidates(feature: Feature, attribute: number): Candidate[] {
  const { bins } = feature.coded;
  const token = bins.flatMap((bin) => bin.values)[0];
  if (token === undefined) return [];
  return bins.flatMap((bin, code) => {
    if (code === 0) return [];
    const has = bin.values.length > 0;
    const is: RuleTest = has ? { has: token } : { lacks: token };
    return [{ attribute, meets: run(bins.length, code, code), is, label: bin.label, plainness: has ? 0 : 3 }];
  });
}

/** Every condition that is tried of an attribute: values, tails and ranges that people can say. Missing is never a condition. */
export function candidatesOf(feature: Feature, attribute: number): Candidate[] {
  if (feature.kind === "flag") return flagCandidates(feature, attribute);
  return feature.coded.order === "ordered"
    ? orderedCandidates(feature, attribute)
    : categoryCandidates(feature, attribute);
}
