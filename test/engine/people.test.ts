import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { gatherFacts } from "../../src/engine/facts.ts";
import { NO_FILES } from "../../src/engine/input-files.ts";
import { readTables } from "../../src/engine/read-tables.ts";
import type { Facts } from "../../src/ingest/facts.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../../src/ingest/options.ts";
import { type Database, openDatabase } from "../../src/warehouse/database.ts";
import { ROOT } from "../source.ts";
import { csv } from "./gathering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-people-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, string | number | null>>;
type Files = Partial<Record<keyof typeof NO_FILES, readonly (readonly Row[] | string)[]>>;

let written = 0;
function paths(files: readonly (readonly Row[] | string)[]): string[] {
  return files.map((file) => {
    if (typeof file === "string") return file;
    const path = join(folder, `file-${written++}.csv`);
    writeFileSync(path, csv(file));
    return path;
  });
}

/** Gathers files and lets `look` see what lies in the warehouse. */
async function gather<T>(
  files: Files,
  options: Partial<IngestOptions>,
  look: (database: Database, facts: Facts) => Promise<T>,
  salt = "salt",
): Promise<T> {
  const database = await openDatabase({ threads: 1 });
  try {
    const all = Object.fromEntries(Object.entries(files).map(([role, list]) => [role, paths(list!)]));
    const tables = await readTables(
      database,
      { ...NO_FILES, ...all },
      { delimiter: null, encoding: null },
      { progress: () => {} },
    );
    return await look(database, await gatherFacts(database, tables, { ...DEFAULT_OPTIONS, ...options }, salt));
  } finally {
    database.close();
  }
}

const DEALS: Row[] = Array.from({ length: 12 }, (_, i) => ({
  Id: `D${i}`,
  AccountId: `A${i % 6}`,
  Stage: i % 3 === 0 ? "Closed Won" : "Closed Lost",
  "Created Date": `2025-0${1 + (i % 6)}-10`,
  "Close Date": `2025-0${3 + (i % 6)}-20`,
}));
const ACCOUNTS: Row[] = Array.from({ length: 6 }, (_, i) => ({
  Id: `A${i}`,
  Name: `Firma ${"ABCDEF"[i]}`,
  Website: i === 5 ? "" : `firma-${i}.example`,
  Industry: i % 2 === 0 ? "Retail" : "Software",
}));
const person = (id: string, account: string, created: string, more: Row = {}): Row => ({
  Id: id,
  AccountId: account,
  LastName: `Name-${id}`,
  Title: "CFO",
  Email: `${id.toLowerCase()}@firma-${account.slice(1)}.example`,
  Phone: "+49 30 5550123",
  CreatedDate: created,
  ...more,
});

interface Committee {
  readonly row: number;
  readonly contacts_at_creation: string | null;
  readonly functions_at_creation: string | null;
  readonly highest_seniority_at_creation: string | null;
}

const committee = (database: Database, facts: Facts) =>
  database.rows<Committee>(
    `SELECT row, contacts_at_creation, functions_at_creation, highest_seniority_at_creation FROM ${facts.table} ORDER BY deal`,
  );

describe("a contact whose domain several accounts share", () => {
  const group = (parents: Readonly<Record<string, string>>): Row[] =>
    ACCOUNTS.map((account) => ({
      ...account,
      Website: "group.example",
      "Billing Country": `Land ${account.Id}`,
      "Parent Account ID": parents[String(account.Id)] ?? "",
    }));
  const contacts = [person("P1", "", "2025-01-01", { Email: "cfo@group.example" })];
  const accountOf = (accounts: Row[], deals: Row[]) =>
    gather({ deals: [deals], accounts: [accounts], contacts: [contacts] }, {}, async (database, facts) => {
      const rows = await database.rows<{ account_row: number }>(`SELECT account_row FROM ${facts.people!.table}`);
      return { rows: rows.map(({ account_row }) => Number(account_row)), notes: facts.notes.join("\n") };
    });

  it("is the parent's, and that is told", async () => {
    const { rows, notes } = await accountOf(group({ A0: "A4", A1: "A4", A2: "A4", A3: "A4", A5: "A4" }), DEALS);
    expect(rows).toEqual([5]);
    expect(notes).toContain(
      "1 contact has a domain that several accounts share (group.example): of those with deals the parent gets them, else the one with most deals.",
    );
  });

  it("is of the one with most deals where the parent has none", async () => {
    const deals = DEALS.map((deal, i) => ({ ...deal, AccountId: i < 8 ? "A2" : `A${i % 4}` }));
    const { rows } = await accountOf(group({ A0: "A4", A1: "A4", A2: "A4", A3: "A4", A5: "A4" }), deals);
    expect(rows).toEqual([3]);
  });
});

