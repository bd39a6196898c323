import type { DocumentAttribute } from "../document.ts";
import { type Context, nameOf } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact, LeftOut, LeftOutRow } from "./page.ts";
import { command, hinted, light, type Phrase, phrase } from "./phrase.ts";
import { said, worded } from "./said.ts";

/** Attributes named that added nothing; the others are counted, their names in the tooltip. */
const MOST_UNUSED = 10;

/** Everything the page does not rest on, each with its reason: nothing is dropped silently. */
export function leftOutOf(context: Context): LeftOut {
  const { document, format } = context;
  const quarantined = document.attributes.filter(({ status }) => status === "quarantined");
  const doubted = document.attributes.filter(({ status }) => status === "used" || status === "unused");
  const cautions = doubted.flatMap((one) => (one.warning === null ? [] : [rowOf(context, one, one.warning)]));
  const notes = document.notes.map((note) => said(note, format));
  return {
    title: "Left out, and why",
    brief: briefOf(context, quarantined, cautions, notes.length),
    quarantined: quarantined.map((one) => rowOf(context, one, one.reason)),
    allow: quarantined.length === 0 ? null : phrase("Known at creation after all? ", command("--allow COLUMN")),
    cautions,
    groups: [...ignored(context), ...unused(context), ...excluded(context)],
    notes,
  };
}

/** `Known too late: Probability, Next step.` with every name, and how much more the file tells. */
function briefOf(
  context: Context,
  quarantined: readonly DocumentAttribute[],
  cautions: readonly LeftOutRow[],
  noticed: number,
): readonly Fact[] {
  const { document, format } = context;
  const named = (name: string, labels: readonly string[]): readonly Fact[] =>
    labels.length === 0 ? [] : [{ name, text: phrase(`${labels.join(", ")}.`) }];
  const count = (status: DocumentAttribute["status"]): number =>
    document.attributes.filter((one) => one.status === status).length;
  const [ignoredColumns, unusedColumns] = [count("ignored"), scored(context) ? count("unused") : 0];
  const rest = [
    ignoredColumns === 0
      ? ""
      : `${format.count(ignoredColumns)} ${ignoredColumns === 1 ? "column that is no attribute" : "columns that are no attributes"}`,
    unusedColumns === 0
      ? ""
      : `${format.count(unusedColumns)} ${unusedColumns === 1 ? "attribute" : "attributes"} that added nothing`,
    noticed === 0 ? "" : `${format.count(noticed)} ${noticed === 1 ? "thing" : "things"} noticed in the files`,
  ].filter((text) => text !== "");
  return [
    ...named("Known too late", quarantined.map(nameOf)),
    ...named(
      "Used with care",
      cautions.map(({ label }) => label),
    ),
    ...excluded(context),
    ...(rest.length === 0 ? [] : [{ name: "In the file", text: phrase(`Each with its reason: ${rest.join("; ")}.`) }]),
  ];
}

function scored({ document }: Context): boolean {
  return document.scorecard.attributes.length > 0;
}

function rowOf({ format }: Context, attribute: DocumentAttribute, reason: string): LeftOutRow {
  return {
    label: nameOf(attribute),
    aboutDeal: attribute.about === "opportunity",
    reason: said(reason, format, "light"),
  };
}

/** Columns that are never attributes, by the head of their reason (`a date: when it closed`), the largest group first. */
function ignored({ document, format }: Context): readonly Fact[] {
  const groups = new Map<string, Map<string, string>>();
  for (const attribute of document.attributes) {
    if (attribute.status !== "ignored") continue;
    const reason = format.spell(tidy(attribute.reason)).replace(/[.]$/, "");
    const head = reason.split(": ")[0] ?? reason;
    groups.set(head, (groups.get(head) ?? new Map()).set(nameOf(attribute), reason));
  }
  const parts = [...groups]
    .sort(([, a], [, b]) => b.size - a.size)
    .map(([head, labels]): Phrase => {
      const names = [...labels].map(([label, reason]) => phrase(hinted(label, reason === head ? null : reason)));
      return head === ""
        ? joined(names, ", ")
        : phrase(joined(names, ", "), light(" ("), worded(head, "light"), light(")"));
    });
  return parts.length === 0 ? [] : [{ name: "Not attributes", text: phrase(joined(parts, "; "), ".") }];
}

/** Attributes that were judged and not chosen, the strongest alone first. */
function unused({ document, format }: Context): readonly Fact[] {
  if (document.scorecard.attributes.length === 0) return [];
  const rows = document.attributes
    .filter(({ status }) => status === "unused")
    .sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0));
  if (rows.length === 0) return [];
  const named = rows.slice(0, MOST_UNUSED).map((row) => phrase(hinted(nameOf(row), whyUnused(row, format.decimal))));
  const rest = rows.slice(MOST_UNUSED).map(nameOf);
  const more = rest.length === 0 ? [] : [phrase(hinted(`${rest.length} more`, rest.join(", ")))];
  return [{ name: "Not needed", text: phrase(joined([...named, ...more], ", "), ".") }];
}

function whyUnused({ auc, reason }: DocumentAttribute, decimal: (value: number) => string): string | null {
  const alone = auc === null ? "" : `Alone: AUC ${decimal(auc)}. `;
  return `${alone}${tidy(reason)}`.trim() || null;
}

function excluded({ document, format }: Context): readonly Fact[] {
  const parts = document.evidence.excluded
    .filter(({ rows }) => rows > 0)
    .map(({ reason, rows }) => phrase(`${format.count(rows)} `, worded(format.spell(tidy(reason)), "light")));
  return parts.length === 0 ? [] : [{ name: "Rows not used", text: phrase(joined(parts, "; "), ".") }];
}

function joined(parts: readonly Phrase[], between: string): Phrase {
  return phrase(...parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
}
