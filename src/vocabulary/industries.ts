import { CONSUMER } from "./industries/consumer.ts";
import { FINANCE } from "./industries/finance.ts";
import { INDUSTRY } from "./industries/industry.ts";
import { PROFESSIONAL } from "./industries/professional.ts";
import { SOCIETY } from "./industries/society.ts";
import { TECHNOLOGY } from "./industries/technology.ts";
import { type OutlineEntry, readOutline } from "./outline.ts";
import { type Vocabulary, vocabulary } from "./vocabulary.ts";

const entries = [TECHNOLOGY, FINANCE, PROFESSIONAL, INDUSTRY, SOCIETY, CONSUMER].flatMap(readOutline);

/** NAICS 2017 code -> industry; a code without an entry belongs to its longest prefix that has one. */
const byCode: ReadonlyMap<string, string> = new Map(
  entries.flatMap(({ id, codes }) => codes.map((code): [string, string] => [code, id])),
);

function byNaics(folded: string): string | null {
  const code = /^naics[ :#-]*(\d{2,6})\b|^(\d{4,6})(?: ?-.*)?$/.exec(folded);
  const digits = code?.[1] ?? code?.[2] ?? "";
  for (let length = digits.length; length >= 2; length--) {
    const id = byCode.get(digits.slice(0, length));
    if (id !== undefined) return id;
  }
  return null;
}

function withCodes(entry: OutlineEntry): OutlineEntry {
  const codes = entry.codes.flatMap((code) => (code.length >= 4 ? [code, `naics ${code}`] : [`naics ${code}`]));
  return { ...entry, spellings: [...entry.spellings, ...codes] };
}

/** One tree of industries, with the spellings of CRMs and data providers; NAICS 2017 codes of four digits and more are found by prefix. */
export const industries: Vocabulary = vocabulary("industry", entries.map(withCodes), byNaics);
