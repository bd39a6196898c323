import { cpSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { applyErasures, eraseAccount, erasePerson } from "../../../src/engine/workspace/erase.ts";
import { keptTables } from "../../../src/engine/workspace/kept-tables.ts";
import { erasureList } from "../../../src/warehouse/kept/erased.ts";
import { type Ground, ground } from "./workspace.ts";

const MARK = "Zyxwvutsrqp";
const ACCOUNTS = `Id,Name,Website,Industry,NumberOfEmployees,Billing Email
001000000000001,${MARK} Ltd,https://www.zyxw.example,Fintech,5,ann@${MARK.toLowerCase()}.example
001000000000002,Bolt,bolt.io,Retail,20,bo@bolt.io
`;
const CONTACTS = `Id,AccountId,FirstName,LastName,Email,Title
003000000000001,001000000000001,Ann,${MARK}one,ann@zyxw.example,CFO
003000000000002,001000000000002,Bo,${MARK}two,bo@bolt.io,CTO
003000000000003,,Cy,${MARK}three,cy@zyxw.example,CEO
`;
const ROLES =
  "Id,OpportunityId,ContactId,Role\n00K000000000001,006000000000001,003000000000001,Buyer\n00K000000000002,006000000000002,003000000000002,Buyer\n";
const DEALS = `Id,AccountId,Name,StageName,CreatedDate,CloseDate
006000000000001,001000000000001AAA,${MARK} deal,Closed Won,2026-01-01,2026-02-01
006000000000002,001000000000002,Bolt deal,Closed Lost,2026-01-01,2026-02-01
`;
const EVENTS =
  "event_id,account_id,email,event,timestamp\ne1,001000000000001,,visit,2026-01-01T00:00:00Z\ne2,001000000000002,bo@bolt.io,visit,2026-01-01T00:00:00Z\n";
const HISTORY =
  "Id,OpportunityId,Field,CreatedDate,OldValue,NewValue\n017000000000001,006000000000001,Stage,2026-01-01,a,b\n017000000000002,006000000000002,Stage,2026-01-01,a,b\n";

async function filled(): Promise<Ground> {
  const self = await ground();
  await self.take("Account.csv", ACCOUNTS.replace("Fintech", `${MARK} trade`));
  await self.take("Account.csv", ACCOUNTS);
  await self.take("Contact.csv", CONTACTS);
  await self.take("roles.csv", ROLES);
  await self.take("deals.csv", DEALS);
  await self.take("events.csv", EVENTS);
  await self.take("history.csv", HISTORY);
  return self;
}

/** The same data again, in a workspace of its own. */
async function another(self: Ground): Promise<Ground> {
  const copy = await ground();
  await self.warehouse.checkpoint();
  await copy.warehouse.close();
  cpSync(self.path, copy.path);
  await copy.reopen();
  return copy;
}

/** Of some texts those that the file or its log holds, in upper or lower case. */
async function held(self: Ground, ...texts: readonly string[]): Promise<readonly string[]> {
  await self.reopen();
  const bytes = readFileSync(self.path).toString("latin1").toLowerCase();
  return texts.filter((text) => bytes.includes(text.toLowerCase()));
}

describe("erasing", () => {
  let all: Ground;
  beforeAll(async () => {
    all = await filled();
  });

  it("a company takes its rows, people, deals, events and history, and no byte of it is left", async () => {
    const self = await another(all);
    expect(await held(self, MARK)).toEqual([MARK]);
    const erased = await eraseAccount(self.warehouse, "zyxw.example", "2026-03-01T00:00:00Z");
    expect(erased).toMatchObject({
      accounts: ["001000000000001"],
      domains: ["zyxw.example"],
      persons: ["003000000000001", "003000000000003"],
      deals: ["006000000000001"],
      changes: 1,
      cleaned: true,
    });
    expect(erased.removed.map(({ source, rows }) => [source, rows])).toEqual([
      ["accounts_1", 1],
      ["contacts_1", 2],
      ["contacts_2", 1],
      ["deals_1", 1],
      ["events_1", 1],
      ["history_1", 1],
    ]);
    expect(await self.rows('SELECT "Name" FROM kept.raw.accounts_1')).toEqual([{ Name: "Bolt" }]);
    const theirs = [`${MARK} `, `${MARK}one`, `${MARK}three`, "zyxw.example", "001000000000001"];
    expect(await held(self, ...theirs, `${MARK}two`)).toEqual([`${MARK}two`]);
    const again = await self.take("Account.csv", ACCOUNTS, undefined, { again: true });
    expect(again).toMatchObject({ read: 2, unchanged: 1, new: 0 });
    expect(again.rejected.map(({ reason }) => reason)).toEqual([
      "row 1: it is about a person or company that was erased on request",
    ]);
    expect(await self.take("history.csv", HISTORY, undefined, { again: true })).toMatchObject({
      unchanged: 1,
      rejected: [{}],
    });
  });

  it("a person takes their rows, and their address where another row holds it; an import does not bring them back", async () => {
    const self = await another(all);
    const erased = await erasePerson(self.warehouse, "Bo@bolt.io", "2026-03-01T00:00:00Z");
    expect(erased).toMatchObject({ persons: ["003000000000002"], emails: ["bo@bolt.io"], accounts: [] });
    expect(erased.removed).toEqual([
      { role: "accounts", source: "accounts_1", rows: 0, cells: 1 },
      { role: "contacts", source: "contacts_1", rows: 1, cells: 0 },
      { role: "contacts", source: "contacts_2", rows: 1, cells: 0 },
      { role: "events", source: "events_1", rows: 1, cells: 0 },
    ]);
    expect(await held(self, "bo@bolt.io")).toEqual([]);
    const again = await self.take("Account.csv", ACCOUNTS, undefined, { again: true });
    expect(again).toMatchObject({ unchanged: 2, changed: 0 });
    expect((await self.take("Contact.csv", CONTACTS, undefined, { again: true })).rejected).toHaveLength(1);
    await expect(erasePerson(self.warehouse, "nobody@x.example", "2026-03-01T00:00:00Z")).rejects.toThrow(
      "nothing here is about nobody@x.example",
    );
  });

  it("holds for a backup of before: the list goes along and is applied", async () => {
    const self = await ground();
    await self.take("Account.csv", ACCOUNTS);
    await self.take("Contact.csv", CONTACTS);
    const backup = await another(self);
    await eraseAccount(self.warehouse, "001000000000001", "2026-03-01T00:00:00Z");
    const database = await self.warehouse.work();
    const list = await erasureList(database);
    database.close();
    expect(JSON.stringify(list)).not.toContain("001000000000001");
    const removed = await applyErasures(backup.warehouse, list);
    expect(removed.map(({ source, rows }) => [source, rows])).toContainEqual(["accounts_1", 1]);
    expect(await held(backup, `${MARK}one`)).toEqual([]);
    expect((await backup.take("Account.csv", ACCOUNTS, undefined, { again: true })).rejected).toHaveLength(1);
    await eraseAccount(backup.warehouse, "bolt.io", "2026-03-02T00:00:00Z");
    const empty = await backup.warehouse.work();
    expect(await keptTables(empty)).toEqual([]);
    empty.close();
  });
});
