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
