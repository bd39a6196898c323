import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gatherFacts } from "../../src/engine/facts.ts";
import { retentionOf } from "../../src/engine/retention.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { readFile } from "../../src/warehouse/files/read.ts";
import { scratchFiles } from "../warehouse/files.ts";
import { customersOf, type Read } from "./customers-gathering.ts";
import { csv } from "./gathering.ts";

const write = scratchFiles();

type Row = Readonly<Record<string, string | number | null>>;

function read(rows: readonly Row[], options = {}): Promise<Read> {
  return customersOf([write("customers.csv", csv(rows))], options);
}

/** A subscription with nothing but dates and revenue. */
function sub(account: string, start: string, end: string | null, mrr: number, id: string): Row {
  return {
    subscription_id: id,
    account_id: account,
    start_date: start,
    ended_at: end,
    mrr,
    status: end === null ? "active" : "canceled",
  };
}

const byId = (found: Read, id: string) => found.rows.find((row) => row.id_key === id)!;

describe("customers: churn by date", () => {
  it("is none when a subscription is upgraded, switched or taken up again within 90 days", async () => {
    const found = await read([
      sub("up", "2023-01-01", "2023-06-01", 100, "1"),
      sub("up", "2023-06-01", null, 300, "2"),
      sub("gap", "2023-01-01", "2023-06-01", 100, "3"),
      sub("gap", "2023-08-30", null, 100, "4"),
      sub("away", "2023-01-01", "2023-06-01", 100, "5"),
      sub("away", "2023-08-31", null, 100, "6"),
      sub("left", "2023-01-01", "2024-01-01", 100, "7"),
    ]);
    expect(found.summary).toMatchObject({ asOf: "2024-01-01", customers: 4, active: 3, churned: 1, returned: 1 });
    expect(byId(found, "up")).toMatchObject({
      status: "active",
      start: "2023-01-01",
      end: null,
      mrr: 300,
      start_mrr: 100,
      expansion: 200,
    });
    expect(byId(found, "gap")).toMatchObject({ status: "active", returned: 0, expansion: 0 });
    expect(byId(found, "away")).toMatchObject({ status: "active", returned: 1 });
    expect(byId(found, "left")).toMatchObject({ status: "churned", end: "2024-01-01", mrr: 100 });
    // A gap within a stay is neither a loss nor a gain of revenue; nor is coming back after a longer one.
    expect(found.summary.money).toMatchObject([{ n: 3, mrr: 500, up: 200, down: 0 }]);
  });

  it("counts where its day is not told, in no yearly rate", async () => {
    const found = await read([
      { account_id: "gone", start_date: "2022-01-01", status: "Churned", churn_date: "", mrr: 100 },
      { account_id: "left", start_date: "2022-01-01", status: "Churned", churn_date: "2024-02-01", mrr: 100 },
      { account_id: "stays", start_date: "2022-01-01", status: "Active", churn_date: "", mrr: 100 },
    ]);
    expect(found.summary).toMatchObject({ customers: 3, active: 1, churned: 2, churn: { n: 2, value: 0.5 } });
    expect(found.summary.money).toMatchObject([{ n: 1, mrr: 100, nrr: { n: 2, value: 0.5 } }]);
    expect(byId(found, "gone")).toMatchObject({ status: "churned", end: null });
    expect(found.notes).toContain(
      "1 row of the customers' files tells an end without its day: churn, but in no yearly rate.",
    );
  });

  it("is none before a cancelled subscription has run out, and none where only a term or period ends", async () => {
    const found = await read([
      {
        account_id: "runs-out",
        start_date: "2023-01-01",
        status: "canceled",
        canceled_at: "2023-10-01",
        expires_at: "2024-06-01",
        current_period_ends_at: "",
        mrr: 10,
      },
      {
        account_id: "term",
        start_date: "2023-10-05",
        status: "active",
        canceled_at: "",
        expires_at: "",
        current_period_ends_at: "2026-10-05",
        mrr: 10,
      },
      {
        account_id: "ran-out",
        start_date: "2023-01-01",
        status: "canceled",
        canceled_at: "2023-05-01",
        expires_at: "2023-06-01",
        current_period_ends_at: "",
        mrr: 10,
      },
    ]);
    expect(found.summary).toMatchObject({ asOf: "2023-10-05", active: 2, churned: 1 });
    expect(byId(found, "ran-out").end).toBe("2023-06-01");
  });

  it("takes ends that nearly every row has for terms: 90 days without a next one are churn", async () => {
    const terms = (account: string, starts: readonly string[]) =>
      starts.map((start) => ({
        account_id: account,
        start_date: start,
        contract_end: `${Number(start.slice(0, 4)) + 1}${start.slice(4)}`,
        mrr: 50,
      }));
    const found = await read([
      ...terms("renews", ["2022-01-01", "2023-01-01", "2024-01-01"]),
      ...terms("leaves", ["2022-03-01"]),
      ...terms("late", ["2022-12-20"]),
    ]);
    expect(found.summary.asOf).toBe("2024-01-01");
    expect(byId(found, "renews")).toMatchObject({ status: "active", returned: 0 });
    expect(byId(found, "leaves")).toMatchObject({ status: "churned", end: "2023-03-01" });
    expect(byId(found, "late").status).toBe("active");
  });

  it("looks from the day that is stated: what came later has not happened", async () => {
    const rows = [sub("a", "2023-01-01", "2023-09-01", 10, "1"), sub("b", "2023-08-01", null, 10, "2")];
    const found = await read(rows, { asOf: "2023-07-01" });
    expect(found.summary).toMatchObject({ asOf: "2023-07-01", active: 1, churned: 0 });
    expect(found.totals[0]!.outOfScope).toEqual([{ reason: "begins after 2023-07-01", rows: 1 }]);
  });

  it("is told by churn events where subscriptions never end, and by subscriptions where they do", async () => {
    const events = write(
      "churns.csv",
      csv([
        { account_id: "a", churn_date: "2023-06-01", reason_code: "price" },
        { account_id: "x", churn_date: "2023-07-01", reason_code: "" },
      ]),
    );
    const endless = write(
      "subs.csv",
      csv([
        { subscription_id: "1", account_id: "a", start_date: "2023-01-01", mrr: 10 },
        { subscription_id: "2", account_id: "b", start_date: "2023-02-01", mrr: 10 },
      ]),
    );
    const found = await customersOf([endless, events]);
    expect(byId(found, "a")).toMatchObject({ status: "churned", end: "2023-06-01", churn_reason: "price" });
    expect(byId(found, "b").status).toBe("active");
    expect(byId(found, "x")).toMatchObject({ status: "churned", end: "2023-07-01", start: null });
    const ending = write(
      "subs2.csv",
      csv([sub("a", "2023-01-01", null, 10, "1"), sub("b", "2023-02-01", "2023-03-01", 10, "2")]),
    );
    const told = await customersOf([ending, events]);
    expect(byId(told, "a").status).toBe("active");
    expect(told.notes).toContain(
      "1 account said to have churned has a subscription that runs: it counts as a customer.",
    );
  });
});

