import { afterAll, describe, expect, it } from "vitest";
import { quarterSql } from "../../src/ingest/fiscal-quarter.ts";
import { openDatabase } from "../../src/warehouse/database.ts";

const database = await openDatabase({ threads: 1 });
afterAll(() => database.close());

async function read(text: string, start: number, end: "first" | "last"): Promise<string | null> {
  return database.value<string | null>(
    `SELECT CAST(${quarterSql("x", start, end)} AS VARCHAR) FROM (SELECT '${text.replaceAll("'", "''")}' AS x)`,
  );
}

describe("a quarter", () => {
  it.each(["FY25 Q3", "2025-Q3", "FY2025-Q2", "Q1 FY2025", "Q3-2025", "q4 2025", "Q1'25", "2025Q4", "FY 2025 Q1"])(
    "%s is read whichever way it is written",
    async (text) => {
      const quarter = Number(/q([1-4])/i.exec(text)![1]);
      const month = `${3 * quarter}`.padStart(2, "0");
      expect(await read(text, 1, "last")).toMatch(new RegExp(`^2025-${month}-(30|31)$`));
    },
  );

  it("of a fiscal year is named by the year in which that ends", async () => {
    expect(await read("Q1 FY2025", 2, "first")).toBe("2024-02-01");
    expect(await read("Q1 FY2025", 2, "last")).toBe("2024-04-30");
    expect(await read("Q4 FY2025", 2, "last")).toBe("2025-01-31");
    expect(await read("Q4 FY24", 10, "last")).toBe("2024-09-30");
    expect(await read("Q2 FY2024", 12, "last")).toBe("2024-05-31");
  });

  it.each(["Q5 2024", "Q3", "2024", "FY25", "Q1 20245", "quarter 1 2024"])("%s is none", async (text) => {
    expect(await read(text, 1, "last")).toBeNull();
  });
});
