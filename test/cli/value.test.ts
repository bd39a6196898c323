import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { marginShare, moneyAmount } from "../../src/cli/money-options.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { built, firstRows, SAMPLE, scratch } from "./openicp.ts";

const folder = scratch();
const deals = firstRows(join(SAMPLE, "salesforce/Opportunity.csv"), 1000, folder);
const args = [deals, "--accounts", join(SAMPLE, "salesforce/Account.csv"), "--no-resampling"];

describe("build with customers", () => {
  let document: IcpDocument;
  beforeAll(async () => {
    const money = ["--customers", join(SAMPLE, "customers.csv"), "--margin", "80%", "--cac", "9000"];
    document = (await built([...args, ...money])).icp.document;
  });

  it("tells what they are worth, of all and by level, each with limits and n", () => {
    const { all, levels, margin, cac } = document.value!;
    expect([margin, cac]).toEqual([0.8, 9000]);
    expect(levels.map(({ level }) => level).slice(0, 3)).toEqual(["high", "medium", "low"]);
    for (const figure of [all.acv, all.cycle_days, all.churn, all.ltv, all.payback_months]) {
      expect(figure!.n).toBeGreaterThan(50);
      expect(figure!.interval[0]).toBeLessThan(figure!.mean);
      expect(figure!.interval[1]).toBeGreaterThan(figure!.mean);
    }
    // Five years, each less those who have left by then.
    const stays = 1 - all.churn!.mean;
    const years = [0, 1, 2, 3, 4].reduce((sum, year) => sum + stays ** year, 0);
    expect(all.ltv!.mean / (all.acv!.mean * 0.8 * years)).toBeCloseTo(1, 3);
    expect(all.payback_months!.mean / (9000 / ((all.acv!.mean * 0.8) / 12))).toBeCloseTo(1, 3);
    expect(levels.reduce((sum, { won }) => sum + won, 0)).toBe(document.evidence.won);
    expect(all.others.map(({ measure }) => measure)).toContain("nps");
  });

  it("tells it of every band in the order of the card", () => {
    const { bands } = document.value!;
    const card = document.scorecard.attributes.flatMap(({ attribute, bands: own }) =>
      own.map(({ label, won }) => [attribute, label, won]),
    );
    expect(bands.map(({ attribute, band, won }) => [attribute, band, won])).toEqual(card);
  });

  it("claims only what its limits leave no doubt of", () => {
    const { differences, best_worst } = document.value!;
    expect(differences.length).toBeGreaterThan(0);
    for (const { is, interval, finding } of differences) {
      const none = is === "times" ? 1 : 0;
      if (finding) expect(interval[0] > none || interval[1] < none).toBe(true);
    }
    for (const { interval, q } of best_worst!.rows) {
      expect(q).toBeLessThanOrEqual(0.1);
      expect(interval[0] > 1 || interval[1] < 1).toBe(true);
    }
  });
});

describe("the options of money", () => {
  it("read shares and amounts", () => {
    expect([marginShare("0.8"), marginShare("80%"), marginShare("1"), moneyAmount("9000.5")]).toEqual([
      0.8, 0.8, 1, 9000.5,
    ]);
  });

  it.each(["1.2", "", "0", "x%", "120%"])("a margin of '%s' is refused", (text) => {
    expect(() => marginShare(text)).toThrow("give a share above 0");
  });

  it.each(["-5", "9k", "", "0"])("a cost of '%s' is refused", (text) => {
    expect(() => moneyAmount(text)).toThrow("give an amount above 0");
  });
});
