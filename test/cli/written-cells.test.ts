import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { built, openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);
const CARD = `score:
  - attribute: Industry
    bands:
      - { in: [Retail], points: 100 }
`;

writeFileSync(at("accounts.csv"), "Name,Industry\nA,Retail\nB,Media\n");

describe("words of a declared ICP", () => {
  it("are no formula in a spreadsheet", async () => {
    const rule = `disqualifiers:\n  - who: '=HYPERLINK("http://evil","x")'\n    column: Industry\n    in: [Media]\n`;
    writeFileSync(at("icp.yaml"), `${CARD}${rule}`);
    await built(["--declared", at("icp.yaml"), "--accounts", at("accounts.csv"), "--scores", at("scores.csv")]);
    expect(readCsv(at("scores.csv")).map((row) => row.disqualified_by)).toEqual(["", `'=HYPERLINK("http://evil","x")`]);
  });

  it("in another encoding are refused, not misread", async () => {
    writeFileSync(at("latin.yaml"), Buffer.from(CARD.replace("Retail", "Crédit"), "latin1"));
    const ended = await openicp(["build", "--declared", at("latin.yaml"), "--accounts", at("accounts.csv")]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("latin.yaml is not written in UTF-8: save it as UTF-8 text");
  });
});
