import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noDecisionEvents } from "../../src/disqualify/aim.ts";
import { type DisqualifyInput, disqualify } from "../../src/disqualify/disqualify.ts";
import { type KeptRule, recount } from "../../src/disqualify/kept.ts";
import { matchesRule } from "../../src/disqualify/matches.ts";
import type { Disqualified, LearnedRule } from "../../src/disqualify/rule.ts";
import type { Feature } from "../../src/features/assemble.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";
import { codedMatrices } from "../generators/coded.ts";
import { featuresOf } from "../generators/world.ts";
import { categoryFeature, matrixFor, numberFeature, toolFeature } from "./features.ts";

const INDUSTRIES = ["Fintech", "Education", "Mining", "Retail"];

interface Deal {
  readonly size: number;
  readonly industry: number;
  readonly sap: number;
}

interface Made {
  readonly features: readonly Feature[];
  readonly matrix: CodedMatrix;
}

/** Deals of made-up companies, one a day. `rate`: chance of the event per deal. `bySize`: extra features of the deals' sizes. */
function made(n: number, rate: (deal: Deal, i: number) => number, rest: Partial<CodedMatrix> = {}, seed = 5): Made {
  const random = createRandom(seed);
  const deals = Array.from({ length: n }, () => ({
    size: 1 + random.int(4),
    industry: 1 + random.int(4),
    sap: 1 + random.int(2),
  }));
  const y = deals.map((deal, i) => (random.next() < rate(deal, i) ? 1 : 0));
  const features = [
    numberFeature(
      "employees",
      [20, 100, 500],
      deals.map((d) => d.size),
    ),
    categoryFeature(
      "industry",
      INDUSTRIES,
      deals.map((d) => d.industry),
    ),
    toolFeature(
      "tech_stack_has_sap",
      "SAP",
      deals.map((d) => d.sap),
    ),
  ];
  const closed = Float64Array.from({ length: n }, (_, i) => 19_000 + i);
  return { features, matrix: matrixFor(features, y, { closed, ...rest }) };
}

function run({ features, matrix }: Made, rest: Partial<DisqualifyInput> = {}): Disqualified {
  const input = {
    aim: "win",
    matrix,
    features,
    events: matrix.y,
    seed: 1,
    orderName: null,
    kept: [],
  } as const;
  return disqualify({ ...input, ...rest });
}

/** A rule that a person decided on, confirmed unless told otherwise. `meets`: by the code of an attribute. */
function keptRule(
  { features, matrix }: Made,
  rest: Partial<KeptRule>,
  meets: (code: (name: string) => number) => boolean,
): KeptRule {
  const marks = Uint8Array.from({ length: matrix.n }, (_, i) =>
    meets((name) => features.find((f) => f.name === name)!.coded.codes[i]!) ? 1 : 0,
  );
  const rule = [{ attribute: "industry", is: { in: ["mining"] } }];
  const own = {
    id: "win: x",
    aim: "win",
    kind: "disqualifier",
    status: "confirmed",
    rule,
    who: "Companies X",
  } as const;
  return { ...own, ...rest, marks };
}

const hard = (found: Disqualified): readonly LearnedRule[] => found.rules.filter(({ kind }) => kind === "disqualifier");
const tiny = (deal: Deal): number => (deal.size === 1 ? 0.02 : 0.3);

