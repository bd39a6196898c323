import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { crossedWorld } from "../generators/crossed-world.ts";
import { openicp, scratch } from "./openicp.ts";

const folder = scratch();
const WORDS: readonly (readonly string[])[] = [
  ["", "Retail", "Fintech"],
  ["", "no", "yes"],
  ["", "1", "12", "25", "60", "200"],
  ["", "Nordics", "France", "Iberia", "Benelux", "Italy"],
];

it("what two attributes say together stands in the document and under the scorecard", async () => {
  const matrix = crossedWorld(11, { deals: 1500, attributes: 4, telling: 3, together: 2, crossed: "flags" });
  const rows = Array.from({ length: matrix.n }, (_, i) =>
    [
      `D${i}`,
      `Firma ${i}`,
      matrix.y[i] ? "Closed Won" : "Closed Lost",
      ...matrix.attributes.map((a, j) => WORDS[j]![a.codes[i]!]!),
    ].join(","),
  );
  const deals = join(folder, "deals.csv");
  writeFileSync(deals, `Deal No,Account Name,Stage,Industry,Has SAP,Locations,Area\n${rows.join("\n")}\n`);
  const [out, page] = [join(folder, "icp.json"), join(folder, "icp.md")];
  const ended = await openicp(["build", deals, "--no-resampling", "--out", out, "--page", page]);
  expect(ended.code, ended.stderr).toBe(0);
  const { interactions } = JSON.parse(readFileSync(out, "utf8")).document;
  const [first] = interactions.found;
  expect([...first.attributes].sort()).toEqual(["has_sap", "industry"]);
  expect(first.sentence).toMatch(
    /^(Industry|Has SAP) \w+ with (Industry|Has SAP) \w+: won \d+ of \d+ \(\d+%\), the sum/,
  );
  const told = readFileSync(page, "utf8").match(
    /Beyond the sum, and not in the points: .*the sum of the scorecard says \d+%\./g,
  );
  expect(told).not.toBeNull();
  expect(readFileSync(page, "utf8")).toContain(first.sentence);
});
