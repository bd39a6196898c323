import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);
const HEAD = "Deal ID,Company,Stage,Employees,Created Date,Close Date";

/** A file of deals in these stages, one after the other. */
function deals(name: string, stages: readonly string[]): string {
  const rows = stages.map((stage, i) => `${i},Comp ${i},${stage},${50 + i},2025-01-03,2025-03-${10 + i}`);
  writeFileSync(at(name), `${[HEAD, ...rows].join("\n")}\n`);
  return at(name);
}

const twelve = (stage: string): string[] => Array.from({ length: 12 }, () => stage);

beforeAll(() => {
  writeFileSync(
    at("icp.yaml"),
    "score:\n  - attribute: Industry\n    bands:\n      - { in: [Fintech], points: 100 }\n",
  );
  const companies = Array.from({ length: 12 }, (_, i) => `Comp ${i},${i === 0 ? "Fintech" : "Retail"}`);
  writeFileSync(at("accounts.csv"), `Company,Industry\n${companies.join("\n")}\n`);
});

describe("founders who have not won yet", () => {
  const ENDS = ["--outcome", "Stage=Closed Won/Closed Lost"];
  it.each([
    ["only losses", twelve("Closed Lost"), [], { won: 0, lost: 12, open: 0 }],
    ["only losses, the ends typed", twelve("Closed Lost"), ENDS, { won: 0, lost: 12, open: 0 }],
    ["losses and open deals", [...twelve("Closed Lost"), "Negotiation"], [], { won: 0, lost: 12, open: 1 }],
    ["only open deals", twelve("Negotiation"), [], { won: 0, lost: 0, open: 12 }],
    ["only open deals, the ends typed", twelve("Negotiation"), ENDS, { won: 0, lost: 0, open: 12 }],
    ["a header alone", [], [], { won: 0, lost: 0, open: 0 }],
    ["a header alone, the ends typed", [], ENDS, { won: 0, lost: 0, open: 0 }],
  ] as const)("with %s get the hypothesis, and a note that says so", async (_, stages, options, evidence) => {
    const files = [deals("deals.csv", stages), "--declared", at("icp.yaml"), "--accounts", at("accounts.csv")];
    const { icp } = await built([...files, ...options, "--scores", at("scores.csv")]);
    const { document } = icp;
    expect([document.maturity, document.declared?.scores]).toEqual(["hypothesis", true]);
    expect(document.evidence).toMatchObject(evidence);
    expect(document.notes.filter((note) => note.endsWith("the hypothesis scores, as declared."))).toHaveLength(1);
    expect(readCsv(at("scores.csv")).map(({ fit }) => fit)).toEqual(["100", ...Array(11).fill("0")]);
  });

  it("are told what is missing without a declared profile", async () => {
    const lost = await openicp(["build", deals("lost.csv", twelve("Closed Lost"))]);
    expect([lost.code, lost.stderr]).toEqual([1, expect.stringContaining("cannot tell won deals from lost ones")]);
    const empty = await openicp(["build", deals("empty.csv", [])]);
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining("has a header and no rows")]);
  });

  it.each([
    ["a slip", ["Closed Won", "Closed Lost"], "Stage=Closd Won/Closed Lost", '"Closd Won" does not occur'],
    ["words that may be wins", ["Kunde", "Negotiation"], "Stage=Won/Lost", '"Won" does not occur'],
    ["a win among several that is not there", ["Won", "Lost"], "Stage=Won|Wonn/Lost", '"Wonn" does not occur'],
  ])("%s stays an error", async (_, stages, outcome, says) => {
    const files = [deals("slip.csv", stages), "--declared", at("icp.yaml")];
    const { code, stderr } = await openicp(["build", ...files, "--outcome", outcome]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
  });

  it("ids of stages, which may be wins, stay an error", async () => {
    const files = [deals("ids.csv", twelve("1234567")), "--declared", at("icp.yaml")];
    const { code, stderr } = await openicp(["build", ...files]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("holds ids of stages")]);
  });
});
