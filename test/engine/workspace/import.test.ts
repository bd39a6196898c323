import { describe, expect, it } from "vitest";
import { recognised } from "../../../src/engine/workspace/role-of.ts";
import { ground } from "./workspace.ts";

const ACCOUNTS = `Id,Name,Website,Industry,NumberOfEmployees,BillingCountry
0015g000004C6GUAA0,Acme,acme.com,Fintech,50,US
0015g000004C6GVAA0,Bolt,bolt.io,Retail,20,DE
0015g000004C6GWAA0,Core,core.dev,Retail,10,FR
`;
const adds = (one: {
  read: number;
  new: number;
  changed: number;
  unchanged: number;
  merged: number;
  rejected: readonly unknown[];
}) => one.new + one.changed + one.unchanged + one.merged + one.rejected.length === one.read;

describe("an import", () => {
  it("takes new rows, changes what changed, keeps what it held with the day, and leaves the rest", async () => {
    const self = await ground();
    const first = await self.take("Account.csv", ACCOUNTS);
    expect(first).toMatchObject({
      import: 1,
      role: "accounts",
      source: "accounts_1",
      key: ["Id"],
      read: 3,
      new: 3,
      changed: 0,
      unchanged: 0,
    });
    self.today = "2026-02-01";
    const next = ACCOUNTS.replace("Bolt,bolt.io,Retail", "Bolt,bolt.io,Insurance").replace(
      /.*Core.*\n/,
      "0015g000004C6GXAA0,Dune,dune.com,Media,5,US\n",
    );
    const second = await self.take("Account.csv", next);
    expect(second).toMatchObject({ import: 2, read: 3, new: 1, changed: 1, unchanged: 1, gone: 0 });
    expect(
      await self.rows('SELECT "Name", "Industry", __first, __last FROM kept.raw.accounts_1 ORDER BY __seq'),
    ).toEqual([
      { Name: "Acme", Industry: "Fintech", __first: 1, __last: 1 },
      { Name: "Bolt", Industry: "Insurance", __first: 1, __last: 2 },
      { Name: "Core", Industry: "Retail", __first: 1, __last: 1 },
      { Name: "Dune", Industry: "Media", __first: 2, __last: 2 },
    ]);
    expect(await self.rows("SELECT import, key, field, old, new, day FROM kept.history.changes")).toEqual([
      { import: 2, key: "id:0015g000004C6GV", field: "Industry", old: "Retail", new: "Insurance", day: "2026-02-01" },
    ]);
  });

  it("of the same file changes nothing and says so; with --again an older file brings its values back", async () => {
    const self = await ground();
    await self.take("a.csv", ACCOUNTS);
    const again = await self.take("copy of a.csv", ACCOUNTS);
    expect(again).toMatchObject({ import: null, read: 3, new: 0, changed: 0, unchanged: 3 });
    expect(again.notes).toEqual([
      "copy of a.csv was imported before as a.csv (import 1, 2026-01-01): nothing changes.",
    ]);
    await self.take("a.csv", ACCOUNTS.replace("Fintech", "Media"));
    const old = await self.take("a.csv", ACCOUNTS);
    expect(old.import).toBeNull();
    expect(old.notes[0]).toContain("Newer files of its kind came since: --again brings its values back.");
    expect(await self.take("a.csv", ACCOUNTS, undefined, { again: true })).toMatchObject({
      import: 3,
      changed: 1,
      unchanged: 2,
    });
  });

  it("keeps columns that a file does not have, and adds those that it brings", async () => {
    const self = await ground();
    await self.take("Account.csv", ACCOUNTS);
    const less = await self.take("Account.csv", "id,name,Website,Tier\n0015g000004C6GUAA0,Acme,acme.com,A\n");
    expect(less).toMatchObject({ source: "accounts_1", changed: 1, new: 0 });
    expect(less.notes).toContain("Account.csv brings 1 new column: Tier.");
    expect(await self.rows('SELECT "Industry", "Tier" FROM kept.raw.accounts_1 ORDER BY __seq LIMIT 1')).toEqual([
      { Industry: "Fintech", Tier: "A" },
    ]);
    // A column that comes anew changes nothing that was known.
    expect(await self.rows("SELECT * FROM kept.history.changes")).toEqual([]);
    const same = await self.take(
      "Account.csv",
      "Id,Name,Website,Tier\n0015g000004C6GUAA0,Acme,acme.com,A\n0015g000004C6GVAA0,Bolt,bolt.io,\n",
    );
    expect(same).toMatchObject({ unchanged: 2, changed: 0 });
  });

  it("keeps rows of one key together: the one modified last counts, whichever import brought it", async () => {
    const self = await ground();
    const head = "Id,Name,Website,Industry,LastModifiedDate\n";
    const accounts = "accounts" as const;
    const first = await self.take(
      "a.csv",
      `${head}A00000001,Acme,acme.com,New,2026-01-05\nA00000001,Acme,acme.com,Old,2026-01-02\n${Array.from({ length: 20 }, (_, i) => `B0000000${i},B${i},b${i}.com,X,2026-01-01\n`).join("")}`,
      accounts,
    );
    expect(first).toMatchObject({ read: 22, new: 21, merged: 1 });
    expect(adds(first)).toBe(true);
    const late = await self.take("older.csv", `${head}A00000001,Acme,acme.com,Older,2026-01-01\n`, accounts);
    expect(late).toMatchObject({ unchanged: 1, changed: 0 });
    expect(late.notes).toContain("1 row of older.csv is older than what is kept and changes nothing.");
    const newer = await self.take("newer.csv", `${head}A00000001,Acme,acme.com,Newest,2026-02-01\n`, accounts);
    expect(newer).toMatchObject({ changed: 1 });
    expect(newer.notes).toContain("1 kept row of keys that newer.csv names less often is taken out.");
    expect(await self.rows(`SELECT "Industry", __nth FROM kept.raw.accounts_1 WHERE __key = 'id:A00000001'`)).toEqual([
      { Industry: "Newest", __nth: 1 },
    ]);
  });

  it("of a whole export marks what it does not name as gone, and takes it back", async () => {
    const self = await ground();
    await self.take("Account.csv", ACCOUNTS);
    const less = await self.take("Account.csv", ACCOUNTS.replace(/.*Core.*\n/, ""), undefined, { whole: true });
    expect(less).toMatchObject({ unchanged: 2, gone: 1 });
    expect(await self.rows('SELECT "Name" FROM kept.raw.accounts_1 WHERE __gone IS NOT NULL')).toEqual([
      { Name: "Core" },
    ]);
    const back = await self.take("Account.csv", ACCOUNTS, undefined, { whole: true });
    expect(back).toMatchObject({ unchanged: 2, changed: 1, gone: 0 });
    expect(await self.rows("SELECT count(*) AS n FROM kept.raw.accounts_1 WHERE __gone IS NOT NULL")).toEqual([
      { n: 0 },
    ]);
  });

  it("rejects rows that nothing names, and ids that a spreadsheet damaged", async () => {
    const self = await ground();
    const rows = Array.from(
      { length: 20 },
      (_, i) => `9417002${i + 100},Deal ${i},Won,2026-01-0${(i % 9) + 1},2026-02-01\n`,
    ).join("");
    const deals = await self.take(
      "deals.csv",
      `Opportunity ID,Opportunity Name,Stage,Created Date,Close Date\n${rows}1.2E+17,Odd,Won,2026-01-01,2026-02-01\n,None,Lost,2026-01-01,2026-02-01\n`,
    );
    expect(deals).toMatchObject({ role: "deals", read: 22, new: 20 });
    expect(adds(deals)).toBe(true);
    expect(deals.rejected.map(({ column, reason }) => `${column}: ${reason}`)).toEqual([
      "Opportunity ID: row 21: Opportunity ID was damaged by a spreadsheet (such as 1.2E+17): export it as text",
      "Opportunity ID: row 22: Opportunity ID is empty, so nothing names the row",
    ]);
  });

  it("loses no row where a key has several: events without ids, one row per subscription, companies without a website", async () => {
    const self = await ground();
    const event = "acme.com,page_view,2026-01-01T10:00:00Z\n";
    const events = await self.take(
      "events.csv",
      `Domain,Event,Timestamp\n${event}${event}bolt.io,demo,2026-01-02T10:00:00Z\n`,
    );
    expect(events).toMatchObject({ role: "events", key: [], new: 3, merged: 0 });
    expect(
      await self.take("events2.csv", `Domain,Event,Timestamp\n${event}core.dev,demo,2026-01-03T10:00:00Z\n`),
    ).toMatchObject({ new: 1, unchanged: 1 });
    expect(await self.rows("SELECT count(*) AS n FROM kept.raw.events_1")).toEqual([{ n: 4 }]);
    const plans = await self.take(
      "subs.csv",
      "Customer ID,Plan,Current Period Start,Current Period End,MRR\nc1,core,2026-01-01,2026-02-01,10\nc1,plus,2026-01-01,2026-02-01,20\nc2,core,2026-01-01,2026-02-01,10\n",
    );
    expect(plans).toMatchObject({ role: "customers", new: 3, merged: 0, key: [] });
    const market = await self.take(
      "market.csv",
      `Company,Website,Industry\n${Array.from({ length: 20 }, (_, i) => `M${i},m${i}.com,X\n`).join("")}Bare,,X\nPage,facebook.com,X\nOther,facebook.com,X\n`,
      "universe",
    );
    expect(market).toMatchObject({ role: "universe", new: 23, merged: 0, key: ["Website", "Company"] });
  });

  it("knows one table of deals in other languages, again by its reference or by company and day", async () => {
    const self = await ground();
    const row = (i: number, cells: string): string =>
      `OP-${i};Firma ${i};${cells};1000,50;0${i + 1}/02/2026;0${i + 1}/03/2026;Ganado\n`;
    const rows = Array.from({ length: 6 }, (_, i) => row(i, "Sanidad")).join("");
    const head = "Cliente;Sector;Importe;Fecha de creación;Fecha de cierre;Resultado";
    const spanish = await self.take("ventas.csv", `Referencia;${head}\n${rows}`);
    expect(spanish).toMatchObject({ role: "deals", key: ["Referencia"], new: 6 });
    const again = await self.take("ventas.csv", `Referencia;${head}\n${rows.replace("Sanidad", "Banca")}`);
    expect(again).toMatchObject({ changed: 1, unchanged: 5, new: 0 });
    const german =
      "Firma;Branche;Betrag;Erstelldatum;Abschlussdatum;Ergebnis\nAcme;X;1;01.02.2026;01.03.2026;Gewonnen\nBolt;X;1;02.02.2026;01.03.2026;Verloren\n";
    expect(await self.take("deals-de.csv", german)).toMatchObject({ role: "deals", key: ["Firma", "Erstelldatum"] });
  });

  it("keeps exports of different kinds apart: HubSpot beside Salesforce, roles beside contacts, histories of accounts and of deals", async () => {
    const self = await ground();
    expect((await self.take("Account.csv", ACCOUNTS)).source).toBe("accounts_1");
    expect(
      (
        await self.take(
          "companies.csv",
          "Record ID,Company name,Company Domain Name,Industry,Number of Employees,Country/Region\n9417002311,Acme,acme.com,X,5,US\n",
        )
      ).source,
    ).toBe("accounts_2");
    expect(
      (
        await self.take(
          "Contact.csv",
          "Id,AccountId,LastName,Email\n003000000000001,0015g000004C6GU,Ann,ann@acme.com\n",
        )
      ).source,
    ).toBe("contacts_1");
    expect(
      (
        await self.take(
          "roles.csv",
          "Id,OpportunityId,ContactId,Role\n00K000000000001,006000000000001,003000000000001,Buyer\n",
        )
      ).source,
    ).toBe("contacts_2");
    const history = (id: string) =>
      `Id,${id},Field,CreatedDate,OldValue,NewValue\n017000000000001,006000000000001,Industry,2026-01-01,a,b\n`;
    expect((await self.take("h1.csv", history("OpportunityId"))).source).toBe("history_1");
    expect((await self.take("h2.csv", history("AccountId"))).source).toBe("history_2");
  });

  it("remembers what a person said of a file's columns and of how it is written", async () => {
    const self = await ground();
    const text = "Key~Firm~Web~Industry\nK1~Acme~acme.com~X\nK2~Bolt~bolt.io~Y\n";
    const options = {
      reading: { delimiter: "~" },
      ingest: { map: ["Key=account_id"], hierarchy: "ultimate-parent" as const },
    };
    expect(await self.take("firms.csv", text, "accounts", options)).toMatchObject({ key: ["Key"], new: 2 });
    const next = await self.take("firms.csv", text.replace("Acme~", "Acme Inc~"), "accounts");
    expect(next).toMatchObject({ source: "accounts_1", key: ["Key"], changed: 1, unchanged: 1 });
    const [said] = await self.rows<{ said: string }>("SELECT said FROM kept.meta.sources");
    expect(JSON.parse(said!.said)).toEqual({
      reading: { delimiter: "~" },
      ingest: { map: ["Key=account_id"], hierarchy: "ultimate-parent" },
    });
  });

  it("tells what files are by their columns", () => {
    const roles = (headers: string) => recognised([], "f.csv", headers.split(","));
    expect(roles("Id,Name,Website,Industry")).toBe("accounts");
    expect(roles("Id,Name,Website,Industry,NumberOfEmployees,BillingCountry,ARR__c")).toBe("accounts");
    expect(roles("account_id,company,domain,start_date,mrr,currency,churn_date")).toBe("customers");
    expect(roles("Id,OpportunityId,ContactId,Role")).toBe("contacts");
    expect(roles("Id,Name,StageName,CloseDate,MRR,Website")).toBe("deals");
    expect(roles("Id,LastName,Company,Email,Status,IsConverted")).toBe("leads");
    expect(roles("Id,Subject,WhoId,WhatId,ActivityDate,Priority")).toBe("events");
  });

  it("asks whether companies without ids are the market, where accounts have them", async () => {
    const self = await ground();
    await self.take("Account.csv", ACCOUNTS);
    const market = "Company,Website,Industry\nElm,elm.com,Retail\nFir,fir.com,Retail\n";
    await expect(self.take("prospects.csv", market)).rejects.toThrow(
      "prospects.csv lists companies without the ids that your accounts (Account.csv) have: say --as universe",
    );
    expect(await self.take("prospects.csv", market, "universe")).toMatchObject({ role: "universe", new: 2 });
    expect(await self.take("next.csv", market.replace("Elm", "Oak"))).toMatchObject({ role: "universe" });
  });

  it("asks what a file is that does not tell", async () => {
    const self = await ground();
    await expect(self.take("odd.csv", "a,b\n1,2\n")).rejects.toThrow(
      "odd.csv: its columns (a, b) do not tell what it is: say so with --as",
    );
  });
});
