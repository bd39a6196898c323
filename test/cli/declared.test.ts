import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { Score } from "../../src/compile/score.ts";
import { icpEnvelope } from "../../src/icp/document.ts";
import { type Built, built, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);
const DEALS = join(SAMPLE, "salesforce/Opportunity.csv");
const ACCOUNTS = join(SAMPLE, "salesforce/Account.csv");

/** Every so many of the sample company's deals. */
function someDeals(name: string, every: number, from: number): string {
  const [head, ...rows] = readFileSync(DEALS, "utf8").split("\n");
  writeFileSync(at(name), [head, ...rows.filter((_, i) => i % every === from)].join("\n"));
  return at(name);
}

const OPINIONS = `name: Opinions
score:
  - attribute: Country
    bands:
      - in: [Sweden, Spain]
        points: 60
  - attribute: Fiscal Year End
    bands:
      - in: [March, June]
        points: 40
disqualifiers:
  - template: headcount-floor
    answer: 20
`;

beforeAll(async () => {
  const { code } = await openicp(["declare", "--out", at("icp.yaml")]);
  expect(code).toBe(0);
  writeFileSync(at("opinions.yaml"), OPINIONS);
});

describe("openicp declare", () => {
  it("prints the template, and never writes over answers", async () => {
    const printed = await openicp(["declare"]);
    expect(printed.stdout).toBe(readFileSync(at("icp.yaml"), "utf8"));
    const again = await openicp(["declare", "--out", at("icp.yaml")]);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringContaining("is there already, and it may hold your answers"),
    ]);
  });
});

