/** A figure with what it rests on. */
export interface WatchFigure {
  readonly value: number;
  /** 95% limits; null where there are none. */
  readonly interval: readonly [number, number] | null;
  readonly n: number;
}

/** One cell of a mix: its share before and now. */
export interface MixCell {
  readonly label: string;
  readonly before: WatchFigure;
  readonly now: WatchFigure;
}

export type MonitorKind = "attribute" | "score" | "wins at high" | "win rate" | "forecast" | "ranking" | "cycle";

/** Something that is looked at in every run. */
export interface Monitor {
  /** The same in every run of a document: `attribute:industry`, `win-rate:high`. */
  readonly id: string;
  readonly kind: MonitorKind;
  /** `Industry`, `Win rate at high` */
  readonly name: string;
  /** What its figures are. */
  readonly unit: "share" | "days" | "auc";
  readonly before: WatchFigure | null;
  readonly now: WatchFigure | null;
  /** Of a mix all its cells. */
  readonly cells: readonly MixCell[];
  /** Of a mix the share of opportunities that are in none of the cells, because it is not known; null otherwise. */
  readonly unknown: { readonly before: WatchFigure; readonly now: WatchFigure } | null;
  /** How much it moved, in its own measure, and from where on that matters. */
  readonly effect: number | null;
  readonly measure: "PSI" | "points" | "relative" | "AUC";
  readonly limit: number;
  /** Null where there is not enough to test; `missing` says why. */
  readonly p: number | null;
  readonly missing: string | null;
}

/** The same, judged among all of its run. */
export interface Judged extends Monitor {
  /** Benjamini-Hochberg over the run. */
  readonly q: number | null;
  /** The effect matters. */
  readonly material: boolean;
  /** Chance is ruled out in this run. */
  readonly rejected: boolean;
}
