import type { DocumentAttribute, HeldOut, IcpDocument, ScorecardAttribute } from "../../icp/document.ts";
import { bandLabel } from "../../icp/page/band-label.ts";
import { changesText } from "../../icp/page/edited.ts";
import { humanise } from "../../icp/page/label.ts";
import { disqualifierChanges, type RuleChange, segmentChanges } from "./rule-changes.ts";
import { cutsOf, type ValueMove, valueMoves } from "./value-moves.ts";

/** A figure of both documents; `before` and `after` are the same where nothing changed. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/** An attribute in both. */
export interface AttributeChange {
  readonly attribute: string;
  readonly label: string;
  readonly change: "in" | "out" | "weight" | "bands" | "points";
  readonly weight: Pair<number>;
  /** Where the document that has no points for it says why. */
  readonly reason: string | null;
  /** Values that earn other points, those that moved most first. */
  readonly moves: readonly ValueMove[];
  /** Edges between the bands of a number; null for other kinds, and where they are the same. */
  readonly cuts: Pair<readonly number[]> | null;
}

/** An attribute whose standing changed without points on either side. */
export interface StatusChange {
  readonly attribute: string;
  readonly label: string;
  readonly before: DocumentAttribute["status"] | "not in the data";
  readonly after: DocumentAttribute["status"] | "not in the data";
  readonly reason: string;
}

export interface HeldOutPair {
  readonly method: HeldOut["method"];
  readonly before: HeldOut | null;
  readonly after: HeldOut | null;
}

/** What is different between two documents. Everything null or empty: nothing. */
export interface DocumentDiff {
  readonly before: { readonly id: string; readonly name: string; readonly as_of: string | null };
  readonly after: { readonly id: string; readonly name: string; readonly as_of: string | null };
  readonly same: boolean;
  readonly facts: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly attributes: readonly AttributeChange[];
  readonly statuses: readonly StatusChange[];
  readonly segments: readonly RuleChange[];
  readonly disqualifiers: readonly RuleChange[];
  /** Checks of both, where they differ. */
  readonly heldOut: readonly HeldOutPair[];
}

function named(document: IcpDocument, attribute: string): DocumentAttribute | null {
  return document.attributes.find(({ name }) => name === attribute) ?? null;
}

function labelIn(documents: readonly IcpDocument[], attribute: string): string {
  const found = documents.map((one) => named(one, attribute)).find((one) => one !== null);
  return humanise(found?.label ?? attribute);
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, k) => value === b[k]);
}

function attributeChange(a: IcpDocument, b: IcpDocument, attribute: string): AttributeChange | null {
  const [before, after] = [a, b].map(
    ({ scorecard }) => scorecard.attributes.find((one) => one.attribute === attribute) ?? null,
  ) as [ScorecardAttribute | null, ScorecardAttribute | null];
  const common = {
    attribute,
    label: labelIn([b, a], attribute),
    weight: { before: before?.weight ?? 0, after: after?.weight ?? 0 },
  };
  if (before === null || after === null) {
    const there = named(before === null ? a : b, attribute);
    const absent = before === null ? "was not in the data" : "is not in the data";
    const own = (before ?? after)!.bands.map((band): ValueMove => {
      const points = {
        value: bandLabel(band),
        before: before === null ? null : band.points,
        after: after === null ? null : band.points,
      };
      return points;
    });
    return {
      ...common,
      change: before === null ? "in" : "out",
      reason: there?.reason ?? absent,
      moves: own,
      cuts: null,
    };
  }
  const cuts = { before: cutsOf(before), after: cutsOf(after) };
  const moves = valueMoves(before, after);
  const cut = !sameList(cuts.before, cuts.after);
  if (moves.length === 0 && !cut && before.weight === after.weight) return null;
  const change = before.weight !== after.weight ? "weight" : cut ? "bands" : "points";
  return { ...common, change, reason: null, moves, cuts: cut ? cuts : null };
}

function attributeChanges(a: IcpDocument, b: IcpDocument): AttributeChange[] {
  const names = new Set([...b.scorecard.attributes, ...a.scorecard.attributes].map(({ attribute }) => attribute));
  const order = { in: 0, out: 1, weight: 2, bands: 3, points: 4 } as const;
  return [...names]
    .map((name) => attributeChange(a, b, name))
    .filter((change) => change !== null)
    .sort(
      (x, y) =>
        order[x.change] - order[y.change] ||
        Math.abs(y.weight.after - y.weight.before) - Math.abs(x.weight.after - x.weight.before),
    );
}