describe("build --declared without deals", () => {
  let hypothesis: Built;
  beforeAll(async () => {
    hypothesis = await built([
      "--declared",
      at("icp.yaml"),
      "--accounts",
      ACCOUNTS,
      "--out",
      at("icp.json"),
      "--page",
      at("icp.html"),
      "--scores",
      at("scores.csv"),
    ]);
  });

  it("is a hypothesis that the schema admits, and claims no rate", () => {
    const { document } = hypothesis.icp;
    expect(icpEnvelope.safeParse(hypothesis.icp).error).toBeUndefined();
    expect([document.maturity, document.separation.verdict, document.declared?.scores]).toEqual([
      "hypothesis",
      "untested",
      true,
    ]);
    expect(document.scorecard.by_fit).toEqual([]);
    expect(document.evidence).toMatchObject({ opportunities: 0, won: 0, lost: 0 });
  });

  it("scores every account: points sum to the fit, and no win rate is said", () => {
    const rows = readCsv(at("scores.csv"));
    expect(rows.length).toBe(1505);
    for (const row of rows) {
      const points = Object.entries(row).filter(([name]) => name.startsWith("points_"));
      expect(points).toHaveLength(5);
      expect(points.reduce((sum, [, value]) => sum + Number(value), 0)).toBe(Number(row.fit));
      expect(row.p_win).toBe("");
    }
    expect(new Set(rows.map((row) => row.level))).toEqual(new Set(["high", "medium", "low", "unknown"]));
  });

  it("scores the same compiled to JavaScript", async () => {
    const { code } = await openicp(["compile", at("icp.json"), "--to", "js", "--out", at("icp.mjs")]);
    expect(code).toBe(0);
    const { score } = (await import(pathToFileURL(at("icp.mjs")).href)) as { score: (row: object) => Score };
    const accounts = readCsv(ACCOUNTS);
    const rows = readCsv(at("scores.csv"));
    const compiled = accounts
      .map((row) => score(row))
      .map(({ fit, level, disqualified_by }) => [String(fit), level, disqualified_by ?? ""]);
    expect(compiled).toEqual(rows.map((row) => [row.fit, row.level, row.disqualified_by]));
  });

  it("is written as SQL and as a workbook too", async () => {
    for (const to of ["sql", "xlsx"]) {
      const { code } = await openicp(["compile", at("icp.json"), "--to", to, "--out", at(`icp.${to}`)]);
      expect([code, existsSync(at(`icp.${to}`))]).toEqual([0, true]);
    }
  });

  it("filters by what people declared and by nothing else", async () => {
    const { code, stderr } = await openicp([
      "filter",
      ACCOUNTS,
      "--icp",
      at("icp.json"),
      "--keep",
      at("keep.csv"),
      "--drop",
      at("drop.csv"),
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain("no row is dropped for low fit, because the score is a hypothesis");
    const dropped = readCsv(at("drop.csv"));
    const disqualified = readCsv(at("scores.csv")).filter((row) => row.disqualified_by !== "");
    expect(disqualified.length).toBeGreaterThan(50);
    expect(dropped).toHaveLength(disqualified.length);
  });

  it("can be held against deals later", async () => {
    const { code, stdout } = await openicp(["validate", DEALS, "--accounts", ACCOUNTS, "--icp", at("icp.json")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/AUC 0\.\d+/);
  });

  it("its page says what it is and shows no rate", () => {
    const page = readFileSync(at("icp.html"), "utf8");
    expect(page).toContain("Ideal customer profile, a hypothesis");
    expect(page).toContain("Know on Monday which deals will close this quarter.");
    expect(page).toContain("is the template as openicp declare wrote it");
    expect(page).not.toMatch(/win rate<|class="number rate"|\d%<\/abbr>/);
  });
});

describe("customers alone", () => {
  beforeAll(() => {
    const [head, ...rows] = readFileSync(join(SAMPLE, "customers.csv"), "utf8").trim().split("\n");
    const left = rows.filter((row) => row.split(",")[7] !== "");
    const paying = rows.filter((row) => row.split(",")[7] === "");
    writeFileSync(at("twelve.csv"), [head, ...left.slice(0, 5), ...paying.slice(-12)].join("\n"));
    writeFileSync(at("left.csv"), [head, ...left.slice(0, 12)].join("\n"));
  });

  it("are a sheet to edit: what they have in common, with its counts", async () => {
    const { code, stderr } = await openicp([
      "declare",
      "--customers",
      at("twelve.csv"),
      "--accounts",
      ACCOUNTS,
      "--out",
      at("twelve.yaml"),
    ]);
    expect([code, stderr]).toEqual([0, ""]);
    const text = readFileSync(at("twelve.yaml"), "utf8");
    expect(text).toMatch(
      /^# What the 12 customers of twelve\.csv have in common: a hypothesis, not a win rate\.\n# 5 more have left and are not counted\./,
    );
    expect(text).toMatch(/- attribute: Industry\n {4}bands:\n {6}- in: \[.*\] # of 1[0-2]: /);
    const { icp } = await built(["--declared", at("twelve.yaml"), "--accounts", ACCOUNTS]);
    expect(icp.document.declared).toMatchObject({ from: "people", prefilled: true, customers: null });
  });

  it("build a page that says it is no win rate, and how it scores them", async () => {
    const { icp } = await built(["--customers", at("twelve.csv"), "--accounts", ACCOUNTS, "--page", at("twelve.md")]);
    expect([icp.document.maturity, icp.document.declared?.from]).toEqual(["hypothesis", "customers"]);
    const { rows, high, medium, low, unknown } = icp.document.declared!.customers!;
    expect([rows, high + medium + low + unknown]).toEqual([12, 12]);
    expect(high).toBeGreaterThan(4);
    const page = readFileSync(at("twelve.md"), "utf8");
    expect(page).toContain("looks like your customers: not a win rate");
    expect(page).toContain(`Of your **12 customers** it scores **${high} high**`);
    expect(page).toContain("; the points were read off these customers.");
    expect(page).toContain("5 of 17 customers have left: taken neither as");
  });

  it("that have all left show nobody to look for", async () => {
    const { code, stderr } = await openicp(["build", "--customers", at("left.csv"), "--accounts", ACCOUNTS]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("all 12 customers of left.csv have left")]);
  });

  it("are counted beside what people declared", async () => {
    const { icp } = await built([
      "--declared",
      at("icp.yaml"),
      "--customers",
      at("twelve.csv"),
      "--accounts",
      ACCOUNTS,
    ]);
    expect(icp.document.declared).toMatchObject({ from: "people", customers: { rows: 12 } });
    expect(icp.document.declared).not.toHaveProperty("prefilled");
  });

  it("are said to be what the points were read off, where a sheet of theirs is declared, beside the universe", async () => {
    const given = ["--declared", at("twelve.yaml"), "--customers", at("twelve.csv"), "--accounts", ACCOUNTS];
    const { icp } = await built([...given, "--universe", join(SAMPLE, "prospects.csv"), "--page", at("sheet.md")]);
    const share = Math.round(100 * icp.document.breadth!.share!);
    expect(readFileSync(at("sheet.md"), "utf8")).toMatch(
      new RegExp(
        `; the points were read off these customers\\. High are \\d+% of those known, in the universe ${share}%\\.`,
      ),
    );
  });

  it("are no deals to check it on: no verdict, unless their deals can be left out", async () => {
    await built(["--customers", at("twelve.csv"), "--accounts", ACCOUNTS, "--out", at("twelve.json")]);
    await built(["--declared", at("twelve.yaml"), "--accounts", ACCOUNTS, "--out", at("edited.json")]);
    const checked = async (icp: string, ...more: string[]) => {
      const { stdout } = await openicp(["validate", DEALS, "--accounts", ACCOUNTS, "--icp", at(icp), ...more]);
      return stdout.slice(stdout.indexOf("NOTICED"));
    };
    for (const icp of ["twelve.json", "edited.json"]) {
      const alone = await checked(icp);
      expect(alone).toContain("Looks like our customers: no verdict");
      expect(alone).toContain(
        "Not a check: the profile was made from customers, and they may be among these companies",
      );
      expect(alone).not.toMatch(/confirmed|The score holds/);
      const without = await checked(icp, "--customers", at("twelve.csv"));
      expect(without).toMatch(/\d+ deals were left out: they are of customers, from which the profile was made\./);
      expect(without).toMatch(/Looks like our customers: (not )?confirmed/);
    }
    const others = await checked("twelve.json", "--customers", at("left.csv"));
    expect(others).toContain("Looks like our customers: no verdict");
    expect(others).toContain("(it was made from twelve.csv (17 rows), not given here)");
    await built(["--declared", at("icp.yaml"), "--accounts", ACCOUNTS, "--out", at("believed.json")]);
    const unused = await openicp([
      "validate",
      DEALS,
      "--accounts",
      ACCOUNTS,
      "--icp",
      at("believed.json"),
      "--customers",
      at("twelve.csv"),
    ]);
    expect(unused.stderr).not.toContain("--customers");
    expect(unused.stdout).toMatch(/: confirmed\n/);
  });

  it("against the universe, learn what tells them from others, checked on companies held out, and claim no rate", async () => {
    const { icp } = await built([
      "--customers",
      join(SAMPLE, "customers.csv"),
      "--accounts",
      ACCOUNTS,
      "--universe",
      join(SAMPLE, "prospects.csv"),
      "--scores",
      at("look.csv"),
      "--out",
      at("look.json"),
      "--page",
      at("look.md"),
    ]);
    const { document } = icp;
    expect(icpEnvelope.safeParse(icp).error).toBeUndefined();
    const { contrast, customers } = document.declared!;
    expect([contrast!.customers, customers!.rows]).toEqual([531, 531]);
    expect(contrast!.auc_interval[0]).toBeGreaterThan(0.7);
    expect(customers!.high / customers!.rows).toBeGreaterThan(2 * document.breadth!.share!);
    expect(document.scorecard.by_fit).toEqual([]);
    expect(document.scorecard.attributes.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    for (const row of readCsv(at("look.csv")).slice(0, 200)) {
      const points = Object.entries(row).filter(([name]) => name.startsWith("points_"));
      expect(points.reduce((sum, [, value]) => sum + Number(value), 0)).toBe(Number(row.fit));
      expect(row.p_win).toBe("");
    }
    const args = ["validate", DEALS, "--accounts", ACCOUNTS, "--icp", at("look.json")];
    expect((await openicp(args)).stdout).toContain("Looks like our customers: no verdict");
    const { stdout } = await openicp([...args, "--customers", join(SAMPLE, "customers.csv"), "--json"]);
    const { check, customers: leftOut, sure } = JSON.parse(stdout);
    expect([leftOut + check.n, sure]).toEqual([1542, false]);
    expect(leftOut).toBeGreaterThan(500);
    expect(readFileSync(at("look.md"), "utf8")).toContain(
      "Shown one of each that it had not seen, the customer scores higher",
    );
  });

  it("that are drawn from the universe at random are not told from it, and it says so", async () => {
    const [head, ...rows] = readFileSync(join(SAMPLE, "prospects.csv"), "utf8").trim().split("\n");
    const at25 = (i: number): boolean => i % 25 === 3;
    writeFileSync(at("random.csv"), [head, ...rows.filter((_, i) => at25(i))].join("\n"));
    writeFileSync(at("others.csv"), [head, ...rows.filter((_, i) => !at25(i))].join("\n"));
    const { icp } = await built(["--customers", at("random.csv"), "--universe", at("others.csv")]);
    expect(icp.document.declared?.contrast).toBeNull();
    expect(icp.document.notes.join(" ")).toContain("do not clearly differ from the companies of others.csv");
  });

  it("count each company of the universe once", async () => {
    const [head, ...rows] = readFileSync(join(SAMPLE, "prospects.csv"), "utf8").trim().split("\n").slice(0, 301);
    writeFileSync(at("pasted-twice.csv"), [head, ...rows, ...rows].join("\n"));
    const { icp } = await built(["--declared", at("opinions.yaml"), "--universe", at("pasted-twice.csv")]);
    expect(icp.document.breadth!.universe).toBe(300);
    expect(icp.document.notes.join(" ")).toContain("300 rows of pasted-twice.csv are of a company that stands above");
  });

  it("that nothing is known of are refused with what would help", async () => {
    const { code, stderr } = await openicp(["build", "--customers", at("twelve.csv")]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("give their accounts with industry, employees, country or tools"),
    ]);
  });
});

describe("build --declared with deals", () => {
  it("under ten scores as declared and counts nothing as known", async () => {
    const few = someDeals("few.csv", 300, 7);
    const { icp } = await built([few, "--accounts", ACCOUNTS, "--declared", at("opinions.yaml")]);
    const { document } = icp;
    expect(document.evidence.opportunities).toBeGreaterThan(0);
    expect(document.evidence.opportunities).toBeLessThan(10);
    expect([document.maturity, document.declared?.scores]).toEqual(["hypothesis", true]);
    expect(document.separation.reason).toMatch(/are too few to hold it against; from 10 closed deals on it is\.$/);
    const without = await openicp(["build", few, "--accounts", ACCOUNTS]);
    expect([without.code, without.stderr]).toEqual([1, expect.stringContaining("openicp declare --out icp.yaml")]);
  });

  it("scores instead where the deals tell nothing, and says so; a win is as probable at every fit", async () => {
    const { icp } = await built([
      someDeals("tiny.csv", 60, 6),
      "--accounts",
      ACCOUNTS,
      "--declared",
      at("opinions.yaml"),
    ]);
    const { document } = icp;
    expect(document.separation.verdict).toBe("none");
    expect(document.declared?.scores).toBe(true);
    expect(document.scorecard.attributes.map(({ attribute, weight }) => [attribute, weight])).toEqual([
      ["country", 60],
      ["fiscal_year_end", 40],
    ]);
    expect(new Set(document.scorecard.by_fit.map(({ p }) => p))).toEqual(new Set([document.evidence.base_rate]));
    expect(document.notes).toContain(
      "The data does not tell won deals from lost ones, so the declared hypothesis scores instead, as written.",
    );
    expect(document.disqualifiers.filter(({ source }) => source === "declared").map(({ who }) => who)).toEqual([
      "Companies with under 20 employees",
    ]);
  });

  it("is learned from with them: what was declared stands beside what was counted", async () => {
    const deals = someDeals("some.csv", 12, 2);
    const { icp } = await built([deals, "--accounts", ACCOUNTS, "--declared", at("icp.yaml"), "--no-resampling"]);
    const { document } = icp;
    expect(icpEnvelope.safeParse(icp).error).toBeUndefined();
    expect(document.declared?.scores).toBe(false);
    expect(document.declared?.support?.share).toBeGreaterThan(0.5);
    const industry = document.declared!.attributes.find(({ label }) => label === "Industry")!;
    expect(industry.bands!.reduce((sum, { n }) => sum + n, 0)).toBeLessThanOrEqual(document.evidence.opportunities);
    expect(industry.bands!.map(({ verdict }) => verdict)).toContain("agrees");
    expect(document.declared!.attributes.find(({ label }) => label === "Trigger")).toMatchObject({
      bands: null,
      reason: "The deals have no such column.",
    });
    const size = document.scorecard.attributes.find(({ attribute }) => attribute === "employees")!;
    expect(size.bands.flatMap(({ match }) => ("from" in match ? [match.from] : []))).toContain(38);
    expect(document.scorecard.attributes.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    const both = await openicp([
      "build",
      deals,
      "--accounts",
      ACCOUNTS,
      "--declared",
      at("icp.yaml"),
      "--monotone",
      "NumberOfEmployees=up",
      "--no-resampling",
    ]);
    expect([both.code, both.stderr]).toEqual([
      1,
      expect.stringContaining("--monotone and --declared both say what NumberOfEmployees is worth"),
    ]);
  });

  it("goes by the declared name and levels, in its checks too; --name says another title", async () => {
    const own = readFileSync(at("icp.yaml"), "utf8")
      .replace(/^name: .*$/m, "name: As founders see it")
      .replace("high: 70", "high: 60")
      .replace("medium: 40", "medium: 55");
    writeFileSync(at("own.yaml"), own);
    const args = [
      someDeals("every.csv", 6, 2),
      "--accounts",
      ACCOUNTS,
      "--declared",
      at("own.yaml"),
      "--no-resampling",
      "--force-score",
    ];
    const { document } = (await built(args)).icp;
    expect(document.declared?.scores).toBe(false);
    expect([document.name, document.scorecard.levels]).toEqual(["As founders see it", { high: 60, medium: 55 }]);
    const usual = (await built([...args.with(4, at("icp.yaml")), "--name", "Ours"])).icp.document;
    expect([usual.name, usual.scorecard.levels]).toEqual(["Ours", { high: 70, medium: 40 }]);
    const low = ({ validation }: typeof document) =>
      validation.cross_fit!.levels.find(({ level }) => level === "low")!.n;
    const high = ({ validation }: typeof document) =>
      validation.cross_fit!.levels.find(({ level }) => level === "high")!.n;
    expect(low(document)).toBeGreaterThan(low(usual));
    expect(high(document)).toBeGreaterThan(high(usual));
  });

  it.each([
    [
      ["--declared", "nowhere.yaml"],
      "there is no declared ICP nowhere.yaml: openicp declare --out nowhere.yaml writes one",
    ],
    [[], "there are no deals to learn from: give a file of them"],
  ])("refuses %j", async (args, sentence) => {
    const { code, stderr } = await openicp(["build", ...args]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  });
});
