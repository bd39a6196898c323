import fc from "fast-check";
import type { Buyers, CommitteeMember } from "../../src/icp/buyers.ts";
import type { CheckedBand, Declared } from "../../src/icp/declared.ts";
import type { CountedRule, Disqualifier, DisqualifierSearch } from "../../src/icp/disqualifier.ts";
import type {
  Band,
  DocumentAttribute,
  HeldOut,
  IcpDocument,
  IcpEnvelope,
  LevelResult,
} from "../../src/icp/document.ts";
import type { Segment, Segmentation } from "../../src/icp/segment.ts";
import type { Timing } from "../../src/icp/timing.ts";
import { learnedRule } from "../generators/disqualifier.ts";
import { arbitraryValue } from "./arbitrary-value.ts";
import { blank } from "./fixtures/parts.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 24 }),
  fc.constantFrom(
    "",
    "a, b, c, d",
    "<b>&\"'`</b>",
    "| x | # _y_ $z$",
    "\u001b[31mred\u202e",
    "日本の会社 株式会社",
    "x".repeat(90),
  ),
);
const count = fc.nat({ max: 100_000 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const interval = fc.option(
  fc.tuple(share, share).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  { nil: null },
);
const counts = fc.tuple(count, share).map(([n, part]) => ({ n, won: Math.floor(n * part) }));

const condition: fc.Arbitrary<Band["match"]> = fc.oneof(
  fc.array(text, { maxLength: 4 }).map((values) => ({ in: values })),
  fc.tuple(fc.option(fc.integer()), fc.option(fc.integer())).map(([from, below]) => ({ from, below })),
  text.map((has) => ({ has })),
  fc.constantFrom<Band["match"]>({ missing: true }, { other: true }),
);

const band: fc.Arbitrary<Band> = fc
  .tuple(
    fc.record({
      label: text,
      match: condition,
      points: fc.nat({ max: 40 }),
      rate: share,
      rate_interval: interval,
      universe_share: fc.option(share),
    }),
    counts,
  )
  .map(([rest, { n, won }]) => ({ ...rest, n, won }));

const place = fc.constantFrom("high" as const, "medium" as const, "low" as const);
const points = fc.integer({ min: 1, max: 100 });
const timing: fc.Arbitrary<Timing> = fc.record({
  source: fc.constantFrom("learned" as const, "default" as const),
  reason: text,
  events: fc.array(
    fc.record({
      type: text,
      topic: fc.option(text),
      weight: points,
      half_life_days: points,
      cap: points,
      source: fc.constantFrom("learned" as const, "default" as const),
      evidence: fc.option(
        fc.record({
          won: count,
          lost: count,
          accounts: count,
          lift: share,
          interval: fc.constantFrom<[number, number]>([0.4, 3]),
        }),
      ),
    }),
    { maxLength: 16 },
  ),
  levels: fc.constant({ high: 70, medium: 40 }),
  hand_raisers: fc.record({ types: fc.array(text, { maxLength: 2 }), days: points }),
  left_out: fc.array(fc.record({ type: text, topic: fc.option(text), reason: text }), { maxLength: 3 }),
  check: fc.constant(null),
  accounts: fc.option(
    fc.record({
      file: text,
      as_of: fc.constant("2026-06-30"),
      rows: count,
      active: count,
      cells: fc.array(fc.record({ level: place, timing: place, rows: count }), { maxLength: 12 }),
      disqualified: count,
    }),
  ),
});

const limits = fc.tuple(share, share).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const times = fc.double({ min: 0, max: 1000, noNaN: true });
const ruleTest: fc.Arbitrary<Segment["rules"][number]["is"]> = fc.oneof(
  fc.array(text, { maxLength: 4 }).map((values) => ({ in: values })),
  fc.tuple(fc.option(fc.integer()), fc.option(fc.integer())).map(([from, below]) => ({ from, below })),
  text.map((has) => ({ has })),
  text.map((lacks) => ({ lacks })),
);
const conditionOf = { attribute: text, is: ruleTest, label: text };
const kind: fc.Arbitrary<Segment> = fc.record({
  id: text,
  name: text,
  rank: fc.constantFrom("primary" as const, "secondary" as const, "adjacent" as const),
  paragraph: text,
  rules: fc.array(fc.record(conditionOf), { minLength: 1, maxLength: 4 }),
  share: fc.record({
    won: share,
    won_interval: limits,
    lost: fc.option(share),
    universe: fc.option(share),
    market: share,
  }),
  accounts: count,
  members: count,
  precision: fc.option(fc.record({ share, interval: limits, n: count })),
  recall: share,
  stability: share,
  tentative: fc.boolean(),
  deals: fc.tuple(counts, share, limits).map(([facts, rate, rate_interval]) => ({ ...facts, rate, rate_interval })),
  features: fc.array(
    fc.record({
      ...conditionOf,
      in_segment: share,
      in_market: share,
      lift: times,
      interval: fc.tuple(times, times),
      n: count,
    }),
    { maxLength: 4 },
  ),
  value: fc.record({ acv: fc.option(fc.record({ mean: times, interval: fc.tuple(times, times), n: count })) }),
});
const contrast = {
  label: text,
  accounts: count,
  rate: share,
  rate_interval: limits,
  lift: fc.option(times),
  interval: fc.option(fc.tuple(times, times)),
  p: fc.option(share),
  q: fc.option(share),
  finding: fc.boolean(),
};
const contrasts = <More extends object>(more: { [Key in keyof More]: fc.Arbitrary<More[Key]> }) =>
  fc.array(
    fc
      .tuple(fc.record(contrast), fc.record(more), counts)
      .map(([rest, own, { n, won }]) => ({ ...rest, ...own, won, lost: n - won })),
    { maxLength: 4 },
  );
const over = counts.map(({ n, won }) => ({ deals: n, won, lost: n - won }));
const sizeOf = fc.record({
  deals: count,
  nobody: count,
  mean: fc.option(times),
  median: fc.option(times),
  single: count,
});
const title = { function: fc.option(text), seniority: fc.option(text) };
const who = fc
  .tuple(
    over,
    fc.record({ titles: contrasts(title), size: fc.record({ won: sizeOf, lost: sizeOf }), sizes: contrasts({}) }),
  )
  .map(([deals, rest]) => ({ ...deals, ...rest }));
const member: fc.Arbitrary<CommitteeMember> = fc.record({
  role: fc.constantFrom("buyer" as const, "champion" as const, "user" as const),
  source: fc.constantFrom("counted" as const, "said" as const),
  won: count,
  lost: count,
  titles: fc.array(fc.record({ ...title, label: text, won: count, accounts: count }), { maxLength: 2 }),
});
const signals = fc.tuple(over, contrasts({})).map(([deals, rows]) => ({ ...deals, rows }));
const notes = fc.array(text, { maxLength: 2 });
const inside = {
  buyers: fc
    .tuple(
      who,
      fc.record({
        as_of: fc.constantFrom("creation" as const, "today" as const),
        contacts: count,
        told: count,
        tested: count,
        committee: fc.array(member, { maxLength: 3 }),
        notes,
      }),
    )
    .map(([known, rest]): Buyers => ({ ...known, ...rest })),
  triggers: fc.tuple(signals, notes).map(([found, said]) => ({ ...found, days: 90, tested: 7, notes: said })),
  intent_topics: fc.tuple(signals, notes).map(([found, said]) => ({ ...found, days: 90, tested: 7, notes: said })),
  pain_points: fc
    .tuple(
      over,
      fc.record({
        columns: notes,
        tested: count,
        rows: contrasts({ z: fc.integer({ min: -90, max: 90 }).map((tenths) => tenths / 10) }),
        losses: fc.option(
          fc.record({
            columns: notes,
            deals: count,
            rows: fc.array(fc.record({ label: text, deals: count, accounts: count }), { maxLength: 2 }),
          }),
        ),
        notes,
      }),
    )
    .map(([deals, rest]) => ({ ...deals, ...rest })),
};
const insideKind = fc.record({
  committee: fc.array(member, { maxLength: 2 }),
  buyers: who,
  triggers: signals,
  intent_topics: signals,
  pain_points: fc.array(
    fc.record({
      label: text,
      deals: count,
      of: count,
      elsewhere: count,
      of_elsewhere: count,
      accounts: count,
      lift: times,
      interval: fc.tuple(times, times),
      q: share,
    }),
    { maxLength: 2 },
  ),
});
const segmentation: fc.Arbitrary<Segmentation> = fc.record({
  verdict: text,
  market: fc.constantFrom("universe" as const, "accounts" as const),
  won_accounts: count,
  lost_accounts: count,
  market_accounts: count,
  notes: fc.array(text, { maxLength: 3 }),
});

const level = (name: LevelResult["level"]): fc.Arbitrary<LevelResult> =>
  fc
    .tuple(counts, interval, fc.option(fc.nat({ max: 400 })))
    .map(([{ n, won }, win_rate_interval, median_cycle_days]) => ({
      level: name,
      n,
      won,
      win_rate: n === 0 ? null : won / n,
      win_rate_interval,
      median_cycle_days,
    }));

const check = (method: HeldOut["method"]): fc.Arbitrary<HeldOut> =>
  fc
    .record({
      cut: text,
      train: count,
      n: count,
      won: count,
      auc: fc.option(share),
      auc_interval: interval,
      log_loss: fc.option(share),
      base_log_loss: fc.option(share),
      calibration_error: fc.option(share),
      levels: fc.tuple(level("high"), level("medium"), level("low"), level("unknown")).chain((all) => fc.subarray(all)),
      verdict: fc.constantFrom<HeldOut["verdict"]>("confirmed", "not confirmed", "not enough data"),
      reason: text,
    })
    .map((rest) => ({ ...rest, method }));

const attribute: fc.Arbitrary<Omit<DocumentAttribute, "name">> = fc.record({
  label: text,
  source: text,
  columns: fc.array(text, { maxLength: 2 }),
  about: fc.constantFrom<DocumentAttribute["about"]>("account", "opportunity"),
  family: fc.constantFrom<DocumentAttribute["family"]>("firmographic", "deal"),
  kind: fc.constantFrom<DocumentAttribute["kind"]>("category", "number", "set"),
  filled: share,
  findable_in: fc.array(text, { maxLength: 2 }),
  normalise: fc.constantFrom<DocumentAttribute["normalise"]>(null, {
    kind: "number",
    missing: ["", "n/a"],
    decimal: ".",
  }),
  status: fc.constantFrom<DocumentAttribute["status"]>("used", "unused", "quarantined", "ignored"),
  reason: text,
  auc: fc.option(share),
  warning: fc.option(text),
});

const later = fc
  .record({ rows: count, saved: share, saved_interval: limits, events: count, events_interval: fc.option(limits) })
  .map((rest) => ({ ...rest, matched: rest.rows, events_matched: rest.events, events_share: rest.saved }));

const filterTest = fc.oneof(
  condition.filter((test) => !("other" in test)),
  text.map((lacks) => ({ lacks })),
);
const rule = fc.array(fc.record({ attribute: text, is: filterTest }), { minLength: 1, maxLength: 2 });

const counted: fc.Arbitrary<CountedRule> = fc.record({
  n: count,
  events: count,
  accounts: count,
  rate: share,
  interval: limits,
  base_rate: share,
  later,
});

const disqualifier = fc.oneof(
  fc
    .record({
      aim: fc.constantFrom("win" as const, "no-decision" as const, "churn" as const),
      kind: fc.constantFrom("disqualifier" as const, "watch-out" as const),
      status: fc.constantFrom("suggested" as const, "confirmed" as const, "rejected" as const),
      who: text,
      text,
      id: text,
      n: count,
      events: count,
      rate: share,
      interval: limits,
      q: share,
      later,
      rule,
    })
    .map(({ rule, ...rest }) => learnedRule(rule as Disqualifier["rule"], rest)),
  fc
    .record({
      id: text,
      kind: fc.constantFrom("disqualifier" as const, "watch-out" as const),
      status: fc.constantFrom("declared" as const, "rejected" as const),
      who: text,
      text,
      rule: fc.option(rule),
      counted: fc.option(counted),
    })
    .map(
      ({ counted, ...rest }) =>
        ({ ...rest, ...(counted === null ? {} : { counted }), source: "declared" as const }) as Disqualifier,
    ),
);

const search: fc.Arbitrary<DisqualifierSearch> = fc.record({
  aim: fc.constantFrom("win" as const, "no-decision" as const, "churn" as const),
  searched: count,
  in_time: fc.boolean(),
  needed: fc.option(fc.record({ tried: count, rows: count })),
  together: fc.option(later),
  notes: fc.array(text, { maxLength: 2 }),
  paragraph: text,
});

const texts = fc.array(text, { maxLength: 3 });

const declared: fc.Arbitrary<Declared> = fc.record({
  file: text,
  from: fc.constantFrom("people" as const, "customers" as const),
  customers: fc.option(fc.record({ rows: count, high: count, medium: count, low: count, unknown: count })),
  contrast: fc.option(fc.record({ customers: count, others: count, auc: share, auc_interval: fc.tuple(share, share) })),
  scores: fc.boolean(),
  logits: fc.constant(4),
  support: fc.option(fc.record({ share, low: share, high: share, told: fc.boolean() })),
  attributes: fc.array(
    fc.record({
      label: text,
      weight: fc.nat({ max: 100 }),
      bands: fc.option(
        fc.array(
          fc
            .record({
              label: text,
              points: fc.nat({ max: 100 }),
              rate: fc.option(share),
              rate_interval: fc.option(fc.tuple(share, share)),
              verdict: fc.constantFrom<CheckedBand["verdict"]>("agrees", "contradicts", "too few", "no claim"),
            })
            .chain((rest) => counts.map((facts) => ({ ...rest, ...facts }))),
          { maxLength: 6 },
        ),
      ),
      reason: text,
    }),
    { maxLength: 4 },
  ),
  personas: fc.array(
    fc.record({
      role: fc.constantFrom("buyer" as const, "champion" as const, "user" as const),
      titles: texts,
      metrics: texts,
      frustrations: texts,
      objections: texts,
      message: fc.option(text),
      source: fc.constant("said" as const),
    }),
    { maxLength: 3 },
  ),
});

const strategic = fc.record({
  narrative: fc.option(text),
  owner: fc.option(text),
  review_date: fc.constantFrom(null, "2027-06-30", "no date"),
});

/** Integer-like keys and `__proto__` are not names that a document's free keys can have. */
const key = fc.stringMatching(/^[a-z][a-z_]{0,12}$/);

/** Any document that the schema admits, nasty texts and all; up to `most` attributes on the scorecard. */
export function anyDocument(most = 8): fc.Arbitrary<IcpDocument> {
  return fc
    .record({
      name: text,
      goal: fc.constantFrom<IcpDocument["goal"]>("win", "good-win", "value", "retention"),
      as_of: fc.constantFrom(null, "2026-06-16", "no date"),
      seed: fc.integer(),
      parameters: fc.dictionary(key, fc.oneof(share, text, fc.boolean(), fc.constant(null))),
      maturity: fc.constantFrom<IcpDocument["maturity"]>("hypothesis", "interim", "data-driven"),
      verdict: fc.constantFrom<IcpDocument["separation"]["verdict"]>("reliable", "weak", "none", "untested"),
      forced: fc.boolean(),
      reason: text,
      p: fc.option(fc.double({ min: 1e-4, max: 1, noNaN: true })),
      deals_needed: fc.option(count),
      evidence: counts,
      retention: fc.option(
        fc.record({
          customers: count,
          active: count,
          churned: count,
          yearly_churn: fc.option(share),
          yearly_churn_interval: interval,
          yearly_churn_n: count,
          nrr: fc.option(share),
          nrr_interval: interval,
          nrr_n: count,
          currency: fc.option(text),
          as_of: fc.constantFrom(null, "2026-06-16", "no date"),
        }),
      ),
      base_rate_interval: interval,
      lost_by_reason: fc.dictionary(key, count),
      excluded: fc.array(fc.record({ reason: text, rows: count }), { maxLength: 3 }),
      attributes: fc.array(attribute, { maxLength: most + 4 }),
      bands: fc.array(fc.array(band, { minLength: 1, maxLength: 8 }), { maxLength: most }),
      curve: fc.option(share),
      breadth: fc.option(
        fc.record({
          universe: count,
          high: count,
          medium: count,
          low: count,
          share: fc.option(share),
          share_interval: interval,
          unknown: fc.constant(0),
          verdict: text,
        }),
      ),
      interactions: fc.option(
        fc.record({
          pairs: count,
          found: fc.array(
            fc
              .record({
                attributes: fc.tuple(text, text),
                bands: fc.tuple(text, text),
                expected: share,
                logit: fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10),
                p: share,
                q: share,
                sentence: text,
              })
              .chain((rest) => counts.map((facts) => ({ ...rest, ...facts }))),
            { maxLength: 4 },
          ),
        }),
      ),
      forward: fc.option(check("forward")),
      cross_fit: fc.option(check("cross-fit")),
      notes: fc.array(text, { maxLength: 4 }),
      segments: fc.array(
        fc.tuple(kind, fc.option(insideKind)).map(([one, known]) => ({ ...one, ...known })),
        { maxLength: 4 },
      ),
      inside: fc.record(inside, { requiredKeys: [] }),
      segmentation: fc.option(segmentation),
      disqualifiers: fc.array(disqualifier, { maxLength: most }),
      searches: fc.option(fc.array(search, { maxLength: 2 })),
      value: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: arbitraryValue(text) }),
      declared: fc.option(declared),
      strategic: fc.option(strategic),
      timing: fc.option(timing),
    })
    .map((parts): IcpDocument => {
      const { n, won } = parts.evidence;
      const bands = parts.verdict === "none" && !parts.forced ? [] : parts.bands;
      const names = Array.from(
        { length: Math.max(bands.length, parts.attributes.length) },
        (_, index) => `attribute_${index}`,
      );
      return {
        ...blank,
        segments: parts.segments,
        ...parts.inside,
        ...(parts.segmentation === null ? {} : { segmentation: parts.segmentation }),
        name: parts.name,
        goal: parts.goal,
        as_of: parts.as_of,
        seed: parts.seed,
        engine: { version: "0.1.0", parameters: parts.parameters },
        maturity: parts.maturity,
        separation: {
          ...blank.separation,
          verdict: parts.verdict,
          reason: parts.reason,
          p: parts.p,
          deals_needed: parts.deals_needed,
        },
        evidence: {
          ...blank.evidence,
          opportunities: n,
          won,
          lost: n - won,
          lost_by_reason: parts.lost_by_reason,
          base_rate: n === 0 ? 0 : won / n,
          base_rate_interval: parts.base_rate_interval,
          excluded: parts.excluded,
          ...(parts.retention === null ? {} : { retention: parts.retention }),
        },
        attributes: parts.attributes.map((one, index) => ({ ...one, name: names[index]! })),
        scorecard: {
          levels: { high: 70, medium: 40 },
          attributes: bands.map((list, index) => ({
            attribute: names[index]!,
            weight: Math.max(...list.map((one) => one.points)),
            weight_range: null,
            inclusion: null,
            bands: list,
          })),
          by_fit:
            bands.length === 0 || parts.curve === null
              ? []
              : Array.from({ length: 101 }, (_, fit) => ({
                  fit,
                  p: (parts.curve! * fit) / 100,
                  low: null,
                  high: null,
                  high_share: null,
                  medium_share: null,
                  low_share: null,
                })),
        },
        ...(parts.interactions === null ? {} : { interactions: parts.interactions }),
        ...(parts.value === null ? {} : { value: parts.value }),
        breadth: parts.breadth,
        validation: { forward: parts.forward, cross_fit: parts.cross_fit },
        timing: parts.timing,
        notes: parts.notes,
        declared: parts.declared,
        strategic: parts.strategic,
        disqualifiers: parts.disqualifiers,
        ...(parts.searches === null ? {} : { disqualifier_search: parts.searches }),
      };
    });
}

/** Any envelope. */
export const anyEnvelope: fc.Arbitrary<IcpEnvelope> = fc.record({
  created_at: fc.constantFrom(null, "2026-06-16T08:00:00Z"),
  approved_by: fc.option(text),
  document: anyDocument(4),
});
