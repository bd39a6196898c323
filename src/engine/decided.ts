import type { Disqualifier, LearnedDisqualifier } from "../icp/disqualifier.ts";

/** What a person made of the rules of a version: the confirmed and rejected ones, by id. */
export function decisionsOf(rules: readonly Disqualifier[]): ReadonlyMap<string, "confirmed" | "rejected"> {
  return new Map(
    rules.flatMap(({ id, source, status }) =>
      source === "learned" && (status === "confirmed" || status === "rejected") ? [[id, status] as const] : [],
    ),
  );
}

/** The rules of a new version: those found, then those a person decided on before that were not found again. */
export interface KeptRules {
  readonly disqualifiers: readonly Disqualifier[];
  readonly notes: readonly string[];
}

/**
 * Adds to the rules that were found those of an earlier version that a person confirmed, rejected or declared and these deals do not show again: a
 * decision holds until a person takes it back. A rule whose attribute these files do not have cannot be kept, and is told.
 *
 * @param names attributes of companies that took part
 */
export function keepDecided(
  found: readonly LearnedDisqualifier[],
  previous: readonly Disqualifier[],
  names: readonly string[],
): KeptRules {
  const again = new Set(found.map(({ id }) => id));
  const others = previous.filter(({ id, status }) => status !== "suggested" && !again.has(id));
  const lost = others.filter(({ rule }) => (rule ?? []).some(({ attribute }) => !names.includes(attribute)));
  const kept = others.filter((one) => !lost.includes(one));
  return { disqualifiers: [...found, ...kept], notes: [...contradicted(found), ...unseen(kept), ...gone(lost)] };
}

/** Told of what filters, or did: a rejected rule is no loss. */
function contradicted(found: readonly LearnedDisqualifier[]): string[] {
  return found
    .filter(({ kind, status, aim }) => kind === "watch-out" && status === "confirmed" && aim === "win")
    .map(
      ({ who }) =>
        `You confirmed "${who}" as a disqualifier, but the newest deals contradict it: it is a watch-out now and filters nothing.`,
    );
}

function unseen(kept: readonly Disqualifier[]): string[] {
  return kept
    .filter(({ status }) => status === "confirmed")
    .map(
      ({ who }) =>
        `"${who}" stays a disqualifier because you confirmed it; these deals do not show it again, and its counts are those of the version before.`,
    );
}

function gone(lost: readonly Disqualifier[]): string[] {
  return lost
    .filter(({ status }) => status !== "rejected")
    .map(({ who }) => `The disqualifier "${who}" was dropped: these files do not say enough to judge it.`);
}
