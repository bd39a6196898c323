import { expect, test } from "vitest";
import { lateName, neverAnAttribute } from "../../src/features/names.ts";
import { conceptOf } from "../../src/icp/concept.ts";
import { asideReason } from "../../src/ingest/aside.ts";
import type { Column } from "../../src/ingest/column.ts";
import { fieldName } from "../../src/ingest/field-name.ts";
import type { Meanings } from "../../src/ingest/meaning.ts";

function column(header: string, number: number): Column {
  const shares = { date: 0, number, crm_id: 0, domain: 0, url: 0, email: 0, phone: 0, damaged_id: 0 };
  const profile = { filled: 100, distinct: 40, averageWords: 1, top: [{ value: "12", shown: "12", rows: 9 }], shares };
  return { header, field: fieldName(header), profile } as unknown as Column;
}
const aside = (header: string, number: number): string | null => asideReason(column(header, number), {} as Meanings);

test.each([
  "Number of Sales Reps",
  "Sales Reps",
  "Sales headcount",
  "Engineering headcount",
  "Sales team size",
  "Seller Count",
  "# Engineers",
  "6 month growth",
  "Headcount growth YoY %",
  "Recent Headcount Change",
])("%s is a number of the company", (header) => {
  const field = fieldName(header);
  expect([aside(header, 1), neverAnAttribute(field), lateName(field)]).toEqual([null, null, null]);
});

test.each(["Sales Rep", "Owner", "Sales Reps", "Account Manager"])("%s with names is a person", (header) => {
  expect(aside(header, 0)).toBe("a person, not a property of the company");
});

test("a rep known by a number is still a person", () => {
  expect(aside("Sales Rep", 1)).toBe("a person, not a property of the company");
});

test.each([
  ["Headcount - Engineering", "team-size"],
  ["Engineers", "team-size"],
  ["Headcount growth YoY %", "headcount-growth"],
])("%s is to be found as %s", (header, concept) => {
  expect(conceptOf(fieldName(header))).toBe(concept);
});
