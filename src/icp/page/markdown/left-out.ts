import type { Fact, LeftOut, LeftOutRow } from "../page.ts";
import { item, phraseText, table, text } from "./markdown.ts";

/** Names with what is said about each. */
export function facts(list: readonly Fact[]): string {
  return list.map(({ name, text: words }) => `- ${name}: ${phraseText(words)}`).join("\n");
}

/** What the page does not rest on. */
export function leftOut({ title, quarantined, allow, cautions, groups, notes }: LeftOut): string {
  return [
    `## ${title}`,
    ...reasons("Known too late", quarantined),
    ...(allow === null ? [] : [phraseText(allow)]),
    ...reasons("Used with care", cautions),
    ...(groups.length === 0 ? [] : [facts(groups)]),
    ...(notes.length === 0 ? [] : ["**Noticed in the files**", notes.map(item).join("\n")]),
  ].join("\n\n");
}

function reasons(title: string, rows: readonly LeftOutRow[]): readonly string[] {
  return rows.length === 0
    ? []
    : [
        table(
          [title, "why"],
          rows.map(({ label, reason }) => [text(label), phraseText(reason)]),
        ),
      ];
}
