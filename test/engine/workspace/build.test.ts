import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { requestOf } from "../../../src/cli/build.ts";
import { buildIcp } from "../../../src/engine/build.ts";
import { type InputFiles, NO_FILES } from "../../../src/engine/input-files.ts";
import type { TableSource } from "../../../src/engine/table-source.ts";
import { keptPrint } from "../../../src/engine/workspace/kept-print.ts";
import { keptFiles, sourcesOf, workspaceSource } from "../../../src/engine/workspace/workspace-source.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { firstRows, SAMPLE, scratch } from "../../cli/openicp.ts";
import { effects, type Ground, ground } from "./workspace.ts";

const folder = scratch();
const cut = (file: string, rows: number) => firstRows(join(SAMPLE, file), rows, folder);

const FILES: InputFiles = {
  ...NO_FILES,
  deals: [cut("salesforce/Opportunity.csv", 300)],
  accounts: [join(SAMPLE, "salesforce/Account.csv")],
  customers: [cut("customers.csv", 200)],
  contacts: [cut("salesforce/Contact.csv", 300), cut("salesforce/OpportunityContactRole.csv", 300)],
  leads: [cut("salesforce/Lead.csv", 100)],
  events: [cut("events.csv", 500)],
  history: [cut("salesforce/OpportunityFieldHistory.csv", 300)],
};

const OPTIONS = { seed: 1, resampling: false, mapFile: false } as Parameters<typeof requestOf>[1];

function built(files: InputFiles, source?: TableSource): Promise<IcpDocument> {
  return buildIcp(
    requestOf(files, OPTIONS),
    effects({ today: "2026-07-01" }),
    async ({ envelope }) => envelope.document,
    source,
  );
}

async function builtFrom({ warehouse }: Ground): Promise<IcpDocument> {
  return built(keptFiles(await sourcesOf(warehouse)), workspaceSource(warehouse));
}

const body = ({ id: _, input: { fingerprint: __, ...input }, ...rest }: IcpDocument) => ({ ...rest, input });

/** The rows of a plain CSV file, in two files of the same name. */
function halves(path: string): readonly [string, string] {
  const [head, ...rows] = readFileSync(path, "utf8")
    .trimEnd()
    .split(/\n(?=[0-9a-zA-Z]{15,18},)/);
  const middle = Math.floor(rows.length / 2);
  return [[head, ...rows.slice(0, middle)].join("\n"), [head, ...rows.slice(middle)].join("\n")];
}

describe("a build from a workspace", () => {
  it("gives the document that the same files give", async () => {
    const self = await ground();
    const summaries = await self.import(
      Object.values(FILES)
        .flat()
        .map((path) => ({ path })),
    );
    expect(summaries.map(({ role }) => role)).toEqual([
      "deals",
      "accounts",
      "customers",
      "contacts",
      "contacts",
      "leads",
      "events",
      "history",
    ]);
    const [fromFiles, kept] = [await built(FILES), await builtFrom(self)];
    expect(body(kept)).toEqual(body(fromFiles));
    expect(JSON.stringify(body(kept))).toBe(JSON.stringify(body(fromFiles)));
  });

  it("gives one card for the same rows in two halves, the newer first, and the fingerprint of any order", async () => {
    const [deals, accounts] = [FILES.deals[0]!, FILES.accounts[0]!];
    const prints: string[] = [];
    let backwards: IcpDocument | null = null;
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const self = await ground();
      for (const i of order) for (const path of [deals, accounts]) await self.take(basename(path), halves(path)[i]);
      const database = await self.warehouse.work();
      prints.push(await keptPrint(database));
      database.close();
      if (order[0] === 1) backwards = await builtFrom(self);
    }
    const whole = await built({ ...NO_FILES, deals: [deals], accounts: [accounts] });
    expect(whole.scorecard.attributes.length).toBeGreaterThan(1);
    // Rows in another order fall into other folds, which moves forecasts in their third digit; the card stays.
    expect(backwards!.scorecard.attributes).toEqual(whole.scorecard.attributes);
    expect(backwards!.evidence).toEqual(whole.evidence);
    expect(prints[0]).toBe(prints[1]);
    expect(backwards!.input.fingerprint).toBe(prints[1]);
  });
});