describe("customers: revenue", () => {
  it("is per month whatever the billing interval, times the quantity", async () => {
    const rows = [
      ["month", 1],
      ["year", 12],
      ["quarterly", 3],
      ["Semi-annual", 6],
      ["every 2 months", 2],
      ["week", 12 / 52],
    ] as const;
    const found = await read(
      rows.map(([interval], i) => ({
        id: `s${i}`,
        customer_id: `c${i}`,
        start_date: "2024-01-01",
        interval,
        amount: "$1,200.00",
        quantity: 2,
        currency: "usd",
        status: "active",
      })),
    );
    expect(found.rows.map(({ mrr }) => mrr)).toEqual(rows.map(([, months]) => expect.closeTo(2400 / months, 4)));
    expect(found.summary.money).toMatchObject([{ currency: "USD", n: 6 }]);
  });

  it("is never summed over currencies, and converted where rates are given", async () => {
    const rows = [
      { account_id: "a", start_date: "2023-01-01", mrr: 100, currency: "EUR" },
      { account_id: "b", start_date: "2023-01-01", mrr: 100, currency: "USD" },
      { account_id: "c", start_date: "2024-01-01", mrr: 50, currency: "USD" },
    ];
    const money = (await read(rows)).summary.money.map(({ currency, n, mrr }) => ({ currency, n, mrr }));
    expect(money).toEqual([
      { currency: "USD", n: 2, mrr: 150 },
      { currency: "EUR", n: 1, mrr: 100 },
    ]);
    const converted = await read(rows, { currency: "EUR", rates: [{ code: "USD", rate: 0.9, from: null }] });
    expect(converted.summary.money.map(({ currency, n, mrr }) => ({ currency, n, mrr }))).toEqual([
      { currency: "EUR", n: 3, mrr: 235 },
    ]);
  });

  it("says so of currencies only where revenue is shown in them", async () => {
    const row = (account: string, currency: string, churn: string | null): Row => ({
      account_id: account,
      start_date: "2023-01-01",
      mrr: 100,
      currency,
      churn_date: churn,
    });
    const said = async (end: string | null) =>
      (await read([row("a", "EUR", end), row("b", "USD", end)])).notes.filter((note) => /pay in/.test(note));
    expect(await said(null)).toEqual([expect.stringMatching(/^Customers pay in EUR, USD: /)]);
    expect(await said("2024-01-01")).toEqual([]);
  });

  it("keeps of last year's customers what is counted by hand", async () => {
    const found = await read([
      // Stays at 100; grows from 200 to 260; shrinks from 300 to 150; leaves with 400; comes new with 999.
      sub("stays", "2022-01-01", null, 100, "1"),
      sub("grows", "2022-01-01", "2023-09-01", 200, "2"),
      sub("grows", "2023-09-01", null, 260, "3"),
      sub("shrinks", "2022-01-01", "2023-10-01", 300, "4"),
      sub("shrinks", "2023-10-01", null, 150, "5"),
      sub("leaves", "2022-01-01", "2023-11-01", 400, "6"),
      sub("new", "2024-06-30", null, 999, "7"),
    ]);
    const year = { from: "2023-06-30", to: "2024-06-30", n: 4 };
    expect(found.summary.money).toMatchObject([
      { n: 4, mrr: 1509, up: 60, down: 150, nrr: { ...year, interval: null }, grr: year },
    ]);
    expect(found.summary.money[0]!.nrr!.value).toBeCloseTo((100 + 260 + 150) / 1000, 12);
    expect(found.summary.money[0]!.grr!.value).toBeCloseTo((100 + 200 + 150) / 1000, 12);
    expect(found.summary.churn).toMatchObject({ ...year, value: 0.25 });
    expect(
      found.history
        .filter(({ customer }) => customer === byId(found, "grows").customer)
        .slice(-11, -9)
        .map(({ month, mrr }) => [month, mrr]),
    ).toEqual([
      ["2023-08-01", 200],
      ["2023-09-01", 260],
    ]);
  });

  it("grows on a straight line where only start and growth are told", async () => {
    const row = { account_id: "a", start_date: "2022-07-01", mrr: 100, expansion_mrr: 40, churn_date: "" };
    const found = await read([row, { ...row, account_id: "b", start_date: "2024-07-01", expansion_mrr: 0 }]);
    expect(byId(found, "a")).toMatchObject({ start_mrr: 100, mrr: 140, expansion: 40 });
    expect(found.summary.money[0]!.nrr!.value).toBeCloseTo(140 / (100 + (40 * 365) / 731), 6);
    const current = await read([row], { map: ["mrr=current_mrr"] });
    expect(current.rows[0]).toMatchObject({ start_mrr: 60, mrr: 100 });
  });

  it("has an interval that holds the true ratio about 19 times in 20", async () => {
    // 40 accounts of very different size, drawn 60 times from a world that keeps 90% of the revenue.
    let held = 0;
    let seed = 7;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    const rounds = 60;
    const rows: Row[] = [];
    for (let round = 0; round < rounds; round++)
      for (let i = 0; i < 40; i++) {
        const mrr = Math.round(100 * Math.exp(1.2 * (random() + random() + random() - 1.5)));
        const id = `${round}-${i}`;
        const currency = `W${String(round).padStart(2, "0")}`;
        if (random() < 0.1) rows.push({ ...sub(id, "2022-01-01", "2023-09-01", mrr, id), currency });
        else rows.push({ ...sub(id, "2022-01-01", null, mrr, id), currency });
      }
    const found = await read([...rows, { ...sub("last", "2024-06-30", null, 1, "last"), currency: "ZZZ" }]);
    for (const { nrr } of found.summary.money)
      if (nrr?.interval && nrr.interval[0] <= 0.9 && nrr.interval[1] >= 0.9) held++;
    expect(held).toBeGreaterThanOrEqual(51);
    expect(held).toBeLessThanOrEqual(rounds);
  });
});

