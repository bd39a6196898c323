import { designEffect } from "../stats/clustered.ts";
import { wilson } from "../stats/wilson.ts";
import type { Later, Limits } from "./rule.ts";

/** Wilson limits of the share of marks, for as many rows as those of shared accounts are worth. */
function shareLimits(marks: Uint8Array, account: Int32Array): Limits {
  const effect = designEffect(marks, account);
  const hits = marks.reduce((a, b) => a + b, 0);
  return wilson(hits / effect, marks.length / effect);
}

/**
 * What leaving the matched rows alone would have done on the newest rows.
 *
 * @param matches 1 per newest row that the rule matches @param events 1 per newest row with the event of the aim
 */
export function laterOf(matches: Uint8Array, events: Uint8Array, account: Int32Array): Later {
  const rows = matches.length;
  const matched = matches.reduce((a, b) => a + b, 0);
  const marks = matches.filter((_, i) => events[i] === 1);
  const accounts = account.filter((_, i) => events[i] === 1);
  const hit = marks.reduce((a, b) => a + b, 0);
  const some = marks.length > 0;
  return {
    rows,
    matched,
    saved: rows === 0 ? 0 : matched / rows,
    saved_interval: rows === 0 ? [0, 1] : shareLimits(matches, account),
    events: marks.length,
    events_matched: hit,
    events_share: some ? hit / marks.length : null,
    events_interval: some ? shareLimits(marks, accounts) : null,
  };
}
