import { gzipSync } from "node:zlib";
import { createRandom, type Random, shuffle } from "../../src/stats/random.ts";
import type { Base } from "./tables.ts";

/** A file made from a seed. */
export interface Mutant {
  readonly name: string;
  readonly bytes: Buffer;
  /** Data rows that it certainly holds; null where the mutation leaves that open. */
  readonly rows: number | null;
  /** What was done, for people. */
  readonly story: readonly string[];
}

/** The mutant of a seed: the same for the same bases. */
export function mutant(bases: readonly Base[], seed: number): Mutant {
  const random = createRandom(seed);
  const start = bases[below(random, bases.length)]!;
  const story = [start.name];
  if (start.table === null)
    return { name: nameOf(start.name), bytes: spoil(start.bytes, random, story), rows: null, story };
  const { bytes, rows } = written(start.table, random, story);
  if (below(random, 2) === 0) return { name: "deals.csv", bytes, rows, story };
  return { name: "deals.csv", bytes: spoil(bytes, random, story), rows: null, story };
}

function nameOf(path: string): string {
  return path.split("/").at(-1)!;
}

function below(random: Random, n: number): number {
  return random.int(n);
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[below(random, items.length)]!;
}

function chance(random: Random, share: number): boolean {
  return random.next() < share;
}

type Table = readonly (readonly string[])[];

/** The table written anew: other columns, rows, cells, dialect, encoding, a report's furniture around it. Its rows stay countable. */
function written(table: Table, random: Random, story: string[]): { bytes: Buffer; rows: number } {
  let [header, ...rows] = table.map((row) => [...row]);
  if (chance(random, 0.4)) {
    story.push("columns shuffled, some dropped");
    const order = Int32Array.from(header!.keys());
    shuffle(order, random);
    const kept = [...order].slice(0, Math.max(4, order.length - below(random, 4)));
    header = kept.map((k) => header![k]!);
    rows = rows.map((row) => kept.map((k) => row[k]!));
  }
  if (chance(random, 0.2)) {
    story.push("rows repeated");
    for (let i = below(random, 20); i > 0; i--) rows.splice(below(random, rows.length), 0, [...pick(random, rows)]);
  }
  if (chance(random, 0.3)) rows = rows.map((row) => row.map((cell) => (chance(random, 0.05) ? oddCell(random) : cell)));
  rows = rows.filter((row) => row.filter((cell) => cell.trim() !== "").length > 2);
  const reported = chance(random, 0.3);
  const lines = reported ? inReport(header!, rows, random, story) : [header!, ...rows];
  const dialect = dialectOf(lines, random);
  story.push(JSON.stringify(dialect));
  const text = lines.map((line) => line.map((cell) => quoted(cell, dialect)).join(dialect.delimiter)).join(dialect.end);
  return {
    bytes: encoded(`${dialect.sep ? `sep=${dialect.delimiter}${dialect.end}` : ""}${text}${dialect.last}`, dialect),
    rows: rows.length,
  };
}

const ODD = [
  '=HYPERLINK("http://x.example","click")',
  "+1+2",
  "@SUM(A1)",
  "-cmd|' /C calc'!A0",
  '="0012"',
  "#REF!",
  "#N/A",
  "1.2E+17",
  "a\nb",
  "a\r\nb",
  'say "yes"',
  "a;b,c|d\te",
  "Total",
  "Subtotal",
  "Count",
  "Grand Total",
  "Acme Total",
  "Confidential Information - Do Not Distribute",
  "Copyright (c) 2000-2025 salesforce.com, inc.",
  "45123",
  "€ 1.234,56",
  "١٢٣",
  "日本語",
  "🙂",
  "\u00A0",
  "\u200B",
  " ",
  "NULL",
  "0",
  "-",
  "1e999",
  "99999999999999999999",
  "9999-99-99",
  "31/02/2024",
  "'",
] as const;

function oddCell(random: Random): string {
  const kind = below(random, 40);
  if (kind === 0) return "x".repeat(below(random, 200_000));
  if (kind === 1) return '"'.repeat(below(random, 50));
  return pick(random, ODD);
}

