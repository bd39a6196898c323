import { expect, it } from "vitest";
import { columnsOf } from "../../src/ingest/column.ts";
import { bareDateGuess } from "../../src/ingest/mapping.ts";
import { findMeanings } from "../../src/ingest/meaning.ts";
import type { ColumnProfile } from "../../src/ingest/profile.ts";

const NONE = { number: 0, date: 0, email: 0, url: 0, domain: 0, crm_id: 0, phone: 0, damaged_id: 0 };

function meanings(...headers: readonly string[]) {
  const profiles = headers.map(
    (header): ColumnProfile => ({
      header,
      rows: 40,
      filled: 40,
      distinct: 30,
      top: [],
      shares: { ...NONE, date: header === "data" ? 0 : 1 },
      averageLength: 10,
      averageWords: 1,
    }),
  );
  return findMeanings(columnsOf(profiles, new Map()), "deals");
}

it("a date that does not say of what is the close only where nothing else is a date of the deal", () => {
  for (const header of ["Date", "Datum", "Fecha", "DATE"]) {
    expect(meanings(header).closed?.header).toBe(header);
    expect(bareDateGuess(meanings(header))?.override).toBe(`--map '${header}=close_date'`);
  }
  expect(meanings("Date", "Created Date").closed).toBeNull();
  expect(meanings("Date", "Close Date").closed?.header).toBe("Close Date");
  expect(bareDateGuess(meanings("Close Date"))).toBeNull();
  expect(meanings("Date", "Datum").closed).toBeNull();
  expect(meanings("data").closed).toBeNull();
});
