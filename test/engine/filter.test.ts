import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { documentOf } from "../compile/documents.ts";
import { type Filtered, filtered, PROFILE, table, withVerdict } from "./filtering.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = ["Company", "Website", "Industry"];
const company = (name: string, site: string, industry = "Fintech") => [name, site, industry];
const batch = (...rows: readonly (readonly string[])[]): string => table(HEADER, ...rows);

const DEALS = ["Id", "Name", "Website", "StageName", "CloseDate", "CreatedDate", "Owner Name", "Loss Reason"];
const deal = (id: number, name: string, site: string, stage: string, close: string, owner = "", reason = "") => [
  `006${String(id).padStart(12, "0")}`,
  name,
  site,
  stage,
  close,
  "2025-01-01",
  owner,
  reason,
];

function reasonsOf({ drop }: Filtered): Record<string, string> {
  return Object.fromEntries(drop.map((row) => [row.Company ?? row.Email ?? "", row.reason!]));
}

function expectEveryRowOnce({ summary, keep, drop }: Filtered): void {
  expect(summary.kept).toBe(keep.length);
  expect(summary.dropped).toBe(drop.length);
  expect(summary.kept + summary.dropped + summary.rejected + summary.copied).toBe(summary.read);
  expect(summary.reasons.reduce((sum, { rows }) => sum + rows, 0)).toBe(summary.dropped);
}

