import type { FilteringRule } from "../icp/disqualifier.ts";
import type { DocumentAttribute } from "../icp/document.ts";
import type { FilterTest } from "../icp/rule-test.ts";
import { foldText } from "../normalise/fold.ts";
import { normaliseValue } from "../normalise/normalise.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { tokensOf } from "../normalise/set.ts";

type Attributes = readonly DocumentAttribute[];

const READ_AS: Readonly<Record<NormaliseRule["kind"], string>> = {
  text: "names",
  number: "numbers",
  scale: "steps of a scale",
  set: "sets of names",
  count: "counts",
  group: "groups of your list",
};

/**
 * Why a rule of an earlier version cannot be applied to a new one, or would mean something else there; null where it means the same.
 *
 * @param before attributes of the earlier version @param now those of the new one
 */
export function noLongerMeans(rule: FilteringRule["rule"], before: Attributes, now: Attributes): string | null {
  for (const { attribute, is } of rule) {
    const why = conditionLost(attribute, is, before, now);
    if (why !== null) return why;
  }
  return null;
}

function conditionLost(name: string, is: FilterTest, before: Attributes, now: Attributes): string | null {
  const old = before.find((one) => one.name === name);
  const own = now.find((one) => one.name === name);
  const label = `"${own?.label ?? old?.label ?? name}"`;
  if (own === undefined)
    return old !== undefined && now.some(({ source }) => source === old.source)
      ? `${label} is no attribute of its own in this build`
      : `these files have no ${label}`;
  if (own.normalise === null || own.status === "quarantined" || own.status === "ignored")
    return `${label} takes no part in this build (${own.reason})`;
  if (own.about !== "account") return `${label} is about the deal in this build, not the company`;
  if (old === undefined || old.normalise === null) return `the earlier version does not say how it read ${label}`;
  if (old.normalise.kind !== own.normalise.kind)
    return `${label} was read as ${READ_AS[old.normalise.kind]}, and is read as ${READ_AS[own.normalise.kind]} now`;
  return testLost(label, is, old.normalise, own.normalise);
}

function testLost(label: string, is: FilterTest, old: NormaliseRule, own: NormaliseRule): string | null {
  if ("missing" in is) return null;
  const unfit = `its test does not suit ${label}, which is read as ${READ_AS[own.kind]}`;
  if ("from" in is) {
    if (own.kind === "number" || own.kind === "count") return null;
    if (own.kind !== "scale" || old.kind !== "scale") return unfit;
    return wordsIn(old, is) === wordsIn(own, is) ? null : `the steps of ${label} are others now`;
  }
  const values = "in" in is ? is.in : ["has" in is ? is.has : is.lacks];
  if ("in" in is ? own.kind !== "text" && own.kind !== "group" : own.kind !== "set") return unfit;
  const other = values.find((value) => !readAsItself(own, value));
  return other === undefined ? null : `"${other}" is no longer a value of its own in ${label}`;
}

type Scale = Extract<NormaliseRule, { kind: "scale" }>;
type Range = Extract<FilterTest, { from: number | null }>;

function wordsIn({ order }: Scale, { from, below }: Range): string {
  const within = order.filter((_, place) => place >= (from ?? 0) && place < (below ?? order.length));
  return JSON.stringify(within.map(foldText));
}

/** Whether a cell that says a rule's value has that value: other spellings, separators and words for missing may have come between. */
function readAsItself(rule: NormaliseRule, value: string): boolean {
  if (rule.kind === "group")
    return [rule.otherwise, ...rule.groups.map((group) => group.value)].map(foldText).includes(foldText(value));
  const read = normaliseValue(rule, value);
  if (rule.kind === "set") return typeof read === "string" && tokensOf(read, rule).includes(foldText(value));
  return read === foldText(value);
}
