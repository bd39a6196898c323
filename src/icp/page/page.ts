import type { Block } from "./block.ts";
import type { Card } from "./card.ts";
import type { DeclaredPart } from "./declared.ts";
import type { Inside } from "./inside.ts";
import type { NotSell } from "./not-sell.ts";
import type { Phrase } from "./phrase.ts";
import type { Tried } from "./tried.ts";

/**
 * The one page as a value: every sentence worded, every number formatted, every dot placed. Renderers only set it.
 * A section that has nothing to say is null.
 */
export interface Page {
  readonly title: Title;
  readonly verdict: Verdict;
  /** Whom to call, where no section below says it. */
  readonly call: Phrase | null;
  readonly kinds: Kinds | null;
  readonly winners: Standouts | null;
  readonly losers: Standouts | null;
  readonly score: Score | null;
  readonly notSell: NotSell | null;
  /** The score in five questions, and how to say no. */
  readonly card: Card;
  readonly inside: Inside | null;
  /** What people declared, and what the deals make of it. */
  readonly declared: DeclaredPart | null;
  /** Instead of a score when nothing separates: what was looked at. */
  readonly tried: Tried | null;
  readonly next: Steps | null;
  readonly breadth: Breadth | null;
  /** What the page is worked with: value, timing, tiers. */
  readonly blocks: readonly Block[];
  /** What a score is worth. */
  readonly worth: Curve | null;
  readonly sure: Sure;
  readonly leftOut: LeftOut;
  /** Data window, counts, seed, fingerprint. */
  readonly footer: Phrase;
  readonly engine: string;
}

export interface Title {
  readonly kicker: string;
  readonly name: string;
  readonly facts: Phrase;
  readonly badges: readonly Badge[];
}

/** A word about the whole page with what it means. */
export interface Badge {
  readonly text: string;
  readonly hint: string;
  /** `caution` for what must not be overlooked. */
  readonly mood: "good" | "caution";
}

export interface Verdict {
  readonly headline: Phrase;
  readonly support: readonly Phrase[];
  readonly levels: LevelChart | null;
}

export type LevelName = "high" | "medium" | "low" | "unknown";

export interface LevelChart {
  /** The answer the chart gives. */
  readonly title: string;
  readonly scale: Scale;
  readonly rows: readonly LevelRow[];
}

export interface LevelRow {
  readonly level: LevelName;
  /** `70+`, `40–69`, `under 40` */
  readonly rule: string;
  readonly figure: Figure;
  /** `43 days`, null when not known. */
  readonly cycle: string | null;
}

/** An axis from 0 to `maxText`; places on it are shares of its length. */
export interface Scale {
  /** Place of the average. */
  readonly base: number;
  readonly baseText: string;
  readonly maxText: string;
}

/** A rate on a scale, with whiskers when there is an interval. */
export interface Dot {
  readonly at: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether it stands clear of the average. */
  readonly side: "above" | "below" | "unsure";
}

/** One rate and its evidence. */
export interface Figure {
  /** `62%`, or `–` where there is too little. */
  readonly value: string;
  /** `51–72%`, `too few`, or empty. */
  readonly range: string;
  readonly n: string;
  /** `52 of 84` */
  readonly counted: string;
  readonly dot: Dot | null;
  readonly hint: string;
}

/** The kinds of companies that are won, the most valuable first. */
export interface Kinds {
  readonly title: string;
  readonly lead: string;
  readonly kinds: readonly Kind[];
  /** What to say when there is none. */
  readonly empty: Phrase | null;
  /** What was left out in looking for them. */
  readonly notes: readonly Phrase[];
}

export interface Kind {
  readonly name: string;
  readonly rank: string;
  /** Why the kind is tentative; null when it is steady. */
  readonly tentative: string | null;
  readonly paragraph: Phrase;
  /** What became of deals with such companies. */
  readonly rate: Phrase;
  /** The conditions of the rule in words. */
  readonly rule: Phrase;
  /** How well the rule finds the kind. */
  readonly rest: Phrase;
  /** Who buys inside, a line each. */
  readonly inside: readonly Phrase[];
  /** What sets the kind apart, the most telling first. */
  readonly apart: readonly Apart[];
}