describe("the committee", () => {
  it("is who was known at the account before the day on which the deal began", async () => {
    const contacts = [
      person("P1", "A0", "2025-01-09"),
      person("P2", "A0", "2025-01-10"),
      person("P3", "A0", "2025-03-20", { Title: "CEO" }),
      person("P4", "A1", "2024-12-01", { Title: "IT Manager" }),
      person("P5", "A1", "2024-12-02", { Title: "HR Director" }),
      person("P6", "A1", "", { Title: "Owner" }),
    ];
    await gather({ deals: [DEALS], accounts: [ACCOUNTS], contacts: [contacts] }, {}, async (database, facts) => {
      const [first, second, third] = await committee(database, facts);
      expect(first).toMatchObject({
        contacts_at_creation: "1",
        functions_at_creation: "finance",
        highest_seniority_at_creation: "c-level",
      });
      expect(second).toMatchObject({
        contacts_at_creation: "2",
        functions_at_creation: "HR; IT",
        highest_seniority_at_creation: "director",
      });
      expect(third).toMatchObject({
        contacts_at_creation: "0",
        functions_at_creation: null,
        highest_seniority_at_creation: null,
      });
      const added = facts.candidates.filter(({ family }) => family === "buying");
      expect(added.map(({ name, about }) => [name, about])).toEqual([
        ["contacts_at_creation", "opportunity"],
        ["functions_at_creation", "opportunity"],
        ["highest_seniority_at_creation", "opportunity"],
      ]);
      expect(facts.notes.join("\n")).toContain("1 contact has no creation date and is not learned from");
    });
  });

  it("is left out where a person says so", async () => {
    const files: Files = { deals: [DEALS], accounts: [ACCOUNTS], contacts: [[person("P1", "A0", "2025-01-09")]] };
    await gather(files, { ignore: ["contacts at creation"] }, async (_, facts) => {
      expect(facts.candidates.some(({ name }) => name === "contacts_at_creation")).toBe(false);
      expect(facts.candidates.some(({ name }) => name === "functions_at_creation")).toBe(true);
      expect(facts.setAside).toContainEqual(
        expect.objectContaining({ name: "contacts_at_creation", reason: "left out by --ignore" }),
      );
    });
  });

  it("does not count whom only the deal ties to the account, nor buying roles", async () => {
    const contacts = [
      person("P1", "", "2024-01-01", {
        Email: "p1@gmail.com",
        "Buying Role": "Champion",
        "Associated Deal IDs": "D0;D6",
      }),
    ];
    await gather({ deals: [DEALS], accounts: [ACCOUNTS], contacts: [contacts] }, {}, async (database, facts) => {
      const rows = await committee(database, facts);
      expect(rows.every((row) => row.contacts_at_creation === "0")).toBe(true);
      const [found] = await database.rows<Record<string, unknown>>(`SELECT * FROM ${facts.people!.table}`);
      expect(found).toMatchObject({
        matched_by: "deal",
        deals: [1, 7],
        buying_role: "champion",
        account: 0,
        function: "finance",
      });
      expect(facts.candidates.some(({ name }) => name.includes("role"))).toBe(false);
    });
  });

  it("is not told from contacts without creation dates, and says so", async () => {
    const contacts = [{ Id: "P1", AccountId: "A0", Title: "CFO", Email: "p@firma-0.example" }];
    await gather({ deals: [DEALS], accounts: [ACCOUNTS], contacts: [contacts] }, {}, async (_, facts) => {
      expect(facts.candidates.some(({ family }) => family === "buying")).toBe(false);
      expect(facts.notes.join("\n")).toContain(
        "has no creation date, so who was known when a deal began cannot be told",
      );
    });
  });

  it("counts a person once, however many records there are, and opted out anywhere is opted out", async () => {
    const twice = person("P1", "A0", "2024-12-01");
    const contacts = [
      twice,
      { ...twice, Id: "P9", CreatedDate: "2025-09-01", Unsubscribed: "true" },
      twice,
      person("P2", "A0", "2024-12-01", { Email: "info@firma-0.example" }),
      person("P3", "A0", "2024-12-01", { Email: "info@firma-0.example" }),
    ].map((row) => ({ Unsubscribed: "false", ...row }));
    await gather({ deals: [DEALS], accounts: [ACCOUNTS], contacts: [contacts] }, {}, async (database, facts) => {
      expect((await committee(database, facts))[0]!.contacts_at_creation).toBe("3");
      expect(facts.totals.find(({ role }) => role === "contacts")).toMatchObject({ read: 5, taken: 3, merged: 2 });
      expect(
        await database.rows(
          `SELECT opt_out, CAST(created AS VARCHAR) AS created FROM ${facts.people!.table} WHERE opt_out`,
        ),
      ).toEqual([{ opt_out: true, created: "2024-12-01" }]);
    });
  });
});

