import fc from "fast-check";
import type { Disqualifier } from "../../src/icp/disqualifier.ts";
import { type Condition, type IcpDocument, icpDocument } from "../../src/icp/document.ts";
import type { FilterTest } from "../../src/icp/rule-test.ts";
import type { Segment } from "../../src/icp/segment.ts";
import { MISSING_TEXTS, type NormaliseRule } from "../../src/normalise/rule.ts";
import { learnedRule } from "../generators/disqualifier.ts";

export interface CardSpec {
  readonly name: string;
  readonly source?: string;
  readonly columns?: readonly string[];
  readonly rule: NormaliseRule;
  readonly weight: number;
  readonly bands: readonly (readonly [match: Condition, points: number])[];
}

interface DocumentSpec {
  readonly cards: readonly CardSpec[];
  /** Attributes that only rules read. */
  readonly unscored?: readonly Omit<CardSpec, "weight" | "bands">[];
  readonly disqualifiers?: readonly Disqualifier[];
  readonly goal?: IcpDocument["goal"];
  readonly baseRateInterval?: [number, number] | null;
  readonly byFit?: IcpDocument["scorecard"]["by_fit"];
  readonly levels?: { high: number; medium: number };
  readonly id?: string;
  readonly segments?: readonly Pick<Segment, "name" | "rules">[];
}

/** A segment around its rules; what scoring does not read is filler. */
function segmentOf({ name, rules }: Pick<Segment, "name" | "rules">): Segment {
  return {
    id: name,
    name,
    rank: "primary",
    paragraph: "",
    rules,
    share: { won: 0.3, won_interval: [0.2, 0.4], lost: null, universe: null, market: 0.1 },
    accounts: 9,
    members: 9,
    precision: null,
    recall: 1,
    stability: 1,
    tentative: false,
    deals: { n: 9, won: 3, rate: 0.3, rate_interval: [0.1, 0.5] },
    features: [],
    value: { acv: null },
  };
}

export const missing = [...MISSING_TEXTS];

/** One entry per fit 0..100 with made-up, rising numbers. */
export const risingByFit: IcpDocument["scorecard"]["by_fit"] = Array.from({ length: 101 }, (_, fit) => ({
  fit,
  p: Math.round(fit * 73) / 10_000,
  low: Math.round(fit * 51) / 10_000,
  high: Math.round(fit * 97) / 10_000,
  high_share: fit / 100,
  medium_share: 0.85,
  low_share: 1 - fit / 100,
}));

/** A whole document around a scorecard; what scoring does not read is filler. */
export function documentOf({
  cards,
  unscored = [],
  disqualifiers = [],
  goal = "win",
  baseRateInterval = [0.25, 0.35],
  byFit = [],
  levels,
  id,
  segments = [],
}: DocumentSpec): IcpDocument {
  const attributes = [...cards, ...unscored].map(({ name, source = name, columns = [], rule }) => ({
    name,
    label: name,
    source,
    columns,
    about: "account",
    family: "firmographic",
    kind: "category",
    filled: 1,
    findable_in: [],
    normalise: rule,
    status: "used",
    reason: "",
    auc: null,
    warning: null,
  }));
  const scorecard = cards.map(({ name, weight, bands }) => ({
    attribute: name,
    weight,
    weight_range: null,
    inclusion: null,
    bands: bands.map(([match, points]) => ({
      label: JSON.stringify(match),
      match,
      points,
      n: 9,
      won: 3,
      rate: 0.3,
      rate_interval: null,
      universe_share: null,
    })),
  }));
  return icpDocument.parse({
    schema: "openicp/icp@1",
    id: id ?? "icp-1",
    name: "Test",
    goal,
    as_of: null,
    seed: 1,
    engine: { version: "0", parameters: {} },
    input: {
      fingerprint: "",
      files: [],
      new_business: "",
      outcome: "",
      order: null,
      order_to: null,
      about: "account",
      row_weights: "none",
    },
    maturity: "interim",
    separation: {
      verdict: "reliable",
      p: null,
      permutations: 0,
      auc: null,
      auc_interval: null,
      reason: "",
      deals_needed: null,
    },
    evidence: {
      opportunities: 100,
      won: 30,
      lost: 70,
      lost_by_reason: {},
      open: 0,
      accounts: 100,
      customers: 30,
      window: { from: null, to: null },
      base_rate: 0.3,
      base_rate_interval: baseRateInterval,
      excluded: [],
    },
    attributes,
    scorecard: { attributes: scorecard, levels: levels ?? { high: 70, medium: 40 }, by_fit: byFit },
    segments: segments.map(segmentOf),
    disqualifiers,
    timing: null,
    breadth: null,
    tam: null,
    validation: { forward: null, cross_fit: null },
    declared: null,
    strategic: null,
    notes: [],
    sample_accounts: [],
  });
}

