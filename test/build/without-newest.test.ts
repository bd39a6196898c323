import { describe, expect, it } from "vitest";
import { forwardSplit } from "../../src/build/forward.ts";
import { withoutNewest } from "../../src/build/without-newest.ts";
import { codedMatrix } from "../generators/coded.ts";

const always = (): boolean => true;

describe("the deals that levels are proposed from", () => {
  const n = 400;
  const y = Uint8Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0));
  const order = Float64Array.from({ length: n }, (_, i) => (i * 37) % n);
  const matrix = { ...codedMatrix([], y), order };
  const input = { matrix, orderName: "number", matured: always };
  const own = Float64Array.from(y.keys());
  const held = {
    fit: own,
    p: own,
    known: own,
    cycle: own,
    y,
    account: Int32Array.from(own),
    rows: Int32Array.from(own).reverse(),
  };

  it("have none of those on which the levels are checked, and each keeps what is its own", () => {
    const { test } = forwardSplit(matrix, "number", always)!;
    const found = withoutNewest(input, held);
    expect(test.length).toBeGreaterThan(20);
    expect([...found.rows].some((row) => test.includes(row))).toBe(false);
    expect(found.rows.length).toBe(n - test.length);
    for (const [k, row] of found.rows.entries()) {
      const was = n - 1 - row;
      expect([found.fit[k], found.p[k], found.account[k], found.y[k]]).toEqual([was, was, was, y[was]]);
    }
  });

  it("are all where nothing can be checked forward", () => {
    expect(withoutNewest({ ...input, matrix: { ...matrix, order: new Float64Array(n).fill(Number.NaN) } }, held)).toBe(
      held,
    );
  });
});