describe("customers: who is one", () => {
  it("is nobody on trial or a free plan only", async () => {
    const base = { start_date: "2024-01-01", trial_end: "", ended_at: "", plan: "Team" };
    const found = await read([
      { ...base, account_id: "pays", mrr: 10, status: "past_due" },
      { ...base, account_id: "tries", mrr: 10, status: "trialing", trial_end: "2024-02-01" },
      { ...base, account_id: "tried", mrr: 10, status: "canceled", trial_end: "2024-02-01", ended_at: "2024-02-01" },
      { ...base, account_id: "tried-and-stayed", mrr: 10, status: "active", trial_end: "2024-01-15" },
      { ...base, account_id: "free", mrr: 0, status: "active", plan: "Free" },
      { ...base, account_id: "pause", mrr: 10, status: "paused" },
      { ...base, account_id: "failed", mrr: 10, status: "incomplete_expired" },
    ]);
    const status = Object.fromEntries(found.rows.map(({ id_key, status }) => [id_key, status]));
    expect(status).toEqual({
      pays: "active",
      tries: "trial",
      tried: "trial",
      "tried-and-stayed": "active",
      free: "free",
      pause: "paused",
    });
    expect(byId(found, "tried-and-stayed").start).toBe("2024-01-15");
    expect(found.summary).toMatchObject({ customers: 3, active: 2, paused: 1, free: 1, trial: 2, churned: 0 });
  });

  it("may be told by a bare list, known by domain or name, without dates or revenue", async () => {
    const found = await read([
      { Company: "Acme GmbH", Website: "https://www.acme.example" },
      { Company: "Bolt Ltd", Website: "" },
      { Company: "", Website: "" },
    ]);
    expect(found.summary).toMatchObject({ asOf: null, customers: 2, active: 2, churn: null, money: [] });
    expect(found.rows).toMatchObject([
      { domain_key: "acme.example", name_key: "acme" },
      { domain_key: null, name_key: "bolt" },
    ]);
  });

  it("is refused where nothing names one, and never an e-mail address as a name", async () => {
    await expect(read([{ start_date: "2024-01-01", mrr: 10 }])).rejects.toThrow(
      "customers.csv: no column says which customer a row is about (an account id, domain, e-mail or name); name one with --map 'COLUMN=account_id'; the columns are: start_date, mrr",
    );
    const found = await read([
      { customer_id: "cus_1", customer_description: "jo@acme.example", customer_email: "jo@acme.example", mrr: 10 },
      { customer_id: "cus_2", customer_description: "Bolt Ltd", customer_email: "jo@gmail.com", mrr: 10 },
      { customer_id: "cus_3", customer_description: "Cusp Inc", customer_email: "", mrr: 10 },
    ]);
    expect(found.rows).toMatchObject([
      { name: null, domain_key: "acme.example" },
      { name: "Bolt Ltd", domain_key: null },
      { name: "Cusp Inc", domain_key: null },
    ]);
    expect(JSON.stringify(found.rows)).not.toContain("jo@");
  });

  it("is one company under the ids of two systems, and its revenue counts once", async () => {
    const billing = write(
      "billing.csv",
      csv([
        {
          id: "s1",
          customer_id: "cus_1",
          customer_email: "ap@acme.example",
          start_date: "2023-01-01",
          mrr: 70,
          status: "active",
        },
        {
          id: "s2",
          customer_id: "cus_2",
          customer_email: "ap@bolt.example",
          start_date: "2023-01-01",
          mrr: 30,
          status: "active",
        },
        {
          id: "s3",
          customer_id: "cus_3",
          customer_email: "it@bolt.example",
          start_date: "2023-01-01",
          mrr: 20,
          status: "active",
        },
      ]),
    );
    const success = write(
      "success.csv",
      csv([
        {
          account_id: "x011",
          name: "Acme",
          website: "acme.example",
          arr: 900,
          original_contract_date: "2023-01-01",
          nps: 9,
        },
        {
          account_id: "x012",
          name: "Bolt",
          website: "bolt.example",
          arr: 600,
          original_contract_date: "2023-01-01",
          nps: 5,
        },
      ]),
    );
    const found = await customersOf([billing, success]);
    expect(found.rows.map(({ id_key, mrr, nps }) => ({ id_key, mrr, nps }))).toEqual([
      { id_key: "x011", mrr: 70, nps: 9 },
      { id_key: "cus_2", mrr: 30, nps: null },
      { id_key: "cus_3", mrr: 20, nps: null },
      { id_key: "x012", mrr: 50, nps: 5 },
    ]);
    expect(found.notes.join("\n")).toContain("1 account of the customers' files has another id in another file");
    expect(await customersOf([success, billing])).toMatchObject({ rows: found.rows, summary: found.summary });
  });

  it("counts a repeated row, and a subscription told by an older export too, once", async () => {
    const old = write(
      "2023.csv",
      csv([
        sub("a", "2023-01-01", null, 10, "1"),
        sub("b", "2023-02-01", null, 10, "2"),
        sub("b", "2023-02-01", null, 10, "2"),
      ]),
    );
    const recent = write(
      "2024.csv",
      csv([sub("a", "2023-01-01", "2024-01-01", 10, "1"), sub("c", "2023-03-01", null, 10, "3")]),
    );
    const found = await customersOf([old, recent]);
    expect(byId(found, "a").status).toBe("churned");
    expect(found.summary).toMatchObject({ customers: 3, active: 2 });
    expect(found.totals.map(({ file, taken, merged }) => [file, taken, merged])).toEqual([
      ["2023.csv", 1, 2],
      ["2024.csv", 2, 0],
    ]);
    expect(await customersOf([recent, old])).toMatchObject({ summary: found.summary, rows: found.rows });
  });
});

