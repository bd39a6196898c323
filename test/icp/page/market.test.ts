import { describe, expect, it } from "vitest";
import { actionabilityOf } from "../../../src/icp/actionability.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { type SampleAccount, withoutNames } from "../../../src/icp/page/sample-account.ts";
import { kinds } from "../fixtures/kinds.ts";
import { none } from "../fixtures/none.ts";

const cards = kinds.scorecard.attributes;
const part = {
  accounts: 1200,
  accounts_interval: [900, 1500] as [number, number],
  acv: 20_000,
  acv_interval: [17_000, 23_000] as [number, number],
  n: 84,
  value: 24_000_000,
  value_interval: [17_000_000, 33_000_000] as [number, number],
};

/** The first attribute stands in the CRM alone, the others with providers. */
const reached: IcpDocument = {
  ...kinds,
  attributes: kinds.attributes.map((one) => ({
    ...one,
    findable_in: one.name === cards[0]!.attribute ? ["crm"] : ["crm", "apollo"],
  })),
  breadth: {
    universe: 10_000,
    high: 4000,
    medium: 3000,
    low: 2500,
    unknown: 500,
    share: 0.4211,
    share_interval: [0.41, 0.43],
    verdict: "too broad: more than 30% fit",
    wins: 62,
    proposal: {
      high: 78,
      medium: 45,
      share: 0.26,
      n: 140,
      won: 62,
      win_rate: 0.4429,
      win_rate_interval: [0.36, 0.53],
      base_rate: 0.27,
    },
    capacity: { accounts: 480, sellers: 6, accounts_per_seller: 80 },
  },
  tam: {
    currency: "EUR",
    won: 200,
    disqualified: 0,
    levels: [
      { level: "high", ...part },
      { level: "medium", ...part, accounts_interval: null },
    ],
    segments: [{ segment: kinds.segments[0]!.id, ...part }],
  },
  tiers: {
    of: "universe",
    file: "prospects.csv",
    capacity: [50, 200],
    tiers: [
      { tier: "A", accounts: 50, from: 91, cut: 9 },
      { tier: "B", accounts: 100, from: 70, cut: 0 },
      { tier: "C", accounts: 0, from: null, cut: 0 },
    ],
    disqualified: 3,
  },
  pipeline: {
    open: 61,
    currency: "USD",
    amount: 5_600_000,
    priced: 60,
    levels: [
      { level: "high", deals: 20, amount: 2_000_000 },
      { level: "medium", deals: 11, amount: 1_500_000 },
      { level: "low", deals: 30, amount: 2_100_000 },
      { level: "unknown", deals: 0, amount: 0 },
    ],
  },
  sample_accounts: ["0011"],
};

const sample: SampleAccount = {
  id: "0011",
  name: "Acme GmbH",
  fit: cards[0]!.weight + cards[1]!.weight,
  level: "high",
  segment: null,
  points: cards.map(({ attribute, weight, bands }, k) => ({
    attribute,
    band: bands[0]!.label,
    points: k < 2 ? weight : 0,
    of: weight,
  })),
};

const blockOf = (document: IcpDocument, id: string, samples: readonly SampleAccount[] = []) =>
  onePage(document, { samples }).blocks.find((block) => block.id === id) ?? null;

describe("how broad", () => {
  it("proposes levels with their evidence and what to type, and holds high against the sellers", () => {
    const said = onePage(reached).breadth!.sentences.map(plainText);
    expect(said).toContainEqual(
      expect.stringMatching(
        /^From 78 points on high would hold 26%; there 62 of 140 held-out deals won 44% \(36–53%, n 140\), all 27%\. Build with --levels data for levels of 78 and 45 instead of 70 and 40\.$/,
      ),
    );
    expect(said).toContain(
      "667 companies at high for each of 6 sellers, 80 is what one can work, 8.3× what there is room for: work them by tier.",
    );
    expect(said).toContainEqual(expect.stringContaining("€24M (€17M–€33M): 1,200 companies (900–1,500) at €20K"));
  });

  it("says that no levels can be suggested, and that places stay free", () => {
    const breadth = {
      ...reached.breadth!,
      proposal: null,
      high: 100,
      capacity: { accounts: 250, sellers: null, accounts_per_seller: null },
    };
    const said = onePage({ ...reached, breadth }).breadth!.sentences.map(plainText);
    expect(said).toContain("No other levels can be suggested: none would hold on the deals held out.");
    expect(said).toContain(
      "Room for 250 accounts: 150 places stay free; widen the profile, or give each account more.",
    );
  });
});

