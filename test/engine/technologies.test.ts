import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readTechnologies } from "../../src/engine/technologies.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { scratch } from "../cli/openicp.ts";

const folder = scratch();
async function read(text: string) {
  const path = join(folder, "tech.csv");
  writeFileSync(path, text);
  const database = await openDatabase({ threads: 1 });
  try {
    return await readTechnologies(database, path);
  } finally {
    database.close();
  }
}

test("reads technologies and their roles", async () => {
  expect(await read("Technology,Role\nSalesforce,Required\n SAP ,red flag\n")).toEqual([
    { technology: "Salesforce", role: "required" },
    { technology: "SAP", role: "red-flag" },
  ]);
});

test.each([
  ["tool,role\nSAP,required\n", 'tech.csv has no column "technology"'],
  ["technology,role\nSAP,competitr\n", 'tech.csv, row 1: there is no role "competitr"; did you mean competitor?'],
  ["technology,role\n,required\n", 'tech.csv, row 1: "technology" is empty'],
  ["technology,role\nSAP,required\nsap,competitor\n", "tech.csv, row 2: sap is competitor here and required above"],
])("refuses %j", async (text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence);
});
