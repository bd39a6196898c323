import { describe, expect, it } from "vitest";
import type { IngestOptions } from "../../src/ingest/options.ts";
import { scratchFiles } from "../warehouse/files.ts";
import { csv, gathered } from "./gathering.ts";

const file = scratchFiles();
let n = 0;

type Row = Readonly<Record<string, string>>;

async function of(deals: readonly Row[], accounts: readonly Row[] | null, options: Partial<IngestOptions> = {}) {
  const files = { deals: await file(`deals${n}.csv`, csv(deals)) };
  if (accounts === null) return gathered(files, options);
  return gathered({ ...files, accounts: await file(`accounts${n++}.csv`, csv(accounts)) }, options);
}

const account = (i: number, change: Row = {}): Row => ({
  Id: `a${i}`,
  Name: `Company ${"abcdefgh"[i]}`,
  Website: `company${i}.com`,
  ParentId: "",
  Industry: ["retail", "bank"][i % 2]!,
  Employees: `${10 + i}`,
  Country: "Germany",
  City: "Berlin",
  ...change,
});
const six = Array.from({ length: 6 }, (_, i) => account(i));
/** Twelve closed deals, one per key in turn. */
const deals = (keys: readonly Row[]): Row[] =>
  Array.from({ length: 12 }, (_, i) => ({
    "Deal ID": `d${i}`,
    Stage: i % 3 === 0 ? "Closed Won" : "Closed Lost",
    ...keys[i % keys.length]!,
  }));
const byId = (ids: readonly string[]) => deals(ids.map((id) => ({ "Account ID": id })));

describe("accounts that are one company", () => {
  const twin = account(0, {
    Id: "t",
    Name: "COMPANY A GmbH",
    Website: "https://www.company0.com/de",
    Industry: "",
    City: "Hamburg",
  });
  const ids = ["a0", "a1", "a2", "a3", "a4", "t"];

  it("count once, share a fold, and fill each other's blanks", async () => {
    const { facts, rows } = await of(byId(ids), [...six.slice(0, 5), twin]);
    expect(facts.merges).toEqual([
      {
        kept: { row: 1, name: "Company a", domain: "company0.com", id: "a0" },
        merged: { row: 6, name: "COMPANY A GmbH", domain: "https://www.company0.com/de", id: "t" },
        by: "domain",
      },
    ]);
    expect(facts.evidence.accounts).toBe(5);
    expect(rows.map(({ account }) => account)).toEqual([0, 1, 2, 3, 4, 0, 0, 1, 2, 3, 4, 0]);
    expect(rows[5]).toMatchObject({ industry: "retail", employees: "10" });
    expect(facts.totals[1]).toMatchObject({ read: 6, taken: 5, merged: 1 });
  });

  it("fill a blank of the one kept", async () => {
    const full = account(0, { Industry: "", Phone: "+49 30 123456" });
    const accounts = [full, ...six.slice(1, 5), { ...twin, Industry: "banking", Employees: "", City: "", Phone: "" }];
    const { rows } = await of(
      byId(ids),
      accounts.map((one) => ({ Phone: "", ...one })),
    );
    expect(rows[0]).toMatchObject({ industry: "banking", employees: "10" });
  });

  it("stay apart with --no-merge, in one family", async () => {
    const { facts, rows } = await of(byId(ids), [...six.slice(0, 5), twin], { merge: false });
    expect(facts.merges).toEqual([]);
    expect(facts.evidence.accounts).toBe(6);
    expect(facts.totals[1]).toMatchObject({ taken: 6, merged: 0 });
    expect(rows.map(({ account }) => account).slice(0, 6)).toEqual([0, 1, 2, 3, 4, 0]);
    expect(rows[5]!.industry).toBeNull();
  });

  it.each([
    ["country", { Country: "France" }],
    ["parent", { ParentId: "a3" } as Row],
    ["its parent", { ParentId: "a0" }],
    ["owner", { Owner: "Ann" }],
    ["name", { Name: "Company A Logistics" }],
  ])("are not those with another %s: a family", async (_, change: Row) => {
    const accounts = [
      account(0, { Owner: "Bo", ParentId: change.ParentId === "a3" ? "a2" : "" }),
      ...six.slice(1, 5),
      { ...twin, ...change },
    ];
    const { facts, rows } = await of(
      byId(ids),
      accounts.map((one) => ({ Owner: "", ...one })),
    );
    expect(facts.merges).toEqual([]);
    expect(facts.evidence.accounts).toBe(6);
    expect(rows[5]!.account).toBe(rows[0]!.account);
  });

  it("are found in a flat table, too", async () => {
    const keys = [...six.slice(0, 5), twin].map(({ Id, Name, Website, Industry, Country }) => ({
      ...{ "Account ID": Id!, "Account Name": Name!, Website: Website!, Industry: Industry!, Country: Country! },
    }));
    const { facts, rows } = await of(deals(keys), null);
    expect(facts.merges).toMatchObject([{ kept: { row: 1 }, merged: { row: 6 }, by: "domain" }]);
    expect(facts.evidence.accounts).toBe(5);
    expect(rows[5]).toMatchObject({ account: 0, industry: "retail" });
    expect((await of(deals(keys), null, { merge: false })).facts.evidence.accounts).toBe(6);
  });
});