describe("filter: who is dropped, and why", () => {
  it("customers with their start, churned ones unless readmitted, those on the free tier", async () => {
    const customers = table(
      ["Company", "Domain", "start_date", "churn_date", "mrr", "plan"],
      ["Acme", "acme.com", "2024-03-01", "", 100, "Pro"],
      ["Left", "left.com", "2023-03-01", "2026-02-10", 100, "Pro"],
      ["Gratis", "gratis.com", "2024-05-01", "", 0, "Free"],
    );
    const rows = batch(
      company("Acme Inc.", "https://www.acme.com/about"),
      company("Left", "left.com"),
      company("Gratis", "gratis.com"),
      company("New", "new.com"),
    );
    const result = await filtered(rows, { customers });
    expectEveryRowOnce(result);
    expect(result.keep.map((row) => row.Company)).toEqual(["New"]);
    expect(reasonsOf(result)).toEqual({
      "Acme Inc.": "customer since 2024-03-01",
      Left: "churned customer, left on 2026-02-10",
      Gratis: "on the free tier only",
    });
    expect(result.drop.map((row) => row.reason_code)).toEqual(["customer", "churned", "free_tier"]);
    expect(result.drop[0]).toMatchObject({
      customer_since: "2024-03-01",
      matched_by: "domain",
      fit: "90",
      level: "high",
    });

    const again = await filtered(rows, { customers }, { readmitChurned: true });
    expect(again.keep.map((row) => [row.Company, row.note])).toEqual([
      ["Left", "was a customer until 2026-02-10"],
      ["New", ""],
    ]);
  });

  it("open deals with their owner, losses of the last 180 days, and buyers whom no list of customers knows", async () => {
    const openDeals = table(
      DEALS,
      deal(1, "Open one", "open.com", "Negotiation", "2026-08-01", "Ann Lee"),
      deal(2, "Lost lately", "lately.com", "Closed Lost", "2026-05-01", "Bo", "Price"),
      deal(3, "Lost long ago", "long.com", "Closed Lost", "2025-11-30"),
      deal(4, "Won", "won.com", "Closed Won", "2026-06-30", "Cy"),
      deal(5, "On the edge", "edge.com", "Closed Lost", "2026-01-01"),
      deal(6, "Day after", "after.com", "Closed Lost", "2026-01-02"),
      deal(7, "Twice", "lately.com", "Closed Lost", "2026-02-01"),
      deal(8, "Made twice", "dupe.com", "Closed Lost", "2026-06-01", "", "Duplicate"),
    );
    const sites = ["open", "lately", "long", "won", "edge", "after", "dupe"];
    const result = await filtered(batch(...sites.map((site) => company(site, `${site}.com`))), { openDeals });
    expectEveryRowOnce(result);
    expect(result.summary.as_of).toBe("2026-06-30");
    expect(reasonsOf(result)).toEqual({
      open: 'open deal "Open one" of Ann Lee',
      lately: 'lost "Lost lately" on 2026-05-01 (Price), 60 days before 2026-06-30',
      won: 'customer: won "Won" on 2026-06-30',
      after: 'lost "Day after" on 2026-01-02, 179 days before 2026-06-30',
    });
    expect(result.drop.find((row) => row.Company === "open")).toMatchObject({
      deal: "Open one",
      deal_owner: "Ann Lee",
    });
    const later = await filtered(batch(company("after", "after.com")), { openDeals }, { asOf: "2026-07-01" });
    expect(later.keep).toHaveLength(1);
  });

  it("a report of the pipeline alone holds open deals", async () => {
    const openDeals = table(["Deal Name", "Website", "Stage"], ["Big one", "open.com", "Demo"]);
    const result = await filtered(batch(company("Open", "open.com")), { openDeals });
    expect(reasonsOf(result)).toEqual({ Open: 'open deal "Big one"' });
    expect(result.summary.guesses.map(({ text }) => text)).toContain(
      "No column of openDeals.csv holds words like Closed Won, so all of its deals count as open.",
    );
  });

  it("a report of open and lost deals, none of them won", async () => {
    const openDeals = table(
      DEALS,
      deal(1, "Rests", "a.com", "Closed Lost", "2026-05-01"),
      deal(2, "Runs", "b.com", "Demo", "2026-09-01"),
    );
    const rows = batch(company("A", "a.com"), company("B", "b.com"));
    const result = await filtered(rows, { openDeals }, { asOf: "2026-05-02" });
    expect(reasonsOf(result)).toEqual({
      A: 'lost "Rests" on 2026-05-01, 1 day before 2026-05-02',
      B: 'open deal "Runs"',
    });
  });

  it("competitors, partners and customers by a type, in the batch and in the accounts of the CRM", async () => {
    const rows = table(
      [...HEADER, "Type"],
      [...company("Rival", "rival.com"), "Competitor"],
      [...company("Friend", "friend.com"), "Channel Partner / Reseller"],
      [...company("Buyer", "buyer.com"), "Customer - Direct"],
      [...company("Gone", "gone.com"), "Former Customer"],
      [...company("Known", "known.com"), "Prospect"],
      [...company("Listed", "listed.com"), "Public Company"],
    );
    const accounts = table(["Id", "Name", "Website", "Type"], ["001000000000001", "Known", "known.com", "Vendor"]);
    const result = await filtered(rows, { accounts });
    expectEveryRowOnce(result);
    expect(result.keep.map((row) => row.Company)).toEqual(["Listed"]);
    expect(result.drop.map((row) => [row.reason_code, row.reason])).toEqual([
      ["competitor", 'competitor: Type is "Competitor"'],
      ["partner", 'partner: Type is "Channel Partner / Reseller"'],
      ["customer", 'customer: Type is "Customer - Direct"'],
      ["churned", 'churned customer: Type is "Former Customer"'],
      ["partner", 'partner: Type is "Vendor"'],
    ]);
    const ignoring = await filtered(rows, {}, { ingest: { ignore: ["Type"] } });
    expect(ignoring.drop).toEqual([]);
  });

  it("a list to exclude, with or without a header", async () => {
    const rows = batch(company("Rival", "rival.com"), company("Big Co Ltd", ""), company("Other", "other.com"));
    const bare = await filtered(rows, { exclude: "rival.com\nBig Co\nthird.org\n" });
    expect(reasonsOf(bare)).toEqual({
      Rival: "on the list exclude.csv",
      "Big Co Ltd": "on the list exclude.csv (by name)",
    });
    const headed = await filtered(rows, { exclude: "Domain,Why\nrival.com,competitor\n" });
    expect(Object.keys(reasonsOf(headed))).toEqual(["Rival"]);
  });

  it("contacts of the last 90 days: columns of the batch, and a log by e-mail or company", async () => {
    const rows = table(
      ["Company", "Email", "Last Activity Date"],
      ["A", "ann@a.com", "2026-06-01"],
      ["B", "bob@b.com", "2026-03-01"],
      ["C", "cat@c.com", ""],
      ["C2", "cid@c.com", ""],
      ["D", "dan@d.com", ""],
    );
    const contacted = table(
      ["email", "company_domain", "sent_at"],
      ["CAT@c.com", "c.com", "2026-05-01"],
      ["", "d.com", "2026-05-02"],
      ["bob@b.com", "b.com", "2026-02-01"],
    );
    const result = await filtered(rows, { contacted }, { asOf: "2026-06-30" });
    expectEveryRowOnce(result);
    expect(result.drop.map((row) => [row.Email, row.reason])).toEqual([
      ["ann@a.com", "contacted on 2026-06-01, 29 days before 2026-06-30"],
      ["cat@c.com", "contacted on 2026-05-01, 60 days before 2026-06-30"],
      ["dan@d.com", "contacted on 2026-05-02, 59 days before 2026-06-30"],
    ]);
  });

  it("whoever opted out, or bounces: in the batch, and in the contacts by e-mail", async () => {
    const rows = table(
      ["Company", "Email", "HasOptedOutOfEmail", "DoNotCall", "Email bounced reason"],
      ["A", "a@a.com", "true", "false", ""],
      ["B", "b@b.com", "false", "1", ""],
      ["C", "c@c.com", "false", "false", "550 no such user"],
      ["D", "d@d.com", "false", "false", ""],
      ["E", "e@e.com", "false", "0", ""],
    );
    const contacts = table(["Email", "Unsubscribed from all email"], ["D@D.com", "2026-01-05"], ["e@e.com", "No"]);
    const result = await filtered(rows, { contacts });
    expectEveryRowOnce(result);
    expect(reasonsOf(result)).toEqual({
      A: "asked not to be contacted (HasOptedOutOfEmail)",
      B: "asked not to be contacted (DoNotCall)",
      C: "the e-mail address bounces (Email bounced reason)",
      D: "asked not to be contacted (Unsubscribed from all email in contacts.csv)",
    });
  });

  it("low fit below the medium level or --below; too little known is not low; empty rows", async () => {
    const rows = batch(
      company("High", "h.com"),
      company("Medium", "m.com", "Retail"),
      company("Low", "l.com", "Agency"),
      company("Unknown", "u.com", ""),
      ["", "", ""],
    );
    const result = await filtered(rows);
    expectEveryRowOnce(result);
    expect(result.keep.map((row) => [row.Company, row.fit, row.level, row.known])).toEqual([
      ["High", "90", "high", "1.0"],
      ["Medium", "50", "medium", "1.0"],
      ["Unknown", "45", "unknown", "0.0"],
    ]);
    expect(result.summary.below).toBe(40);
    expect(reasonsOf(result)).toEqual({ Low: "fit 10 is below 40", "": "the row is empty" });
    const strict = await filtered(rows, {}, { below: 60 });
    expect(strict.keep.map((row) => row.Company)).toEqual(["High", "Unknown"]);
  });

  it("names the first reason in order, and all others beside it", async () => {
    const result = await filtered(
      table([...HEADER, "Type", "Do Not Contact"], [...company("All", "all.com", "Agency"), "Competitor", "yes"]),
      {
        customers: table(
          ["Company", "Domain", "start_date", "churn_date"],
          ["All", "all.com", "2024-01-01", "2025-01-01"],
        ),
        openDeals: table(DEALS, deal(1, "Lost", "all.com", "Closed Lost", "2026-05-01")),
        exclude: table(["Domain", "x"], ["all.com", "y"]),
        contacted: table(["Domain", "date"], ["all.com", "2026-04-20"]),
      },
    );
    expect(result.drop[0]).toMatchObject({
      reason_code: "churned",
      also: "competitor; excluded; lost_recently; contacted_recently; opted_out; low_fit",
    });
  });
});