/** Title, subtotals and footer around the rows, as reports have them. */
function inReport(header: readonly string[], rows: Table, random: Random, story: string[]): Table {
  const pad = chance(random, 0.5);
  const full = (cells: readonly string[]) =>
    pad ? [...cells, ...new Array<string>(header.length - cells.length).fill("")] : cells;
  const lines: (readonly string[])[] = [];
  const titled = chance(random, 0.7);
  if (titled)
    lines.push(
      full(["Closed deals 2024"]),
      full(["As of 2025-01-15 09:12:44 Pacific Standard Time/PST"]),
      full([""]),
      full(["Filtered By"]),
      full(["Show: All opportunities"]),
      full([""]),
    );
  lines.push(header);
  const subtotals = chance(random, 0.5);
  for (const [i, row] of rows.entries()) {
    lines.push(row);
    if (subtotals && chance(random, 0.1))
      lines.push([
        pick(random, ["Subtotal", "Subtotals (3 records)", "Zwischensumme"]),
        ...header.slice(1).map((_, k) => (k === 3 ? String(1000 * i) : "")),
      ]);
  }
  if (chance(random, 0.3)) lines.push(full([`Grand Totals (${rows.length} records)`]));
  const footed = chance(random, 0.7);
  if (footed)
    lines.push(
      full([""]),
      full(["Copyright (c) 2000-2025 salesforce.com, inc. All rights reserved."]),
      full(["Confidential Information - Do Not Distribute"]),
      full(["Generated By:  Dana Reyes  1/15/2025 9:12 AM"]),
      full(["Calvanto Inc."]),
    );
  story.push(
    `report: ${pad ? "padded" : "ragged"}${titled ? ", title" : ""}${subtotals ? ", subtotals" : ""}${footed ? ", footer" : ""}`,
  );
  return lines;
}

interface Writing {
  readonly delimiter: string;
  readonly end: string;
  readonly last: string;
  readonly all: boolean;
  readonly sep: boolean;
  readonly encoding: "utf8" | "bom" | "utf16le" | "utf16be" | "latin1";
  readonly gzip: boolean;
}

function dialectOf(lines: Table, random: Random): Writing {
  const latin = lines.every((line) => line.every((cell) => /^[\x20-\x7e\r\n\t\u00a0-\u00ff]*$/.test(cell)));
  const end = pick(random, ["\n", "\r\n", "\r\n", "\n", "\r"]);
  return {
    delimiter: pick(random, [",", ",", ";", "\t", "|"]),
    end,
    last: chance(random, 0.8) ? end : "",
    all: chance(random, 0.3),
    sep: chance(random, 0.05),
    encoding: pick(random, ["utf8", "utf8", "bom", "utf16le", "utf16be", latin ? "latin1" : "utf8"] as const),
    gzip: chance(random, 0.05),
  };
}