describe("exports of subscriptions that overlap", () => {
  it("count a row of both once, where no id tells it", async () => {
    const line = (name: string, start: string, mrr: number) => ({
      Customer: name,
      Plan: "Pro",
      Start: start,
      MRR: mrr,
    });
    const months = Array.from({ length: 9 }, (_, i) => line(`Firm ${i}`, `2024-0${i + 1}-05`, 100 + i));
    const all = write("all.csv", csv(months));
    const [first, second] = [write("spring.csv", csv(months.slice(0, 6))), write("autumn.csv", csv(months.slice(3)))];
    const [whole, found] = [await customersOf([all]), await customersOf([first, second])];
    expect(found.totals.map(({ taken, merged }) => [taken, merged])).toEqual([
      [3 + 3, 0],
      [3, 3],
    ]);
    expect(found.summary).toEqual(whole.summary);
    expect((await customersOf([second, first])).summary).toEqual(whole.summary);
  });
});

describe("customers beside deals", () => {
  it("are matched to the deals' accounts, and never become attributes", async () => {
    const account = (i: number) => `001${String(i).padStart(3, "0")}`;
    const deals = Array.from({ length: 12 }, (_, i) => ({
      "Deal ID": `d${i}`,
      "Account ID": account(i),
      Stage: i % 2 === 0 ? "Closed Won" : "Closed Lost",
      "Close Date": `2023-${String(i + 1).padStart(2, "0")}-15`,
    }));
    const accounts = deals.map((deal, i) => ({
      Id: deal["Account ID"],
      Name: `Company ${i}`,
      Website: `company${i}.example`,
      Industry: i % 3 === 0 ? "Retail" : "Banking",
    }));
    const customers = [
      { account_id: account(0), company: "renamed", domain: "", start_date: "2023-02-01", mrr: 10, industry: "x" },
      { account_id: "", company: "", domain: "www.company2.example", start_date: "2023-02-01", mrr: 10, industry: "y" },
      { account_id: "", company: "Company 4, Inc.", domain: "", start_date: "2023-02-01", mrr: 10, industry: "z" },
      { account_id: "", company: "Elsewhere", domain: "", start_date: "2023-02-01", mrr: 10, industry: "z" },
    ];
    const database = await openDatabase({ threads: 1 });
    try {
      const tables = [
        await readFile(database, write("d.csv", csv(deals)), "deals", "raw_deals"),
        await readFile(database, write("a.csv", csv(accounts)), "accounts", "raw_accounts"),
        await readFile(database, write("c.csv", csv(customers)), "customers", "raw_customers"),
      ];
      const facts = await gatherFacts(database, tables, DEFAULT_OPTIONS);
      expect(facts.customers).toMatchObject({
        customers: 4,
        joined: { accounts: 3, byId: 1, byDomain: 1, byName: 1 },
      });
      expect(facts.candidates.map(({ name, file }) => [name, file])).toEqual([["industry", "a.csv"]]);
      const joined = await database.rows(
        `SELECT c.joined_by, c.account_row, f.row FROM ${facts.customersTable} c JOIN ${facts.table} f ON f.account = c.account ORDER BY f.row`,
      );
      expect(joined).toEqual([
        { joined_by: "id", account_row: 1, row: 1 },
        { joined_by: "domain", account_row: 3, row: 3 },
        { joined_by: "name", account_row: 5, row: 5 },
      ]);
      expect(retentionOf(facts.customers!)).toMatchObject({ customers: 4, active: 4, yearly_churn: null, nrr: null });
    } finally {
      database.close();
    }
  });
});

