import type { Disqualifier } from "../icp/disqualifier.ts";
import type { DocumentAttribute, IcpDocument } from "../icp/document.ts";
import { foldText } from "../normalise/fold.ts";
import { goneText, type LostRule } from "./decided.ts";
import { noLongerMeans } from "./still-means.ts";

/** Whether the files of a build have the column of an attribute. */
export type IsThere = (attribute: DocumentAttribute) => boolean;

/**
 * A document with what a person decided in an earlier version on rules that this build did not count: held as they are, with the attributes that
 * they are judged by; those that cannot be told any more are dropped with a note.
 *
 * @param rules decided rules of the earlier version
 */
export function withCarried(
  document: IcpDocument,
  previous: Pick<IcpDocument, "attributes">,
  rules: readonly Disqualifier[],
  isThere: IsThere,
): IcpDocument {
  const attributes = new Map<string, DocumentAttribute>();
  const held: Disqualifier[] = [];
  const lost: LostRule[] = [];
  for (const rule of rules) {
    if (document.disqualifiers.some(({ id }) => id === rule.id)) continue;
    const judged = judgedBy(rule, previous.attributes, document.attributes, isThere);
    if (typeof judged === "string") lost.push({ rule, why: judged });
    else {
      held.push(uncounted(rule));
      for (const one of judged) attributes.set(one.name, one);
    }
  }
  return {
    ...document,
    attributes: [...document.attributes, ...attributes.values()],
    disqualifiers: [...document.disqualifiers, ...held],
    notes: [...document.notes, ...lost.map(goneText)],
  };
}

/** A declared rule without the figures of an earlier version's deals. */
function uncounted(rule: Disqualifier): Disqualifier {
  if (rule.source === "learned") return rule;
  const { counted: _, ...rest } = rule;
  return rest;
}

/** The attributes that a rule brings along, or why it cannot be told. */
function judgedBy(
  { rule }: Disqualifier,
  before: readonly DocumentAttribute[],
  now: readonly DocumentAttribute[],
  isThere: IsThere,
): readonly DocumentAttribute[] | string {
  const brought: DocumentAttribute[] = [];
  for (const condition of rule ?? []) {
    if (now.some(({ name }) => name === condition.attribute)) {
      const why = noLongerMeans([condition], before, now);
      if (why !== null) return why;
      continue;
    }
    const old = before.find(({ name }) => name === condition.attribute);
    const label = `"${old?.label ?? condition.attribute}"`;
    if (old === undefined || old.normalise === null) return `the earlier version does not say how it read ${label}`;
    if (!isThere(old)) return `these files have no ${label}`;
    brought.push({ ...old, status: "used", reason: "decides whom not to sell to, as in the version before" });
  }
  return brought;
}

/** Declared rules as a person left them in an earlier version: one rejected there stays rejected, wherever in the file it stands now. */
export function rejectedAgain(own: readonly Disqualifier[], previous: readonly Disqualifier[]): Disqualifier[] {
  const rejected = new Set(
    declaredOf(previous).flatMap((one) => (one.status === "rejected" ? [foldText(one.who)] : [])),
  );
  return own.map((one) =>
    one.source === "declared" && rejected.has(foldText(one.who)) ? { ...one, status: "rejected" } : one,
  );
}

/** What is to be said of declared rules of an earlier version that the declared file does not hold any more. */
export function leftOut(own: readonly Disqualifier[], previous: readonly Disqualifier[], file: string): string[] {
  const there = new Set(own.map(({ who }) => foldText(who)));
  return declaredOf(previous)
    .filter(({ who }) => !there.has(foldText(who)))
    .map(({ who, status }) =>
      status === "rejected"
        ? `You rejected "${who}", which ${file} does not hold any more.`
        : `"${who}" is not in ${file} any more: it is no disqualifier in this version.`,
    );
}

/** Rules that people declared. */
export function declaredOf(rules: readonly Disqualifier[]): readonly Disqualifier[] {
  return rules.filter(({ source }) => source === "declared");
}

/** Rules learned from deals that a person confirmed or rejected. */
export function decidedOf(rules: readonly Disqualifier[]): readonly Disqualifier[] {
  return rules.filter(({ source, status }) => source === "learned" && status !== "suggested");
}
