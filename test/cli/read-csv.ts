import { readFileSync } from "node:fs";

/** A small reader of quoted CSV, independent of the product's own. */
export function readCsv(path: string): Record<string, string>[] {
  const [header, ...rows] = records(readFileSync(path, "utf8"));
  return rows.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i] ?? ""])));
}

function records(text: string): string[][] {
  const out: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (c === '"') quoted = !quoted;
    else if (!quoted && (c === "," || c === "\n")) {
      cells.push(cell);
      cell = "";
      if (c === "\n") {
        out.push(cells);
        cells = [];
      }
    } else if (quoted || c !== "\r") cell += c;
  }
  if (cell !== "" || cells.length > 0) out.push([...cells, cell]);
  return out.filter((r) => r.length > 1 || r[0] !== "");
}