const words = ["Fintech", "insurance", "seed", "Series A", "οδοσ", "x' or 1=1", "</script>", "n/a", "0", "\u2028"];
const edge = fc.option(fc.constantFrom(0, 1, 30.5, 50, 1000, 1e6, 2300.5, -5), { nil: null });
const missingList = fc.constantFrom(missing, [], ["0", "fintech"]);

/** Own values and what others call them, in and out of the shape that a build writes. */
const spellings = {
  aliases: fc.dictionary(
    fc.constantFrom("fintech", "insurance", "Series A", "a", "B", "';--", ""),
    fc.constantFrom("seed", "seriesa x'or1=1", "οδοσ 0", "", "c++ a;b", "</script> Fin-Tech", "a|b ("),
    { maxKeys: 4 },
  ),
};

const byKind = {
  text: fc.record({
    rule: fc.record({ kind: fc.constant("text" as const), missing: missingList, ...spellings }),
    matches: fc.array(
      fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((list): Condition => ({ in: list })),
      { maxLength: 3 },
    ),
  }),
  number: fc.record({
    rule: fc.record({
      kind: fc.constant("number" as const),
      missing: missingList,
      decimal: fc.constantFrom("." as const, "," as const),
      codes: fc.constantFrom({}, { fintech: "11-50", "0": "500+" }),
    }),
    matches: fc.array(
      fc.tuple(edge, edge).map(([from, below]): Condition => ({ from, below })),
      { maxLength: 4 },
    ),
  }),
  scale: fc.record({
    rule: fc.record({
      kind: fc.constant("scale" as const),
      missing: missingList,
      order: fc.uniqueArray(fc.constantFrom(...words), { maxLength: 5 }),
      ...spellings,
    }),
    matches: fc.array(
      fc
        .tuple(fc.constantFrom(null, 0, 1, 2), fc.constantFrom(null, 1, 2, 3))
        .map(([from, below]): Condition => ({ from, below })),
      { maxLength: 3 },
    ),
  }),
  set: fc.record({
    rule: fc.record({
      kind: fc.constant("set" as const),
      missing: missingList,
      separators: fc.constantFrom(";", ",;", '[]",', "\n|"),
      ...spellings,
    }),
    matches: fc.array(
      fc.constantFrom("a", "B", "a nd b", "fintech", "';--").map((has): Condition => ({ has })),
      { maxLength: 2 },
    ),
  }),
};

const tokens = {
  missing: missingList,
  separators: fc.constantFrom(";", ",;", '[]",', "\n|"),
  gone: fc.record({ minus: fc.boolean(), before: fc.constantFrom(null, "2020-06") }),
};
const byTokens = {
  count: fc.record({
    rule: fc.record({ kind: fc.constant("count" as const), ...tokens }),
    matches: fc.array(
      fc.tuple(edge, edge).map(([from, below]): Condition => ({ from, below })),
      { maxLength: 3 },
    ),
  }),
  group: fc.record({
    rule: fc.record({
      kind: fc.constant("group" as const),
      ...tokens,
      ...spellings,
      groups: fc.constant<{ value: string; tokens: string[] }[]>([
        { value: "Competitor", tokens: ["a", "';--"] },
        { value: "required", tokens: ["fintech", "B"] },
      ]),
      otherwise: fc.constant("neither"),
    }),
    matches: fc.array(
      fc
        .array(fc.constantFrom("competitor", "required", "neither"), { maxLength: 2 })
        .map((list): Condition => ({ in: list })),
      { maxLength: 2 },
    ),
  }),
};

const names = ["industry", "Employees", "fit", "level", "class", "points_fit", 'od"d', "known", "a b"];

