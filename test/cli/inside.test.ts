import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { IcpDocument } from "../../src/icp/document.ts";
import { built, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (file: string): string => join(SAMPLE, file);
const page = join(folder, "icp.html");

/** Who sits at the table of the planted kinds, by the generator of the sample company. */
const PLANTED = ["Legal and compliance, director", "Legal and compliance, C-level", "Operations, director"];

describe("the sample company's contacts, events and notes", () => {
  let document: IcpDocument;
  beforeAll(async () => {
    const salesforce = ["Contact.csv", "OpportunityContactRole.csv"].flatMap((file) => [
      "--contacts",
      at(`salesforce/${file}`),
    ]);
    const files = [at("salesforce/Opportunity.csv"), "--accounts", at("salesforce/Account.csv"), ...salesforce];
    const result = await built([
      ...files,
      "--events",
      at("events.csv"),
      "--no-resampling",
      "--no-map-file",
      "--page",
      page,
    ]);
    document = result.icp.document;
  }, 120_000);

  it("tell the titles, events and topics that were planted", () => {
    const told = (
      rows: readonly { readonly label: string; readonly finding: boolean; readonly lift: number | null }[],
    ) => rows.filter(({ finding, lift }) => finding && lift! > 1).map(({ label }) => label);
    expect(told(document.buyers!.titles)).toEqual(expect.arrayContaining(PLANTED));
    expect(document.buyers!.as_of).toBe("creation");
    expect(told(document.triggers!.rows)).toEqual(expect.arrayContaining(["demo request", "intent surge"]));
    expect(told(document.triggers!.rows)).not.toContain("email open");
    expect(told(document.intent_topics!.rows)).toEqual(expect.arrayContaining(["soc 2", "iso 9001"]));
    expect(told(document.pain_points!.rows)).toContain("control");
  });

  it("leave the tiers to the scores file, where the accounts are ranked by timing too", () => {
    expect(document.timing).not.toBeNull();
    expect(document.tiers).toBeUndefined();
  });

  it("tell each kind's champion and words", () => {
    const [industry, finance] = document.segments;
    const champion = (of: typeof industry) => of!.committee!.find(({ role }) => role === "champion")!.titles[0]!.label;
    expect([industry, finance].map(champion)).toEqual(["Operations, director", "Legal and compliance, director"]);
    expect(industry!.pain_points!.map(({ label }) => label)).toContain("certificates");
    expect(finance!.pain_points!.map(({ label }) => label)).toContain("control");
  });

  it("name nobody, in the document and on the page", () => {
    const { buyers, triggers, intent_topics, pain_points, segments } = document;
    const inside = segments.map(({ committee, buyers: own, pain_points: words }) => [committee, own, words]);
    const said = JSON.stringify([buyers, triggers, intent_topics, pain_points, inside]).toLowerCase();
    const words = new Set(said.match(/\p{L}+/gu));
    const people = readCsv(at("salesforce/Contact.csv")).flatMap(({ FirstName, LastName }) => [FirstName!, LastName!]);
    const sellers = readCsv(at("salesforce/Opportunity.csv")).flatMap((deal) => (deal["Owner.Name"] ?? "").split(" "));
    const named = [...new Set([...people, ...sellers])].filter(
      (name) => name.length > 2 && words.has(name.toLowerCase()),
    );
    expect(named).toEqual([]);
    expect(said).not.toMatch(/@|\+44|example/);
    expect(readFileSync(page, "utf8")).toContain("Who buys inside");
  });
});
