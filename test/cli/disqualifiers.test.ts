import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import type { LearnedDisqualifier } from "../../src/icp/disqualifier.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";
import { type Built, built, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";
import { sampleProfile } from "./sample.ts";

const DEALS = join(SAMPLE, "salesforce/Opportunity.csv");
const ACCOUNTS = ["--accounts", join(SAMPLE, "salesforce/Account.csv")];
const FAST = ["--no-resampling", "--quiet"];

function learned({ disqualifiers }: IcpDocument, kind: LearnedDisqualifier["kind"]): LearnedDisqualifier[] {
  return disqualifiers.flatMap((one) => (one.source === "learned" && one.kind === kind ? [one] : []));
}

describe("who not to sell to, from the sample company", () => {
  const folder = scratch();
  const at = (name: string): string => join(folder, name);
  const readIcp = (name: string): IcpDocument => parseIcp(readFileSync(at(name), "utf8"), name).document;
  let result: Built;

  beforeAll(async () => {
    const sample = await sampleProfile();
    result = sample.built;
    copyFileSync(sample.icp, at("icp.json"));
  });

  it("finds the planted poor kind: its deals are matched, and hardly any win", () => {
    const { document } = result.icp;
    const rules = learned(document, "disqualifier");
    expect(rules.map(({ status }) => status)).toEqual(rules.map(() => "suggested"));
    expect(rules.map(({ id }) => id)).toContain("win: industry in marketing agency");
    const confirmed = { ...document, disqualifiers: rules.map((one) => ({ ...one, status: "confirmed" as const })) };
    const score = scorer(confirmed);
    const byId = new Map(readCsv(join(SAMPLE, "salesforce/Account.csv")).map((row) => [row.Id!, row]));
    const accountOf = new Map(readCsv(DEALS).map((row) => [row.Id!, row.AccountId!]));
    const counted = readCsv(join(SAMPLE, "truth.csv")).filter(({ use }) => use === "counted");
    const dropped = (kind: string): number => {
      const rows = counted.flatMap((deal) => {
        const row = byId.get(accountOf.get(deal.opportunity_id!) ?? "");
        return deal.kind === kind && row !== undefined ? [row] : [];
      });
      return rows.filter((row) => score(row).disqualified_by !== null).length / rows.length;
    };
    expect(dropped("small agencies")).toBeGreaterThan(0.95);
    expect(dropped("regulated finance")).toBeLessThan(0.05);
    expect(dropped("DACH industry")).toBeLessThan(0.05);
    for (const { rate, interval, base_rate, later } of rules) {
      expect(rate).toBeLessThan(base_rate / 2);
      expect(interval[0]).toBeLessThanOrEqual(rate);
      expect(interval[1]).toBeGreaterThanOrEqual(rate);
      expect(later.matched / later.rows).toBeCloseTo(later.saved, 3);
    }
  });

  it("looks at deals that ended without a decision, where reasons are known", () => {
    expect(result.icp.document.disqualifier_search!.map(({ aim }) => aim)).toEqual(["win", "no-decision"]);
  });

  it("filters nothing until a person confirms, then drops by it and names it in the scores", async () => {
    const prospects = join(SAMPLE, "prospects.csv");
    const number =
      1 + result.icp.document.disqualifiers.findIndex(({ id }) => id === "win: industry in marketing agency");
    const files = (name: string): string[] => ["--keep", at(`keep-${name}.csv`), "--drop", at(`drop-${name}.csv`)];
    const before = await openicp(["filter", prospects, "--icp", at("icp.json"), ...files("before"), "--json"]);
    expect(JSON.parse(before.stdout).reasons.map(({ code }: { code: string }) => code)).not.toContain("disqualifier");

    const said = await openicp(["confirm", at("icp.json"), String(number), "--out", at("next.json")]);
    expect(said.code).toBe(0);
    expect(said.stdout).toContain(`Confirmed ${number}: Companies in Marketing Agency`);
    expect(readIcp("next.json").id).not.toBe(readIcp("icp.json").id);

    const after = await openicp(["filter", prospects, "--icp", at("next.json"), ...files("after"), "--json"]);
    expect(after.code).toBe(0);
    const dropped = readCsv(at("drop-after.csv")).filter(({ reason_code }) => reason_code === "disqualifier");
    const agencies = readCsv(prospects).filter(({ Industry }) => /^marketing agenc(y|ies)$/i.test(Industry!));
    expect(agencies.length).toBeGreaterThan(100);
    expect(dropped.length).toBeGreaterThanOrEqual(agencies.length);
    expect(new Set(dropped.map(({ reason }) => reason))).toEqual(
      new Set(["disqualified: Companies in Marketing Agency"]),
    );
    const scored = await openicp(["score", prospects, "--icp", at("next.json"), "--out", at("scores.csv"), "--quiet"]);
    expect(scored.code).toBe(0);
    const named = readCsv(at("scores.csv")).filter(({ disqualified_by }) => disqualified_by !== "");
    expect(named).toHaveLength(dropped.length);
  });

  it("remembers a person's decisions in a rebuild", async () => {
    const rejected = await openicp(["reject", at("icp.json"), "1", "--out", at("rejected.json"), "--json"]);
    const [{ id }] = JSON.parse(rejected.stdout).rules;
    await built([DEALS, ...ACCOUNTS, ...FAST, "--previous", at("rejected.json"), "--out", at("again.json")]);
    const again = readIcp("again.json").disqualifiers;
    expect(again.find((one) => one.id === id)!.status).toBe("rejected");
    expect(again.filter(({ status }) => status !== "suggested")).toHaveLength(1);
  });

  it("refuses in one sentence what cannot be decided, and never writes over what it reads", async () => {
    for (const [args, says] of [
      [["confirm", at("icp.json"), "99", "--out", at("x.json")], /has no disqualifier "99"/],
      [["confirm", at("icp.json"), "1", "--out", at("icp.json")], /it is read by this command/],
      [["reject", at("nowhere.json"), "1", "--out", at("x.json")], /there is no file/],
    ] as const) {
      const ended = await openicp(args);
      expect(ended.stderr).toMatch(says);
      expect(ended.code).toBe(1);
    }
  });

  it("stops within a moment of Ctrl-C while it looks", async () => {
    const args = ["build", DEALS, ...ACCOUNTS, "--no-resampling", "--out", at("never.json")];
    const ended = await openicp(args, { interruptAt: /whom to leave alone/ });
    expect(ended.code).toBe(130);
    expect(() => readFileSync(at("never.json"))).toThrow();
  });
});

describe("what a person confirmed, in new deals", () => {
  const folder = scratch();
  const at = (name: string): string => join(folder, name);
  const read = (name: string): IcpDocument => parseIcp(readFileSync(at(name), "utf8"), name).document;
  const MINING = "win: industry in mining";
  const INDUSTRIES = ["Mining", "Retail", "Fintech", "Education"];

  /** Deals with two kinds that hardly ever buy, as long as `poor`: the smallest companies and those in mining. */
  function deals(name: string, poor: number, size: (step: number, i: number) => string): string {
    const random = createRandom(17);
    const rows = Array.from({ length: 700 }, (_, i) => {
      const [step, industry] = [random.int(4), random.int(4)];
      const won = random.next() < (step === 0 || industry === 0 ? poor : 0.5);
      const day = new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10);
      return `D${i},C${i},${won ? "Won" : "Lost"},${day},${size(step, i)},${INDUSTRIES[industry]}`;
    });
    writeFileSync(at(name), ["Deal ID,Company,Result,Close Date,Employees,Industry", ...rows].join("\n"));
    return at(name);
  }

  beforeAll(async () => {
    const first = deals("first.csv", 0.02, (step, i) => String(10 ** step + (i % 3)));
    await built([first, "--about", "account", ...FAST, "--out", at("icp.json")]);
    const ids = read("icp.json").disqualifiers.map(({ id }) => id);
    const small = ids.find((id) => id.startsWith("win: employees below"));
    expect(ids).toContain(MINING);
    const ended = await openicp(["confirm", at("icp.json"), small!, MINING, "--out", at("confirmed.json")]);
    expect(ended.stderr).toBe("");
  });

  const rebuilt = async (file: string, out: string): Promise<IcpDocument> => {
    await built([file, "--about", "account", ...FAST, "--previous", at("confirmed.json"), "--out", at(out)]);
    return read(out);
  };
  const smallIn = ({ disqualifiers }: IcpDocument) =>
    disqualifiers.find(({ id, status }) => id.startsWith("win: employees below") && status === "confirmed");

  it("is counted anew where the deals do not show it again, and is in the sum", async () => {
    const file = deals("good.csv", 0.5, (step, i) => String(10 ** step + (i % 3)));
    const document = await rebuilt(file, "good.json");
    const [mining] = document.disqualifiers.flatMap((one) =>
      one.id === MINING && one.source === "learned" ? [one] : [],
    );
    const rows = readCsv(file).filter(({ Industry }) => Industry === "Mining");
    expect(mining).toMatchObject({
      kind: "disqualifier",
      status: "confirmed",
      n: rows.length,
      events: rows.filter(({ Result }) => Result === "Won").length,
    });
    expect(smallIn(document)).toMatchObject({ kind: "disqualifier" });
    const together = document.disqualifier_search![0]!.together!;
    expect(together.matched).toBeGreaterThan(mining!.later.matched);
    const notes = document.notes.filter((note) => note.includes("It filters on, because you confirmed it"));
    expect(notes).toHaveLength(2);
    expect(notes.join(" ")).toMatch(/Companies in Mining": .*\d+ of \d+/);
    expect(scorer(document)({ Employees: "500", Industry: "Mining" }).disqualified_by).toBe("Companies in Mining");
  });

  it("is dropped, and told, where its column is read otherwise: no row is filtered by what it does not say", async () => {
    const document = await rebuilt(
      deals("brackets.csv", 0.02, (step) => ["Tiny", "Small", "Medium", "Large"][step]!),
      "brackets.json",
    );
    expect(smallIn(document)).toBeUndefined();
    expect(document.notes.filter((note) => note.includes("filters nothing any more"))).toEqual([
      expect.stringMatching(
        /employees" was dropped and filters nothing any more: "Employees" was read as numbers, and is/,
      ),
    ]);
    const score = scorer(document);
    for (const Employees of ["Tiny", "Large"])
      expect(score({ Employees, Industry: "Retail" }).disqualified_by).toBeNull();
    const ended = await openicp(["compile", at("brackets.json"), "--to", "sql"]);
    expect(ended.code).toBe(0);
  });

  it("is dropped, and told, where its column is missing", async () => {
    const lines = readFileSync(deals("x.csv", 0.02, String), "utf8").split("\n");
    const without = lines
      .map((line) =>
        line
          .split(",")
          .filter((_, k) => k !== 4)
          .join(","),
      )
      .join("\n");
    writeFileSync(at("without.csv"), without);
    const document = await rebuilt(at("without.csv"), "without.json");
    expect(document.notes.join(" ")).toContain('these files have no "Employees"');
    expect(document.disqualifiers.find(({ id }) => id === MINING)!.status).toBe("confirmed");
  });
});

describe("where there is nothing to find", () => {
  const folder = scratch();

  it("shuffled outcomes show no kind to leave alone, and say what it would take", async () => {
    const rows = readCsv(join(SAMPLE, "flat/deals.csv")).filter(({ Stage }) => /^Closed (Won|Lost)$/.test(Stage!));
    const kept = [
      "Opportunity ID",
      "Account ID",
      "Industry",
      "Employees",
      "Annual Revenue",
      "Country",
      "Tech Stack",
      "Compliance Team",
      "Created Date",
      "Close Date",
      "Type",
    ];
    const order = Int32Array.from(rows.keys());
    shuffle(order, createRandom(1));
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const lines = rows.map((row, i) =>
      [...kept.map((name) => row[name]!), rows[order[i]!]!.Stage!].map(cell).join(","),
    );
    const path = join(folder, "shuffled.csv");
    writeFileSync(path, [[...kept, "Stage"].join(","), ...lines].join("\n"));
    const { icp } = await built([path, "--about", "account", ...FAST]);
    expect(learned(icp.document, "disqualifier")).toEqual([]);
    const [search] = icp.document.disqualifier_search!;
    expect(search!.paragraph).toMatch(/No kind of company was found that rarely buys\. \d+ kinds were tried/);
    expect(search!.needed!.rows).toBeGreaterThan(14);
  });

  it("a dozen deals are too few to look, and the page says how many it takes", async () => {
    const path = join(folder, "few.csv");
    const deals = Array.from(
      { length: 24 },
      (_, i) => `D${i},${i % 3 === 0 ? "Won" : "Lost"},${i % 2 === 0 ? "retail" : "bank"}`,
    );
    writeFileSync(path, ["Deal ID,Result,Industry", ...deals].join("\n"));
    const ended = await openicp(["build", path, "--no-resampling"]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("Who not to sell to");
    expect(ended.stdout).toMatch(/Not enough data to look for kinds of companies that rarely buy \(needs about \d+/);
  });
});