function quoted(cell: string, { delimiter, all }: Writing): string {
  const needs = all || cell.includes(delimiter) || /["\r\n]/.test(cell) || cell.startsWith(" ");
  return needs ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function encoded(text: string, { encoding, gzip }: Writing): Buffer {
  const marked = encoding === "utf8" || encoding === "latin1" ? text : `\uFEFF${text}`;
  const wide = encoding === "utf16le" || encoding === "utf16be";
  const bytes = Buffer.from(marked, wide ? "utf16le" : encoding === "latin1" ? "latin1" : "utf8");
  if (encoding === "utf16be") bytes.swap16();
  return gzip ? gzipSync(bytes) : bytes;
}

/** One to four rough hands. */
function spoil(bytes: Buffer, random: Random, story: string[]): Buffer {
  let spoiled = bytes;
  for (let i = 1 + below(random, 4); i > 0; i--) {
    const [name, hand] = pick(random, HANDS);
    story.push(name);
    spoiled = hand(spoiled, random);
  }
  return spoiled;
}

type Hand = (bytes: Buffer, random: Random) => Buffer;

function inserted(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function swapped(bytes: Buffer, from: string, to: string, share: number, random: Random): Buffer {
  const [a, b] = [from.charCodeAt(0), to.charCodeAt(0)];
  return Buffer.from(bytes.map((byte) => (byte === a && random.next() < share ? b : byte)));
}

const HANDS: readonly (readonly [string, Hand])[] = [
  ["truncated", (bytes, random) => bytes.subarray(0, below(random, bytes.length))],
  ["beginning cut", (bytes, random) => bytes.subarray(below(random, Math.min(400, bytes.length)))],
  [
    "random bytes",
    (bytes, random) => {
      const copy = Buffer.from(bytes);
      for (let i = below(random, 30); i > 0 && copy.length > 0; i--)
        copy[below(random, copy.length)] = below(random, 256);
      return copy;
    },
  ],
  [
    "quotes put in",
    (bytes, random) => {
      let copy = bytes;
      for (let i = 1 + below(random, 4); i > 0; i--)
        copy = inserted(copy, below(random, copy.length), Buffer.from('"'));
      return copy;
    },
  ],
  ["quotes taken out", (bytes, random) => swapped(bytes, '"', " ", 0.2, random)],
  ["NUL", (bytes, random) => inserted(bytes, below(random, bytes.length), Buffer.from([0]))],
  [
    "binary garbage",
    (bytes, random) =>
      inserted(
        bytes,
        below(random, bytes.length),
        Buffer.from(Array.from({ length: below(random, 500) }, () => below(random, 256))),
      ),
  ],
  ["line ends mixed", (bytes, random) => swapped(bytes, "\n", "\r", 0.3, random)],
  ["line ends lost", (bytes, random) => swapped(bytes, "\n", " ", 0.3, random)],
  ["delimiters swapped", (bytes, random) => swapped(bytes, ",", ";", 0.5, random)],
  ["more delimiters", (bytes, random) => swapped(bytes, " ", ",", 0.2, random)],
  ["commas lost", (bytes, random) => swapped(bytes, ",", " ", 0.1, random)],
  ["header twice", (bytes) => Buffer.concat([bytes.subarray(0, bytes.indexOf(10) + 1), bytes])],
  [
    "names twice",
    (bytes) => {
      const end = Math.max(0, bytes.indexOf(10));
      return Buffer.concat([bytes.subarray(0, end), Buffer.from(","), bytes.subarray(0, end), bytes.subarray(end)]);
    },
  ],
  ["header gone", (bytes) => bytes.subarray(bytes.indexOf(10) + 1)],
  ["read as latin-1", (bytes) => Buffer.from(bytes.toString("latin1"), "utf8")],
  ["written as latin-1", (bytes) => Buffer.from(bytes.toString("utf8"), "latin1")],
  ["UTF-16", (bytes) => Buffer.from(bytes.toString("utf8"), "utf16le")],
  ["half of it again", (bytes) => Buffer.concat([bytes, bytes.subarray(bytes.length >> 1)])],
  [
    "a long cell",
    (bytes, random) => inserted(bytes, below(random, bytes.length), Buffer.alloc(below(random, 300_000), "x")),
  ],
  [
    "many columns",
    (bytes, random) => inserted(bytes, below(random, bytes.length), Buffer.alloc(below(random, 3000), ",")),
  ],
  [
    "many blank lines",
    (bytes, random) => inserted(bytes, below(random, bytes.length), Buffer.alloc(below(random, 3000), "\n")),
  ],
  ["formulas", (bytes) => Buffer.from(bytes.toString("latin1").replace(/,([A-Z])/g, ",=$1"), "latin1")],
  [
    "gzip cut",
    (bytes, random) => {
      const packed = gzipSync(bytes);
      return packed.subarray(0, packed.length - below(random, 40));
    },
  ],
  ["zip mark", (bytes) => Buffer.concat([Buffer.from("PK\u0003\u0004"), bytes])],
  ["JSON mark", (bytes) => Buffer.concat([Buffer.from('{"a":1}\n'), bytes])],
];