describe("filter: who is whom", () => {
  const customers = table(
    ["account_id", "Company", "Domain", "start_date"],
    ["0015g000004C6PYAA0", "Acme Ltd", "acme.com", "2024-01-01"],
  );

  it("matches ids of 15 and 18 characters, and heeds their upper and lower case", async () => {
    const rows = table(
      ["AccountId", "Company", "Industry"],
      ["0015g000004C6PY", "Other name", "Fintech"],
      ["0015G000004C6PY", "Third name", "Fintech"],
    );
    const result = await filtered(rows, { customers });
    expect(result.drop.map((row) => [row.Company, row.matched_by])).toEqual([["Other name", "id"]]);
  });

  it("a batch of e-mails alone: matched by address and domain, at level unknown, none low", async () => {
    const result = await filtered("Email\nann@acme.com\nbob@gmail.com\n", {
      customers: table(
        ["Company", "Domain", "start_date"],
        ["Acme", "acme.com", "2024-01-01"],
        ["Mailer", "gmail.com", "2024-01-01"],
      ),
    });
    expectEveryRowOnce(result);
    expect(result.drop.map((row) => row.Email)).toEqual(["ann@acme.com"]);
    expect(result.keep.map((row) => [row.Email, row.level])).toEqual([["bob@gmail.com", "unknown"]]);
    expect(result.summary.warnings[0]).toContain("every row is at level unknown");
  });

  it("the same name counts where a website is missing, and is marked; with another website it is only noted", async () => {
    const result = await filtered(batch(company("ACME", ""), company("Acme", "acme.de")), { customers });
    expect(result.drop.map((row) => [row.reason, row.matched_by])).toEqual([
      ["customer since 2024-01-01 (by name)", "name"],
    ]);
    expect(result.keep.map((row) => row.note)).toEqual(["same name as a customer with another website"]);
  });

  it("running numbers and shared domains join nothing", async () => {
    const result = await filtered(table(["Id", "Company", "Website"], ["1", "A", "linkedin.com/company/a"]), {
      openDeals: table(["Id", "Deal Name", "Website", "Stage"], ["1", "x", "https://linkedin.com/company/b", "Demo"]),
    });
    expect(result.drop).toEqual([]);
  });

  it("deals that know their account by id only are found over --accounts, and counted where they are not", async () => {
    const openDeals = table(
      ["Id", "Deal Name", "AccountId", "Stage"],
      ["0065g000004C6PYAA0", "Big", "0015g000004C6PYAA0", "Demo"],
    );
    const accounts = table(["Id", "Name", "Website"], ["0015g000004C6PY", "Acme", "acme.com"]);
    const rows = batch(company("Acme", "acme.com"));
    const without = await filtered(rows, { openDeals });
    expect(without.drop).toEqual([]);
    expect(without.summary.notes[0]).toBe(
      "1 of 1 open deals in openDeals.csv name their company by id only, which batch.csv does not have: they were not found (--accounts FILE, with ids, websites and names, joins them).",
    );
    expect(reasonsOf(await filtered(rows, { openDeals, accounts }))).toEqual({ Acme: 'open deal "Big"' });
  });

  it("the accounts give the attributes that the batch does not have", async () => {
    const result = await filtered("Email\nann@agency.com\nbob@fin.com\n", {
      accounts: table(
        ["Name", "Website", "Industry"],
        ["Agency", "agency.com", "Agency"],
        ["Fin", "fin.com", "Fintech"],
      ),
    });
    expect(result.drop.map((row) => row.reason)).toEqual(["fit 10 is below 40"]);
    expect(result.keep[0]).toMatchObject({ fit: "90", level: "high" });
  });

  it("several files of accounts are one table, and so is a batch of several files", async () => {
    const put = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const accounts = [
      put("a1.csv", table(["Website", "Industry"], ["one.com", "Agency"])),
      put("a2.csv", table(["Website", "Industry"], ["two.com", "Agency"])),
    ];
    const files = [
      put("b1.csv", "Email,Source\nx@one.com,\n"),
      put("b2.csv", "Email,Source\ny@two.com,\nx@one.com,\n"),
    ];
    const result = await filtered("Email\n", {}, { batch: files, accounts, below: 5 });
    expectEveryRowOnce(result);
    expect(result.keep.map((row) => [row.Email, row.fit, row.note])).toEqual([
      ["x@one.com", "10", ""],
      ["y@two.com", "10", ""],
      ["x@one.com", "10", "same e-mail as row 1"],
    ]);
    const twice = await filtered(
      "Email\n",
      {},
      { batch: [files[1]!, put("copy.csv", "Email,Source\ny@two.com,\nx@one.com,\n")] },
    );
    expectEveryRowOnce(twice);
    expect(twice.summary).toMatchObject({ read: 4, kept: 2, copied: 2 });
  });

  it("rows of the same company are kept and pointed at", async () => {
    const result = await filtered(
      batch(company("A", "www.a.com"), company("B", "b.com"), company("A GmbH", "a.com/x")),
    );
    expect(result.keep.map((row) => row.note)).toEqual(["", "", "same company as row 1"]);
    const people = await filtered("Email,Industry\nx@a.com,Retail\ny@a.com,Retail\nX@A.com,Retail\n");
    expect(people.keep.map((row) => row.note)).toEqual(["", "", "same e-mail as row 1"]);
  });

  it("refuses a batch that cannot be held against the files, and a file that names nobody", async () => {
    await expect(filtered("Industry\nRetail\n", { customers })).rejects.toThrow(
      "batch.csv has no column with a website, company name, CRM id or e-mail",
    );
    await expect(filtered(batch(company("A", "a.com")), { openDeals: "Stage,Amount\nDemo,5\n" })).rejects.toThrow(
      "openDeals.csv has no column with a website",
    );
    await expect(filtered(batch(company("A", "a.com")), { contacts: "Company,Unsubscribed\nA,yes\n" })).rejects.toThrow(
      "contacts.csv has no column of e-mail addresses",
    );
    await expect(filtered(batch(company("A", "a.com")), { contacted: "Domain\na.com\n" })).rejects.toThrow(
      "contacted.csv has no column of dates",
    );
    await expect(filtered(batch(company("A", "a.com")), {}, { ingest: { map: ["Site=domain"] } })).rejects.toThrow(
      '--map: there is no column "Site"',
    );
  });

  it("looks from what happened, never from planned tasks or open deals; from the batch's own dates where nothing else has any", async () => {
    const rows = table(
      ["Company", "Website", "Last Activity Date"],
      ["A", "a.com", "2026-12-24"],
      ["B", "b.com", "2026-05-01"],
    );
    const openDeals = table(
      DEALS,
      deal(1, "x", "x.com", "Closed Won", "2026-06-15"),
      deal(2, "y", "y.com", "Demo", "2027-01-01"),
    );
    const { summary, drop } = await filtered(rows, { openDeals });
    expect(summary.as_of).toBe("2026-06-15");
    expect(drop.map((row) => row.reason)).toEqual([
      "contact planned for 2026-12-24",
      "contacted on 2026-05-01, 45 days before 2026-06-15",
    ]);
    expect((await filtered(rows)).summary.as_of).toBe("2026-12-24");
    const customers = table(["Company", "Domain", "start_date"], ["Z", "z.com", "2026-06-20"]);
    expect((await filtered(rows, { openDeals, customers })).summary.as_of).toBe("2026-06-20");
  });

  it("says so when nothing has a date", async () => {
    const openDeals = table(
      ["Deal Name", "Website", "Stage"],
      ["x", "a.com", "Closed Lost"],
      ["y", "b.com", "Closed Won"],
    );
    const { summary } = await filtered(batch(company("A", "a.com")), { openDeals });
    expect(summary.as_of).toBeNull();
    expect(summary.kept).toBe(1);
    expect(summary.notes.at(-1)).toBe(
      "No file holds a date of something that happened: deals lost within 180 days and contacts within 90 days were not looked for.",
    );
  });
});

