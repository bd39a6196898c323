import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gatherFacts } from "../../src/engine/facts.ts";
import { type InputFiles, NO_FILES } from "../../src/engine/input-files.ts";
import { readTables } from "../../src/engine/read-tables.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { scratch } from "../cli/openicp.ts";
import { csv } from "./gathering.ts";

const folder = scratch();
type Row = Readonly<Record<string, string | number | null>>;

/** Headers that are called as columns, aliases and tables of our own SQL are, and that mean nothing to us. */
const ODD =
  `row into place g r a d k t y deal unit print empty k0 kin n one now was then seq value text __text repeated`.split(
    /\s+/,
  );
const PLAIN = ODD.map(
  (_, i) => `Extra column ${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(65 + i / 26)}`,
);

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
const rows = (n: number, row: (i: number) => Row): Row[] => Array.from({ length: n }, (_, i) => row(i));
const firma = (i: number): string => `Firma ${"ABCDEFGHI"[i % 9]} works`;

const FILES: Readonly<Partial<Record<keyof InputFiles, readonly Row[]>>> = {
  deals: rows(24, (i) => ({
    Id: `D${i}`,
    AccountId: `A${i % 9}`,
    Account: firma(i),
    StageName: i % 3 ? "Closed Lost" : "Closed Won",
    "Created Date": day(3 * i),
    "Close Date": day(3 * i + 40),
    Amount: i % 2 ? "$2,000" : 100 + i,
    Plan: ["gold", "tin"][i % 2]!,
  })),
  accounts: rows(11, (i) => ({
    Id: `A${i}`,
    "Account Name": firma(i),
    Website: `firma-${i % 9}.example`,
    Industry: i > 8 ? "" : ["Retail", "Software"][i % 2]!,
    "Parent Account": i === 3 ? "A4" : i === 5 ? "X9" : "",
    BillingCity: "Berlin",
  })),
  contacts: rows(12, (i) => ({
    Id: `C${i}`,
    AccountId: `A${i % 6}`,
    Title: "CFO",
    Email: `c${i}@firma-${i % 6}.example`,
    CreatedDate: day(i),
  })),
  leads: rows(6, (i) => ({
    Id: `L${i}`,
    Company: firma(i),
    Email: `l${i}@firma-1.example`,
    CreatedDate: day(i),
    Status: "Open",
  })),
  events: rows(6, (i) => ({ event_id: `E${i}`, account_id: `A${i}`, occurred_at: day(i), event_type: "demo_request" })),
  customers: rows(8, (i) => ({
    subscription_id: `S${i}`,
    account_id: `A${i}`,
    start_date: day(i),
    end_date: i % 2 ? day(i + 60) : "",
    mrr: i % 3 ? 100 * i : "$1,000",
    status: i % 2 ? "canceled" : "active",
  })),
  history: rows(8, (i) => ({
    "Account ID": `A${i}`,
    Field: "Industry",
    "Edit Date": day(3),
    "Old Value": "Energy",
    "New Value": "Retail",
  })),
};
const FLAT = {
  deals: rows(24, (i) => ({
    ...FILES.deals![i],
    AccountId: "",
    Website: `firma-${i % 9}.example`,
    City: i % 2 ? "" : "Berlin",
  })),
};

/** All that is found in files to which columns of these names were added. */
async function found(name: string, files: typeof FILES, headers: readonly string[], options = {}): Promise<unknown> {
  mkdirSync(join(folder, name), { recursive: true });
  const paths = Object.fromEntries(
    Object.entries(files).map(([role, list]) => {
      const own = new Set(Object.keys(list[0]!).map((header) => header.toLowerCase()));
      const added = (i: number) =>
        headers.map((header, j) => [header, ["red", "green", "blue"][(i + j * i) % 3]!] as const);
      const path = join(folder, name, `${role}.csv`);
      const whole = list.map((row, i) => ({ ...Object.fromEntries(added(i)), ...row }));
      if (headers.some((header) => own.has(header))) throw new Error(`${role} has such a column`);
      writeFileSync(path, csv(whole));
      return [role, [path]];
    }),
  );
  const database = await openDatabase({ threads: 1 });
  try {
    const tables = await readTables(database, { ...NO_FILES, ...paths }, {}, { progress: () => undefined });
    const { mapping, ...facts } = await gatherFacts(database, tables, { ...DEFAULT_OPTIONS, ...options }, "salt");
    const cells = await database.rows<Record<string, unknown>>(`SELECT * FROM ${facts.table} ORDER BY deal`);
    const fields = new Map(facts.candidates.map(({ name, header }) => [name, headers.indexOf(header)]));
    const neutral = cells.map((row) =>
      Object.entries(row)
        .map(([field, cell]) => [(fields.get(field) ?? -1) < 0 ? field : `added ${fields.get(field)}`, cell] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const text = JSON.stringify({ facts: { ...facts, candidates: facts.candidates.length }, neutral });
    return JSON.parse(text.replaceAll(name, "folder"));
  } finally {
    database.close();
  }
}

describe("headers called as our own columns", () => {
  it.each([
    ["files of every role", FILES, {}],
    ["whole groups", FILES, { hierarchy: "ultimate-parent", staleOpen: "no_decision" }],
    ["a flat table", FLAT, {}],
  ] as const)("change nothing: %s", async (_, files, options) => {
    expect(await found("odd", files, ODD, options)).toEqual(await found("plain", files, PLAIN, options));
  });

  it("may be named by a person: customers' text and value", async () => {
    const customers = rows(8, (i) => ({
      account_id: `A${i}`,
      text: i % 2 ? "canceled" : "active",
      value: i % 3 ? 100 : "$1,000",
      start_date: day(i),
    }));
    const named = rows(8, (i) => ({
      account_id: `A${i}`,
      status: i % 2 ? "canceled" : "active",
      mrr: i % 3 ? 100 : "$1,000",
      start_date: day(i),
    }));
    const summary = async (name: string, list: readonly Row[], map: readonly string[]) => {
      const { facts } = (await found(name, { ...FILES, customers: list }, [], { map })) as {
        facts: { customers: unknown };
      };
      return facts.customers;
    };
    expect(await summary("mapped", customers, ["text=status", "value=mrr"])).toEqual(await summary("named", named, []));
  });
});
