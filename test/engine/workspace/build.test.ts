import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { requestOf } from "../../../src/cli/build.ts";
import { buildIcp } from "../../../src/engine/build.ts";
import { type InputFiles, NO_FILES } from "../../../src/engine/input-files.ts";
import { readTables } from "../../../src/engine/read-tables.ts";
import type { TableSource } from "../../../src/engine/table-source.ts";
import { keptTables } from "../../../src/engine/workspace/kept-tables.ts";
import { keptFiles, sourcesOf, workspaceSource } from "../../../src/engine/workspace/workspace-source.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { quoteIdentifier } from "../../../src/sql/quote.ts";
import { openDatabase } from "../../../src/warehouse/database.ts";
import { firstRows, SAMPLE, scratch } from "../../cli/openicp.ts";
import { effects, type Ground, ground } from "./workspace.ts";

const folder = scratch();
const cut = (file: string, rows: number) => firstRows(join(SAMPLE, file), rows, folder);

const sample = (file: string) => join(SAMPLE, file);

/** Every role. */
const ALL: InputFiles = {
  deals: [sample("salesforce/Opportunity.csv")],
  accounts: [sample("salesforce/Account.csv")],
  universe: [],
  customers: [sample("customers.csv"), sample("customers-stripe.csv")],
  contacts: [sample("salesforce/Contact.csv"), sample("salesforce/OpportunityContactRole.csv")],
  leads: [sample("salesforce/Lead.csv")],
  events: [cut("events.csv", 500)],
  history: [sample("salesforce/OpportunityFieldHistory.csv")],
};

const FILES: InputFiles = {
  ...NO_FILES,
  deals: [cut("salesforce/Opportunity.csv", 250)],
  accounts: [cut("salesforce/Account.csv", 600)],
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

const imported = (self: Ground, files: InputFiles) =>
  self.import(
    Object.values(files)
      .flat()
      .map((path: string) => ({ path })),
  );

describe("a workspace", () => {
  it("hands the engine the tables that the same files give: names, rows in order, and how they were read", async () => {
    const self = await ground();
    const roles = (await imported(self, ALL)).map(({ role }) => role);
    expect(roles).toEqual([
      "deals",
      "accounts",
      "customers",
      "customers",
      "contacts",
      "contacts",
      "leads",
      "events",
      "history",
    ]);
    const [files, kept] = [await openDatabase({ threads: 1 }), await self.warehouse.work()];
    const [wanted, found] = [await readTables(files, ALL, {}, { progress: () => undefined }), await keptTables(kept)];
    expect(found).toEqual(wanted);
    for (const { table, columns } of wanted) {
      const sql = `SELECT count(*) AS rows, sum(hash(__row, ${columns.map(quoteIdentifier).join(", ")})) AS sum FROM ${table}`;
      expect(await kept.rows(sql)).toEqual(await files.rows(sql));
      const order = `SELECT __row FROM ${table} LIMIT 3000`;
      expect(await kept.numbers(order)).toEqual(await files.numbers(order));
    }
    kept.close();
    files.close();
  });

  it("gives the document that the same files give, and the same card for its halves, the newer first", async () => {
    const whole = await built(FILES);
    expect(whole.scorecard.attributes.length).toBeGreaterThan(1);
    const plain = await ground();
    await imported(plain, FILES);
    const kept = await builtFrom(plain);
    expect(JSON.stringify(body(kept))).toBe(JSON.stringify(body(whole)));
    const self = await ground();
    for (const i of [1, 0])
      for (const [path] of [FILES.deals, FILES.accounts]) await self.take(basename(path!), halves(path!)[i]!);
    const backwards = await builtFrom(self);
    // Rows in another order fall into other folds, which moves forecasts in their third digit; the card stays.
    expect(backwards.scorecard.attributes).toEqual(whole.scorecard.attributes);
    expect(backwards.evidence).toEqual(whole.evidence);
    expect(backwards.input.fingerprint).toBe(kept.input.fingerprint);
  });
});