describe("filter: what the profile allows", () => {
  const rows = batch(company("High", "h.com"), company("Low", "l.com", "Agency"));

  it("weak: drops on fit only when --below is typed", async () => {
    const kept = await filtered(rows, {}, { profile: withVerdict("weak") });
    expect(kept.summary.kept).toBe(2);
    expect(kept.summary.below).toBeNull();
    expect(kept.summary.warnings[0]).toContain("only weakly, so no row is dropped for low fit (--below 40");
    const typed = await filtered(rows, {}, { profile: withVerdict("weak"), below: 40 });
    expect(typed.summary.reasons).toEqual([{ code: "low_fit", label: "low fit", rows: 1 }]);
    expect(typed.summary.warnings[0]).toContain("provisional");
  });

  it("none: keeps all but the others, without fit or level", async () => {
    const none = documentOf({ cards: [] });
    const profile = { ...none, separation: { ...none.separation, verdict: "none" as const } };
    const exclude = "Domain,Why\nl.com,rival\n";
    const result = await filtered(rows, { exclude }, { profile, below: 99 });
    expect(result.keep.map((row) => [row.Company, row.fit, row.level])).toEqual([["High", "", ""]]);
    expect(result.summary.wins_at_risk).toBeNull();
    expect(result.summary.warnings.join("\n")).toContain("--below changes nothing");
  });

  it("forced: the score is there, and drops nothing unless --below says so", async () => {
    const profile = withVerdict("none");
    expect((await filtered(rows, {}, { profile })).keep.map((row) => row.fit)).toEqual(["90", "10"]);
    expect((await filtered(rows, {}, { profile, below: 40 })).drop.map((row) => row.Company)).toEqual(["Low"]);
  });

  it("says which words the build never saw, and takes what --value-map says they mean", async () => {
    const batchOf = batch(
      company("A", "a.com", "Banking app"),
      company("B", "b.com", "Ad shop"),
      company("C", "c.com"),
    );
    const { summary, keep } = await filtered(batchOf);
    expect(keep.map((row) => row.level)).toEqual(["unknown", "unknown", "high"]);
    expect(summary.unseen).toMatchObject([
      {
        label: "industry",
        rows: 2,
        commonest: [
          { value: "Ad shop", rows: 1 },
          { value: "Banking app", rows: 1 },
        ],
      },
    ]);
    expect(summary.warnings[0]).toContain("the build never saw what 67% of the rows say");
    const mapped = await filtered(
      batchOf,
      {},
      { words: "field,from,to\nindustry,Banking app,Fintech\nindustry,Ad shop,Agency\n" },
    );
    expect(mapped.keep.map((row) => [row.Company, row.level])).toEqual([
      ["A", "high"],
      ["C", "high"],
    ]);
  });

  it("untested: drops, and says that nobody has tested it", async () => {
    const { summary } = await filtered(rows, {}, { profile: withVerdict("untested") });
    expect(summary.dropped).toBe(1);
    expect(summary.warnings[0]).toContain("--no-resampling");
  });
});

