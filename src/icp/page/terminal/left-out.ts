import type { LeftOut } from "../page.ts";
import { facts } from "./facts.ts";
import { heading, indented, MARGIN, type Screen } from "./screen.ts";
import { cut, padEnd, textWidth } from "./text-width.ts";
import { wrapPhrase } from "./wrap.ts";

/** What the page does not rest on. */
export function leftOut(
  screen: Screen,
  { title, quarantined, allow, cautions, groups, notes }: LeftOut,
): readonly string[] {
  const rows = (name: string, list: LeftOut["cautions"]): readonly string[] =>
    list.length === 0 ? [] : [MARGIN + screen.paint.strong(name), ...reasons(screen, list), ""];
  const lines = [
    ...rows("Known too late", quarantined),
    ...(allow === null ? [] : [...indented(screen, allow), ""]),
    ...rows("Used with care", cautions),
    ...(groups.length === 0 ? [] : [...facts(screen, groups), ""]),
    ...(notes.length === 0
      ? []
      : [MARGIN + screen.paint.strong("Noticed in the files"), ...notes.flatMap((note) => indented(screen, note))]),
  ];
  return [...heading(screen, title, null), ...(lines.at(-1) === "" ? lines.slice(0, -1) : lines)];
}

function reasons({ width, paint }: Screen, list: LeftOut["cautions"]): readonly string[] {
  const name = Math.min(Math.floor(width * 0.4), Math.max(...list.map((row) => textWidth(row.label)))) + 2;
  return list.flatMap(({ label, reason }) =>
    wrapPhrase(reason, width - name - 2, paint).map(
      (line, index) => MARGIN + padEnd(index === 0 ? cut(label, name - 2) : "", name) + line,
    ),
  );
}