describe("who not to sell to", () => {
  it("is a planted kind, with facts that a recount gives", () => {
    const data = made(800, tiny);
    const found = run(data);
    const [rule, ...others] = hard(found);
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      id: "win: employees below 20",
      status: "suggested",
      rule: [{ attribute: "employees", is: { from: null, below: 20 } }],
      who: "Companies with under 20 employees",
    });
    const marks = matchesRule(data.matrix, rule!.rule);
    const rows = [...marks.keys()].filter((i) => marks[i] === 1);
    const won = (of: number[]): number => of.filter((i) => data.matrix.y[i] === 1).length;
    expect([rule!.n, rule!.events]).toEqual([rows.length, won(rows)]);
    expect(rule!.searched.n).toBe(rows.filter((i) => i < 560).length);
    expect(rule!.later).toMatchObject({
      rows: 240,
      matched: rows.filter((i) => i >= 560).length,
      events: won([...marks.keys()].filter((i) => i >= 560)),
      events_matched: won(rows.filter((i) => i >= 560)),
    });
    expect(rule!.later.saved).toBeCloseTo(rule!.later.matched / 240, 4);
    expect(rule!.interval[0]).toBeLessThanOrEqual(rule!.rate);
    expect(rule!.q!).toBeGreaterThanOrEqual(rule!.p!);
    expect(found.together).toEqual(rule!.later);
    expect(found.notes).toEqual(["Searched on the older 560, checked on the newest 240 (closed from 2023-07-22 on)."]);
  });

  it("is a planted pair where neither half is a reason alone", () => {
    const found = run(made(3000, ({ size, industry }) => (size <= 2 && industry === 2 ? 0.02 : 0.3)));
    expect(hard(found).map(({ id }) => id)).toEqual(["win: employees below 100 & industry in education"]);
    expect(hard(found)[0]!.who).toBe("Companies in Education with under 100 employees");
  });

  it("is said in the simplest of rules that match the same rows", () => {
    const data = made(800, tiny);
    const copy = Array.from(data.features[0]!.coded.codes, (code) => (code === 1 ? 1 : 2));
    const twin = categoryFeature("stage", ["Seed", "Later"], copy);
    const features = [...data.features, twin];
    const found = run({ features, matrix: matrixFor(features, data.matrix.y, { closed: data.matrix.closed }) });
    expect(hard(found).map(({ who }) => who)).toEqual(["Companies with stage Seed"]);
  });

  it("is one wide rule, not its parts", () => {
    const found = run(made(1500, ({ size }) => (size <= 2 ? 0.02 : 0.4)));
    expect(hard(found).map(({ who }) => who)).toEqual(["Companies with under 100 employees"]);
  });

  it("is several kinds, and together they save what their union holds", () => {
    const data = made(2000, ({ size, industry }) => (size === 1 || industry === 3 ? 0.02 : 0.35));
    const found = run(data);
    expect(
      hard(found)
        .map(({ who }) => who)
        .sort(),
    ).toEqual(["Companies in Mining", "Companies with under 20 employees"]);
    const either = [...data.matrix.y.keys()].filter(
      (i) => i >= 1400 && (data.features[0]!.coded.codes[i] === 1 || data.features[1]!.coded.codes[i] === 3),
    );
    expect(found.together!.matched).toBe(either.length);
    const mining = keptRule(
      data,
      { id: "win: industry in mining", status: "rejected" },
      (code) => code("industry") === 3,
    );
    const rejected = run(data, { kept: [mining] });
    expect(rejected.together!.matched).toBeLessThan(either.length);
    expect(rejected.rules.find(({ id }) => id === "win: industry in mining")!.status).toBe("rejected");
    expect(rejected.paragraph).not.toContain("Mining");
    expect(found.paragraph).toContain("Mining");
  });

  it("keeps what a person confirmed", () => {
    const data = made(800, tiny);
    const kept = [keptRule(data, { id: "win: employees below 20" }, (code) => code("employees") === 1)];
    const found = run(data, { kept });
    expect(found.rules[0]!.status).toBe("confirmed");
    expect({ ...found.rules[0]!, status: "suggested" }).toEqual(run(data).rules[0]);
    expect(found.rules).toHaveLength(run(data).rules.length);
  });

  it("counts what a person confirmed and the search does not find again, in the sum too", () => {
    const data = made(900, tiny);
    const retail = keptRule(data, { who: "Companies in Retail" }, (code) => code("industry") === 4);
    const found = run(data, { kept: [retail] });
    const [first, second] = hard(found);
    expect([first!.id, second!.id]).toEqual(["win: employees below 20", "win: x"]);
    const rows = [...retail.marks.keys()].filter((i) => retail.marks[i] === 1);
    const won = (of: number[]): number => of.filter((i) => data.matrix.y[i] === 1).length;
    expect(second).toMatchObject({
      status: "confirmed",
      q: null,
      n: rows.length,
      events: won(rows),
      searched: { n: rows.filter((i) => i < 630).length, events: won(rows.filter((i) => i < 630)) },
      later: {
        matched: rows.filter((i) => i >= 630).length,
        events_matched: won(rows.filter((i) => i >= 630)),
      },
    });
    expect(second!.text).toContain(`Companies in Retail: ${won(rows)} of ${rows.length} deals won`);
    const small = data.features[0]!.coded.codes;
    const either = [...data.matrix.y.keys()].filter((i) => i >= 630 && (small[i] === 1 || retail.marks[i] === 1));
    expect(found.together!.matched).toBe(either.length);
    expect(found.paragraph).toContain("Companies in Retail");
    const rejected = run(data, { kept: [{ ...retail, status: "rejected" }] });
    expect(rejected.rules.find(({ id }) => id === "win: x")!.n).toBe(rows.length);
    expect(rejected.together).toEqual(run(data).together);
  });

  it("finds the same, whatever is kept", () => {
    const data = made(900, tiny);
    const one = keptRule(data, {}, (code) => code("industry") === 4);
    const { rules } = run(data, { kept: [one] });
    expect(rules.filter(({ id }) => id !== one.id)).toEqual(run(data).rules);
  });

  it("stays a disqualifier when a person confirmed it and the newest deals contradict it", () => {
    const turned = made(1200, ({ size }, i) => (size !== 1 ? 0.3 : i < 840 ? 0.02 : 0.5));
    const kept = [keptRule(turned, { id: "win: employees below 20" }, (code) => code("employees") === 1)];
    const [rule] = run(turned, { kept }).rules;
    expect(rule).toMatchObject({ kind: "disqualifier", status: "confirmed" });
    expect(rule!.later.events_matched / rule!.later.matched).toBeGreaterThan(rule!.later.events / rule!.later.rows);
  });

  it("counts what was kept on deals too few to search, and a kind that is not among them", () => {
    const data = made(24, () => 0.4);
    const kept = [
      keptRule(data, {}, (code) => code("industry") === 1),
      keptRule(data, { id: "win: none" }, () => false),
      keptRule(data, { id: "win: soft", kind: "watch-out" }, (code) => code("industry") === 2),
    ];
    const input = { aim: "win", ...data, events: data.matrix.y, seed: 1, orderName: null, kept } as const;
    const { rules, together, inTime } = recount(input);
    const own = [...kept[0]!.marks.keys()].filter((i) => kept[0]!.marks[i] === 1);
    expect(rules[0]).toMatchObject({ n: own.length, events: own.filter((i) => data.matrix.y[i] === 1).length });
    expect(rules[1]!.text).toBe("Companies X: there is no such deal in these files.");
    expect(rules.map(({ kind }) => kind)).toEqual(["disqualifier", "disqualifier", "watch-out"]);
    expect(JSON.stringify(rules)).not.toMatch(/NaN|null,"events"/);
    expect(together!.matched).toBe(rules[0]!.later.matched);
    expect(inTime).toBe(true);
  });

  it("is nobody when one account lost all of a kind's deals", () => {
    const loyal = made(600, ({ size }) => (size === 1 ? 0 : 0.3));
    const account = Int32Array.from(loyal.features[0]!.coded.codes, (code, i) =>
      code === 1 ? (i < 560 ? 0 : i % 8) : 10 + i,
    );
    const dense = new Map([...new Set(account)].map((a, i) => [a, i]));
    const matrix = { ...loyal.matrix, account: account.map((a) => dense.get(a)!), accounts: dense.size };
    expect(hard(run({ ...loyal, matrix }))).toEqual([]);
    expect(hard(run(loyal))).toHaveLength(1);
  });

  it("is nobody when the kind lost in only one half of the past", () => {
    const turned = made(1200, ({ size }, i) => (size !== 1 ? 0.2 : i < 420 ? 0 : 0.2));
    expect(hard(run(turned))).toEqual([]);
  });

  it("is only watched when the newest deals contradict it", () => {
    const turned = made(1200, ({ size }, i) => (size !== 1 ? 0.3 : i < 840 ? 0.02 : 0.5));
    const found = run(turned);
    expect(hard(found)).toEqual([]);
    expect(found.together).toBeNull();
    const [rule] = found.rules;
    expect(rule).toMatchObject({ kind: "watch-out", who: "Companies with under 20 employees" });
    expect(rule!.q).toBeLessThan(0.1);
    expect(found.paragraph).not.toContain("no reason to say no");
  });

  it("watches kinds that win less but not half as often", () => {
    const found = run(made(1500, ({ sap }) => (sap === 2 ? 0.2 : 0.35)));
    expect(hard(found)).toEqual([]);
    expect(found.rules.map(({ kind, who }) => [kind, who])).toContainEqual(["watch-out", "Companies using SAP"]);
  });

  it("says what it would take when there is nobody", () => {
    const found = run(made(300, () => 0.2));
    expect(hard(found)).toEqual([]);
    expect(found.needed!.tried).toBe(12);
    expect(found.paragraph).toMatch(
      /^No kind of company was found that rarely buys\. 12 kinds were tried on the older 210 deals; the smallest that could show has about \d+ deals there, all lost\./,
    );
  });

  it("draws accounts where there are no dates, and says so", () => {
    const data = made(800, tiny);
    const found = run({ ...data, matrix: { ...data.matrix, closed: data.matrix.created } });
    expect(hard(found)).toHaveLength(1);
    expect(found.notes[0]).toContain("accounts drawn at random");
    expect(hard(found)[0]!.text).toContain("kept aside");
    const none = made(300, () => 0.2);
    const { paragraph } = run({ ...none, matrix: { ...none.matrix, closed: none.matrix.created } });
    expect(paragraph).toMatch(/were tried on 2\d\d deals drawn at random; the smallest/);
    expect(paragraph).not.toMatch(/older|newest/);
  });

  it("says nothing of data with one outcome", () => {
    for (const rate of [0, 1]) {
      const found = run(made(100, () => rate));
      expect([found.rules, found.needed, found.together]).toEqual([[], null, null]);
    }
  });

  it("does not depend on the order of the rows", () => {
    const data = made(900, ({ size, sap }) => (size === 1 ? 0.03 : sap === 2 ? 0.2 : 0.4));
    const order = Int32Array.from({ length: 900 }, (_, i) => i);
    shuffle(order, createRandom(3));
    const moved = data.features.map((f) => ({
      ...f,
      coded: { ...f.coded, codes: Uint16Array.from(order, (i) => f.coded.codes[i]!) },
    }));
    const matrix = matrixFor(
      moved,
      Array.from(order, (i) => data.matrix.y[i]!),
      { closed: Float64Array.from(order, (i) => data.matrix.closed[i]!), account: order, accounts: 900 },
    );
    expect(run({ features: moved, matrix })).toEqual(run(data));
  });

  it("holds together on any data", () => {
    fc.assert(
      fc.property(codedMatrices(3), (matrix) => {
        const found = run({ features: featuresOf(matrix.attributes), matrix });
        for (const rule of found.rules) {
          expect(rule.searched.accounts).toBeGreaterThanOrEqual(5);
          expect(rule.searched.n).toBeGreaterThanOrEqual(15);
          expect(rule.events).toBeLessThanOrEqual(rule.n);
          expect(rule.later.events_matched).toBeLessThanOrEqual(Math.min(rule.later.matched, rule.later.events));
          expect(rule.rate).toBeLessThanOrEqual(rule.interval[1] + 1e-4);
          expect(rule.text).not.toMatch(/NaN|undefined|Infinity/);
        }
        expect(found.paragraph).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });
});

describe("deals that end without a decision", () => {
  it("are told of deals that were won or whose reason is known", () => {
    const { rows, events } = noDecisionEvents(Uint8Array.from([1, 0, 0, 0]), [
      "no_decision",
      "no_decision",
      "price",
      null,
    ]);
    expect([...rows]).toEqual([0, 1, 2]);
    expect([...events]).toEqual([0, 1, 0]);
  });

  it("are a risk to watch, never a reason to filter", () => {
    const found = run(
      made(1200, ({ industry }) => (industry === 2 ? 0.7 : 0.1)),
      { aim: "no-decision" },
    );
    expect(found.rules.map(({ kind, who }) => [kind, who])).toEqual([["watch-out", "Companies in Education"]]);
    expect(found.rules[0]!.rate).toBeGreaterThan(0.6);
    expect(found.rules[0]!.interval[0]).toBeGreaterThan(2 * found.rules[0]!.base_rate);
    expect(found.together).toBeNull();
    expect(found.paragraph).toContain("ended without a decision");
  });
});

describe("customers who leave", () => {
  it("are of a kind that leaves twice as often: a risk to watch, never a reason to filter", () => {
    const found = run(
      made(900, ({ size }) => (size === 4 ? 0.5 : 0.08)),
      { aim: "churn" },
    );
    expect(found.rules.map(({ kind, who }) => [kind, who])).toEqual([
      ["watch-out", "Customers with 500 or more employees"],
    ]);
    expect(found.together).toBeNull();
    expect(found.rules[0]!.text).toMatch(
      /^Customers with 500 or more employees: \d+ of \d+ customers left \(\d+%, at least \d+%\), against 1\d% of all\. They were \d+% \(\d+–\d+%\) of the newest 270 customers, and \d+ of the \d+ \(\d+–\d+%\) of those that left\.$/,
    );
    expect(
      run(
        made(900, () => 0.15),
        { aim: "churn" },
      ).paragraph,
    ).toContain("No kind of customer was found that leaves twice");
  });
});
