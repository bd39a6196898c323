import type { Layout } from "./layout.ts";

/** What is to be said of a report's other lines: how many of which were left out, and which columns were filled down. */
export function reportNotes(
  file: string,
  columns: readonly string[],
  title: { readonly lines: number; readonly text: string | null },
  layout: Layout | null,
): string[] {
  const lines = [
    counted(title.lines, "line", "lines", ` above the header${title.text === null ? "" : ` ("${title.text}")`}`),
    counted(layout?.headings ?? 0, "group heading", "group headings"),
    counted(layout?.subtotals ?? 0, "subtotal row", "subtotal rows"),
    counted(layout?.footers ?? 0, "footer line", "footer lines"),
  ].filter((one) => one !== null);
  const count = title.lines + (layout?.headings ?? 0) + (layout?.subtotals ?? 0) + (layout?.footers ?? 0);
  const left =
    count === 0
      ? []
      : [`${file} is a report: ${listed(lines)} ${count === 1 ? "is no record" : "are no records"} and left out.`];
  const filled = (layout?.filled ?? []).map(
    ({ place, cells }) =>
      `${file}: "${columns[place]}" is written once per group: filled down to the ${cells.toLocaleString("en-US")} ${cells === 1 ? "row" : "rows"} below.`,
  );
  const headed = (layout?.headingColumns ?? []).map(
    (column) => `${file}: the group headings became the column "${column}".`,
  );
  return [...left, ...filled, ...headed];
}

function counted(count: number, one: string, many: string, more = ""): string | null {
  return count === 0 ? null : `${count.toLocaleString("en-US")} ${count === 1 ? one : many}${more}`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
