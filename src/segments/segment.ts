import type { RuleCondition } from "./condition.ts";
import type { Told } from "./paragraph.ts";

/** An attribute in which a kind differs from the market; shares are of the accounts that know it. */
export interface SegmentFeature extends RuleCondition {
  readonly in_segment: number;
  readonly in_market: number;
  readonly lift: number;
  /** 98% limits of the lift, wider for the levels' having been chosen. */
  readonly interval: readonly [number, number];
  /** Won accounts that the rule holds for and that know the attribute. */
  readonly n: number;
}

/** One kind of best customer, as the document holds it. */
export interface Segment {
  /** `Fintech, 200+ employees, with SAP` */
  readonly name: string;
  /** What its paragraph says. */
  readonly told: Told;
  /** All of them must hold; a cell that is not known never does. */
  readonly rules: readonly RuleCondition[];
  /** Of the won accounts, the lost ones and the market, how many the rule holds for. */
  readonly share: {
    readonly won: number;
    readonly won_interval: readonly [number, number];
    readonly lost: number | null;
    readonly universe: number | null;
    readonly market: number;
  };
  /** Won accounts that the rule holds for. */
  readonly accounts: number;
  /** Won accounts that are most like this kind, whether the rule finds them or not. */
  readonly members: number;
  /** Of the won accounts that a rule made without them holds for, the share that belong. */
  readonly precision: {
    readonly share: number;
    readonly interval: readonly [number, number];
    readonly n: number;
  } | null;
  /** Share of the members that the rule finds. */
  readonly recall: number;
  /** Mean Jaccard index over resamples; under .75 the kind is tentative. */
  readonly stability: number;
  readonly tentative: boolean;
  /** What sets the accounts that the rule holds for apart. */
  readonly features: readonly SegmentFeature[];
}

/** The kinds of best customers, or that there is one broad profile. */
export interface Segments {
  /** Biggest first; 0 to 4. */
  readonly segments: readonly Segment[];
  /** Per won account the kind it is most like: 1 for the first of `segments`, 0 none. */
  readonly members: Uint8Array;
  /** Per segment and condition of its rule the pre-bin codes that fulfil it, for whoever has codes. */
  readonly bins: readonly (readonly { readonly attribute: string; readonly bins: readonly number[] }[])[];
  readonly verdict: string;
  /** What was left out and why, each a sentence. */
  readonly notes: readonly string[];
}
