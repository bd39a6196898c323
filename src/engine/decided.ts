import { type Disqualifier, filters, isShown, type LearnedDisqualifier } from "../icp/disqualifier.ts";
import type { DocumentAttribute, IcpDocument } from "../icp/document.ts";
import { formatFor } from "../icp/page/format.ts";
import { noLongerMeans } from "./still-means.ts";

/** A rule that cannot be kept, and why. */
export interface LostRule {
  readonly rule: Disqualifier;
  readonly why: string;
}

/** The rules of an earlier version that a person confirmed, rejected or declared: those that mean the same in a new build, and the others. */
export interface DecidedRules {
  readonly held: readonly Disqualifier[];
  readonly lost: readonly LostRule[];
}

/** No earlier version. */
export const NOTHING_DECIDED: DecidedRules = { held: [], lost: [] };

/** Sorts what a person decided in an earlier version by whether it means the same in a new build. */
export function decidedRules(
  previous: Pick<IcpDocument, "disqualifiers" | "attributes">,
  attributes: readonly DocumentAttribute[],
): DecidedRules {
  const judged = previous.disqualifiers
    .filter(({ status }) => status !== "suggested")
    .map((rule) => ({
      rule,
      why: rule.rule === null ? null : noLongerMeans(rule.rule, previous.attributes, attributes),
    }));
  return {
    held: judged.filter(({ why }) => why === null).map(({ rule }) => rule),
    lost: judged.flatMap(({ rule, why }) => (why === null ? [] : [{ rule, why }])),
  };
}

/** The rules of a new version, with what is to be said of decisions. */
export interface KeptRules {
  readonly disqualifiers: readonly Disqualifier[];
  readonly notes: readonly string[];
}

/**
 * Adds to the rules of a build the held ones that nobody counted: those that a person declared, and those of an aim that was not looked for. A
 * decision holds until a person takes it back: what speaks against it is told.
 *
 * @param inTime whether the newest deals were told by time, not drawn
 */
export function keepDecided(
  found: readonly LearnedDisqualifier[],
  { held, lost }: DecidedRules,
  inTime: boolean,
): KeptRules {
  const counted = new Set(found.map(({ id }) => id));
  const others = held.filter(({ id }) => !counted.has(id));
  return {
    disqualifiers: [...found, ...others],
    notes: [...found.flatMap((rule) => doubtsOf(rule, inTime)), ...lost.map(goneText)],
  };
}

const FORMAT = formatFor("en");

/** What the deals say against a confirmed rule. */
function doubtsOf(rule: LearnedDisqualifier, inTime: boolean): string[] {
  if (!filters(rule) || rule.source !== "learned" || rule.aim !== "win") return [];
  const { who, n, events, rate, base_rate, later } = rule;
  const back = "It filters on, because you confirmed it; openicp reject takes it back.";
  const won = (of: number, all: number): string => `${FORMAT.count(of)} of ${FORMAT.count(all)}`;
  if (later.matched > 0 && later.events_matched / later.matched >= later.events / later.rows)
    return [
      `"${who}": the ${inTime ? "newest deals" : "deals kept aside"} contradict it: ${won(later.events_matched, later.matched)} won (${FORMAT.percent(later.events_matched / later.matched)}), against ${FORMAT.percent(later.events / later.rows)} of all ${FORMAT.count(later.rows)}. ${back}`,
    ];
  if (isShown(rule)) return [];
  if (n === 0) return [`"${who}": there is no such deal in these files. ${back}`];
  const of = rate < base_rate ? "not enough to show it again" : "they do not show it";
  return [
    `"${who}": ${won(events, n)} of these deals won (${FORMAT.percent(rate)}), against ${FORMAT.percent(base_rate)} of all: ${of}. ${back}`,
  ];
}

/** What became of a decision that does not hold any more. */
export function goneText({ rule, why }: LostRule): string {
  const { who, kind, status } = rule;
  if (status === "rejected") return `You rejected "${who}", which says nothing about these files: ${why}.`;
  if (kind === "watch-out") return `The watch-out "${who}" was dropped: ${why}.`;
  return `The disqualifier "${who}" was dropped and filters nothing any more: ${why}. Build with that column as it was before, or decide on a new rule (openicp confirm).`;
}
