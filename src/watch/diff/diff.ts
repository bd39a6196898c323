import type { Disqualifier } from "../../icp/disqualifier.ts";
import type {
  Band,
  Condition,
  DocumentAttribute,
  HeldOut,
  IcpDocument,
  ScorecardAttribute,
} from "../../icp/document.ts";
import { bandLabel } from "../../icp/page/band-label.ts";
import { humanise } from "../../icp/page/label.ts";
import type { Segment } from "../../icp/segment.ts";

/** A figure of both documents; `before` and `after` are the same where nothing changed. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/** What a value earns in both. */
export interface ValueMove {
  readonly value: string;
  /** Points; null where the value is not in that document. */
  readonly before: number | null;
  readonly after: number | null;
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

export interface RuleChange {
  readonly id: string;
  readonly text: string;
  readonly change: "new" | "gone" | "changed";
  /** Of a changed one what it was and is: `suggested`, `confirmed`. */
  readonly before: string | null;
  readonly after: string | null;
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

/** A match in words that are the same in both documents whatever the labels. */
function isNumber(match: Condition): match is { from: number | null; below: number | null } {
  return "from" in match;
}

function cutsOf({ bands }: ScorecardAttribute): number[] {
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
function movesOf(a: ScorecardAttribute, b: ScorecardAttribute): ValueMove[] {
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
  const moves = movesOf(before, after);
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

function segmentText({ name, rules }: Segment): string {
  return `${name} (${rules.map(({ label }) => label).join("; ")})`;
}

/** Ids, with a number where one stands again. */
function numbered<T>(list: readonly T[], idOf: (one: T) => string): Map<string, T> {
  const all = new Map<string, T>();
  for (const one of list) {
    let id = idOf(one);
    for (let k = 2; all.has(id); k++) id = `${idOf(one)} (${k})`;
    all.set(id, one);
  }
  return all;
}

function ruleChanges<T>(
  before: readonly T[],
  after: readonly T[],
  idOf: (one: T) => string,
  textOf: (one: T) => string,
  stateOf: (one: T) => string,
): RuleChange[] {
  const [was, is] = [numbered(before, idOf), numbered(after, idOf)];
  const changed = [...is].flatMap(([id, one]): RuleChange[] => {
    const old = was.get(id);
    const common = { id, text: textOf(one) };
    if (old === undefined) return [{ ...common, change: "new", before: null, after: stateOf(one) }];
    return stateOf(old) === stateOf(one)
      ? []
      : [{ ...common, change: "changed", before: stateOf(old), after: stateOf(one) }];
  });
  const gone = [...was]
    .filter(([id]) => !is.has(id))
    .map(([id, one]): RuleChange => ({ id, text: textOf(one), change: "gone", before: stateOf(one), after: null }));
  return [...changed, ...gone];
}

/** Conditions that two rules share. */
function shared(a: Segment, b: Segment): number {
  const of = new Set(a.rules.map(({ attribute, is }) => JSON.stringify([attribute, is])));
  return b.rules.filter(({ attribute, is }) => of.has(JSON.stringify([attribute, is]))).length;
}

/** Kinds by their rules: the same rule is the same kind, one that shares a condition with a rule that is gone has changed. */
function segmentChanges(before: readonly Segment[], after: readonly Segment[]): RuleChange[] {
  const changes = ruleChanges(before, after, segmentId, segmentText, ({ rank }) => rank);
  const gone = before.filter((one) => changes.some(({ id, change }) => change === "gone" && id === segmentId(one)));
  const fresh = after.filter((one) => changes.some(({ id, change }) => change === "new" && id === segmentId(one)));
  const taken = new Map<Segment, Segment>();
  for (const one of fresh) {
    const left = gone.filter((old) => ![...taken.values()].includes(old) && shared(old, one) > 0);
    const like = left.sort((x, y) => shared(y, one) - shared(x, one))[0];
    if (like !== undefined) taken.set(one, like);
  }
  const told = new Set([...taken].flatMap((pair) => pair.map(segmentId)));
  const changed = [...taken].map(
    ([one, old]): RuleChange => ({
      id: segmentId(one),
      text: one.name,
      change: "changed",
      before: `${old.rules.map(({ label }) => label).join("; ")} (${old.rank})`,
      after: `${one.rules.map(({ label }) => label).join("; ")} (${one.rank})`,
    }),
  );
  return [...changed, ...changes.filter(({ id }) => !told.has(id))];
}

/** A segment by its rule: a kind that is named otherwise but told alike is the same. */
function segmentId({ rules }: Segment): string {
  return JSON.stringify(rules.map(({ attribute, is }) => [attribute, is]));
}

function disqualifierState(one: Disqualifier): string {
  return `${one.kind}, ${one.status}`;
}

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
    ["Row weights", ({ input }) => (input.row_weights === "none" ? "none" : JSON.stringify(input.row_weights))],
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
    disqualifiers: ruleChanges(
      a.disqualifiers,
      b.disqualifiers,
      ({ id }) => id,
      ({ who }) => who,
      disqualifierState,
    ),
    heldOut: checksOf(a, b),
  };
}
