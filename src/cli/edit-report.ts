import type { EditResult } from "../engine/edit/edit-on.ts";
import { contextOf } from "../icp/page/context.ts";
import { changesText, editedBlockOf } from "../icp/page/edited.ts";
import { tidy } from "../icp/page/label.ts";
import { light, phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";
import { diffDocuments } from "../watch/diff/diff.ts";
import { diffReport } from "../watch/diff/report.ts";

/** What was changed by hand, what it costs or brings, and who moves. */
export function editReport({ before, document, moves, warnings }: EditResult): Report {
  const block = editedBlockOf(contextOf(document, "en"));
  const told = diffReport(diffDocuments(before, document), moves).blocks.filter(({ id }) =>
    ["moves", "movers", "score"].includes(id),
  );
  return {
    kicker: "Edited by hand",
    name: tidy(document.name),
    facts: phrase(`${before.id.slice(0, 8)} → ${document.id.slice(0, 8)}, not yet approved`),
    headline: phrase(strong("A new version"), `: ${changesText(document.edited!.changes)}.`),
    support: [phrase(document.separation.reason), ...warnings.map((warning) => phrase(light(`${warning}.`)))],
    charts: [],
    blocks: [...(block === null ? [] : [block]), ...told],
    footer: phrase(`before: ${before.id} · after: ${document.id}`),
  };
}
