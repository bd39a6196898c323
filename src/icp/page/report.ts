import type { Block } from "./block.ts";
import type { Phrase } from "./phrase.ts";

/** A report in the page's style: a title, what it comes to, charts, blocks. Every renderer sets any report. */
export interface Report {
  /** What kind of report: `Has the world moved`. */
  readonly kicker: string;
  readonly name: string;
  /** What it looks at, beside the title. */
  readonly facts: Phrase;
  readonly headline: Phrase;
  readonly support: readonly Phrase[];
  readonly charts: readonly ReportChart[];
  readonly blocks: readonly Block[];
  readonly footer: Phrase;
}

/** One figure over time, titled with its answer. */
export interface ReportChart {
  readonly title: string;
  /** What the figure is, and what the dashed line is. */
  readonly note: string;
  /** The dashed line; null without one. */
  readonly base: { readonly value: number; readonly text: string } | null;
  readonly points: readonly ReportPoint[];
}

export interface ReportPoint {
  readonly label: string;
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  /** `38% (27–49%, n 72)` */
  readonly text: string;
  /** The short figure that stands at the last point: `38%`. */
  readonly short: string;
}

/** A figure against another, or over groups in their order, titled with its answer; it stands beside the table of its block. */
export interface ReportPlot {
  readonly title: string;
  /** What a dot is, and what the dashed line is. */
  readonly note: string;
  /** What is written below the left and the right end. */
  readonly across: readonly [left: string, right: string];
  /** Shares of the height: 0 is the bottom, `top` the value at the top. */
  readonly top: { readonly value: number; readonly text: string };
  /** The dashed line, from the left end to the right one. */
  readonly line: { readonly from: number; readonly to: number; readonly text: string };
  /** Whether dots are joined. */
  readonly joined: boolean;
  readonly points: readonly PlotPoint[];
}

export interface PlotPoint {
  /** 0..1 of the width. */
  readonly x: number;
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  /** `tenth 1: 74% (62–83%, n 61)` */
  readonly text: string;
  /** The short figure that stands at it; empty for none. */
  readonly short: string;
}
