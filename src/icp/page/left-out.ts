import type { DocumentAttribute } from "../document.ts";
import { type Context, nameOf } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact, LeftOut, LeftOutRow } from "./page.ts";
import { command, light, type Phrase, phrase } from "./phrase.ts";
import { sentence } from "./sentence.ts";

/** Everything the page does not rest on, each with its reason: nothing is dropped silently. */
export function leftOutOf(context: Context): LeftOut {
  const { document, format } = context;
  const quarantined = document.attributes.filter(({ status }) => status === "quarantined");
  return {
    title: "Left out, and why",
    quarantined: quarantined.map((one) => rowOf(context, one, one.reason)),
    allow: quarantined.length === 0 ? null : phrase("Known at creation after all? ", command("--allow COLUMN")),
    cautions: document.attributes
      .filter(({ status, warning }) => warning !== null && (status === "used" || status === "unused"))
      .map((one) => rowOf(context, one, one.warning ?? "")),
    groups: [...ignored(context), ...unused(context), ...excluded(context)],
    notes: document.notes.map((note) => phrase(sentence(format.spell(tidy(note))))),
  };
}

function rowOf({ format }: Context, attribute: DocumentAttribute, reason: string): LeftOutRow {
  return {
    label: nameOf(attribute),
    aboutDeal: attribute.about === "opportunity",
    reason: sentence(format.spell(tidy(reason))),
  };
}

/** Columns that are never attributes, grouped by their reason. */
function ignored({ document, format }: Context): readonly Fact[] {
  const groups = new Map<string, string[]>();
  for (const attribute of document.attributes) {
    const { status, reason } = attribute;
    if (status !== "ignored") continue;
    const key = format.spell(tidy(reason)).replace(/[.]$/, "");
    groups.set(key, [...(groups.get(key) ?? []), nameOf(attribute)]);
  }
  const parts = [...groups].map(([reason, labels]): Phrase => phrase(labels.join(", "), light(` (${reason})`)));
  return parts.length === 0 ? [] : [{ name: "Not attributes", text: joined(parts) }];
}

function unused({ document, format }: Context): readonly Fact[] {
  if (document.scorecard.attributes.length === 0) return [];
  const rows = document.attributes.filter(({ status }) => status === "unused");
  if (rows.length === 0) return [];
  const parts = rows.map((row) =>
    phrase(
      { text: nameOf(row), tone: "plain", hint: tidy(row.reason) || null },
      row.auc === null ? null : light(` ${format.decimal(row.auc)}`),
    ),
  );
  return [{ name: "Added nothing", text: joined(parts) }];
}

function excluded({ document, format }: Context): readonly Fact[] {
  const parts = document.evidence.excluded
    .filter(({ rows }) => rows > 0)
    .map(({ reason, rows }) => phrase(`${format.count(rows)} `, light(tidy(format.spell(reason)))));
  return parts.length === 0 ? [] : [{ name: "Rows not used", text: joined(parts) }];
}

function joined(parts: readonly Phrase[]): Phrase {
  return phrase(...parts.flatMap((part, index) => (index === 0 ? [part] : ["; ", part])), ".");
}
