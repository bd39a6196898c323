import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { gatherFacts } from "../../src/engine/facts.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { readFile } from "../../src/warehouse/files/read.ts";
import { scratch } from "../cli/openicp.ts";
import { csv } from "./gathering.ts";

const folder = scratch();
const deals = Array.from({ length: 12 }, (_, i) => ({
  "Account Name": `Firm ${"ABCDEFGHIJKL"[i]}`,
  Industry: i % 2 === 0 ? "Software" : "Retail",
  Stage: i % 3 === 0 ? "Closed Won" : "Closed Lost",
  "Created Date": `2024-0${1 + (i % 6)}-03`,
  "Close Date": `2024-0${2 + (i % 6)}-20`,
}));

/** As-of and how it is told, with a customer who started, and one who left, on these days. */
async function looked(started: string, left: string, asOf: string | null = null) {
  const customers = deals.slice(0, 2).map(({ "Account Name": company }, i) => ({
    company,
    start_date: i === 0 ? started : "2024-02-21",
    mrr: 100,
    churn_date: i === 0 ? "" : left,
  }));
  writeFileSync(join(folder, "deals.csv"), csv(deals));
  writeFileSync(join(folder, "customers.csv"), csv(customers));
  const database = await openDatabase({ threads: 1 });
  try {
    const tables = [
      await readFile(database, join(folder, "deals.csv"), "deals", "raw_deals"),
      await readFile(database, join(folder, "customers.csv"), "customers", "raw_customers"),
    ];
    const { evidence, guesses } = await gatherFacts(database, tables, { ...DEFAULT_OPTIONS, asOf });
    return [evidence.asOf, guesses.find(({ what }) => what === "as-of")?.text ?? null];
  } finally {
    database.close();
  }
}

it("as-of is the newest day on which a customer started or left, where that is later than the deals", async () => {
  const told = (day: string): string =>
    `Looked from ${day}, the newest day on which a customer started or left; the newest deal date is 2024-07-20.`;
  expect(await looked("2024-03-01", "2024-06-30")).toEqual(["2024-07-20", null]);
  expect(await looked("2024-09-01", "2024-06-30")).toEqual(["2024-09-01", told("2024-09-01")]);
  expect(await looked("2024-03-01", "2024-10-31")).toEqual(["2024-10-31", told("2024-10-31")]);
});

it("a day stated goes first, and one more than a year past the deals is not believed", async () => {
  expect(await looked("2024-09-01", "2024-10-31", "2024-08-01")).toEqual(["2024-08-01", null]);
  expect((await looked("2026-09-01", "2026-09-02"))[0]).toBe("2024-07-20");
});
