import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { createRandom } from "../../src/stats/random.ts";
import { built, openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);
const read = (name: string): IcpDocument => parseIcp(readFileSync(at(name), "utf8"), name).document;
const FAST = ["--about", "account", "--no-resampling", "--quiet"];
const MINING = "win: industry in mining";
const INDUSTRIES = ["Mining", "Retail", "Fintech", "Education"];

const SIZE = `score:
  - attribute: Employees
    bands:
      - { from: 100, below: 1000, points: 40 }
`;
const SCORE = `${SIZE}  - attribute: Industry
    bands:
      - { in: [Fintech], points: 60 }
disqualifiers:
`;
const RETAILERS = "  - { who: Retailers, why: too thin, column: Industry, in: [Retail] }\n";
const SCHOOLS = "  - { who: Schools, why: no budget, column: Industry, in: [Education] }\n";
const FRIENDS = "  - { who: Friends of the founder, why: awkward }\n";

const decided = (name: string): string[] =>
  read(name)
    .disqualifiers.filter(({ status }) => status !== "suggested")
    .map(({ who, status }) => `${who} ${status}`);

/** Deals of which those in mining hardly ever win, retailers as often as others. */
function writeDeals(): void {
  const random = createRandom(17);
  const rows = Array.from({ length: 700 }, (_, i) => {
    const industry = random.int(4);
    const won = random.next() < (industry === 0 ? 0.02 : 0.5);
    const day = new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10);
    return `D${i},C${i},${won ? "Won" : "Lost"},${day},${10 ** random.int(4) + (i % 3)},${INDUSTRIES[industry]}`;
  });
  const head = "Deal ID,Company,Result,Close Date,Employees,Industry";
  writeFileSync(at("deals.csv"), [head, ...rows].join("\n"));
  writeFileSync(at("accounts.csv"), "Company,Employees,Industry\nA,50,Mining\nB,500,Education\nC,500,Retail\n");
  writeFileSync(at("no-industry.csv"), "Company,Employees\nA,50\nB,500\n");
}

beforeAll(async () => {
  writeDeals();
  writeFileSync(at("first.yaml"), SCORE + RETAILERS + SCHOOLS + FRIENDS);
  writeFileSync(at("next.yaml"), SCORE + FRIENDS + SCHOOLS);
  await built([at("deals.csv"), "--declared", at("first.yaml"), ...FAST, "--out", at("icp.json")]);
  const schools = read("icp.json").disqualifiers.findIndex(({ who }) => who === "Schools") + 1;
  await openicp(["confirm", at("icp.json"), MINING, "--out", at("confirmed.json")]);
  const { code } = await openicp(["reject", at("confirmed.json"), String(schools), "--out", at("decided.json")]);
  expect(code).toBe(0);
});

