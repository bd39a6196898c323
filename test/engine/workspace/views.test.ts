import { expect, it } from "vitest";
import { ground } from "./workspace.ts";

it("people read kept rows under field names, with types, and find what is known of each attribute", async () => {
  const self = await ground();
  await self.take(
    "deals.csv",
    "Id,Name,StageName,IsWon,Amount,CreatedDate,CloseDate,Zip\n006000000000001,One,Closed Won,true,12.5,2026-01-02T10:00:00.000+0000,2026-02-01,08021\n006000000000002,Two,Closed Lost,false,,2026-01-03T10:00:00.000+0000,2026-02-02,10115\n",
  );
  expect(
    await self.rows("SELECT name, is_won, deal_amount, created_date, postal_code FROM kept.views.opportunities"),
  ).toEqual([
    { name: "One", is_won: true, deal_amount: 12.5, created_date: "2026-01-02", postal_code: "08021" },
    { name: "Two", is_won: false, deal_amount: null, created_date: "2026-01-03", postal_code: "10115" },
  ]);
  const known = await self.rows<{ column: string }>(
    `SELECT role, "column", field, type, family, origin, filled, rows FROM kept.meta.attributes WHERE "column" IN ('Amount', 'CreatedDate') ORDER BY "column"`,
  );
  expect(known).toEqual([
    {
      role: "deals",
      column: "Amount",
      field: "deal_amount",
      type: "DOUBLE",
      family: "deal",
      origin: "deals.csv",
      filled: 0.5,
      rows: 2,
    },
    {
      role: "deals",
      column: "CreatedDate",
      field: "created_date",
      type: "DATE",
      family: "deal",
      origin: "deals.csv",
      filled: 1,
      rows: 2,
    },
  ]);
  // A later file with a new column and a gone row: the view follows, and outlives a rewriting of the file.
  await self.take(
    "deals.csv",
    "Id,Name,StageName,Amount,CloseDate,Tier\n006000000000001,One,Closed Won,20,2026-02-01,A\n",
    undefined,
    { whole: true },
  );
  await self.warehouse.compact();
  await self.reopen();
  expect(await self.rows("SELECT deal_amount, tier, is_won FROM kept.views.opportunities")).toEqual([
    { deal_amount: 20, tier: "A", is_won: true },
  ]);
});
