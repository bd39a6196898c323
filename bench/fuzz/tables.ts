import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { recordsOf } from "../../src/warehouse/files/scan.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where a mutation starts: real-looking bytes, and the table in them when it is a plain one. */
export interface Base {
  readonly name: string;
  readonly bytes: Buffer;
  /** Header and rows of a plain CSV; null for anything else. */
  readonly table: readonly (readonly string[])[] | null;
}

const SLICE = 60;

/** Other tables are refused as deals before much has been read. */
const DEALS = /deal|opportunit|report|chancen|prospects/i;

/** The gallery's files of deals and the first rows of the sample company's, in the order of their names. */
export function bases(): readonly Base[] {
  const cases = files(join(root, "test/cases")).filter((path) => !path.endsWith("case.json"));
  const sample = files(join(root, "examples/calvanto")).filter((path) => path.endsWith(".csv"));
  const small = cases.filter((path) => statSync(path).size < 200_000).map((path) => base(path, readFileSync(path)));
  const sliced = sample.map((path) => base(path, head(readFileSync(path))));
  return [...small, ...sliced].filter(({ name }) => DEALS.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function head(bytes: Buffer): Buffer {
  return Buffer.from(`${bytes.toString("utf8").split("\n").slice(0, SLICE).join("\n")}\n`);
}

function base(path: string, bytes: Buffer): Base {
  return { name: path.slice(root.length), bytes, table: plainTable(path, bytes) };
}

/** Rows of equal length under names that differ, none of which looks like a report's own line: what our own writer can write again. */
function plainTable(path: string, bytes: Buffer): readonly (readonly string[])[] | null {
  if (!path.endsWith(".csv")) return null;
  const text = bytes.toString("utf8");
  if (text.includes("\uFFFD") || text.startsWith("\uFEFF") || /^sep=/i.test(text)) return null;
  const records = recordsOf(text, { delimiter: ",", escape: '"' }, true);
  const width = records[0]?.cells.length ?? 0;
  const names = new Set(records[0]?.cells.map((cell) => cell.trim().toLowerCase()));
  const plain = width > 3 && records.length > 12 && names.size === width && !names.has("");
  return plain && records.every(({ cells, broken }) => broken === null && cells.length === width)
    ? records.map(({ cells }) => cells)
    : null;
}
