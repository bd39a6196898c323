import type { Change } from "./changes.ts";
import type { LastMade, ListSpec } from "./spec.ts";

/** What a list is made by, for its sentences. */
export interface WhyContext {
  /** Null: the list is made for the first time. */
  readonly made: LastMade | null;
  readonly version: string;
  readonly number: number;
  readonly spec: ListSpec;
  /** It is made another way than last time. */
  readonly remade: boolean;
  /** Tiers that hold as many accounts as they may. */
  readonly full: ReadonlySet<string>;
}

const REMADE = "the list is made another way now";

/** `fit rose from 62 to 74: Industry +12`; null where the fit is what it was. */
function fitWords({ fit_was: was, fit, attribute }: Change, { made, version, number }: WhyContext): string | null {
  if (was === null || fit === null || was === fit) return null;
  const by = made !== null && made.version !== version ? ` by version ${number} (version ${made.number} before)` : "";
  const what = attribute === null ? "" : `: ${attribute}`;
  return `fit ${fit > was ? "rose" : "fell"} from ${was} to ${fit}${by}${what}`;
}

/** `timing rose from 10 to 55`; null where it is what it was. */
function timingWords({ timing_was: was, timing }: Change): string | null {
  if (was === null || timing === null || was === timing) return null;
  return `timing ${timing > was ? "rose" : "fell"} from ${was} to ${timing}`;
}

/** Why an account enters a list, in words. */
export function enteredWhy(change: Change | undefined, control: boolean, context: WhyContext): string {
  const { made, spec } = context;
  if (control) return "drawn for the control, below the line";
  const timing = change?.timing === null || change === undefined ? "" : `, timing ${change.timing}`;
  if (made === null || change === undefined)
    return `fit ${change?.fit ?? "not known"}${timing}, when the list was first made`;
  if (!change.was) return `new among the accounts: fit ${change.fit}${timing}`;
  if (change.level_was === "unknown") return `enough is known now: fit ${change.fit}`;
  if (change.disqualified_was !== null) return `no longer disqualified by ${change.disqualified_was}`;
  const moved = fitWords(change, context) ?? (spec.by === "share" ? timingWords(change) : null);
  if (moved !== null && (change.level_was !== "high" || spec.by === "share")) return moved;
  if (change.level_was !== "high" && change.level === "high")
    return `high from fit ${change.fit} on by version ${context.number}`;
  if (context.remade) return REMADE;
  if (spec.by === "share") return "there is room for it now";
  if (spec.where.length > 0 && change.rested === null)
    return "it is what the list is for now, or nothing speaks against it any more";
  const rested = change.rested === null ? "" : ` (${change.rested}: that is long enough ago)`;
  return `nothing speaks against it any more${rested}`;
}

const BECAME: Readonly<Record<string, string>> = {
  customer: "became a ",
  churned: "is a ",
  open_deal: "already open: ",
  free_tier: "is ",
  excluded: "is ",
};

/** Why an account leaves, in words. */
export function leftWhy(change: Change | undefined, wasControl: boolean, context: WhyContext): string {
  if (change === undefined || !change.is) return "no longer among the accounts";
  // How the list is made changed: the words of the condition say it best.
  if (change.reason !== null) return `${BECAME[change.code ?? ""] ?? ""}${change.reason}`;
  if (change.disqualified !== null) return `disqualified: ${change.disqualified}`;
  if (wasControl) return "no longer drawn for the control";
  const fit = fitWords(change, context);
  if (change.level === "unknown") return "too little is known of it now";
  if (context.remade && fit === null) return REMADE;
  if (context.spec.by === "share") return `outranked: ${fit ?? timingWords(change) ?? "others rank higher"}`;
  if (change.level !== "high")
    return `no longer high: ${fit ?? `fit ${change.fit} is ${change.level} by version ${context.number}`}`;
  return "no longer there: it was taken out of the accounts";
}

const ORDER = ["A", "B", "C"];

/** Why an account that stays is in another tier, in words. */
export function movedWhy(
  change: Change | undefined,
  from: string | null,
  to: string | null,
  context: WhyContext,
): string {
  if (to === null) return "kept aside for the control";
  if (from === null)
    return change === undefined ? "above the line now" : (fitWords(change, context) ?? "above the line now");
  if (context.remade) return REMADE;
  const up = ORDER.indexOf(to) < ORDER.indexOf(from);
  const moved = change === undefined ? null : (fitWords(change, context) ?? timingWords(change));
  const rose = moved?.includes(" rose ") === true;
  if (moved !== null && rose === up) return moved;
  if (up) return `room in tier ${to}: others left or fell behind`;
  const { per_owner, per_team } = context.spec;
  if (context.full.has(from) || (per_owner === null && per_team === null)) return `outranked: tier ${from} is full`;
  if (per_team === null) return `outranked: its owner has ${per_owner} that rank higher`;
  return per_owner === null
    ? `outranked: its team has ${per_team} that rank higher`
    : `outranked: its owner has ${per_owner}, or its team ${per_team}, that rank higher`;
}
