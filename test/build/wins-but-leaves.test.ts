import { describe, expect, it } from "vitest";
import { clearLeavers } from "../../src/build/wins-but-leaves.ts";
import { createRandom } from "../../src/stats/random.ts";

const N = 400;
const own = Int32Array.from({ length: N }, (_, i) => i);

/** 1 for the first `n` customers. */
const first = (n: number): Uint8Array => Uint8Array.from({ length: N }, (_, i) => (i < n ? 1 : 0));
/** Of the first 100 so many leave, of the others 30. */
const stays = (left: number): Uint8Array =>
  Uint8Array.from({ length: N }, (_, i) => (i < 100 ? (i < left ? 0 : 1) : i < 130 ? 0 : 1));

describe("groups that win but leave", () => {
  it("are marked with what was counted", () => {
    expect(clearLeavers([first(100)], stays(35), own)).toEqual([
      {
        n: 100,
        stayed: 65,
        rate: 0.65,
        interval: [expect.closeTo(0.553, 2), expect.closeTo(0.736, 2)],
        base: 0.8375,
        base_n: 400,
        q: expect.any(Number),
      },
    ]);
  });

  it("are none where as many leave as elsewhere, where there are few, or where nothing tells", () => {
    expect(clearLeavers([first(100)], stays(12), own)).toEqual([null]);
    expect(clearLeavers([first(14), null], stays(35), own)).toEqual([null, null]);
    expect(clearLeavers([first(N)], stays(35), own)).toEqual([null]);
    expect(clearLeavers([new Uint8Array(0)], new Uint8Array(0), new Int32Array(0))).toEqual([null]);
  });

  it("count a family of customers that leave together as hardly more than one", () => {
    const together = Int32Array.from({ length: N }, (_, i) => Math.floor(i / 25));
    const stayed = Uint8Array.from({ length: N }, (_, i) =>
      Math.floor(i / 25) % 4 === 0 && i < 100 ? 0 : i >= 350 ? 0 : 1,
    );
    expect(clearLeavers([first(60)], stayed, own)[0]).not.toBeNull();
    expect(clearLeavers([first(60)], stayed, together)).toEqual([null]);
  });

  it("allow for as many groups as are looked at", () => {
    const random = createRandom(3);
    const alone = clearLeavers([first(100)], stays(19), own);
    const others = Array.from({ length: 30 }, () => Uint8Array.from(own, () => (random.next() < 0.25 ? 1 : 0)));
    const among = clearLeavers([first(100), ...others], stays(19), own);
    for (const one of [alone[0], among[0]]) if (one != null) expect(one.q).toBeLessThanOrEqual(0.1);
    expect(among.filter((one) => one !== null).length).toBeLessThanOrEqual(alone.filter((one) => one !== null).length);
  });
});