describe("further domains of a company", () => {
  it("stand for its first, in one cell or in HubSpot's column", async () => {
    const accounts = [
      account(0, { Website: "company0.com; company0.de", "Additional Domains": "" }),
      ...six.slice(1).map((one) => ({ ...one, "Additional Domains": one.Id === "a1" ? "first.io;second.io" : "" })),
    ];
    const sites = ["company0.de", "second.io", "company2.com", "company3.com", "company4.com", "company5.com"];
    const { facts, rows } = await of(deals(sites.map((Website) => ({ Website }))), accounts);
    expect(facts.guesses.find(({ what }) => what === "join")!.text).toMatch(/^Matched 12 of 12 .* by domain\.$/);
    expect(rows.map(({ employees }) => employees).slice(0, 3)).toEqual(["10", "11", "12"]);
  });
});

describe("deals without an id", () => {
  it("go to the account of their name, else of their country, on a domain that several share", async () => {
    const family = [
      account(0, { Id: "f", Name: "Company A France", Country: "France" }),
      account(0, { Id: "s", Name: "Company A Spain", Country: "Spain", ParentId: "a0" }),
    ];
    const keys = [
      { Website: "company0.com", "Account Name": "Company A Spain SL", Country: "" },
      { Website: "company0.com", "Account Name": "Acme", Country: "FR" },
      ...["a", "b", "c", "d"].map((letter, i) => ({
        Website: `company${i}.com`,
        "Account Name": `Company ${letter}`,
        Country: "DE",
      })),
    ];
    const accounts = [...six, ...family].map((one, i) => ({ ...one, Employees: String(i) }));
    const { rows } = await of(deals(keys), accounts);
    expect(rows.slice(0, 4).map(({ employees }) => employees)).toEqual(["7", "6", "0", "1"]);
  });

  it("do not join by a name that several accounts share, nor by one that is nobody's", async () => {
    const twice = account(0, { Id: "b", Website: "other.com", Country: "Spain" });
    const keys = ["a", "b", "c", "d", "e"].map((letter) => ({ "Account Name": `Company ${letter}`, Industry: "" }));
    const { facts } = await of(deals([...keys, { "Account Name": "Unknown", Industry: "" }]), [
      ...six,
      twice,
      account(6, { Name: "Unknown" }),
    ]);
    expect(facts.notes).toContain(
      '2 deals name a company that several accounts share, such as "company a", and nothing else tells which is meant: not joined.',
    );
    expect(facts.guesses.find(({ what }) => what === "join")!.text).toMatch(/^Matched 8 of 12 /);
  });
});

describe("the hierarchy", () => {
  const parents: Readonly<Record<string, string>> = { a1: "a0", a2: "a1", a4: "Omnicorp", a5: "Omnicorp" };
  const accounts = six.map((one): Row => ({ ...one, ParentId: parents[one.Id!] ?? "" }));
  const ids = six.map(({ Id }) => Id!);

  it("makes families, of companies that count each", async () => {
    const { facts, rows } = await of(byId(ids), accounts);
    expect(facts.evidence.accounts).toBe(6);
    expect(rows.map(({ account }) => account).slice(0, 6)).toEqual([0, 0, 0, 1, 2, 2]);
    expect(rows[2]!.employees).toBe("12");
  });

  it("makes one company of a group with ultimate-parent, with the attributes of the one at the top", async () => {
    const { facts, rows } = await of(byId(ids), accounts, { hierarchy: "ultimate-parent" });
    expect(facts.evidence.accounts).toBe(3);
    expect(rows.slice(0, 6).map(({ employees }) => employees)).toEqual(["10", "10", "10", "13", "14", "15"]);
    expect(facts.notes).toContain(
      "5 accounts count as 2 groups by their ultimate parents (--hierarchy ultimate-parent).",
    );
  });

  it("in a circle is said, and does no harm", async () => {
    const circle = accounts.map((one) => (one.Id === "a0" ? { ...one, ParentId: "a2" } : one));
    const { facts, rows } = await of(byId(ids), circle, { hierarchy: "ultimate-parent" });
    expect(facts.notes.find((note) => note.startsWith("Parent accounts run in a circle"))).toBe(
      "Parent accounts run in a circle (Company a -> Company c -> Company b -> Company a): each circle counts as one company.",
    );
    expect(facts.evidence.accounts).toBe(3);
    expect(rows.map(({ account }) => account).slice(0, 3)).toEqual([0, 0, 0]);
  });
});
