import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import type { Segment } from "../../src/icp/segment.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";
import { type Built, built, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";
import { sampleFrom, sampleProfile, UNIVERSE, type Written } from "./sample.ts";

const ACCOUNTS = join(SAMPLE, "salesforce/Account.csv");
const DEALS = join(SAMPLE, "salesforce/Opportunity.csv");
const folder = scratch();
const at = (name: string): string => join(folder, name);

interface Planted {
  readonly name: string;
  readonly role: string;
  readonly rules: readonly { readonly attribute: string; readonly is: { readonly in?: readonly string[] } }[];
}

const truth = JSON.parse(readFileSync(join(SAMPLE, "truth.json"), "utf8")) as { readonly kinds: readonly Planted[] };
const planted = truth.kinds.filter(({ role }) => role === "best");

/** Every condition of a segment's rule is one of a planted kind: the same industries, countries or tool, nothing else. */
function isOf(segment: Segment, kind: Planted): boolean {
  return segment.rules.every(({ attribute, is }) => {
    const own = kind.rules.find(
      (rule) => attribute === rule.attribute || attribute.startsWith(`${rule.attribute}_has_`),
    );
    if (own === undefined) return false;
    return "in" in is ? [...is.in].sort().join() === [...(own.is.in ?? [])].sort().join() : true;
  });
}

function kindsFound({ segments }: IcpDocument): string[] {
  return segments.flatMap((segment) => planted.filter((kind) => isOf(segment, kind)).map(({ name }) => name));
}

/** Without a universe, in one thread. */
let alone: Built;
beforeAll(async () => {
  alone = await built([DEALS, "--accounts", ACCOUNTS, "--no-resampling", "--workers", "1"]);
});

describe("the sample company's kinds of best customers", () => {
  let salesforce: Built;
  let written: Written;
  beforeAll(async () => {
    ({ built: salesforce, ...written } = await sampleProfile());
  });

  it("are the two that were planted, and no others, with and without a universe, in every format", async () => {
    const builds = [salesforce, alone, await sampleFrom("hubspot"), await sampleFrom("flat")];
    for (const { icp } of builds) {
      expect(icp.document.segments).toHaveLength(2);
      expect(kindsFound(icp.document).sort()).toEqual(planted.map(({ name }) => name).sort());
      expect(icp.document.segments.map(({ tentative }) => tentative)).toEqual([false, false]);
    }
  });

  it("win far more than others, the more valuable first", () => {
    const { segments, evidence, segmentation } = salesforce.icp.document;
    expect(segmentation).toMatchObject({
      market: "universe",
      market_accounts: 5000,
      verdict: "2 kinds of best customers.",
    });
    for (const { deals, share, precision, stability } of segments) {
      expect(deals.rate_interval[0]).toBeGreaterThan(evidence.base_rate + 0.15);
      expect(share.won).toBeGreaterThan(3 * share.lost!);
      expect(precision!.share).toBeGreaterThan(0.9);
      expect(stability).toBeGreaterThan(0.9);
    }
    expect(segments[0]!.value.acv!.mean).toBeGreaterThan(segments[1]!.value.acv!.mean);
    expect(segments.map(({ rank }) => rank)).toEqual(["primary", "secondary"]);
  });

  it("have names that people would use, on every page", async () => {
    const names = salesforce.icp.document.segments.map(({ name }) => name);
    expect(names).toEqual([
      "Manufacturing or Logistics, in Germany, Switzerland or Austria",
      "Fintech or Insurance, with Salesforce",
    ]);
    const page = readFileSync(written.page, "utf8");
    const terminal = (await openicp(["show", written.icp])).stdout;
    const markdown = (await openicp(["show", written.icp, "--format", "md"])).stdout;
    for (const text of [page, terminal, markdown]) {
      expect(text).toContain("The kinds of companies you win");
      for (const name of names) expect(text).toContain(name);
    }
  });

  it("stand in the scores, for as many accounts as the document says, alike in the process", () => {
    const { document } = salesforce.icp;
    const [scores, raw] = [readCsv(written.scores), readCsv(ACCOUNTS)];
    const score = scorer(document);
    expect(raw.map((row) => score(row).segment ?? "")).toEqual(scores.map(({ segment }) => segment));
    const deals = readCsv(DEALS);
    const won = new Set(
      deals.filter(({ IsWon, Type }) => IsWon === "true" && Type === "New Customer").map((d) => d.AccountId),
    );
    for (const { name, accounts } of document.segments) {
      const found = scores.filter(({ Id, segment }) => segment === name && won.has(Id!)).length;
      // The window leaves some of the older wins out.
      expect(found).toBeGreaterThanOrEqual(accounts);
      expect(found).toBeLessThan(1.25 * accounts);
    }
  });

  it("are as common among the prospects as the document says", async () => {
    const out = at("prospects.csv");
    const asked = ["score", join(SAMPLE, "prospects.csv"), "--icp", written.icp, "--out", out, "--quiet"];
    expect((await openicp(asked)).code).toBe(0);
    const scores = readCsv(out);
    for (const { name, share } of salesforce.icp.document.segments) {
      const found = scores.filter(({ segment }) => segment === name).length / scores.length;
      expect(Math.abs(found - share.universe!)).toBeLessThan(0.01);
    }
  });

  it("are told not to be told where a list lacks a column of their rules", async () => {
    const rows = readCsv(ACCOUNTS).slice(0, 20);
    writeFileSync(
      at("short.csv"),
      ["Name,Industry", ...rows.map(({ Name, Industry }) => `"${Name}","${Industry}"`)].join("\n"),
    );
    const asked = ["score", at("short.csv"), "--icp", written.icp, "--out", at("short-scores.csv"), "--json"];
    const { warnings } = JSON.parse((await openicp(asked)).stdout) as { warnings: string[] };
    expect(warnings.join("\n")).toMatch(/short\.csv has no column for .*: no row can be told to be of the kind "/);
    expect(new Set(readCsv(at("short-scores.csv")).map(({ segment }) => segment))).toEqual(new Set([""]));
  });
});

describe("looking for kinds", () => {
  it("is left at once on Ctrl-C, with no file behind", async () => {
    const out = at("interrupted.json");
    const asked = ["build", DEALS, "--accounts", ACCOUNTS, "--no-resampling", "--out", out];
    const ended = await openicp(asked, { interruptAt: /finding kinds/ });
    expect({ code: ended.code, left: existsSync(out) }).toEqual({ code: 130, left: false });
  });

  it("gives the same kinds with any number of workers", async () => {
    const four = await built([DEALS, "--accounts", ACCOUNTS, "--no-resampling", "--workers", "4"]);
    expect(four.icp.document).toEqual(alone.icp.document);
    expect(four.icp.document.segments).toHaveLength(2);
  });
});

describe("the sample company with its outcomes shuffled", () => {
  it("has no stories to tell", async () => {
    const seed = 1;
    const closed = readCsv(DEALS).filter(
      ({ StageName, Type }) => /^Closed/.test(StageName!) && Type === "New Customer",
    );
    const order = closed.map((_, i) => i);
    shuffle(order, createRandom(seed));
    const stages = order.map((i) => closed[i]!.StageName);
    const lines = closed.map((d, i) =>
      [d.Id, d.AccountId, stages[i], d.Type, d.Amount, d.CreatedDate, d.CloseDate].join(","),
    );
    const file = at("shuffled.csv");
    writeFileSync(file, ["Id,AccountId,StageName,Type,Amount,CreatedDate,CloseDate", ...lines].join("\n"));
    const { icp } = await built([file, "--accounts", ACCOUNTS, ...UNIVERSE, "--no-resampling"]);
    expect(icp.document.segments).toEqual([]);
    expect(icp.document.segmentation!.verdict).toMatch(/^One broad profile: /);
  });
});
