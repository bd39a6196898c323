import type { UnseenShare } from "../engine/tally.ts";

const count = new Intl.NumberFormat("en-US");

function percent(share: number): string {
  if (share === 0) return "none";
  return share < 0.01 ? "under 1%" : `${Math.round(100 * share)}%`;
}

/** Per attribute how much of the file the build never saw, with the commonest of it. */
export function unseenTable(unseen: readonly UnseenShare[], rows: number): string {
  if (unseen.length === 0) return "";
  const lines = unseen.map(({ label, share, empty, commonest }) => {
    const values = commonest.map((c) => `${c.value} (${count.format(c.rows)})`).join(", ");
    return [label, percent(share), percent(empty / Math.max(rows, 1)), values];
  });
  const table = [["", "never seen", "empty", ""], ...lines];
  const widths = [0, 1, 2].map((i) => Math.max(...table.map((line) => line[i]!.length)));
  const cells = (line: readonly string[]): string => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ");
  return `\nWORDS THE BUILD NEVER SAW\n${table.map((line) => `  ${cells(line)}`.trimEnd()).join("\n")}\n\n`;
}
