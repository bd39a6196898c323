import type { HalfLivesResult } from "../engine/edit/half-lives-on.ts";
import { contextOf } from "../icp/page/context.ts";
import { tidy } from "../icp/page/label.ts";
import { phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";
import { whenOf } from "../icp/page/when.ts";

/** What a person set of how long events count, and who is active by that. */
export function halfLivesReport({ before, document }: HalfLivesResult): Report {
  const block = whenOf(contextOf(document, "en"));
  const set = document.timing?.set?.changes.length ?? 0;
  return {
    kicker: "Timing set by hand",
    name: tidy(document.name),
    facts: phrase(`${before.id.slice(0, 8)} → ${document.id.slice(0, 8)}, not yet approved`),
    headline: phrase(
      strong("A new version"),
      set === 0
        ? ": half-lives are as they were before any hand."
        : `: ${set} ${set === 1 ? "half-life" : "half-lives"} set by hand.`,
    ),
    support: [
      phrase(
        "The score is as it was, and what is proven of it stands. A later build measures half-lives anew, or takes the defaults.",
      ),
    ],
    charts: [],
    blocks: block === null ? [] : [block],
    footer: phrase(`before: ${before.id} · after: ${document.id}`),
  };
}