describe("the market", () => {
  it("says how many points can be known from outside, and whom to ask for the rest", () => {
    const { points, most, carried } = actionabilityOf(reached);
    const [first] = cards;
    expect(points).toBe(100 - first!.weight);
    expect(most).toBe(points + (first!.bands.find(({ match }) => "missing" in match)?.points ?? 0));
    expect(carried[0]).toMatchObject({ attribute: first!.attribute, outside: false, providers: [] });
    const fact = blockOf(reached, "market")!.facts.find(({ name }) => name === "Known from outside")!;
    expect(plainText(fact.text)).toContain(`${points} of 100 points. Not known before you talk to a company: `);
  });

  it("speaks of a list only where one was given", () => {
    const found = { ...reached, attributes: reached.attributes.map((one) => ({ ...one, findable_in: ["apollo"] })) };
    const text = (document: IcpDocument): string =>
      plainText(blockOf(document, "market")!.facts.find(({ name }) => name === "Known from outside")!.text);
    expect(text(found)).toContain("the list given carries every attribute");
    expect(text({ ...found, breadth: null })).toContain("lists that one can buy carry every attribute");
  });

  it("counts an attribute that the universe knows for most companies as known from outside", () => {
    const scorecard = {
      ...reached.scorecard,
      attributes: cards.map((card) => ({
        ...card,
        bands: card.bands.map((band) => ({ ...band, universe_share: 0.1 })),
      })),
    };
    expect(actionabilityOf({ ...reached, scorecard }).points).toBe(100);
  });

  it("names kinds and rules that no provider can be asked for", () => {
    const rule = [{ attribute: cards[0]!.attribute, is: { in: ["x"] }, label: "x" }];
    const segments = kinds.segments.map((one, i) => (i === 0 ? { ...one, rules: rule } : one));
    expect(actionabilityOf({ ...reached, segments }).not).toContainEqual({
      what: "segment",
      name: kinds.segments[0]!.name,
      attributes: [cards[0]!.attribute],
    });
  });

  it("says what is missing for money, and nothing at all without a score", () => {
    const fact = blockOf({ ...reached, tam: null }, "market")!.facts.find(({ name }) => name === "In money")!;
    expect(plainText(fact.text)).toMatch(/^Not told: fewer than 10 won deals have an amount/);
    expect(
      onePage({ ...none, pipeline: reached.pipeline!, tiers: reached.tiers! }).blocks.map(({ id }) => id),
    ).not.toEqual(expect.arrayContaining(["market"]));
    expect(blockOf({ ...none, tiers: reached.tiers! }, "tiers")).toBeNull();
    expect(blockOf({ ...none, pipeline: reached.pipeline! }, "pipeline")).toBeNull();
  });
});

describe("tiers, pipeline, accounts", () => {
  it("tell where a tier is cut and which places stay empty", () => {
    const notes = blockOf(reached, "tiers")!.notes.map(plainText).join("\n");
    expect(notes).toContain("Tier A ends within fit 91: 9 more of that fit found no room");
    const tiers = { ...reached.tiers!, already: { customers: 12, open: 1, churned: 0 } };
    const known = blockOf({ ...reached, tiers }, "tiers")!
      .notes.map(plainText)
      .join("\n");
    expect(known).toContain("At high too, and in no tier: 12 customers and 1 with an open deal.");
    expect(known).toMatch(/--icp icp\.json( --(open-deals|customers) \S+)+ --capacity/);
    expect(notes).toContain("100 places stay empty: tiers are not filled up with medium fit.");
    expect(notes).toContain("3 accounts at high are left out");
  });

  it("claim of open deals only what held-out deals of their level did", () => {
    const block = blockOf(reached, "pipeline")!;
    const held = reached.validation.forward!.levels.find(({ level }) => level === "low")!;
    expect(plainText(block.lead)).toBe(
      `$2.1M of $5.6M open sits with companies of a kind that won ${held.won} of ${held.n}.`,
    );
    expect(block.tables[0]!.rows).toHaveLength(3);
    expect(block.notes.map(plainText)).toEqual(["1 of 61 have no amount that could be read."]);
    const unpriced = {
      ...reached.pipeline!,
      amount: null,
      levels: reached.pipeline!.levels.map((one) => ({ ...one, amount: null })),
    };
    expect(plainText(blockOf({ ...reached, pipeline: unpriced }, "pipeline")!.lead)).toMatch(
      /^30 of 61 open deals sit with companies/,
    );
  });

  it("show accounts whose points add up, by name only where the file is at hand", () => {
    const block = blockOf(reached, "samples", [sample])!;
    const [fact] = block.facts;
    expect(fact!.name).toBe("Acme GmbH");
    const sum = [
      ...plainText(fact!.text)
        .split(" = ")[1]!
        .matchAll(/(?:^| \+ )(\d+) /g),
    ].reduce((a, m) => a + Number(m[1]), 0);
    expect(sum).toBe(sample.fit);
    expect(blockOf(reached, "samples", withoutNames([sample]))!.facts[0]!.name).toBe("Account 1");
    expect(blockOf(reached, "samples")!.notes.map(plainText).join()).toContain("--accounts accounts.csv");
    expect(renderMarkdown(onePage(reached))).not.toContain("0011");
  });
});
