import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../../src/engine/segments/to-document.ts";
import type { DealColumns } from "../../../src/features/matrix-of.ts";
import type { Segment, Segments } from "../../../src/segments/segment.ts";
import { meanAmount } from "../../../src/value/figures.ts";

const kind = (name: string, accounts: number): Segment => ({
  name,
  told: {
    rule: [{ place: "does", text: name }],
    more: [],
    accounts,
    won: 30,
    drawn: false,
    lost: null,
    market: 0.1,
    marketIs: "universe",
    tentative: false,
  },
  rules: [{ attribute: "industry", is: { in: [name] }, label: name }],
  share: { won: 0.4, won_interval: [0.3, 0.5], lost: null, universe: 0.1, market: 0.1 },
  accounts,
  members: 5,
  precision: null,
  recall: 0.9,
  stability: 0.9,
  tentative: false,
  features: [],
});

const N = 60;
/** Deals of kind 1 (codes 1) bring 10, of kind 2 (codes 2) 40; every second one was won. */
const codes = Uint16Array.from({ length: N }, (_, i) => 1 + (i % 4 < 2 ? 0 : 1));
const deals = {
  n: N,
  y: Uint8Array.from({ length: N }, (_, i) => i % 2),
  account: Int32Array.from({ length: N }, (_, i) => i),
  accounts: N,
} as unknown as DealColumns;
const amount = {
  value: Float64Array.from({ length: N }, (_, i) => (i % 2 === 0 ? Number.NaN : codes[i] === 1 ? 10 : 40)),
  cluster: deals.account,
};
const found: Segments = {
  segments: [kind("Software", 15), kind("Banking", 15)],
  members: new Uint8Array(N),
  bins: [[{ attribute: "industry", bins: [1] }], [{ attribute: "industry", bins: [2] }]],
  verdict: "2 kinds of best customers.",
  notes: [],
};

describe("kinds in a document", () => {
  it("come the most valuable first, with what won deals of the companies under their rule brought", () => {
    const { segments, kinds } = segmentsOf(found, deals, new Map([["industry", codes]]), amount);
    expect(segments.map(({ name, rank, id }) => [name, rank, id])).toEqual([
      ["Banking", "primary", "banking"],
      ["Software", "secondary", "software"],
    ]);
    segments.forEach((segment, k) => {
      const rows = kinds[k]!;
      const own = meanAmount(amount, rows)!;
      expect(segment.value.acv!.n).toBe(segment.deals.won);
      expect(segment.value.acv!.mean).toBeCloseTo(own.value, 3);
      expect(rows.every((i) => codes[i] === (segment.name === "Banking" ? 2 : 1))).toBe(true);
      expect(segment.paragraph).toContain(`(n ${segment.deals.won}); all you won: `);
    });
    expect(segments[0]!.value.acv!.mean).toBeGreaterThan(2 * segments[1]!.value.acv!.mean);
  });

  it("keep their order and are of no stated worth without amounts", () => {
    const none = { value: new Float64Array(N).fill(Number.NaN), cluster: deals.account };
    const { segments } = segmentsOf(found, deals, new Map([["industry", codes]]), none);
    expect(segments.map(({ name }) => name)).toEqual(["Software", "Banking"]);
    expect(segments.map(({ value }) => value.acv)).toEqual([null, null]);
    expect(segments[0]!.paragraph).not.toContain("Mean amount");
  });
});
