import { describe, expect, it } from "vitest";
import { contest, type Way } from "../../src/build/contest.ts";
import { takeRows } from "../../src/build/rows.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom } from "../../src/stats/random.ts";

const OLDER = 240;
const RATES = [0.2, 0.6, 0.25];

/** Deals of three kinds of companies and two of no meaning; the newer ones by `rates`. */
function dealsOf(newer: number, rates: readonly number[]): CodedMatrix {
  const random = createRandom(3, 1);
  const n = OLDER + newer;
  const kind = Uint16Array.from({ length: n }, () => 1 + random.int(3));
  const noise = Uint16Array.from({ length: n }, () => 1 + random.int(2));
  const bins = (labels: readonly string[]) =>
    labels.map((label) => ({ label, values: [label], from: Number.NaN, below: Number.NaN }));
  const day = (from: number) => Float64Array.from({ length: n }, (_, i) => i + from);
  return {
    n,
    attributes: [
      { name: "kind", order: "unordered", bins: bins(["missing", "a", "b", "c"]), codes: kind, aboutAccount: true },
      { name: "noise", order: "unordered", bins: bins(["missing", "x", "y"]), codes: noise, aboutAccount: true },
    ],
    y: Uint8Array.from(kind, (one, i) => (random.next() < (i < OLDER ? RATES : rates)[one - 1]! ? 1 : 0)),
    account: Int32Array.from({ length: n }, (_, i) => i),
    accounts: n,
    created: day(0),
    closed: day(30),
    cycle: new Float64Array(n).fill(30),
    order: new Float64Array(n).fill(Number.NaN),
  };
}

const inForceOf = ({ attributes }: CodedMatrix): Float64Array =>
  Float64Array.from(attributes[0]!.codes, (kind) => RATES[kind - 1]!);

const held = (matrix: CodedMatrix, ways: readonly Way[] = [{ halfLifeDays: null, matrix }]) =>
  contest(
    ways,
    Int32Array.from({ length: matrix.n - OLDER }, (_, i) => OLDER + i),
    { p: inForceOf(matrix), card: new Set([0]), levels: { high: 70, medium: 40 } },
    1,
    async () => {},
  );

describe("a candidate against the profile in force", () => {
  it("is proposed where the newer deals speak another language, and says by how much", async () => {
    const found = await held(dealsOf(240, [0.75, 0.15, 0.3]));
    expect(found).toMatchObject({ verdict: "proposed", n: 240, left_out: 0, halfLifeDays: null });
    expect(found.odds).toBeGreaterThan(found.odds_needed);
    expect(found.change).toMatchObject({ chance: 1 / 500, most_likely: { attribute: null } });
    expect(found.gain_interval[0]).toBeGreaterThan(0);
    expect(found.loss.candidate).toBeLessThan(found.loss.in_force);
  });

  it("is proposed where one kind is won less often, which other newer deals alone teach too slowly for high odds", async () => {
    const found = await held(dealsOf(120, [0.2, 0.3, 0.25]));
    expect(found.odds).toBeLessThan(found.odds_needed);
    expect(found.change!.chance).toBeLessThanOrEqual(found.change!.chance_needed);
    expect(found.change!.most_likely).toMatchObject({ attribute: "kind", labels: ["b"] });
    expect(found.gain).toBeGreaterThan(0);
    expect(found.verdict).toBe("proposed");
  });

  it("goes by the odds alone where older deals do not tell how sure the profile in force could be", async () => {
    const whole = dealsOf(240, [0.75, 0.15, 0.3]);
    const matrix = takeRows(
      whole,
      Int32Array.from({ length: 280 }, (_, i) => OLDER - 40 + i),
    );
    const found = await contest(
      [{ halfLifeDays: null, matrix }],
      Int32Array.from({ length: matrix.n - 40 }, (_, i) => 40 + i),
      { p: inForceOf(matrix), card: new Set([0]), levels: { high: 70, medium: 40 } },
      1,
      async () => {},
    );
    expect(found).toMatchObject({ change: null, odds_needed: 50, verdict: "proposed" });
  });

  it("is not proposed where nothing changed", async () => {
    const found = await held(dealsOf(120, RATES));
    expect(found.verdict).toBe("not proposed");
    expect(found.odds).toBeLessThan(5);
    expect(found.levels.reduce((sum, { n }) => sum + n, 0)).toBe(120);
  });

  it("needs 50 newer deals of companies that older ones did not tell of", async () => {
    const matrix = dealsOf(60, RATES);
    const met = {
      ...matrix,
      account: matrix.account.map((one, i) => (i >= OLDER && i < OLDER + 15 ? i - OLDER : one)),
    };
    expect(await held(met)).toMatchObject({ verdict: "not enough data", n: 45, left_out: 15, odds: 1 });
  });
});
