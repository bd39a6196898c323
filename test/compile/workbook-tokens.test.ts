import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import { workbookSources } from "../../src/compile/workbook/cards.ts";
import { filledCell } from "../../src/compile/workbook/fill.ts";
import { scoreWorkbook } from "../../src/compile/workbook/workbook.ts";
import { xlsxOf } from "../../src/warehouse/files/write-xlsx.ts";
import { scratch } from "../cli/openicp.ts";
import { computed, needsLibreOffice } from "../libreoffice.ts";
import { messyCell } from "../normalise/cells.ts";
import { documentOf, missing } from "./documents.ts";

const folder = scratch();
const set = { missing, separators: ";|", gone: { minus: false, before: null } };
const aliases = { salesforce: "sfdc salesforcecom", aws: "amazonwebservices" };
const document = documentOf({
  cards: [
    {
      name: "stack_has_salesforce",
      source: "stack",
      rule: { kind: "set", ...set, aliases },
      weight: 30,
      bands: [
        [{ has: "salesforce" }, 30],
        [{ other: true }, 3],
        [{ missing: true }, 9],
      ],
    },
    {
      name: "stack_count",
      source: "stack",
      rule: { kind: "count", ...set },
      weight: 30,
      bands: [
        [{ from: null, below: 1 }, 1],
        [{ from: 1, below: 3 }, 12],
        [{ from: 3, below: null }, 30],
        [{ missing: true }, 7],
      ],
    },
    {
      name: "stack_group",
      source: "stack",
      rule: {
        kind: "group",
        ...set,
        aliases,
        groups: [
          { value: "competitor", tokens: ["Marketo"] },
          { value: "required", tokens: ["Salesforce", "AWS"] },
          { value: "complementary", tokens: ["Größe"] },
        ],
        otherwise: "neither",
      },
      weight: 40,
      bands: [
        [{ in: ["required"] }, 40],
        [{ in: ["competitor", "neither"] }, 2],
        [{ in: ["complementary"] }, 20],
        [{ missing: true }, 11],
      ],
    },
  ],
});
const TOKENS = [
  "SFDC",
  "Salesforce.com",
  "AWS",
  "Marketo",
  "marketo (deprecated)",
  "Größe",
  "Jira",
  "Amazon Web Services",
  " ",
  "",
];

it("counts and groups in a workbook agree with `score` to the point", async (context) => {
  needsLibreOffice(context);
  const [source] = workbookSources(document);
  expect(workbookSources(document)).toHaveLength(1);
  const cell = fc.oneof(
    { weight: 5, arbitrary: fc.array(fc.constantFrom(...TOKENS), { maxLength: 5 }).map((tokens) => tokens.join("; ")) },
    { weight: 1, arbitrary: messyCell },
    { weight: 1, arbitrary: fc.constantFrom("n/a", "Unknown", ";;", "a||b;", "SFDC (removed);AWS (2019-2021)") },
  );
  const raw = fc.sample(cell, { numRuns: 500, seed: 5 }).map((one) => (one === "" ? null : one));
  const filled = raw.map((one, i) => ({ name: `row ${i}`, cells: [filledCell(source!.rule, one)] }));
  writeFileSync(join(folder, "tokens.xlsx"), await xlsxOf(scoreWorkbook(document, filled, filled.length)));
  const [sheet = []] = await computed(join(folder, "tokens.xlsx"), ["Score"]);
  const score = scorer(document);
  expect(sheet).toHaveLength(500);
  sheet.forEach((row, i) => {
    const points = Object.entries(row).flatMap(([name, value]) => (name.startsWith("points: ") ? [Number(value)] : []));
    expect([raw[i], ...points]).toEqual([raw[i], ...score({ stack: raw[i]! }).reasons.map((r) => r.points)]);
  });
}, 240_000);
