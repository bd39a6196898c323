import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import { openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const file = (name: string) => join(folder, name);

const companies = Array.from({ length: 400 }, (_, i) => {
  const { next: random } = createRandom(11, i);
  const employees = Math.round(10 ** (1.5 + 2.2 * random()));
  const revenue = Math.round(employees * (60_000 + 80_000 * random()));
  return { i, employees, revenue, y: random() < (employees > 600 ? 0.7 : 0.2) };
});
type Company = (typeof companies)[number];
type Cells = (c: Company) => readonly string[];

const us = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });
const german = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 3 });
const HEADER = ["Number of Employees", "Annual Revenue"] as const;
const cells =
  ({ format }: Intl.NumberFormat): Cells =>
  ({ employees, revenue }) => [format(employees), format(revenue)];

function table(name: string, header: readonly string[], rows: readonly Company[], row: Cells): string {
  const lines = rows.map((c) => [`Company ${c.i}`, ...row(c)].map((cell) => `"${cell}"`).join(","));
  writeFileSync(file(name), `${[["Company Name", ...header].join(","), ...lines].join("\n")}\n`);
  return file(name);
}

function deals(name: string, from: number, row: Cells, columns: readonly string[] = HEADER): string {
  const day = (i: number) => new Date(Date.UTC(2024, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
  const header = [...columns, "Opportunity ID", "StageName", "Created Date", "Close Date"];
  return table(name, header, companies, (c) => {
    const at = c.i + from;
    return [...row(c), `d${at}`, c.y ? "Closed Won" : "Closed Lost", day(at), day(at + 60)];
  });
}

async function json<T>(args: readonly string[]): Promise<T> {
  const ended = await openicp([...args, "--json"]);
  expect(ended).toMatchObject({ code: 0 });
  return JSON.parse(ended.stdout) as T;
}

async function score(icp: string, list: string, more: readonly string[] = []) {
  const out = file("scores.csv");
  const { guesses } = await json<{ guesses: { text: string; override: string }[] }>([
    ...["score", list, "--icp", file(icp), "--out", out],
    ...more,
  ]);
  return { fits: readCsv(out).map(({ fit }) => fit), said: guesses.map(({ text }) => text).join("\n"), guesses };
}

const STYLES = { "us.json": us, "german.json": german };

const SITES = ["Delivery volume"];
const volume = ({ format }: Intl.NumberFormat): Cells => {
  return ({ employees }) => [format(employees * 3)];
};

beforeAll(async () => {
  for (const [icp, style] of Object.entries(STYLES)) {
    const path = deals("deals.csv", 0, cells(style));
    const ended = await openicp(["build", path, "--no-resampling", "--out", file(icp), "--quiet"]);
    expect(ended).toMatchObject({ code: 0 });
  }
  const path = deals("deals.csv", 0, volume(us), SITES);
  const ended = await openicp(["build", path, "--no-resampling", "--out", file("volume.json"), "--quiet"]);
  expect(ended).toMatchObject({ code: 0 });
});

describe.each([
  ["us.json", us, german, "a decimal comma (1.234,5)"],
  ["german.json", german, us, "a decimal point (1,234.5)"],
] as const)("a list in the other style than that of %s", (icp, own, other, spoken) => {
  it("has the same fits, and is told", async () => {
    const mine = await score(icp, table("own.csv", HEADER, companies, cells(own)));
    expect(new Set(mine.fits).size).toBeGreaterThan(1);
    expect(mine.said).toBe("");
    const theirs = await score(icp, table("other.csv", HEADER, companies, cells(other)));
    expect(theirs.fits).toEqual(mine.fits);
    expect(theirs.said).toContain(`"Number of Employees" is read with ${spoken}`);
  });

  it("that holds nothing but thousands counts heads all the same", async () => {
    const some = companies.filter(({ employees }) => employees >= 1000);
    const heads = ["Number of Employees"];
    const mine = await score(
      icp,
      table("own.csv", heads, some, ({ employees }) => [own.format(employees)]),
    );
    const theirs = await score(
      icp,
      table("other.csv", heads, some, ({ employees }) => [other.format(employees)]),
    );
    expect(theirs.fits).toEqual(mine.fits);
  });

  it("that mixes both styles has whole heads", async () => {
    const mixed: Cells = ({ i, employees }) => [(i % 2 === 0 ? own : other).format(employees)];
    const heads = ["Number of Employees"];
    const mine = await score(
      icp,
      table("own.csv", heads, companies, ({ employees }) => [own.format(employees)]),
    );
    expect((await score(icp, table("mixed.csv", heads, companies, mixed))).fits).toEqual(mine.fits);
  });

  it("is validated as one in its own", async () => {
    const check = async (style: Intl.NumberFormat) => {
      const path = deals("new.csv", 600, cells(style));
      return json<{ check: unknown; guesses: { what: string }[] }>(["validate", path, "--icp", file(icp)]);
    };
    const [mine, theirs] = [await check(own), await check(other)];
    expect(theirs.check).toEqual(mine.check);
    expect(theirs.guesses.some(({ what }) => what === "number style")).toBe(true);
    expect(mine.guesses.some(({ what }) => what === "number style")).toBe(false);
  });
});

describe("a column in which every sign stands before three digits", () => {
  const some = companies.filter(({ employees }) => employees >= 1000);
  const list = (columns: readonly string[], row: Cells) => table("list.csv", columns, some, row);

  it("is read as the build's own where nothing tells, which is said with the option", async () => {
    const { said, guesses, fits } = await score("volume.json", list(SITES, volume(german)));
    expect(said).toMatch(
      /^"Delivery volume": \d+ rows such as "\d+\.\d{3}" are read with a decimal point \(1,234\.5\), as in the build: [\d.]+; nothing in the file tells whether \d+ is meant\.$/,
    );
    expect(guesses[0]!.override).toBe("--decimal ','");
    const settled = await score("volume.json", list(SITES, volume(german)), ["--decimal", ","]);
    const plain = await score(
      "volume.json",
      list(SITES, ({ employees }) => [String(employees * 3)]),
    );
    expect(settled.fits).toEqual(plain.fits);
    expect(fits).not.toEqual(plain.fits);
  });

  it("is read cell by cell where it speaks both styles: only what has no other reading is turned", async () => {
    const mixed: Cells = ({ i, employees }) => [
      i % 3 === 0 ? german.format(employees * 3000) : i % 3 === 1 ? us.format(employees * 3000) : "2.300",
    ];
    const meant: Cells = ({ i, employees }) => [i % 3 === 2 ? "2.3" : String(employees * 3000)];
    const { said, fits } = await score("volume.json", list(SITES, mixed));
    expect(fits).toEqual((await score("volume.json", list(SITES, meant))).fits);
    expect(said).toMatch(
      /rows such as "2\.300" are read with a decimal point .*: 2\.3; nothing in the file tells whether 2300 is meant/,
    );
    expect(said).toMatch(/is read with a decimal comma \(1\.234,5\), where the profile has/);
  });

  it("is read as the other columns of its file are", async () => {
    const beside: Cells = (c) => [...volume(german)(c), `${c.i},5`];
    const { said, fits } = await score("volume.json", list([...SITES, "Share"], beside));
    const plain = await score(
      "volume.json",
      list(SITES, ({ employees }) => [String(employees * 3)]),
    );
    expect(fits).toEqual(plain.fits);
    expect(said).toContain("with a decimal comma (1.234,5), as the other columns do, where the profile has");
  });
});