describe("filter: what is written", () => {
  it("input columns unchanged and in order, ours after them, under free names", async () => {
    const rows = table(["Fit", "Company", "Industry", "reason"], ["snug", "A", "Fintech", "because"]);
    const { text } = await filtered(rows);
    expect(text.keep).toBe(
      "Fit,Company,Industry,reason,openicp_fit,level,known,note\nsnug,A,Fintech,because,90,high,1.0,\n",
    );
  });

  it("neutralises formulas, and writes cells as they came with raw", async () => {
    const cells = ['=HYPERLINK("http://x","y")', "+1 (555) 1", "-3", "@sum", 'a, "b"\nc'];
    const rows = table(["Company", "Phone", "N", "=cmd", "Text", "Industry"], [...cells, "Fintech"]);
    const openDeals = table(["Deal Name", "Company", "Stage", "Owner Name"], ["=1+1", "Zed", "Demo", "=2+2"]);
    const safe = await filtered(`${rows}\n"Zed","","","","","Fintech"`, { openDeals });
    expect(safe.keep[0]).toMatchObject({
      Company: `'${cells[0]}`,
      Phone: "'+1 (555) 1",
      N: "-3",
      "'=cmd": "'@sum",
      Text: cells[4],
    });
    expect(safe.drop[0]).toMatchObject({ deal: "'=1+1", deal_owner: "'=2+2" });
    const raw = await filtered(`${rows}\n"Zed","","","","","Fintech"`, { openDeals }, { raw: true });
    expect(raw.keep[0]).toMatchObject({
      Company: cells[0],
      Phone: "+1 (555) 1",
      N: "-3",
      "=cmd": "@sum",
      Text: cells[4],
    });
    expect(raw.drop[0]).toMatchObject({ deal: "=1+1" });
  });

  it("counts rejected rows, so that read = kept + dropped + rejected", async () => {
    const result = await filtered(
      `${batch(company("A", "a.com"))}\n"B","b.com","Retail","one cell too many"\n"C","c.com","Agency"`,
    );
    expectEveryRowOnce(result);
    expect(result.summary).toMatchObject({ read: 3, kept: 1, dropped: 1, rejected: 1 });
    expect(result.summary.files[0]!.rejected[0]).toMatchObject({ file: "batch.csv", line: 3 });
  });

  it("writes the same bytes twice", async () => {
    const rows = batch(
      ...Array.from({ length: 500 }, (_, i) => company(`C${i}`, `c${i % 90}.com`, ["Fintech", "Agency", ""][i % 3])),
    );
    const customers = table(
      ["Company", "Domain", "start_date"],
      ...Array.from({ length: 60 }, (_, i) => [`C${i}`, `c${i}.com`, "2024-01-01"]),
    );
    const [one, two] = [await filtered(rows, { customers }), await filtered(rows, { customers })];
    expect(one.text).toEqual(two.text);
    expect(one.summary.dropped).toBeGreaterThan(300);
  });
});

