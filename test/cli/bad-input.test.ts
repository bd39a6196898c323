import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { filesIn, openicp, SAMPLE, scratch } from "./openicp.ts";

const DEALS = Array.from(
  { length: 40 },
  (_, i) => `D${i},${i % 3 === 0 ? "Won" : "Lost"},${["retail", "health", "bank"][i % 3]},${10 + i}`,
);
const HEADER = "Deal ID,Result,Industry,Employees";

describe("bad input", () => {
  const folder = scratch();
  const out = join(folder, "out");
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  beforeAll(() => mkdirSync(out));

  /** One clear sentence, exit 1, no stack trace, nothing written. */
  async function refuses(args: readonly string[], says: RegExp, code = 1): Promise<void> {
    const ended = await openicp([...args, "--out", join(out, "icp.json")]);
    expect(ended.stderr).toMatch(says);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toBe("");
    expect(ended.stderr).not.toMatch(/\n\s+at |Error:|undefined|\[object/);
    expect(ended.stderr.trim().split("\n").length).toBeLessThanOrEqual(code === 2 ? 3 : 1);
    expect(filesIn(out)).toEqual([]);
  }

  it("a missing file", () => refuses(["build", join(folder, "nowhere.csv")], /nowhere\.csv/));
  it("an empty file", () => refuses(["build", file("empty.csv", "")], /empty\.csv.*empty/));
  it("a header and nothing else", () => refuses(["build", file("header.csv", `${HEADER}\n`)], /no rows/));
  it("a binary file", () =>
    refuses(["build", file("photo.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 255]))], /photo\.csv/));
  it("a folder", () => refuses(["build", folder], /folder/));
  it("a wrong outcome column, with the nearest name offered", () =>
    refuses(["build", file("deals.csv", [HEADER, ...DEALS].join("\n")), "--outcome", "Resullt=Won"], /"Result"/));
  it("a wrong outcome value, with the nearest value offered", () =>
    refuses(["build", file("deals.csv", [HEADER, ...DEALS].join("\n")), "--outcome", "Result=Wonn"], /Won/));
  it("one class only", () =>
    refuses(["build", file("won.csv", [HEADER, ...DEALS.map((d) => d.replace("Lost", "Won"))].join("\n"))], /lost/i));
  it("under 10 closed deals", () =>
    refuses(["build", file("few.csv", [HEADER, ...DEALS.slice(0, 8)].join("\n"))], /10/));
  it("everything quarantined", () =>
    refuses(
      [
        "build",
        file(
          "late.csv",
          [
            "Deal ID,Result,Probability",
            ...DEALS.map((d, i) => `${d.split(",").slice(0, 2).join(",")},${d.includes("Won") ? 100 : i % 2}`),
          ].join("\n"),
        ),
      ],
      /quarantined/,
    ));
  it("duplicate headers", () =>
    refuses(["build", file("twice.csv", ["Deal ID,Result,Industry,Industry", ...DEALS].join("\n"))], /Industry/));
  it("a page with an unknown ending", () =>
    refuses(["build", join(SAMPLE, "flat/deals.csv"), "--page", join(out, "page.docx")], /\.html/));
  it("a folder to write to that does not exist", () =>
    refuses(["build", join(SAMPLE, "flat/deals.csv"), "--scores", join(folder, "no/where.csv")], /no folder/));
  it("an output that would replace an input, or another output", async () => {
    const deals = file("mine.csv", [HEADER, ...DEALS].join("\n"));
    for (const args of [
      ["build", deals, "--page", join(out, "icp.json"), "--out", join(out, "icp.json")],
      ["build", deals, "--out", deals],
      ["score", deals, "--icp", deals, "--out", join(folder, ".", "mine.csv")],
    ]) {
      const ended = await openicp(args);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/cannot write .*(is read by this command|another option writes there|must end in)/);
    }
    expect(readFileSync(deals, "utf8")).toBe([HEADER, ...DEALS].join("\n"));
  });
  it("an --allow that names no column, with the nearest name offered", () =>
    refuses(["build", file("deals.csv", [HEADER, ...DEALS].join("\n")), "--allow", "Industri"], /"Industry"/));
  it("one file for two roles", () => {
    const deals = file("deals.csv", [HEADER, ...DEALS].join("\n"));
    return refuses(["build", deals, "--accounts", deals], /as the deals and as the accounts/);
  });
  it("an unknown flag is wrong usage", () =>
    refuses(["build", join(SAMPLE, "flat/deals.csv"), "--oucome", "x"], /--outcome/, 2));
  it("an unknown command is wrong usage", async () => {
    const ended = await openicp(["biuld", "x.csv"]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/build/);
  });
  it("a document that is no document", () => refuses(["show", file("icp.json", '{"schema": ')], /icp\.json.*line 1/));

  it.each([
    ["while files are read", /reading/],
    ["while it resamples", /testing against chance|resampling/],
  ])("Ctrl-C %s: exit 130, one sentence, no file left", async (_, interruptAt) => {
    const args = [
      "build",
      join(SAMPLE, "salesforce/Opportunity.csv"),
      "--accounts",
      join(SAMPLE, "salesforce/Account.csv"),
    ];
    const ended = await openicp(
      [...args, "--out", join(out, "icp.json"), "--scores", join(out, "scores.csv"), "--workers", "1"],
      { interruptAt },
    );
    expect({ code: ended.code, reached: interruptAt.test(ended.stderr) }).toEqual({ code: 130, reached: true });
    expect(ended.stderr).toMatch(/interrupted/);
    expect(filesIn(out)).toEqual([]);
  });
});
