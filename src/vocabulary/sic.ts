import { SIC } from "./industries/sic.ts";
import { industries } from "./industries.ts";
import type { Vocabulary } from "./vocabulary.ts";

const bySicCode: ReadonlyMap<string, string> = new Map(
  SIC.trim()
    .split("\n")
    .flatMap((line) => {
      const [industry, codes] = line.split(": ");
      return codes!.split(" ").map((code): [string, string] => [code, industry!]);
    }),
);

const CODE = /^(?:sic[ :#-]*)?(\d{2,8})(?:[.,]0+)?(?: ?[-–:].*)?$/;

/**
 * The industry of a SIC code of two to four digits, or of eight (D&B), by its longest prefix that is known; null for anything else. Three and
 * seven digits lost a zero in a spreadsheet.
 */
export function industryBySic(text: string): string | null {
  const digits = CODE.exec(text.trim().toLowerCase())?.[1];
  if (digits === undefined) return null;
  const code = digits.length === 3 || digits.length === 7 ? `0${digits}` : digits;
  for (const length of [4, 3, 2]) {
    const id = code.length < length ? undefined : bySicCode.get(code.slice(0, length));
    if (id !== undefined) return id;
  }
  return null;
}

/** The industries in a column of SIC codes, whose digits mean other things than those of NAICS. */
export const sicIndustries: Vocabulary = {
  ...industries,
  resolve: (folded) => industryBySic(folded) ?? (/\d/.test(folded) ? null : industries.resolve(folded)),
};
