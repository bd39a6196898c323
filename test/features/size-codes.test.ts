import { describe, expect, test } from "vitest";
import { assembleFeatures } from "../../src/features/assemble.ts";
import { sizeCodes } from "../../src/features/size-codes.ts";
import { parseNumber } from "../../src/normalise/parse-number.ts";
import { cycle, readerOf } from "../generators/dictionary.ts";

const LETTERS = ["B", "C", "D", "E", "F", "G"];

async function read(name: string, cells: readonly (string | null)[]) {
  const column = { name, header: name.toUpperCase(), about: "account" } as const;
  const found = await assembleFeatures([column], readerOf({ [name]: cycle(cells, 120) }), () => {});
  return { ...found, bins: found.features[0]?.coded.bins.map(({ label }) => label) };
}

describe("codes of company size", () => {
  test("LinkedIn's letters become their brackets, all of them, and it is told", async () => {
    const { features, notes, bins } = await read("company_size", [...LETTERS, null]);
    expect(features[0]).toMatchObject({
      kind: "ordinal",
      rule: { kind: "number", codes: { d: "51-200", i: "10001+" } },
    });
    expect(bins).toEqual(["not known", "2-10", "11-50", "51-200", "201-500", "501-1000", "1001-5000"]);
    expect(notes).toEqual([
      'COMPANY_SIZE: "B" (2-10), "C" (11-50) and 4 more are read as LinkedIn\'s letters of company size.',
    ]);
  });

  test.each([
    ["company_size", ["A", "B", "C"]],
    ["company_size", ["A", "B", "C", "D"]],
    ["size_class", LETTERS],
    ["deal_size", LETTERS],
    ["plan", LETTERS],
    ["company_size", [...LETTERS, "Z"]],
    ["segment", ["SMB (1-200)", "Mid-Market (201-1000)", "Enterprise (1000+)"]],
    ["employees", ["SMB (1-200)", "Mid-Market (201-1000)", "Enterprise"]],
  ])("%s of %j stays words", async (name, cells) => {
    const { features } = await read(name, cells);
    expect(features[0]).toMatchObject({ kind: "category" });
  });

  test("Crunchbase's, HubSpot's and worded brackets", () => {
    const codes = (name: string, cells: readonly string[]) => sizeCodes(name, cells, "Size")?.codes;
    expect(codes("employees", ["c_00051_00100", "c_10001_max"])).toEqual({
      c_00051_00100: "51-100",
      c_10001_max: "10001+",
    });
    expect(codes("number_of_employees", ["number_51_200", "number_201_to_500"])).toEqual({
      number_51_200: "51-200",
      number_201_to_500: "201-500",
    });
    expect(codes("company_size", ["smb (1-200)", "mid-market: 201-1,000 employees", "enterprise [1,000+]"])).toEqual({
      "smb (1-200)": "1-200",
      "mid-market: 201-1,000 employees": "201-1,000 employees",
      "enterprise [1,000+]": "1,000+",
    });
    expect(codes("revenue_range", ["r_00001000", "r_10000000"])).toMatchObject({ r_00001000: "1m-10m" });
    expect(codes("employees", ["50", "200"])).toBeUndefined();
  });

  test("a prospect's list in Crunchbase's codes is read by any rule of numbers", () => {
    expect(["c_00051_00100", "NUMBER_51_200", "c_10001_max", "c_5_abc"].map((cell) => parseNumber(cell, "."))).toEqual([
      75.5,
      125.5,
      15001.5,
      null,
    ]);
  });
});