describe("what a person decided, in a later build", () => {
  it("is held against the deals: declared rules are counted, and the page and a note say where the deals contradict", async () => {
    const files = [at("deals.csv"), "--declared", at("first.yaml"), ...FAST];
    await built([...files, "--out", at("counted.json"), "--page", at("counted.md")]);
    const { disqualifiers, notes, evidence } = read("counted.json");
    const retailers = disqualifiers.find(({ who }) => who === "Retailers")!;
    const rows = readCsv(at("deals.csv")).filter(({ Industry }) => Industry === "Retail");
    const won = rows.filter(({ Result }) => Result === "Won").length;
    expect(retailers).toMatchObject({
      status: "declared",
      counted: { n: rows.length, events: won, accounts: rows.length, base_rate: evidence.base_rate },
    });
    expect(won / rows.length).toBeGreaterThan(evidence.base_rate);
    const told = `"Retailers": the deals contradict what you declared: ${won} of ${rows.length} won`;
    expect(notes.filter((note) => note.startsWith(told))).toHaveLength(1);
    const page = readFileSync(at("counted.md"), "utf8");
    const number = disqualifiers.indexOf(retailers) + 1;
    expect(page).toMatch(new RegExp(`The deals contradict no\\. ${number}\\b.*which you declared`));
    expect(page).toContain(`${won} of ${rows.length}`);
    const friends = disqualifiers.find(({ who }) => who === "Friends of the founder")!;
    expect(friends).not.toHaveProperty("counted");
  });

  it("holds with deals for declared rules wherever they stand in the file, and tells those that left it", async () => {
    const files = [at("deals.csv"), "--declared", at("next.yaml"), "--previous", at("decided.json")];
    await built([...files, ...FAST, "--out", at("again.json")]);
    expect(decided("again.json")).toEqual([
      "Companies in Mining confirmed",
      "Friends of the founder declared",
      "Schools rejected",
    ]);
    const notes = read("again.json").notes.join(" ");
    expect(notes).toContain('"Retailers" is not in next.yaml any more: it is no disqualifier in this version.');
    expect(notes).not.toContain("these files have no");
  });

  it("holds with deals alone: declared rules are read from their columns as before", async () => {
    await built([at("deals.csv"), "--previous", at("decided.json"), ...FAST, "--out", at("alone.json")]);
    expect(decided("alone.json")).toEqual([
      "Companies in Mining confirmed",
      "Retailers declared",
      "Schools rejected",
      "Friends of the founder declared",
    ]);
    expect(read("alone.json").notes.join(" ")).not.toContain("these files have no");
    const score = scorer(read("alone.json"));
    const named = (Industry: string): unknown => score({ Employees: "500", Industry }).disqualified_by;
    expect(["Retail", "Education", "Mining"].map(named)).toEqual(["Retailers", null, "Companies in Mining"]);
  });

  it("holds without deals, and says whose figures a learned rule shows", async () => {
    const files = ["--declared", at("next.yaml"), "--previous", at("decided.json"), "--accounts", at("accounts.csv")];
    await built([...files, "--out", at("hypothesis.json"), "--page", at("hypothesis.md")]);
    expect(decided("hypothesis.json")).toEqual([
      "Friends of the founder declared",
      "Schools rejected",
      "Companies in Mining confirmed",
    ]);
    const score = scorer(read("hypothesis.json"));
    const named = (Industry: string): unknown => score({ Employees: "500", Industry }).disqualified_by;
    expect(["Education", "Mining"].map(named)).toEqual([null, "Companies in Mining"]);
    const page = readFileSync(at("hypothesis.md"), "utf8");
    expect(page).toContain("you confirmed it in an earlier version, whose deals the figures are of");
    expect(page).not.toContain("Found in");
  });

  it("is dropped without deals where no file tells it, and says so", async () => {
    writeFileSync(at("size.yaml"), `${SIZE.replace("40", "100")}disqualifiers:\n${FRIENDS}${SCHOOLS}`);
    const files = ["--declared", at("size.yaml"), "--previous", at("decided.json")];
    const { notes } = JSON.parse(
      (await openicp(["build", ...files, "--accounts", at("no-industry.csv"), "--out", at("lost.json"), "--json"]))
        .stdout,
    );
    expect(decided("lost.json")).toEqual(["Friends of the founder declared", "Schools rejected"]);
    const said = 'The disqualifier "Companies in Mining" was dropped and filters nothing any more: these files have no';
    expect(notes.join(" ")).toContain(said);
    expect(read("lost.json").notes.join(" ")).toContain(said);
  });
});

it("every option that means nothing without deals is told", async () => {
  const options = ["--recency", "30d", "--strategy", "Industry=Fintech:2", "--findable-only", "--force-score"];
  const { stdout } = await openicp(["build", "--declared", at("next.yaml"), ...options, "--json"]);
  const { notes } = JSON.parse(stdout) as { readonly notes: readonly string[] };
  for (const option of ["--recency", "--strategy", "--findable-only", "--force-score"])
    expect(notes).toContain(`${option} is not used as long as there are too few deals to learn from.`);
});