function statusChanges(a: IcpDocument, b: IcpDocument): StatusChange[] {
  const scored = new Set([...a.scorecard.attributes, ...b.scorecard.attributes].map(({ attribute }) => attribute));
  const names = new Set([...a.attributes, ...b.attributes].map(({ name }) => name));
  return [...names].sort().flatMap((attribute): StatusChange[] => {
    if (scored.has(attribute)) return [];
    const [before, after] = [named(a, attribute), named(b, attribute)];
    if (before?.status === after?.status) return [];
    // What neither could ever have scored says nothing about the profile.
    const may = [before, after].some((one) => one?.status === "unused" || one?.status === "quarantined");
    if (!may) return [];
    return [
      {
        attribute,
        label: labelIn([b, a], attribute),
        before: before?.status ?? "not in the data",
        after: after?.status ?? "not in the data",
        reason: (after ?? before)!.reason,
      },
    ];
  });
}

const count = new Intl.NumberFormat("en-US");

function factsOf(a: IcpDocument, b: IcpDocument): DocumentDiff["facts"][number][] {
  const percent = (rate: number): string => `${Math.round(100 * rate)}%`;
  const window = ({ evidence: { window } }: IcpDocument): string =>
    window.from === null && window.to === null ? "no dates" : `${window.from ?? "?"} to ${window.to ?? "?"}`;
  const rows: (readonly [string, (document: IcpDocument) => string])[] = [
    ["Goal", ({ goal }) => goal],
    ["Closed deals", ({ evidence: { won, lost } }) => `${count.format(won + lost)} (${count.format(won)} won)`],
    ["Window", window],
    ["Base win rate", ({ evidence: { base_rate } }) => percent(base_rate)],
    ["Accounts", ({ evidence: { accounts } }) => count.format(accounts)],
    ["Outcome read from", ({ input }) => input.outcome],
    ["New business", ({ input }) => input.new_business],
    ["Maturity", ({ maturity }) => maturity],
    ["Separation", ({ separation }) => separation.verdict],
    ["Levels", ({ scorecard: { levels } }) => `high from ${levels.high}, medium from ${levels.medium}`],
    ["Edited by hand", ({ edited }) => (edited === undefined ? "no" : changesText(edited.changes))],
    ["How deals count", ({ input }) => weightWords(input.row_weights)],
    ["Engine", ({ engine }) => engine.version],
  ];
  return rows.flatMap(([name, tell]) => {
    const [before, after] = [tell(a), tell(b)];
    return before === after ? [] : [{ name, before, after }];
  });
}

function checksOf(a: IcpDocument, b: IcpDocument): HeldOutPair[] {
  const pairs: HeldOutPair[] = [
    { method: "forward", before: a.validation.forward, after: b.validation.forward },
    { method: "cross-fit", before: a.validation.cross_fit, after: b.validation.cross_fit },
  ];
  return pairs.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

/** `half after every 180 days` */
function weightWords(weights: IcpDocument["input"]["row_weights"]): string {
  if (weights === "none") return "all the same";
  const { half_life_days, rules } = weights;
  return [
    ...(half_life_days === null ? [] : [`half after every ${Number(half_life_days.toFixed(0))} days`]),
    ...rules.map(({ who, weight }) => `${who}: ${weight} times`),
  ].join("; ");
}

/** What changed from one document to another: evidence, attributes, weights, bands, levels, kinds of customers, rules, held-out checks. */
export function diffDocuments(a: IcpDocument, b: IcpDocument): DocumentDiff {
  const about = ({ id, name, as_of }: IcpDocument) => ({ id, name, as_of });
  return {
    before: about(a),
    after: about(b),
    same: a.id === b.id,
    facts: factsOf(a, b),
    attributes: attributeChanges(a, b),
    statuses: statusChanges(a, b),
    segments: segmentChanges(a.segments, b.segments),
    disqualifiers: disqualifierChanges(a.disqualifiers, b.disqualifiers),
    heldOut: checksOf(a, b),
  };
}