export interface Apart {
  readonly attribute: string;
  readonly value: string;
  /** Shares in the kind and in the market, how many times as common, and between which limits. */
  readonly here: string;
  readonly market: string;
  readonly times: string;
  readonly range: string;
  readonly n: string;
}

export interface Standouts {
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly Standout[];
  /** What to say when there is no row. */
  readonly empty: string;
}

export interface Standout {
  readonly attribute: string;
  readonly band: string;
  readonly aboutDeal: boolean;
  readonly figure: Figure;
}

export interface Score {
  readonly title: string;
  readonly lead: Phrase;
  readonly scale: Scale;
  /** Two halves of about the same height, heaviest attribute first. */
  readonly columns: readonly (readonly ScoreAttribute[])[];
  readonly levels: readonly LevelRule[];
  readonly notes: readonly Phrase[];
  readonly rateWord: string;
  /** False for what people declared without a deal: there are points and no rates. */
  readonly rated: boolean;
}

export interface LevelRule {
  readonly level: LevelName;
  readonly rule: string;
  /** First and last fit of the level. */
  readonly from: number;
  readonly to: number;
}

export interface ScoreAttribute {
  readonly label: string;
  readonly aboutDeal: boolean;
  readonly weight: number;
  /** Weight as a share of the heaviest. */
  readonly bar: number;
  readonly hint: string;
  /** Why its points are to be used with care; null when there is nothing to mind. */
  readonly caution: Phrase | null;
  readonly bands: readonly ScoreBand[];
}

export interface ScoreBand {
  readonly label: string;
  /** The whole label where `label` had to be shortened, else null. */
  readonly full: string | null;
  readonly points: number;
  readonly figure: Figure;
}

export interface Steps {
  readonly title: string;
  readonly steps: readonly Phrase[];
}

export interface Breadth {
  readonly title: string;
  /** Null when no universe was given. */
  readonly meter: Meter | null;
  readonly sentences: readonly Phrase[];
}

export interface Meter {
  readonly share: string;
  readonly range: string;
  readonly n: string;
  /** Shares 0..1 of the universe, drawn on an axis that ends at `max`. */
  readonly at: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly zone: readonly [number, number];
  readonly zoneText: string;
  readonly maxText: string;
}

export interface Sure {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly checks: readonly Check[];
}

/** A short name and what is to be said about it. */
export interface Fact {
  readonly name: string;
  readonly text: Phrase;
}

/** What a score is worth: the expected rate at each fit, titled with its answer. */
export interface Curve {
  readonly heading: string;
  readonly title: string;
  readonly scale: Scale;
  /** x: fit 0..100; y, low, high: places on the scale. */
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly low: number | null;
    readonly high: number | null;
  }[];
  readonly cuts: readonly LevelRule[];
  readonly rows: readonly { readonly fit: string; readonly value: string; readonly range: string }[];
}

/** One held-out check as a table. */
export interface Check {
  readonly title: string;
  readonly lead: Phrase;
  readonly levels: LevelChart;
  readonly facts: readonly Fact[];
  /** True for the check that the verdict quotes. */
  readonly quoted: boolean;
}

export interface LeftOut {
  readonly title: string;
  /** What a sheet of paper has room for: names and counts; the reasons are in the file. */
  readonly brief: readonly Fact[];
  readonly quarantined: readonly LeftOutRow[];
  readonly allow: Phrase | null;
  readonly cautions: readonly LeftOutRow[];
  readonly groups: readonly Fact[];
  readonly notes: readonly Phrase[];
}

export interface LeftOutRow {
  readonly label: string;
  readonly aboutDeal: boolean;
  readonly reason: Phrase;
}
