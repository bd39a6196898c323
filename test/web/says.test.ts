import { expect, it } from "vitest";
import { happenedOf } from "../../src/engine/workspace/list/look-back.ts";
import { told } from "../../web/src/accounts/stays.ts";
import { meansTooEarly } from "../../web/src/proof/too-early.ts";
import { shareFault, shareOf } from "../../web/src/proof/typed-share.ts";
import { stillNamed } from "../../web/src/settings/still-named-words.ts";

it("reads a typed percentage, and says where it cannot be one", () => {
  expect(["2", " 2,5 % ", "95", "", "abc"].map(shareOf)).toEqual([0.02, 0.025, 0.95, null, null]);
  const usual = { least: 0.01, most: 95, unit: "%" } as const;
  expect(["", " ", "0.01", "95"].map((text) => shareFault(text, usual))).toEqual([null, null, null, null]);
  for (const text of ["0", "97", "100", "abc", "-1"]) expect(shareFault(text, usual), text).toBe("From 0.01% to 95%");
  expect(shareFault("0.05", { least: 0.1, most: 100, unit: "points" })).toBe("From 0.1 to 100 points");
});

it("tells who was kept aside first, whatever came of it", () => {
  const [at, later] = ["2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"];
  const moves = [{ at: later, from: null, to: "B", why: "drawn into the list" }];
  const stay = { list: "L", name: "targets", entered: at, left: null, left_why: null, why: "drawn", frozen: false };
  const words = (one: object): readonly string[] => told({ ...stay, ...one } as never).map(({ what }) => what);
  expect(words({ tier: "B", control: false, moves })).toEqual(["went to tier B", "was put aside to compare with"]);
  expect(words({ tier: null, control: true, moves: [] })).toEqual(["was put aside to compare with"]);
  expect(words({ tier: "A", control: false, moves: [] })).toEqual(["came into tier A"]);
  const back = [{ at: later, from: "A", to: null, why: "drawn" }];
  expect(words({ tier: null, control: true, moves: back })).toEqual([
    "was put aside to compare with",
    "came into tier A",
  ]);

  const entry = { account: "crm:1", entered_at: new Date(at), entered_why: "drawn", left_at: null, left_why: null };
  const into = (tier: string | null, details: object): readonly (string | null)[] =>
    happenedOf("targets", { ...entry, tier, details: { name: "Firm", ...details } } as never).map(({ to }) => to);
  expect(into("B", { moves })).toEqual(["control", "B"]);
  expect(into(null, {})).toEqual(["control"]);
  expect(into("A", {})).toEqual(["A"]);
});

it("tells a validation that comes too early from one that failed", () => {
  for (const text of [
    "none of the 1,204 deals is newer than what the profile was built on (closed by 2026-01-31): give newer ones",
    "No opportunity is stamped yet: those created from 2026-01-01 on are stamped as they are imported",
    "all 12 closed deals are of customers that the profile was made from: give deals of other companies",
  ])
    expect(meansTooEarly(text), text).toBe(true);
  for (const text of [
    "",
    "the disk is full: make room and try again",
    "these deals have none of the columns that this profile scores by (industry)",
    "no version of main is in force: build one, and approve it in Versions",
  ])
    expect(meansTooEarly(text), text).toBe(false);
});

it("calls what an erasure left by the pages that people know", () => {
  const report = "2026-01-01-review-3.html";
  expect(stillNamed(["approvals", "narratives", "versions", "oddity", `reports/${report}`])).toEqual([
    { text: "Versions", report: null },
    { text: "Why they buy", report: null },
    { text: "oddity", report: null },
    { text: "report 2026-01-01-review-3", report },
  ]);
  const both = stillNamed([`reports/${report}`, "reports/2026-01-01-review-3.json"]);
  expect(both).toEqual([{ text: "report 2026-01-01-review-3", report }]);
});
