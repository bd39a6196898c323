import { describe, expect, it } from "vitest";
import type { HeldOut } from "../../../src/icp/document.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { shareShifts } from "../../../src/icp/page/share-shifts.ts";
import { rich } from "../fixtures/rich.ts";

const forward = rich.validation.forward!;
const high = forward.levels.find(({ level }) => level === "high")!.n;
const published = (now: number): HeldOut => ({ ...forward, published_high: now });

describe("the share at high of the headline's card and of the published one", () => {
  it("are told apart from 10 points, or half as many again, on", () => {
    expect(shareShifts(forward)).toBeNull();
    expect(shareShifts(published(high))).toBeNull();
    expect(shareShifts(published(high - Math.ceil(0.1 * forward.n)))).toEqual({
      checked: high,
      now: high - Math.ceil(0.1 * forward.n),
    });
    expect(
      shareShifts({ ...published(2), n: 1000, levels: [{ ...forward.levels[0]!, level: "high", n: 6 }] }),
    ).toBeNull();
  });

  it("are said on the page where they differ, which way round, and nowhere else", () => {
    const said = (now: number): string =>
      onePage({ ...rich, validation: { ...rich.validation, forward: published(now) } })
        .verdict.support.map(plainText)
        .join("\n");
    expect(said(high)).not.toContain("Another share at high");
    expect(said(3)).toContain(
      `The older card put ${high} of these ${forward.n} deals at 70+; the score below puts 3 there`,
    );
    expect(said(3)).toContain("of a wider group than is high now");
    expect(said(forward.n)).toContain("of a narrower group than is high now: expect a lower win rate of it");
  });
});
