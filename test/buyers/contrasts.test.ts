import { describe, expect, it } from "vitest";
import { compare, LEAST_ROWS } from "../../src/buyers/contrasts.ts";
import type { Deals, Presence } from "../../src/buyers/presence.ts";

/** 40 won and 60 lost deals, each of its own account. */
const deals: Deals = {
  y: Uint8Array.from({ length: 100 }, (_, i) => (i < 40 ? 1 : 0)),
  account: Int32Array.from({ length: 100 }, (_, i) => i),
};
const range = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i);
const test = (): boolean => true;

function compared(labels: Readonly<Record<string, Int32Array>>, among = deals) {
  const presence: Presence = { labels: Object.keys(labels), rows: Object.values(labels) };
  const found = compare([{ presence, deals: among, test }]);
  return { tested: found.tested, rows: new Map(found.compared[0]!.contrasts.map((one) => [one.label, one])) };
}

describe("properties of won and lost deals", () => {
  it("are told where they pass, with counts, shrunk rate, lift and limits that stand clear of 1", () => {
    const { rows, tested } = compared({ known: range(20, 45), even: Int32Array.from(range(0, 50), (i) => 2 * i) });
    expect(tested).toBe(2);
    const known = rows.get("known")!;
    expect(known).toMatchObject({ won: 20, lost: 5, accounts: 25, finding: true });
    expect(known.rate).toBeCloseTo((20 + 20 * 0.4) / (25 + 20), 3);
    expect(known.lift!).toBeGreaterThan(4);
    expect(known.interval![0]).toBeGreaterThan(1);
    expect(rows.get("even")).toMatchObject({ won: 20, lost: 30, finding: false });
  });

  it("are counted and not tested under ten deals with or without them, five accounts, or twenty of a side", () => {
    const few = compared({ rare: range(0, LEAST_ROWS - 1), always: range(0, 95) });
    expect(few.tested).toBe(0);
    expect(few.rows.get("rare")).toMatchObject({
      won: 9,
      lost: 0,
      lift: null,
      interval: null,
      p: null,
      q: null,
      finding: false,
    });
    const four = { ...deals, account: Int32Array.from({ length: 100 }, (_, i) => (i < 20 ? i % 4 : i)) };
    expect(compared({ some: range(0, 20) }, four).tested).toBe(0);
    const unequal = { ...deals, y: Uint8Array.from({ length: 100 }, (_, i) => (i < 19 ? 1 : 0)) };
    expect(compared({ some: range(0, 30) }, unequal).tested).toBe(0);
  });

  it("are one family of tests over all groups", () => {
    const presence: Presence = { labels: ["a"], rows: [range(28, 52)] };
    const noise: Presence = {
      labels: Array.from({ length: 60 }, (_, i) => `n${i}`),
      rows: Array.from({ length: 60 }, (_, i) => Int32Array.from({ length: 20 }, (_, k) => (k * 5 + i) % 100).sort()),
    };
    const alone = compare([{ presence, deals, test }]).compared[0]!.contrasts[0]!;
    const among = compare([
      { presence, deals, test },
      { presence: noise, deals, test },
    ]).compared[0]!.contrasts[0]!;
    expect(among.p).toBe(alone.p);
    expect(among.q!).toBeGreaterThan(alone.q!);
  });

  it("must pass a second test where there is one, and are not tested where nobody asks", () => {
    const presence: Presence = { labels: ["known"], rows: [range(20, 45)] };
    const second = compare([{ presence, deals, test, other: () => 0.4 }]).compared[0]!.contrasts[0]!;
    expect(second).toMatchObject({ p: 0.4, finding: false });
    const none = compare([{ presence, deals, test: () => false }]);
    expect(none.tested).toBe(0);
    expect(none.compared[0]!.contrasts[0]!.q).toBeNull();
  });
});
