import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { MapSource } from "../../src/engine/map-file.ts";
import { scoreFile } from "../../src/engine/score.ts";
import { scratch } from "../cli/openicp.ts";
import { documentOf, missing } from "../compile/documents.ts";
import { filtered } from "./filtering.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);
const document = documentOf({
  cards: [
    {
      name: "employees",
      rule: { kind: "number", missing, decimal: "." },
      weight: 100,
      bands: [
        [{ from: null, below: 50 }, 0],
        [{ from: 50, below: null }, 100],
        [{ missing: true }, 40],
      ],
    },
  ],
});
const MAP = "columns:\n  Heads: employees\n  Firm: account_name\n  Gone: employees_then\n";

async function scored(mapFile: MapSource, map: readonly string[] = []) {
  writeFileSync(at("icp.json"), JSON.stringify({ created_at: null, approved_by: null, document }));
  writeFileSync(at("firms.csv"), "Firm,Heads,Heft\nAlda,120,10\nBero,10,300\n");
  const summary = await scoreFile(
    {
      accounts: at("firms.csv"),
      icp: at("icp.json"),
      out: at("out.csv"),
      reading: {},
      map,
      mapFile,
      raw: false,
      valueMap: null,
      crm: null,
    },
    { today: "2026-03-01", signal: new AbortController().signal, workers: 1, progress: () => {} },
  );
  const fits = readFileSync(at("out.csv"), "utf8").trim().split("\n").slice(1);
  return { told: summary.guesses.map(({ text }) => text), fits: fits.map((line) => line.split(",")[1]) };
}

it("the columns of a mapping file are read by score: beside the accounts, or the one that is named", async () => {
  await expect(scored("search")).rejects.toThrow("none of the columns");
  writeFileSync(at("openicp.map.yaml"), MAP);
  const told = ["Read openicp.map.yaml: Heads as employees, Firm as account_name."];
  expect(await scored("search")).toEqual({ told, fits: ["100", "0"] });
  await expect(scored("none")).rejects.toThrow("none of the columns");
  expect((await scored("search", ["Heft=employees"])).fits).toEqual(["0", "100"]);
  mkdirSync(at("other"), { recursive: true });
  writeFileSync(at("other/mine.yaml"), "columns:\n  Heft: employees\n");
  expect(await scored({ path: at("other/mine.yaml") })).toEqual({
    told: ["Read mine.yaml: Heft as employees."],
    fits: ["0", "100"],
  });
  await expect(scored({ path: at("none.yaml") })).rejects.toThrow("there is no mapping file");
});

it("filter reads them for keys and attributes alike", async () => {
  writeFileSync(at("mine.yaml"), "columns:\n  Bez: account_name\n  Web: domain\n  Not Here: industry\n");
  const batch = "Bez,Web\nAlda,alda.example\nBero,bero.example\n";
  const exclude = "Web\nbero.example\n";
  const { summary } = await filtered(batch, { exclude }, { mapFile: { path: at("mine.yaml") } });
  expect(summary.guesses[0]).toMatchObject({
    what: "mapping file",
    text: "Read mine.yaml: Bez as account_name, Web as domain.",
  });
  expect([summary.kept, summary.dropped]).toEqual([1, 1]);
});
