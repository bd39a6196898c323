import { describe, expect, it } from "vitest";
import { changeIn } from "../../src/build/change.ts";
import { cutsOf, suspectsOf } from "../../src/build/suspects.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom } from "../../src/stats/random.ts";
import { logit, sigmoid } from "../../src/stats/sigmoid.ts";

const OLDER = 400;
const RATES = [0.2, 0.6, 0.25];

interface World {
  readonly seed: number;
  readonly newer: number;
  readonly rates?: readonly number[];
  /** Newer deals are of the first kind by this share; a third when not said. */
  readonly first?: number;
  /** Deals per account, and the luck (SD, logit) that they share. */
  readonly perAccount?: number;
  readonly luck?: number;
}

function worldOf({ seed, newer, rates = RATES, first = 1 / 3, perAccount = 1, luck = 0 }: World): CodedMatrix {
  const random = createRandom(seed, 7);
  const n = OLDER + newer;
  const account = Int32Array.from({ length: n }, (_, i) => Math.floor(i / perAccount));
  const lucks = Float64Array.from({ length: n }, () => {
    const sum = Array.from({ length: 12 }, () => random.next()).reduce((a, b) => a + b, 0);
    return luck * (sum - 6);
  });
  const kinds = Uint16Array.from({ length: n }, (_, i) => {
    if (i >= OLDER && random.next() < first) return 1;
    return i >= OLDER ? 2 + random.int(2) : 1 + random.int(3);
  });
  const bins = (labels: readonly string[]) =>
    labels.map((label) => ({ label, values: [label], from: Number.NaN, below: Number.NaN }));
  const day = new Float64Array(n);
  return {
    n,
    attributes: [
      { name: "kind", order: "unordered", bins: bins(["missing", "a", "b", "c"]), codes: kinds, aboutAccount: true },
      {
        name: "noise",
        order: "unordered",
        bins: bins(["missing", "x", "y"]),
        codes: Uint16Array.from({ length: n }, () => 1 + random.int(2)),
        aboutAccount: true,
      },
    ],
    y: Uint8Array.from(kinds, (kind, i) => {
      const rate = (i < OLDER ? RATES : rates)[kind - 1]!;
      return random.next() < sigmoid(logit(rate) + lucks[account[i]!]!) ? 1 : 0;
    }),
    account,
    accounts: account[n - 1]! + 1,
    created: day,
    closed: day,
    cycle: day,
    order: day,
  };
}

const all = (matrix: CodedMatrix): [older: Int32Array, newer: Int32Array] => {
  const rows = Int32Array.from({ length: matrix.n }, (_, i) => i);
  return [rows.slice(0, OLDER), rows.slice(OLDER)];
};
const inForceOf = ({ attributes }: CodedMatrix): Float64Array =>
  Float64Array.from(attributes[0]!.codes, (kind) => RATES[kind - 1]!);

async function changeOf(world: World) {
  const matrix = worldOf(world);
  const [older, newer] = all(matrix);
  return changeIn(matrix, older, newer, inForceOf(matrix), new Set([0]), world.seed, async () => {});
}

async function shown(world: Omit<World, "seed">, worlds: number): Promise<number> {
  let count = 0;
  for (let seed = 1; seed <= worlds; seed++) if ((await changeOf({ ...world, seed })).chance <= 0.07) count++;
  return count;
}

describe("a change in one thing", () => {
  it("is found and named, with what was expected of it and what came", async () => {
    const { odds, chance, band } = await changeOf({ seed: 1, newer: 150, rates: [0.2, 0.2, 0.25] });
    expect(odds).toBeGreaterThan(100);
    expect(chance).toBe(1 / 500);
    expect(band).toMatchObject({ attribute: 0, labels: ["b"] });
    expect(band!.expected).toBeCloseTo(0.6 * band!.n, 6);
    expect(band!.won).toBeLessThan(band!.expected / 2);
    expect(band!.share).toBeGreaterThan(0.3);
  });

  it("seldom shows where nothing changed, where only the mix did, and where deals of an account share their luck", async () => {
    // Of 16 worlds, one on average; more than 4 would come less than once in a hundred times.
    expect(await shown({ newer: 100 }, 16)).toBeLessThanOrEqual(4);
    expect(await shown({ newer: 100, first: 0.7 }, 16)).toBeLessThanOrEqual(4);
    expect(await shown({ newer: 120, perAccount: 4, luck: 1 }, 16)).toBeLessThanOrEqual(4);
  });

  it("is suspected most of attributes whose mix is another now, whatever was won", () => {
    const belief = (first: number, won: 0 | 1): number => {
      const world = worldOf({ seed: 2, newer: 120, first });
      const matrix = { ...world, y: world.y.map((one, i) => (i < OLDER ? one : won)) };
      const [older, newer] = all(matrix);
      const chances = inForceOf(matrix).map(logit);
      const suspects = suspectsOf(matrix, cutsOf(matrix, older, newer, chances), older, newer, chances);
      expect(suspects.reduce((sum, one) => sum + one.belief, 0)).toBeCloseTo(1, 12);
      return suspects.filter(({ attribute }) => attribute === 0).reduce((sum, one) => sum + one.belief, 0);
    };
    expect(belief(0.8, 1)).toBeGreaterThan(belief(1 / 3, 1) + 0.05);
    expect(belief(0.8, 0)).toBe(belief(0.8, 1));
  });
});
