import type { DecideResult } from "../engine/edit/decide-on.ts";
import { contextOf } from "../icp/page/context.ts";
import { decisionsBlockOf, decisionsText } from "../icp/page/decisions.ts";
import { tidy } from "../icp/page/label.ts";
import { phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";

/** Which rules a person confirmed or rejected, and whom that leaves out. */
export function decisionReport({ before, document, decisions }: DecideResult): Report {
  const block = decisionsBlockOf(contextOf(document, "en"));
  return {
    kicker: "Decided by hand",
    name: tidy(document.name),
    facts: phrase(`${before.id.slice(0, 8)} → ${document.id.slice(0, 8)}, not yet approved`),
    headline: phrase(strong("A new version"), `: ${decisionsText(decisions.rules)}.`),
    support: [phrase("Weights, points and levels are as they were.")],
    charts: [],
    blocks: block === null ? [] : [block],
    footer: phrase(`before: ${before.id} · after: ${document.id}`),
  };
}
