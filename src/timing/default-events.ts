import type { IcpDocument } from "../icp/document.ts";
import type { TimedEvent, Timing } from "../icp/timing.ts";

type Line = readonly [type: string, topic: string | null, weight: number, halfLife: number, cap: number];

/**
 * What events count where the deals do not teach it. A person who asks for a demo is active by that alone for as long as the half-life;
 * nobody becomes active by opened e-mails or by ads alone.
 */
const LINES: readonly Line[] = [
  ["demo_request", null, 80, 14, 80],
  ["product_activation", null, 40, 14, 60],
  ["email_reply", null, 30, 14, 45],
  ["intent_surge", null, 20, 14, 40],
  ["funding_round", null, 20, 90, 20],
  ["page_view", "pricing", 15, 7, 45],
  ["content_download", null, 10, 21, 30],
  ["job_posting", null, 8, 45, 24],
  ["product_usage", null, 5, 14, 30],
  ["page_view", null, 3, 7, 15],
  ["ad_engagement", null, 3, 14, 12],
  ["email_open", null, 1, 7, 5],
];

export const DEFAULT_EVENTS: readonly TimedEvent[] = LINES.map(([type, topic, weight, half_life_days, cap]) => ({
  ...{ type, topic, weight, half_life_days, cap },
  source: "default",
  evidence: null,
}));

/** Somebody asks to be called. */
export const HAND_RAISERS: Timing["hand_raisers"] = { types: ["demo_request"], days: 14 };

/** Timing from `high` and from `medium` on, as fit. */
export const TIMING_LEVELS: Timing["levels"] = { high: 70, medium: 40 };

/** The timing of a document that learned none. */
export function defaultTiming(reason: string, leftOut: Timing["left_out"] = []): Timing {
  const gone = new Set(leftOut.map(({ type }) => type));
  return {
    source: "default",
    reason,
    events: DEFAULT_EVENTS.filter(({ type }) => !gone.has(type)),
    levels: TIMING_LEVELS,
    hand_raisers: HAND_RAISERS,
    left_out: leftOut,
    check: null,
    accounts: null,
  };
}

/** The timing of a document; of one that was built before there was any, the default. */
export function timingIn({ timing }: Pick<IcpDocument, "timing">): Timing {
  return timing ?? defaultTiming("The profile was built before there was timing.");
}
