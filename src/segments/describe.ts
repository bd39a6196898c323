import { wilson } from "../stats/wilson.ts";
import type { SegmentAttribute } from "./attribute.ts";
import { ruleCondition } from "./condition.ts";
import type { SegmentInput } from "./find-segments.ts";
import type { HeldOut } from "./held-out-rules.ts";
import { nameOf } from "./name.ts";
import { holdsFor, type Rule } from "./rule.ts";
import type { Segment, SegmentFeature, Segments } from "./segment.ts";
import { type SettingApart, settingApart } from "./setting-apart.ts";
import { STEADY_KIND } from "./stability.ts";
import { wordsOf } from "./words.ts";

/** A class that may be called a kind. */
export interface Kind {
  /** 1 per won account that is most like it. */
  readonly mark: Uint8Array;
  readonly size: number;
  readonly rule: Rule;
  readonly heldOut: HeldOut;
  readonly stability: number;
}

/** More kinds than a team can attend to. */
const MOST_KINDS = 3;
/** Words beside the rule are of what at least this share of the kind has. */
const MOST_HAVE = 0.5;

function round(x: number, digits = 4): number {
  return Number(x.toFixed(digits));
}

function pair([low, high]: readonly [number, number]): [number, number] {
  return [round(low), round(high)];
}

function share(marks: Uint8Array): number {
  return marks.reduce((a, b) => a + b, 0) / Math.max(1, marks.length);
}

function featureOf(attributes: readonly SegmentAttribute[], apart: SettingApart): SegmentFeature {
  return {
    ...ruleCondition(attributes[apart.set.attribute]!, apart.set),
    in_segment: round(apart.inSegment),
    in_market: round(apart.inMarket),
    lift: round(apart.lift, 2),
    interval: [round(apart.interval[0], 2), round(apart.interval[1], 2)],
    n: apart.known,
  };
}

function precisionOf({ held, belong }: HeldOut): Segment["precision"] {
  return held === 0 ? null : { share: round(belong / held), interval: pair(wilson(belong, held)), n: held };
}

function segmentOf(input: SegmentInput, attributes: readonly SegmentAttribute[], kind: Kind): Segment {
  const { mark, rule } = kind;
  // All that is printed of a kind is of the accounts that its rule holds for: what a seller can tell a company by.
  const won = holdsFor(attributes, rule.sets, "won");
  const accounts = won.reduce((a, b) => a + b, 0);
  const market = share(holdsFor(attributes, rule.sets, "market"));
  const lost = attributes[0]!.lost.length === 0 ? null : share(holdsFor(attributes, rule.sets, "lost"));
  const rules = rule.sets.map((set) => ruleCondition(attributes[set.attribute]!, set));
  const ruleWords = rule.sets.map((set, i) => wordsOf(attributes[set.attribute]!.feature, rules[i]!));
  const apart = settingApart(attributes, won);
  const inRule = new Set(rule.sets.map((set) => set.attribute));
  const more = apart
    .filter((a) => !inRule.has(a.set.attribute) && a.inSegment >= MOST_HAVE)
    .map((a) => ({
      words: wordsOf(attributes[a.set.attribute]!.feature, ruleCondition(attributes[a.set.attribute]!, a.set)),
      inSegment: a.inSegment,
      inMarket: a.inMarket,
    }));
  const tentative = kind.stability < STEADY_KIND;
  return {
    name: nameOf(
      ruleWords,
      more.map((m) => m.words),
    ),
    told: {
      rule: ruleWords,
      more,
      accounts,
      won: mark.length,
      drawn: input.drawn === true,
      lost,
      market,
      marketIs: input.marketIs,
      tentative,
    },
    rules,
    share: {
      won: round(accounts / mark.length),
      lost: lost === null ? null : round(lost),
      won_interval: pair(wilson(accounts, mark.length)),
      universe: input.marketIs === "universe" ? round(market) : null,
      market: round(market),
    },
    accounts,
    members: kind.size,
    precision: precisionOf(kind.heldOut),
    recall: round(rule.recall),
    stability: round(kind.stability, 2),
    tentative,
    features: apart.map((a) => featureOf(attributes, a)),
  };
}

/** Kinds with names and figures, the biggest by their rules first. */
export function describeKinds(
  input: SegmentInput,
  attributes: readonly SegmentAttribute[],
  kinds: readonly Kind[],
  notes: readonly string[],
): Segments {
  const held = (kind: Kind): number => holdsFor(attributes, kind.rule.sets, "won").reduce((a, b) => a + b, 0);
  const order = [...kinds].sort((a, b) => held(b) - held(a) || b.size - a.size);
  const members = new Uint8Array(kinds[0]!.mark.length);
  order.forEach(({ mark }, k) => {
    mark.forEach((m, i) => {
      if (m === 1) members[i] = k + 1;
    });
  });
  const segments = order.map((kind) => segmentOf(input, attributes, kind));
  const bins = order.map(({ rule }) =>
    rule.sets.map(({ attribute, levels }) => ({
      attribute: attributes[attribute]!.feature.name,
      bins: levels.flatMap((l) => attributes[attribute]!.levels[l]!),
    })),
  );
  const many = segments.length > MOST_KINDS ? ": more than three is too broad to serve well" : "";
  const verdict = `${segments.length} ${segments.length === 1 ? "kind" : "kinds"} of best customers${many}.`;
  return { segments, members, bins, verdict, notes };
}