const card = fc
  .tuple(
    fc.oneof(byKind.text, byKind.number, byKind.scale, byKind.set, byTokens.count, byTokens.group),
    fc.boolean(),
    fc.boolean(),
    fc.constantFrom(...names),
    fc.constantFrom(0, 1, 2),
    fc.array(fc.nat(100), { minLength: 8, maxLength: 8 }),
  )
  .map(([{ rule, matches }, other, gone, source, headers, shares]) => {
    const tests: Condition[] = [
      ...matches,
      ...(other ? [{ other: true as const }] : []),
      ...(gone ? [{ missing: true as const }] : []),
    ];
    return { rule, tests, source, columns: [source.toUpperCase(), `${source} '2"`].slice(0, headers), shares };
  });

/** What a rule may ask of a value that is read so. */
function ruleTests(match: Condition): readonly FilterTest[] {
  if ("other" in match) return [];
  return "has" in match ? [match, { lacks: match.has }] : [match];
}

/** Rules of one or two of the possible conditions, of every status; `picks` choose. */
function rulesOf(
  cards: readonly { readonly name: string; readonly bands: readonly (readonly [Condition, number])[] }[],
  picks: readonly number[],
): Disqualifier[] {
  const all = cards.flatMap(({ name, bands }) =>
    bands.flatMap(([match]) => ruleTests(match).map((is) => ({ attribute: name, is }))),
  );
  if (all.length === 0) return [];
  const statuses = ["confirmed", "confirmed", "suggested", "rejected"] as const;
  return picks.map((pick, i) => {
    const rule = [all[pick % all.length]!, ...(pick % 3 === 0 ? [all[(pick >> 3) % all.length]!] : [])];
    return learnedRule(rule, { who: `Who's "${i}"`, status: statuses[pick % 4]! });
  });
}

/** Documents of up to six attributes of all kinds, weights adding to 100, some sharing a source, some with nasty names, and rules. */
export const anyDocument: fc.Arbitrary<IcpDocument> = fc
  .record({
    drafts: fc.array(card, { maxLength: 6 }),
    scored: fc.nat(6),
    picks: fc.array(fc.nat(1000), { maxLength: 4 }),
    goal: fc.constantFrom("win" as const, "retention" as const),
    byFit: fc.constantFrom(
      [],
      risingByFit,
      risingByFit.map((entry) => ({
        ...entry,
        low: null,
        high: null,
        high_share: null,
        medium_share: null,
        low_share: null,
      })),
    ),
    baseRateInterval: fc.constantFrom<[number, number] | null>([0.25, 0.35], null),
    levels: fc.constantFrom({ high: 70, medium: 40 }, { high: 50, medium: 20 }),
    kinds: fc.array(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 3 }), {
      maxLength: 3,
    }),
  })
  .map(({ drafts: all, scored, picks, kinds, ...rest }) => {
    const drafts = all.slice(0, Math.max(scored, 1));
    const weights = drafts.map((_, i) => Math.floor(100 / drafts.length) + (i < 100 % drafts.length ? 1 : 0));
    const cards = drafts.map(({ rule, tests, source, columns, shares }, i) => ({
      name: `${source}_${i}`,
      source,
      columns,
      rule,
      weight: weights[i]!,
      bands: tests.map((match, b) => [match, Math.round((weights[i]! * shares[b]!) / 100)] as const),
    }));
    const unscored = all.slice(drafts.length).map(({ rule, tests, source, columns }, i) => ({
      name: `${source}_only_${i}`,
      source,
      columns,
      rule,
      bands: tests.map((match) => [match, 0] as const),
    }));
    return documentOf({
      cards,
      unscored,
      disqualifiers: rulesOf([...cards, ...unscored], picks),
      segments: segmentsOf(cards, kinds),
      ...rest,
    });
  });

/** Segments of rules drawn from the bands' own tests; what has a token may lack it as well. */
function segmentsOf(cards: readonly CardSpec[], picks: readonly (readonly [number, number, boolean][])[]) {
  if (cards.length === 0) return [];
  return picks.flatMap((conditions, k) => {
    const rules = conditions.flatMap(([at, which, lacks]): Segment["rules"] => {
      const { name, bands } = cards[at % cards.length]!;
      const tests = bands.flatMap(([match]) => ("missing" in match || "other" in match ? [] : [match]));
      if (tests.length === 0) return [];
      const is = tests[which % tests.length]!;
      return [{ attribute: name, is: lacks && "has" in is ? { lacks: is.has } : is, label: "" }];
    });
    return rules.length === 0 ? [] : [{ name: `Kind ${k}, "best" of '${k}'`, rules }];
  });
}
