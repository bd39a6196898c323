import type { Dot, Meter, Scale } from "./page.ts";
import type { Tried } from "./tried.ts";

/** A chart in one line of characters, each cell with what it shows: a terminal colours it, Markdown does not. */
export type Strip = readonly Cell[];

export interface Cell {
  readonly text: string;
  readonly part: "ground" | "base" | "zone" | "whisker" | "dot";
}

/** A dot with whiskers against the average line. `ground` fills the cells where nothing is. */
export function dotStrip(dot: Dot | null, scale: Scale, width: number, ground: string): Strip {
  const cells = emptyStrip(width, ground);
  cells[cellOf(scale.base, width)] = { text: "┊", part: "base" };
  if (dot === null) return cells;
  drawWhisker(cells, dot.low, dot.high);
  cells[cellOf(dot.at, width)] = { text: dot.side === "unsure" ? "○" : "●", part: "dot" };
  return cells;
}

/** A place on an axis against the zone of chance. */
export function zoneStrip(at: number | null, zone: Tried["chance"], width: number, ground: string): Strip {
  const cells = emptyStrip(width, ground);
  drawZone(cells, zone.low, zone.high);
  if (at !== null) cells[cellOf(at, width)] = { text: "●", part: "dot" };
  return cells;
}

/** A share of the universe against its mark. */
export function meterStrip({ at, low, high, zone }: Meter, width: number, ground: string): Strip {
  const cells = emptyStrip(width, ground);
  drawZone(cells, zone[0], zone[1]);
  drawWhisker(cells, low, high);
  cells[cellOf(at, width)] = { text: "●", part: "dot" };
  return cells;
}

/** The characters alone. */
export function stripText(strip: Strip): string {
  return strip.map((cell) => cell.text).join("");
}

function emptyStrip(width: number, ground: string): Cell[] {
  return Array.from({ length: width }, () => ({ text: ground, part: "ground" as const }));
}

function cellOf(share: number, width: number): number {
  return Math.min(width - 1, Math.floor(share * width));
}

function drawZone(cells: Cell[], low: number, high: number): void {
  const last = Math.max(cellOf(low, cells.length), Math.ceil(high * cells.length) - 1);
  for (let cell = cellOf(low, cells.length); cell <= last; cell += 1) cells[cell] = { text: "▒", part: "zone" };
}

function drawWhisker(cells: Cell[], low: number | null, high: number | null): void {
  if (low === null || high === null) return;
  const first = cellOf(low, cells.length);
  const last = cellOf(high, cells.length);
  for (let cell = first; cell <= last; cell += 1) {
    const text = cell === first ? "├" : cell === last ? "┤" : cells[cell]?.part === "base" ? "┼" : "─";
    cells[cell] = { text, part: "whisker" };
  }
}
