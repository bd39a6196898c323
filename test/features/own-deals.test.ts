import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { growingCounters } from "../../src/features/growing.ts";
import { auditLeakage } from "../../src/features/leakage.ts";
import type { CodedAttribute } from "../../src/features/matrix.ts";
import { dealsByAccount, onRows, ownDeals } from "../../src/features/own-deals.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute } from "../generators/coded.ts";

const attribute = (codes: readonly number[], known = 9): CodedAttribute =>
  codedAttribute("x", "unordered", known, codes);

describe("dealsByAccount", () => {
  test("has nothing to say where every account has one deal", () => {
    expect(dealsByAccount(new Int32Array(0), new Uint8Array(0))).toBeNull();
    expect(dealsByAccount(Int32Array.of(2, 0, 1), Uint8Array.of(1, 0, 1))).toBeNull();
  });

  test("puts the rows of an account in a run, and keeps the first per account and outcome", () => {
    const deals = dealsByAccount(Int32Array.of(1, 0, 1, 1, 0), Uint8Array.of(1, 0, 0, 1, 0))!;
    expect([...deals.rows]).toEqual([1, 4, 0, 2, 3]);
    expect([...deals.starts]).toEqual([0, 2, 5]);
    expect([...deals.first]).toEqual([0, 1, 2]);
    expect([...deals.accounts]).toEqual([1, 0]);
    expect([...deals.everWon]).toEqual([0, 1]);
  });

  test("every row once, runs of one account each, at most two first rows per account", () => {
    const row = fc.tuple(fc.nat(5), fc.nat(1));
    fc.assert(
      fc.property(fc.array(row, { minLength: 7 }), (rows) => {
        const dense = new Map<number, number>();
        for (const [a] of rows) if (!dense.has(a)) dense.set(a, dense.size);
        const account = Int32Array.from(rows, ([a]) => dense.get(a)!);
        const y = Uint8Array.from(rows, ([, won]) => won);
        const deals = dealsByAccount(account, y)!;
        expect([...deals.rows].sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
        for (let a = 0; a < dense.size; a++)
          for (const i of deals.rows.subarray(deals.starts[a], deals.starts[a + 1])) expect(account[i]).toBe(a);
        const kept = [...deals.first].map((i) => `${account[i]} ${y[i]}`);
        expect(new Set(kept).size).toBe(kept.length);
        expect(new Set(kept)).toEqual(new Set(rows.map((_, i) => `${account[i]} ${y[i]}`)));
      }),
    );
  });
});

describe("ownDeals", () => {
  const account = Int32Array.from({ length: 60 }, (_, i) => i % 12);
  const deals = dealsByAccount(
    account,
    Uint8Array.from(account, (_, i) => i % 2),
  )!;

  test("an attribute that the deals of an account share is looked at once per account and outcome", () => {
    expect(ownDeals(attribute([...account].map((a) => 1 + (a % 4))), deals)).toBe(deals.first);
    const patchy = [...account].map((a, i) => (i % 3 === 0 ? 0 : 1 + (a % 4)));
    expect(ownDeals(attribute(patchy), deals)).toBe(deals.first);
  });

  test("one that differs from deal to deal is looked at on every deal, and so is an unknown or constant one", () => {
    expect(ownDeals(attribute([...account].map((_, i) => 1 + (i % 7))), deals)).toBeNull();
    expect(ownDeals(attribute(new Array(60).fill(0)), deals)).toBeNull();
    const { next } = createRandom(3);
    expect(ownDeals(attribute([...account].map(() => (next() < 0.95 ? 1 : 2))), deals)).toBeNull();
  });

  test("onRows keeps the codes of the rows", () => {
    expect([...onRows(attribute([4, 5, 6, 7]), Int32Array.of(3, 1)).codes]).toEqual([7, 5]);
  });
});

describe("the audit of deals of a few accounts", () => {
  /** 16 accounts of 15 deals each, won or lost as accounts go. */
  function fewAccounts(seed: number) {
    const { next } = createRandom(seed, 17);
    const account = Int32Array.from({ length: 240 }, (_, i) => i % 16);
    const chance = Array.from({ length: 16 }, () => (next() < 0.7 ? 0.97 : 0.4));
    const y = Uint8Array.from(account, (a) => (next() < chance[a]! ? 1 : 0));
    return { account, y, next };
  }
  const NO_TIMES = { closed: new Float64Array(0), counters: [] };
  const kinds = (of: CodedAttribute, y: Uint8Array, account?: Int32Array) =>
    auditLeakage([of], ["neutral"], y, NO_TIMES, account)[0]!.kind;

  test("an honest number of the accounts is not quarantined for accounts that always buy", () => {
    let asRows = 0;
    let asAccounts = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { account, y } = fewAccounts(seed);
      const revenue = codedAttribute(
        "revenue",
        "ordered",
        16,
        Array.from(account, (a) => 1 + ((a * 7 + seed) % 16)),
      );
      if (kinds(revenue, y) !== null) asRows++;
      if (kinds(revenue, y, account) !== null) asAccounts++;
    }
    expect(asRows).toBeGreaterThan(50);
    expect(asAccounts).toBe(0);
  });

  test("a leak that differs from deal to deal is caught all the same", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { account, y, next } = fewAccounts(seed);
      const leak = attribute(Array.from(y, (won) => (won ? 3 : 1 + Math.floor(next() * 2))));
      expect(kinds(leak, y, account)).toBe("b");
    }
  });

  test("a leak that the account keeps, whatever its other deals came to, is caught", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { next } = createRandom(seed, 19);
      const account = Int32Array.from({ length: 1_200 }, (_, i) => i % 300);
      const y = Uint8Array.from(account, () => (next() < 0.2 ? 1 : 0));
      const bought = new Set(account.filter((_, i) => y[i] === 1));
      const health = attribute(Array.from(account, (a) => (bought.has(a) ? 2 + (a % 2) : 1)));
      expect(kinds(health, y)).toBeNull();
      expect(kinds(health, y, account)).toBe("b");
    }
  });

  test("(e) a counter of the accounts is judged once per account, not once per deal", () => {
    let asRows = 0;
    let asAccounts = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { next } = createRandom(seed, 18);
      const start = Array.from({ length: 40 }, () => next() * 700);
      const size = Array.from({ length: 40 }, () => 1 + Math.floor(20 * next()));
      const account = Int32Array.from({ length: 400 }, (_, i) => i % 40);
      const y = Uint8Array.from(account, (a) => (a % 2 === 0 ? 1 : 0));
      const closed = Float64Array.from(account, (a) => 19_000 + start[a]! + 30 * next());
      const counter = codedAttribute(
        "seats",
        "ordered",
        20,
        Array.from(account, (a) => size[a]!),
      );
      const times = { closed, counters: [true] };
      const rows = [ownDeals(counter, dealsByAccount(account, y)!)];
      if (growingCounters([counter], y, times)[0] !== null) asRows++;
      if (growingCounters([counter], y, times, rows)[0] !== null) asAccounts++;
    }
    expect(asRows).toBeGreaterThan(3);
    expect(asAccounts).toBeLessThanOrEqual(1);
  });
});