describe("customers: whatever the rows", () => {
  it("what no one can have meant is unknown, not a crash", async () => {
    const odd = [
      "",
      "n/a",
      "-1",
      "1e300",
      "99999999999999999999",
      "=1+1",
      "9999-12-31",
      "1900-01-01",
      "31/31/2024",
      "true",

      "💥",
    ];
    const headers = [
      "account_id",
      "start_date",
      "trial_end",
      "ended_at",
      "mrr",
      "amount",
      "quantity",
      "interval",
      "currency",
      "status",
      "expansion_mrr",
      "nps",
    ];
    const good = (i: number): Row => ({
      account_id: `a${i}`,
      start_date: "2023-01-01",
      trial_end: "2023-01-10",
      ended_at: "2023-06-01",
      mrr: 10,
      amount: 5,
      quantity: 2,
      interval: "month",
      currency: "EUR",
      status: "canceled",
      expansion_mrr: 1,
      nps: 7,
    });
    const rows = [
      ...Array.from({ length: 160 }, (_, i) => good(i)),
      ...headers.flatMap((header) => odd.map((cell, k) => ({ ...good(1000 + k), [header]: cell }))),
    ];
    const found = await read(rows);
    const { read: all, taken, merged, outOfScope, rejected } = found.totals[0]!;
    expect(all).toBe(rows.length);
    expect(taken + merged + outOfScope.reduce((sum, { rows: n }) => sum + n, 0) + rejected.length).toBe(all);
    expect(found.summary).toMatchObject({ asOf: "2023-06-01" });
    expect(found.notes.join("\n")).toContain("2 starts in the customers' files lie before 1990 or after 2089");
    expect(found.rows.find(({ id_key }) => id_key === "a0")).toMatchObject({
      start: "2023-01-10",
      end: "2023-06-01",
      mrr: 11,
    });
  });

  const day = (n: number) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10);
  const spell = fc.record({
    account: fc.integer({ min: 0, max: 3 }),
    start: fc.integer({ min: 0, max: 800 }),
    days: fc.option(fc.integer({ min: 2, max: 500 })),
    mrr: fc.integer({ min: 1, max: 900 }),
  });
  const rowsOf = (spells: readonly { account: number; start: number; days: number | null; mrr: number }[]) =>
    spells.map(({ account, start, days, mrr }, i) =>
      sub(`a${account}`, day(start), days === null ? null : day(start + days), mrr, `s${i}`),
    );

  it("their order does not matter", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(spell, { minLength: 2, maxLength: 10 }), async (spells) => {
        const rows = rowsOf(spells);
        const [one, other] = [await read(rows), await read(rows.toReversed())];
        expect({ rows: other.rows, summary: other.summary, history: other.history }).toEqual({
          rows: one.rows,
          summary: one.summary,
          history: one.history,
        });
      }),
      { numRuns: 4, seed: 1 },
    );
  });

  it("a subscription told in two consecutive pieces is the same as in one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(spell, { minLength: 1, maxLength: 6 }), fc.nat(), async (spells, at) => {
        const rows = rowsOf(spells);
        const i = at % rows.length;
        const { account, start, days, mrr } = spells[i]!;
        const cut = start + Math.max(1, Math.floor((days ?? 100) / 2));
        const pieces = [
          sub(`a${account}`, day(start), day(cut), mrr, "p1"),
          sub(`a${account}`, day(cut), days === null ? null : day(start + days), mrr, "p2"),
        ];
        const asOf = "2025-06-30";
        const [whole, split] = [await read(rows, { asOf }), await read([...rows.toSpliced(i, 1), ...pieces], { asOf })];
        expect({ rows: split.rows, summary: split.summary, history: split.history }).toEqual({
          rows: whole.rows,
          summary: whole.summary,
          history: whole.history,
        });
      }),
      { numRuns: 4, seed: 2 },
    );
  });

  it("an upgrade is never churn, and never lowers what is kept", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(spell, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 500 }),
        async (spells, more) => {
          const asOf = "2025-06-30";
          const base = [...rowsOf(spells), sub("u", "2022-03-01", null, 100, "u")];
          const upgraded = [
            ...rowsOf(spells),
            sub("u", "2022-03-01", "2025-01-10", 100, "u1"),
            sub("u", "2025-01-10", null, 100 + more, "u2"),
          ];
          const [before, after] = [await read(base, { asOf }), await read(upgraded, { asOf })];
          expect(after.summary).toMatchObject({
            churned: before.summary.churned,
            active: before.summary.active,
            churn: before.summary.churn,
          });
          expect(byId(after, "u")).toMatchObject({ status: "active", expansion: more });
          expect(after.summary.money[0]!.nrr!.value).toBeGreaterThan(before.summary.money[0]!.nrr!.value);
        },
      ),
      { numRuns: 4, seed: 3 },
    );
  });
});