describe("people", () => {
  const contacts = [person("P1", "A0", "2024-12-01", { HasOptedOutOfEmail: "true", hs_legal_basis: "Not applicable" })];
  const files: Files = { deals: [DEALS], accounts: [ACCOUNTS], contacts: [contacts] };
  const columns = (database: Database, table: string) =>
    database.rows<{ name: string }>(`SELECT column_name AS name FROM (DESCRIBE ${table})`);

  it("keep no name, e-mail or phone", async () => {
    await gather(files, {}, async (database, facts) => {
      const text = JSON.stringify([facts, await database.rows(`SELECT * FROM ${facts.people!.table}`)]);
      for (const personal of ["Name-P1", "p1@", "5550123"]) expect(text).not.toContain(personal);
      expect((await columns(database, facts.people!.table)).map(({ name }) => name)).not.toContain("email");
      const tables = await database.rows<{ name: string }>(
        "SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'raw_deals%'",
      );
      expect(tables.map(({ name }) => name).sort()).toEqual([
        "raw_deals_cells",
        "raw_deals_facts",
        "raw_deals_facts_units",
        "raw_deals_inferred_domains",
        "raw_deals_open",
        "raw_deals_people_table",
      ]);
    });
  });

  it("keep them where a person says so", async () => {
    await gather(files, { keepPersonal: true }, async (database, facts) => {
      expect(
        await database.rows(`SELECT name, email, phone, opt_out, lawful_basis FROM ${facts.people!.table}`),
      ).toEqual([
        {
          name: "Name-P1",
          email: "p1@firma-0.example",
          phone: "+49 30 5550123",
          opt_out: true,
          lawful_basis: "Not applicable",
        },
      ]);
    });
  });

  it("bear a key that depends on the salt and nothing else", async () => {
    const key = (salt: string) =>
      gather(files, {}, (database, facts) => database.value<string>(`SELECT person FROM ${facts.people!.table}`), salt);
    const [one, again, other] = [await key("a"), await key("a"), await key("b")];
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it("are refused when only their ties to deals are given", async () => {
    const roles = [{ Id: "R1", OpportunityId: "D0", ContactId: "P1", Role: "Champion" }];
    await expect(gather({ ...files, contacts: [roles] }, {}, async () => 0)).rejects.toThrow(
      "the contacts are not given",
    );
  });

  it("find their accounts in a flat table too", async () => {
    await gather(
      {
        deals: [DEALS.map((deal) => ({ ...deal, Website: `firma-${String(deal.AccountId).slice(1)}.example` }))],
        contacts: [[person("X1", "", "2024-12-01", { Email: "x@mail.firma-2.example" })]],
      },
      {},
      async (database, facts) => {
        expect(await database.rows(`SELECT matched_by, account, account_row FROM ${facts.people!.table}`)).toEqual([
          { matched_by: "domain", account: 2, account_row: null },
        ]);
      },
    );
  });
});

describe("person lists of other vendors", () => {
  const one = async (row: Row) =>
    gather({ deals: [DEALS], accounts: [ACCOUNTS], contacts: [[row]] }, {}, async (database, facts) => {
      const [found] = await database.rows<Row>(
        `SELECT matched_by, account_row, function, seniority, country, opt_out, do_not_call, bounced FROM ${facts.people!.table}`,
      );
      return found;
    });

  it("are read: Apollo, ZoomInfo, HubSpot's internal names", async () => {
    const apollo = {
      "First Name": "Ann",
      "Last Name": "Lee",
      Title: "Head of Procurement",
      "Company Name for Emails": "Firma B",
      Email: "ann.lee@gmail.com",
      "Email Status": "Verified",
      Seniority: "Head",
      Departments: "Operations",
      "Work Direct Phone": "'+1 415 555 0132",
      "# Employees": "120",
      Industry: "retail",
      Country: "Germany",
      Website: "http://www.firma-1.example",
    };
    expect(await one(apollo)).toMatchObject({
      matched_by: "domain",
      account_row: 2,
      function: "procurement",
      seniority: "director",
      country: "Germany",
    });
    const zoominfo = {
      "ZoomInfo Contact ID": "123456789",
      "Last Name": "Lee",
      "First Name": "Ann",
      "Job Title": "",
      "Management Level": "Manager",
      "Job Function": "Finance",
      "Email Address": "",
      "Company Name": "Firma C GmbH",
      Website: "",
      Country: "United States",
    };
    expect(await one(zoominfo)).toMatchObject({
      matched_by: "account name",
      account_row: 3,
      function: "finance",
      seniority: "manager",
    });
    const hubspot = {
      hs_object_id: "551",
      jobtitle: "Directrice juridique",
      email: "b@firma-3.example",
      createdate: "1733000000000",
      hs_email_optout: "true",
      hs_email_hard_bounce_reason_enum: "UNKNOWN_USER",
      associatedcompanyid: "A3",
      hs_buying_role: "DECISION_MAKER;CHAMPION",
      associated_deal_ids: "D3;D9",
    };
    expect(await one(hubspot)).toMatchObject({
      matched_by: "account id",
      account_row: 4,
      function: "legal",
      seniority: "director",
      opt_out: true,
      bounced: true,
      do_not_call: false,
    });
  });
});

describe("inferred domains", () => {
  const infer = (emails: readonly string[]) =>
    gather(
      {
        deals: [DEALS],
        accounts: [ACCOUNTS],
        contacts: [emails.map((Email, i) => person(`P${i}`, "A5", "2024-12-01", { Email }))],
      },
      {},
      (database, facts) => database.rows(`SELECT * FROM ${facts.people!.inferredDomains}`),
    );

  it("are the commonest work domain of an account's contacts", async () => {
    expect(await infer(["a@sixth.example", "b@sixth.example", "c@agency.example", "d@gmail.com"])).toEqual([
      { account_row: 6, domain: "sixth.example", contacts: 2, of: 3 },
    ]);
  });

  it("reach an account that stands twice under one id, unless one of its rows has a domain", async () => {
    const emails = ["a@sixth.example", "b@sixth.example", "c@agency.example"];
    const contacts = [emails.map((Email, i) => person(`P${i}`, "A5", "2024-12-01", { Email }))];
    const twice = (more: Row) =>
      gather(
        { deals: [DEALS], accounts: [[...ACCOUNTS, { ...ACCOUNTS[5]!, ...more }]], contacts },
        {},
        (database, facts) => database.rows(`SELECT * FROM ${facts.people!.inferredDomains}`),
      );
    expect(await twice({ Industry: "newer" })).toEqual([
      { account_row: ACCOUNTS.length + 1, domain: "sixth.example", contacts: 2, of: 3 },
    ]);
    expect(await twice({ Website: "own.example" })).toEqual([]);
  });

  it("are not taken from free mail, ties, or another account's domain", async () => {
    expect(await infer(["a@gmail.com", "b@gmx.de"])).toEqual([]);
    expect(await infer(["a@one.example", "b@two.example"])).toEqual([]);
    expect(await infer(["a@firma-1.example", "b@firma-1.example"])).toEqual([]);
  });
});

describe("leads", () => {
  it("are matched by e-mail, website and name, and say what became of them", async () => {
    const lead = (id: string, more: Row): Row => ({
      "Record ID": id,
      Email: "",
      "Website URL": "",
      "Company name": "",
      "Job Title": "",
      "Lifecycle Stage": "Lead",
      "Associated Deal IDs": "",
      "Original Source": "Paid Search",
      ...more,
    });
    const leads = [
      lead("1", { Email: "ann@firma-1.example", "Job Title": "Einkaufsleiterin" }),
      lead("2", { Email: "bo@gmail.com", "Website URL": "https://firma-2.example/about" }),
      lead("3", {
        Email: "cy@gmail.com",
        "Company name": "FIRMA D GmbH",
        "Lifecycle Stage": "Customer",
        "Associated Deal IDs": "D3",
      }),
      lead("4", { Email: "di@elsewhere.example", "Lifecycle Stage": "Marketing Qualified Lead" }),
      lead("5", { Email: "ann@firma-1.example", "Lifecycle Stage": "Opportunity" }),
      lead("4", { Email: "di@elsewhere.example" }),
    ];
    await gather({ deals: [DEALS], accounts: [ACCOUNTS], leads: [leads] }, {}, async (database, facts) => {
      expect(facts.leads).toMatchObject({ rows: 4, matched: 3, converted: 2 });
      expect(facts.totals.find(({ role }) => role === "leads")).toMatchObject({ read: 6, taken: 4, merged: 2 });
      const rows = await database.rows(
        `SELECT matched_by, account_row, deal, function, converted FROM ${facts.leads!.table} ORDER BY row`,
      );
      expect(rows).toEqual([
        { matched_by: "e-mail domain", account_row: 2, deal: null, function: "procurement", converted: true },
        { matched_by: "website", account_row: 3, deal: null, function: null, converted: false },
        { matched_by: "account name", account_row: 4, deal: 4, function: null, converted: true },
        { matched_by: null, account_row: null, deal: null, function: null, converted: false },
      ]);
    });
  });
});

describe("events", () => {
  const event = (at: string, more: Row = {}): Row => ({
    event_id: at,
    account_id: "A1",
    type: "page_view",
    occurred_at: at,
    ...more,
  });
  const events = Array.from({ length: 24 }, (_, i) =>
    event(`2025-${String(9 + (i % 3)).padStart(2, "0")}-${String(1 + i).padStart(2, "0")}T08:00:00Z`),
  );

  it("count for as-of, but not when they lie far in the future or a person says otherwise", async () => {
    const asOf = (list: readonly Row[], options: Partial<IngestOptions> = {}) =>
      gather({ deals: [DEALS], accounts: [ACCOUNTS], events: [list] }, options, async (_, facts) => [
        facts.evidence.asOf,
        facts.events!.rows,
      ]);
    expect(await gather({ deals: [DEALS], accounts: [ACCOUNTS] }, {}, async (_, facts) => facts.evidence.asOf)).toBe(
      "2025-08-20",
    );
    expect(await asOf(events)).toEqual(["2025-11-24", 24]);
    const told = await gather(
      { deals: [DEALS], accounts: [ACCOUNTS], events: [events] },
      {},
      async (_, facts) => facts.guesses,
    );
    expect(told).toContainEqual({
      what: "as-of",
      text: "Looked from 2025-11-24, the day of the newest event; the newest deal date is 2025-08-20.",
      override: "--as-of 2025-08-20",
    });
    expect(await asOf([...events, event("2031-05-05T00:00:00Z")])).toEqual(["2025-11-24", 24]);
    expect(await asOf(events, { asOf: "2025-09-30" })).toEqual(["2025-09-30", 8]);
  });

  it("of Segment are called by their name, and an e-mail only says which domain", async () => {
    const segment = [
      {
        messageId: "m1",
        type: "track",
        event: "Demo Requested",
        userId: "ann@firma-2.example",
        timestamp: "2025-05-01T10:00:00.000Z",
      },
      {
        messageId: "m2",
        type: "page",
        event: "",
        userId: "ann@firma-2.example",
        timestamp: "2025-05-02T10:00:00.000Z",
      },
      {
        messageId: "m2",
        type: "page",
        event: "",
        userId: "ann@firma-2.example",
        timestamp: "2025-05-02T10:00:00.000Z",
      },
    ];
    await gather({ deals: [DEALS], accounts: [ACCOUNTS], events: [segment] }, {}, async (database, facts) => {
      const rows = await database.rows<Row>(
        `SELECT type, account_row, person, CAST(day AS VARCHAR) AS day FROM ${facts.events!.table} ORDER BY row`,
      );
      expect(rows).toMatchObject([
        { type: "demo_request", account_row: 3, day: "2025-05-01" },
        { type: "page_view", account_row: 3 },
      ]);
      expect(JSON.stringify(rows)).not.toContain("ann@");
      expect(facts.totals.find(({ role }) => role === "events")).toMatchObject({ read: 3, taken: 2, merged: 1 });
    });
  });

  it("keep no e-mail in their type or topic", async () => {
    const list = [
      event("2025-05-01", {
        type: "note from ann@firma-2.example",
        topic: "https://x.example/p?email=ann@firma-2.example",
      }),
      event("2025-05-02", { type: "page_view", topic: "mail to ann@firma-2.example" }),
    ];
    await gather({ deals: [DEALS], accounts: [ACCOUNTS], events: [list] }, {}, async (database, facts) => {
      expect(await database.rows(`SELECT type, topic FROM ${facts.events!.table} ORDER BY row`)).toEqual([
        { type: "note_from_e_mail", topic: "https://x.example/p" },
        { type: "page_view", topic: "mail to [e-mail]" },
      ]);
    });
  });

  it("without a date or an account are refused in a sentence", async () => {
    const refused = (list: readonly Row[]) => gather({ deals: [DEALS], events: [list] }, {}, async () => 0);
    await expect(refused([{ account_id: "A1", type: "visit" }])).rejects.toThrow(
      "says nowhere when its events happened",
    );
    await expect(refused([{ type: "visit", occurred_at: "2025-05-05" }])).rejects.toThrow(
      "says nowhere whose events these are",
    );
  });
});

describe("the sample company", () => {
  const E = join(ROOT, "examples/calvanto");
  it("adds up from either CRM", async () => {
    const S = `${E}/salesforce`;
    const salesforce = await gather(
      {
        deals: [`${S}/Opportunity.csv`],
        accounts: [`${S}/Account.csv`],
        contacts: [`${S}/Contact.csv`, `${S}/OpportunityContactRole.csv`],
      },
      {},
      async (database, facts) => ({ totals: facts.totals, rows: await committee(database, facts) }),
    );
    const H = `${E}/hubspot`;
    const hubspot = await gather(
      { deals: [`${H}/deals.csv`], accounts: [`${H}/companies.csv`], contacts: [`${H}/contacts.csv`] },
      {},
      (database, facts) => committee(database, facts),
    );
    expect(salesforce.totals.filter(({ role }) => role === "contacts")).toMatchObject([
      { read: 4197, taken: 4196, merged: 1 },
      { read: 4109, taken: 4109 },
    ]);
    expect(hubspot).toEqual(salesforce.rows);
  });
});