describe("filter: the ledger", () => {
  const rows = batch(
    company("A", "a.com", "Agency"),
    company("B", "b.com", "Agency"),
    company("C", "c.com"),
    company("D", "d.com"),
  );
  const exclude = "Domain,Why\nd.com,x\n";

  it("has a line per reason whose rows add up, with the wins at risk of low fit", async () => {
    const ledger = join(folder, "one.csv");
    const { summary, text } = await filtered(rows, { exclude }, { ledger });
    const [head, ...lines] = text
      .ledger!.trim()
      .split("\n")
      .map((line) => line.split(","));
    const named = lines.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i]])));
    expect(named.map(({ reason, rows }) => [reason, rows])).toEqual([
      ["excluded", "1"],
      ["low_fit", "2"],
    ]);
    expect(named.reduce((sum, { rows }) => sum + Number(rows), 0)).toBe(summary.dropped);
    const p = PROFILE.scorecard.by_fit[10]!.p;
    expect(summary.wins_at_risk!.value).toBeCloseTo(2 * p, 1);
    expect(named[1]).toMatchObject({
      wins_at_risk: summary.wins_at_risk!.value.toFixed(1),
      read: "4",
      kept: "1",
      batch: "batch.csv",
    });
    expect(named[0]!.wins_at_risk).toBe("");
  });

  it("claims no wins where no win rate is known: null, and empty cells", async () => {
    const unrated = { ...PROFILE, scorecard: { ...PROFILE.scorecard, by_fit: [] } };
    const { summary, text } = await filtered(
      rows,
      {},
      { ledger: join(folder, "none.csv"), profile: unrated, below: 20 },
    );
    expect(summary.reasons.find(({ code }) => code === "low_fit")!.rows).toBeGreaterThan(0);
    expect(summary.wins_at_risk).toBeNull();
    expect(text.ledger!.split("\n").filter((line) => /,low_fit,\d+,,,$/.test(line))).toHaveLength(1);
  });

  it("grows by each batch, takes the same batch once, and mends a last line without an end", async () => {
    const ledger = join(folder, "two.csv");
    const first = await filtered(rows, { exclude }, { ledger });
    writeFileSync(ledger, first.text.ledger!.trimEnd());
    const again = await filtered(rows, { exclude }, { ledger });
    expect(again.text.ledger).toBe(first.text.ledger!.trimEnd());
    expect(again.summary.notes.at(-1)).toContain("holds this batch with these results already");
    const other = await filtered(batch(company("E", "e.com")), {}, { ledger });
    const lines = other.text.ledger!.trim().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toContain(",1,1,0,none,0,,,");
  });

  it("is not written over another file, and then nothing is written", async () => {
    const ledger = join(folder, "other.csv");
    writeFileSync(ledger, "name,phone\n");
    await expect(filtered(rows, {}, { ledger })).rejects.toThrow("is not a ledger of 'openicp filter'");
  });
});
