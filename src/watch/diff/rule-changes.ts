import type { Disqualifier } from "../../icp/disqualifier.ts";
import type { Segment } from "../../icp/segment.ts";

/** A kind of customers or a rule that is in one document only, or differs. */
export interface RuleChange {
  readonly id: string;
  readonly text: string;
  readonly change: "new" | "gone" | "changed";
  /** Of a changed one what it was and is: `suggested`, `confirmed`. */
  readonly before: string | null;
  readonly after: string | null;
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
export function segmentChanges(before: readonly Segment[], after: readonly Segment[]): RuleChange[] {
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

/** Rules on whom not to sell to, by their ids. */
export function disqualifierChanges(before: readonly Disqualifier[], after: readonly Disqualifier[]): RuleChange[] {
  return ruleChanges(
    before,
    after,
    ({ id }) => id,
    ({ who }) => who,
    disqualifierState,
  );
}

function disqualifierState(one: Disqualifier): string {
  return `${one.kind}, ${one.status}`;
}
