import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { PROFILE, table } from "../engine/filtering.ts";
import { openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);

/** Headers that are called as columns of the results and of our own SQL are. */
const ODD =
  "row fit level score coverage disqualified_by band_0 points_industry industry_band same text value n r b s d note reason reason_code also matched place turn other key kind placed state since ended fit_2 day rank best attribute".split(
    " ",
  );
const PLAIN = ODD.map((_, i) => `Extra ${i + 1}`);

const rows = Array.from({ length: 12 }, (_, i) => [
  `0011t00000AbCd${i % 10}AAA`,
  `Firma ${i}`,
  `firma-${i}.example`,
  ["Fintech", "Retail", "Agency", ""][i % 4]!,
]);
const deals = rows.map(([id = ""], i) => [
  `D${i}`,
  id,
  i % 3 ? "Closed Lost" : i === 9 ? "Open" : "Closed Won",
  "2026-03-01",
  10 * i,
]);

/** Writes the files with these columns beside their own. */
function put(name: string, extra: readonly string[]): (file: string) => string {
  const wide = (headers: readonly string[], list: readonly (readonly (string | number)[])[]) =>
    table(
      [...extra, ...headers],
      ...list.map((cells, i) => [...extra.map((_, j) => ["red", "blue", ""][(i + j) % 3]!), ...cells]),
    );
  const place = (file: string): string => at(`${name}-${file}.csv`);
  writeFileSync(place("accounts"), wide(["Account ID", "Company", "Website", "Industry"], rows));
  writeFileSync(place("deals"), wide(["Deal No", "Account ID", "Stage", "Close Date", "Amount"], deals));
  writeFileSync(place("customers"), wide(["Company", "Status", "Start Date"], [["Firma 1", "active", "2025-01-01"]]));
  writeFileSync(place("contacted"), wide(["Website", "Date"], [["firma-2.example", "2026-02-25"]]));
  writeFileSync(place("exclude"), wide(["Company"], [["Firma 4"]]));
  return place;
}

beforeAll(() => {
  writeFileSync(at("icp.json"), JSON.stringify({ created_at: null, approved_by: null, document: PROFILE }));
});

async function results(name: string, extra: readonly string[]): Promise<unknown> {
  const file = put(name, extra);
  const icp = ["--icp", at("icp.json"), "--as-of", "2026-03-10"];
  const run = async (args: readonly string[]) => {
    const ended = await openicp([...args, ...icp, "--json"]);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: "" });
  };
  await run(["score", file("accounts"), "--for", "salesforce", "--out", file("crm")]);
  await run(["score", file("accounts"), "--out", file("score")]);
  const lists = ["--customers", file("customers"), "--contacted", file("contacted"), "--exclude", file("exclude")];
  const opened = ["--open-deals", file("deals"), "--accounts", file("accounts"), ...lists];
  await run(["filter", file("accounts"), ...opened, "--keep", file("keep"), "--drop", file("drop")]);
  const audit = await openicp(["audit", file("deals"), "--accounts", file("accounts"), ...icp]);
  expect(audit.code).toBe(0);
  const cells = (out: string, from: number) => readCsv(file(out)).map((row) => Object.values(row).slice(from));
  // Filtered files begin with the columns of the batch, added ones first.
  const own = [
    ...["crm", "score"].map((out) => cells(out, 0)),
    ...["keep", "drop"].map((out) => cells(out, extra.length)),
  ];
  return JSON.parse(JSON.stringify({ own, audit: audit.stdout }).replaceAll(name, "files"));
}

it("headers called as our own columns change no score, no reason, no count", async () => {
  expect(await results("odd", ODD)).toEqual(await results("plain", PLAIN));
});
