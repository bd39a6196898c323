import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { IcpEnvelope } from "../../src/icp/document.ts";
import { printIcp } from "../../src/icp/print.ts";
import { rich } from "../icp/fixtures/rich.ts";
import { firstRows, openicp, SAMPLE, scratch } from "./openicp.ts";
import { sampleProfile } from "./sample.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);

describe("openicp edit", () => {
  it("writes a new version and a report, and prints one JSON value", async () => {
    const { icp } = await sampleProfile();
    const deals = firstRows(join(SAMPLE, "salesforce/Opportunity.csv"), 700, folder);
    const files = ["--deals", deals, "--accounts", join(SAMPLE, "salesforce/Account.csv"), "--no-map-file"];
    const to = ["--out", at("edited.json"), "--report", at("edited.md")];
    const ended = await openicp([
      "edit",
      icp,
      "--weight",
      "Industry=40",
      "--levels",
      "65,35",
      ...files,
      ...to,
      "--json",
    ]);
    expect(ended.stderr).toContain("of the 1542 deals that the profile learned from");
    expect(ended.code).toBe(0);
    const said = JSON.parse(ended.stdout) as { icp: IcpEnvelope; before: string; written: string[] };
    const before = JSON.parse(readFileSync(icp, "utf8")) as IcpEnvelope;
    const written = JSON.parse(readFileSync(at("edited.json"), "utf8")) as IcpEnvelope;
    expect(said.icp).toEqual(written);
    expect([said.before, written.document.edited!.from]).toEqual([before.document.id, before.document.id]);
    expect(written.approved_by).toBeNull();
    expect(written.document.scorecard.levels).toEqual({ high: 65, medium: 35 });
    expect(written.document.breadth).toBeNull();
    const report = readFileSync(at("edited.md"), "utf8");
    expect(report).toContain("Industry 25 → 40");
    expect(report).toContain("known deals: no proof");
    const shown = await openicp(["show", at("edited.json"), "--format", "summary"]);
    expect(shown.stdout).toContain("edited by hand");
  });

  it("says what is wrong, and writes nothing", async () => {
    const { icp } = await sampleProfile();
    const to = ["--out", at("never.json")];
    const levels = await openicp(["edit", icp, "--levels", "65", ...to]);
    expect([levels.code, levels.stderr]).toEqual([2, expect.stringContaining("65,35")]);
    const bare = await openicp(["edit", icp, "--weight", "Industry=40", ...to]);
    expect([bare.code, bare.stderr]).toEqual([1, expect.stringContaining("give the deals")]);
    expect((await openicp(["edit", icp, "--weight", "Industry=40", "--out", icp])).stderr).toContain("it is read by");
    expect(existsSync(at("never.json"))).toBe(false);
  });

  it("confirms and rejects disqualifiers of a file, with deals or without", async () => {
    const icp = at("rich.json");
    writeFileSync(icp, printIcp({ created_at: "2026-06-01", approved_by: "Kim", document: rich }));
    const ended = await openicp([
      "edit",
      icp,
      "--confirm",
      "2",
      "--reject",
      "3",
      "--why",
      "agreed",
      "--out",
      at("decided.json"),
    ]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toContain("On deals not known: none were given.");
    const { document, approved_by } = JSON.parse(readFileSync(at("decided.json"), "utf8")) as IcpEnvelope;
    expect(approved_by).toBeNull();
    expect(document.disqualifiers.map(({ status }) => status)).toEqual([
      "confirmed",
      "confirmed",
      "rejected",
      "suggested",
    ]);
    expect([document.decisions!.from, document.decisions!.why, document.decisions!.deals]).toEqual([
      rich.id,
      "agreed",
      null,
    ]);
    const both = await openicp(["edit", icp, "--confirm", "2", "--weight", "Industry=40", "--out", at("both.json")]);
    expect([both.code, both.stderr]).toEqual([1, expect.stringContaining("are two edits")]);
  });
});
