import { describe, expect, it } from "vitest";
import { acvClaim, cycleClaim, retentionClaim, winRateClaim } from "../../src/proof/claim.ts";
import { judged } from "../../src/proof/proven.ts";
import { ratioProven } from "../../src/proof/ratio.ts";
import { retentionProven } from "../../src/proof/retention.ts";
import { type Deals, winRateProven, wonByLevel } from "../../src/proof/win-rate.ts";

/** `won` of `n` at high, medium, low; the profile promises 60, 30 and 10%. */
function dealsOf(counts: readonly (readonly [won: number, n: number])[], perAccount = 1): Deals {
  const rows = counts.flatMap(([won, n], at) =>
    Array.from({ length: n }, (_, i) => ({ level: 2 - at, y: i < won ? 1 : 0, p: [0.6, 0.3, 0.1][at]! })),
  );
  return {
    level: Uint8Array.from(rows, (row) => row.level),
    y: Uint8Array.from(rows, (row) => row.y),
    p: Float64Array.from(rows, (row) => row.p),
    account: Int32Array.from(rows, (_, i) => Math.floor(i / perAccount)),
  };
}

describe("a verdict", () => {
  it("is confirmed beside nothing, not confirmed where what matters is ruled out, else says what it needs", () => {
    const n = [50, 150] as const;
    expect(judged({ benefit: 0.3, se: 0.1, matters: 0.2, n })).toEqual({ verdict: "confirmed", needed: null });
    expect(judged({ benefit: -0.05, se: 0.1, matters: 0.2, n })).toEqual({ verdict: "not confirmed", needed: null });
    expect(judged({ benefit: 0.1, se: 0.1, matters: 0.2, n })).toEqual({ verdict: "not enough data", needed: 393 });
    expect(judged({ benefit: 3, se: 0.1, matters: 0.2, n: [4, 900] }).verdict).toBe("not enough data");
  });
});

describe("win rate by level", () => {
  it("is confirmed, not confirmed or needs more deals", () => {
    const rising = dealsOf([
      [30, 50],
      [30, 100],
      [10, 100],
    ]);
    const flat = dealsOf([
      [60, 200],
      [90, 300],
      [90, 300],
    ]);
    const few = dealsOf([
      [4, 10],
      [8, 20],
      [7, 20],
    ]);
    expect(winRateProven(rising).verdict).toBe("confirmed");
    expect(winRateProven(rising).effect).toBeCloseTo(0.25, 1);
    expect(winRateProven(flat).verdict).toBe("not confirmed");
    expect(winRateProven(few)).toMatchObject({ verdict: "not enough data", needed: expect.any(Number) });
    const claim = winRateClaim(winRateProven(rising), wonByLevel(rising));
    expect(claim.says).toMatch(/^won 30 of 50 at high, 30 of 100 at medium, 10 of 100 at low: \d+ points per level \(/);
    expect(claim.next_step).toBe("");
    expect(winRateClaim(winRateProven(flat), wonByLevel(flat)).next_step).toContain("build it again");
  });

  it("is less sure where deals of one company end alike", () => {
    const counts = [
      [12, 40],
      [10, 60],
      [6, 60],
    ] as const;
    const width = ({ interval }: ReturnType<typeof winRateProven>): number => interval![1] - interval![0];
    expect(width(winRateProven(dealsOf(counts, 4)))).toBeGreaterThan(1.3 * width(winRateProven(dealsOf(counts))));
  });
});

describe("cycle, amount and retention", () => {
  const high = Uint8Array.from({ length: 200 }, (_, i) => (i < 60 ? 1 : 0));
  const account = Int32Array.from({ length: 200 }, (_, i) => i);
  const spread = (i: number): number => 0.5 + ((i * 37) % 100) / 100;
  const values = (scale: number) => ({
    of: Float64Array.from(high, (one, i) => (one === 1 ? scale : 1) * 100 * spread(i)),
    high,
    account,
  });

  it("name the slowest where good fit does not close sooner, and the price where it does not pay more", () => {
    expect(cycleClaim(ratioProven(values(0.6), "smaller", 0.8), [])).toMatchObject({
      verdict: "confirmed",
      next_step: "",
    });
    expect(cycleClaim(ratioProven(values(1), "smaller", 0.8), ["row 7 (310 days)"]).next_step).toContain(
      "slowest at high: row 7 (310 days).",
    );
    expect(acvClaim(ratioProven(values(1.6), "larger", 1.25)).verdict).toBe("confirmed");
    expect(acvClaim(ratioProven(values(0.7), "larger", 1.25)).next_step).toContain("too broad");
  });

  it("count a company once, whatever it bought, and ask for more where one side is missing", () => {
    const one = ratioProven({ ...values(0.6), account: account.map((i) => i % 20) }, "smaller", 0.8);
    expect(one.n).toEqual([20, 20]);
    const alone = ratioProven({ ...values(0.6), high: new Uint8Array(200) }, "smaller", 0.8);
    expect(alone).toMatchObject({ verdict: "not enough data", effect: null, n: [0, 200] });
    expect(cycleClaim(alone, []).says).toContain("one side only");
  });

  it("tell who stays longer, counting those who have not left as watched so far", () => {
    const days = Float64Array.from(high, (one, i) => (one === 1 ? 900 : 300) * spread(i));
    const left = Uint8Array.from(high, (one, i) => (one === 1 ? (i % 4 === 0 ? 1 : 0) : i % 4 === 0 ? 0 : 1));
    const claim = retentionClaim(retentionProven({ days, left, high }));
    expect(claim.verdict).toBe("confirmed");
    expect(claim.says).toMatch(/^customers at high leave at 0\.\d+ times the pace of others/);
    expect(retentionClaim(retentionProven({ days, left: new Uint8Array(200), high })).says).toContain(
      "nobody has left yet",
    );
  });
});
