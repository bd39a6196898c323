import { afterAll, describe, expect, it } from "vitest";
import { dateSql } from "../../src/ingest/dates.ts";
import { missingSql } from "../../src/ingest/text.ts";
import { MISSING_TEXTS } from "../../src/normalise/rule.ts";
import { foldText } from "../../src/sql/fold.ts";
import { quoteText } from "../../src/sql/quote.ts";
import { openDatabase } from "../../src/warehouse/database.ts";

const database = await openDatabase({ threads: 1 });
afterAll(() => database.close());

async function lay(table: string, values: readonly (string | null)[]): Promise<void> {
  await database.create(table, [
    { name: "i", type: "INTEGER", values: values.map((_, i) => i) },
    { name: "x", type: "VARCHAR", values },
  ]);
}

describe("missingSql", () => {
  it("is what folding says, whatever sign a cell begins with", async () => {
    const signs = Array.from({ length: 0x250 }, (_, i) => String.fromCodePoint(i + 1));
    const begun = [...signs, "\u2014", "\u200b", "\ufeff", "\u212a", "\u3000", "😀"].flatMap((sign) => [
      sign,
      `${sign}a`,
      `${sign}/a`,
      `${sign} `,
    ]);
    const spelled = MISSING_TEXTS.flatMap((text) => [
      text,
      text.toUpperCase(),
      ` ${text}`,
      `\u00a0${text}\t`,
      `${text}x`,
    ]);
    const values = ["", ...begun, ...spelled];
    await lay("missing_cells", [...values, null]);
    const [found] = await database.texts(`SELECT ${missingSql("x")} FROM missing_cells ORDER BY i`);
    const missing = new Set(MISSING_TEXTS.map(foldText));
    const wrong = values.filter((text, i) => found![i] !== String(missing.has(foldText(text))));
    expect(wrong).toEqual([]);
    expect(found!.at(-1)).toBe("true");
  });
});

describe("dateSql of ISO dates", () => {
  it.each([
    ["2024-01-05", "2024-01-05"],
    ["2024-01-05T09:00:00.000+0000", "2024-01-05"],
    ["2024-01-05 9:00", "2024-01-05"],
    ["2024-01-05, 9:00", "2024-01-05"],
    ["2024-1-5", "2024-01-05"],
    ["2024/01/05", "2024-01-05"],
    ["2024-13-05", null],
    ["2024-02-30", null],
    ["2024-01-05x", null],
    ["2024-01-05T\n2024-01-06", null],
    ["20240105", null],
    ["*", null],
    ["", null],
  ])("%j is %j", async (text, day) => {
    expect(
      await database.value(`SELECT CAST(${dateSql("x", "iso")} AS VARCHAR) FROM (SELECT ${quoteText(text)} AS x)`),
    ).toBe(day);
  });
});
