import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import { workbookSources } from "../../src/compile/workbook/cards.ts";
import { filledCell } from "../../src/compile/workbook/fill.ts";
import { scoreWorkbook } from "../../src/compile/workbook/workbook.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { parseNumber } from "../../src/normalise/parse-number.ts";
import { xlsxOf } from "../../src/warehouse/files/write-xlsx.ts";
import { built, openicp, SAMPLE, scratch } from "../cli/openicp.ts";
import { readCsv } from "../cli/read-csv.ts";
import { computed, needsLibreOffice } from "../libreoffice.ts";
import { messyCell } from "../normalise/cells.ts";
import { documentOf, missing } from "./documents.ts";

const MINUTES = 240_000;
const folder = scratch();
const at = (name: string): string => join(folder, name);

type Row = Readonly<Record<string, string>>;
const pointsOf = (row: Row, prefix: string): string[] =>
  Object.entries(row).flatMap(([name, value]) => (name.startsWith(prefix) ? [value] : []));

describe("the workbook of the sample company", () => {
  beforeAll(async () => {
    const files = [join(SAMPLE, "salesforce/Opportunity.csv"), "--accounts", join(SAMPLE, "salesforce/Account.csv")];
    await built([...files, "--about", "account", "--no-resampling", "--out", at("suggested.json")]);
    const ended = await openicp(["confirm", at("suggested.json"), "1", "2", "3", "--out", at("icp.json")]);
    expect(ended.stderr).toBe("");
  }, MINUTES);
  beforeEach(needsLibreOffice);

  it.each([
    ["salesforce/Account.csv", 1505],
    ["prospects.csv", 1000],
  ])(
    "gives the points, fit, level and disqualifier of `score` in LibreOffice for %s, on %i rows",
    async (file, rows) => {
      const lines = readFileSync(join(SAMPLE, file), "utf8").split("\n");
      writeFileSync(at("accounts.csv"), `${lines.slice(0, rows + 1).join("\n")}\n`);
      const icp = ["--icp", at("icp.json")];
      const scored = await openicp(["score", at("accounts.csv"), ...icp, "--out", at("scores.csv"), "--quiet"]);
      const made = await openicp([
        "compile",
        at("icp.json"),
        "--to",
        "xlsx",
        "--accounts",
        at("accounts.csv"),
        "--out",
        at("card.xlsx"),
      ]);
      expect([scored.code, made.code]).toEqual([0, 0]);
      const [sheet = []] = await computed(at("card.xlsx"), ["Score"]);
      const scores = readCsv(at("scores.csv"));
      expect(sheet).toHaveLength(rows);
      expect(scores).toHaveLength(rows);
      expect(new Set(scores.map((row) => row.disqualified_by)).size).toBeGreaterThan(2);
      sheet.forEach((row, i) => {
        const wanted = scores[i]!;
        expect([i, row.fit, row.level, Number(row.known)]).toEqual([i, wanted.fit, wanted.level, Number(wanted.known)]);
        expect([i, row.disqualified_by]).toEqual([i, wanted.disqualified_by]);
        expect([i, ...pointsOf(row, "points: ")]).toEqual([i, ...pointsOf(wanted, "points_")]);
      });
    },
    MINUTES,
  );
});

const decimals = [".", ","] as const;
const document: IcpDocument = documentOf({
  cards: [
    {
      name: "industry",
      rule: {
        kind: "text",
        missing,
        aliases: { banks: "bankingsector kreditinstitute", fintech: "financialtechnology" },
      },
      weight: 20,
      bands: [
        [{ in: ["=1+1", "a*", "what?", "tilde~", "+plus", "2019"] }, 20],
        [{ in: ["banks", "fintech", "οδοσ", "i̇nsurance", 'x" or 1=1'] }, 11],
        [{ other: true }, 4],
        [{ missing: true }, 7],
      ],
    },
    {
      name: "stage",
      rule: {
        kind: "scale",
        missing,
        order: ["seed", "series a", "series b", "ipo"],
        aliases: { "series a": "seriesaround rounda" },
      },
      weight: 10,
      bands: [
        [{ from: 1, below: 3 }, 10],
        [{ from: null, below: 1 }, 2],
      ],
    },
    ...decimals.map((decimal, i) => ({
      name: `size_${i}`,
      rule: { kind: "number" as const, missing: [...missing, "0"], decimal },
      weight: 20,
      bands: [
        [{ from: null, below: 50 }, 1],
        [{ from: 50, below: 1000 }, 20],
        [{ from: 2000, below: null }, 9],
        [{ missing: true }, 5],
      ] as const,
    })),
    {
      name: "tools_has_a",
      source: "tools",
      rule: { kind: "set", missing, separators: ";|\n", aliases: { a: "alpha thefirst", b: "beta" } },
      weight: 20,
      bands: [
        [{ has: "a" }, 20],
        [{ has: "b*" }, 12],
        [{ other: true }, 0],
      ],
    },
    {
      name: "tools_has_b",
      source: "tools",
      rule: { kind: "set", missing, separators: ";|\n", aliases: { a: "alpha thefirst", b: "beta" } },
      weight: 10,
      bands: [[{ has: "b" }, 10]],
    },
  ],
});

const TEXTS = [
  "Banking & Sector",
  "banking_and_sector",
  "Kredit-Institute",
  "Financial  Technology",
  "financial, and technology",
  "=1+1",
  "A*",
  "ab",
  "what?",
  "whata",
  "tilde~",
  "tilde",
  "+plus",
  "2019",
  " Banks\u00a0",
  "FINTECH",
  "n/a",
  "",
  "other",
];
const STAGES = ["Series A (round)", "Round-A", "Seed", "SERIES  A", "ipo", "grant", "", "unknown"];
const TOOLS = [
  "Alpha; c",
  "The First|x",
  "beta",
  "c; BETA ",
  "alphabet",
  "alpha and beta",
  "A; c",
  "b*",
  "ab",
  "b|A",
  "c\nb",
  ";",
  "B",
  "",
  "N/A",
  "bb;b",
];
const NUMBERS = [
  "12",
  "2,300",
  "2.300",
  "1,234,567",
  "12,34",
  "1,00,00,000",
  "$2,300",
  "2300 €",
  "$ 1.5M",
  "1.5 m",
  "12k",
  "12K EUR",
  "11-50",
  "11 – 50",
  "50 to 100",
  "10-50k",
  "500-1k",
  "1,500-2,000k",
  "1,5-2k",
  "$1M - $5M",
  "500+",
  "$500k+",
  "-5",
  "-5+",
  "5-",
  "--5",
  "1e3",
  "12%",
  "50-10",
  "about 30",
  "less than 10",
  "0",
  "unknown",
  "-",
  "",
  ".5",
  "5.",
  "0,500",
  "1.234.567,5",
  "60.5",
  "60,5",
  "2023-10",
  "10-11-12",
  "5 100",
  "5 10",
];

describe("the formulas on cells as they come", () => {
  beforeEach(needsLibreOffice);
  const sources = workbookSources(document);
  const score = scorer(document);

  async function inLibreOffice(rows: readonly (readonly (string | number | null)[])[], name: string): Promise<Row[][]> {
    const filled = rows.map((cells, i) => ({ name: `row ${i}`, cells }));
    writeFileSync(at(`${name}.xlsx`), await xlsxOf(scoreWorkbook(document, filled, rows.length)));
    return computed(at(`${name}.xlsx`), ["Score", "Reading", "Lists"]);
  }

  it(
    "agree with `score` to the point on filled cells, whatever they hold",
    async () => {
      const messy = fc.sample(fc.tuple(messyCell, messyCell, messyCell, messyCell, messyCell), {
        numRuns: 400,
        seed: 7,
      });
      const neat = fc.sample(
        fc.tuple(...[TEXTS, STAGES, NUMBERS, NUMBERS, TOOLS].map((list) => fc.constantFrom(...list))),
        { numRuns: 600, seed: 7 },
      );
      const raw = [...messy, ...neat].map((row) => row.map((cell) => (cell === "" ? null : cell)));
      const [sheet = []] = await inLibreOffice(
        raw.map((row) => row.map((cell, k) => filledCell(sources[k]!.rule, cell) as string | number | null)),
        "filled",
      );
      expect(sheet).toHaveLength(1000);
      sheet.forEach((row, i) => {
        const wanted = score(Object.fromEntries(sources.map(({ source }, k) => [source, raw[i]![k]])));
        expect([raw[i], ...pointsOf(row, "points: ").map(Number)]).toEqual([
          raw[i],
          ...wanted.reasons.map((r) => r.points),
        ]);
        expect([row.fit, row.level]).toEqual([String(wanted.fit), wanted.level]);
      });
    },
    MINUTES,
  );

  it(
    "agree with `score` to the point on typed texts and sets, other spellings too",
    async () => {
      const lists = [TEXTS, STAGES, ["12"], ["12"], TOOLS];
      const rows = fc.sample(fc.tuple(...lists.map((list) => fc.constantFrom(...list))), { numRuns: 400, seed: 3 });
      const [sheet = []] = await inLibreOffice(
        rows.map((row) => row.map((cell) => (cell === "" ? null : cell))),
        "spelled",
      );
      sheet.forEach((row, i) => {
        const wanted = score(Object.fromEntries(sources.map(({ source }, k) => [source, rows[i]![k]])));
        expect([rows[i], ...pointsOf(row, "points: ").map(Number)]).toEqual([
          rows[i],
          ...wanted.reasons.map((r) => r.points),
        ]);
      });
    },
    MINUTES,
  );

  it(
    "read a typed number as our own reader does or not at all, and say so; never as another number",
    async () => {
      const random = fc.sample(messyCell, { numRuns: 900, seed: 11 }).flatMap((cell) => (cell === null ? [] : [cell]));
      const texts = [...NUMBERS, ...random].filter((text) => !/\p{Cc}|\p{Cs}|\p{Cn}/u.test(text));
      const rows = texts.map((text) => ["banks", null, text, text, null]);
      const [sheet = [], reading = []] = await inLibreOffice(rows, "typed");
      const read = { ours: 0, sheets: 0 };
      for (const [k, decimal] of decimals.entries()) {
        reading.forEach((row, i) => {
          const said = row[`size_${k}: number`]!;
          const ours =
            missing.includes(texts[i]!.trim().toLowerCase()) || texts[i]!.trim() === "0"
              ? null
              : parseNumber(texts[i]!, decimal);
          if (ours !== null) read.ours++;
          if (said === "" || said === "cannot read") return;
          read.sheets++;
          expect([texts[i], decimal, Number(said)]).toEqual([
            texts[i],
            decimal,
            ours === null ? null : expect.closeTo(ours, 6),
          ]);
        });
      }
      expect(read.sheets).toBeGreaterThan(0.3 * read.ours);
      const marked = sheet.find((_, i) => texts[i] === "about 30")!;
      expect(marked["not read"]).toBe("size_0 (no number); size_1 (no number); ");
      expect(marked["points: Size 0"]).toBe("5");
    },
    MINUTES,
  );
});

describe("scoreWorkbook", () => {
  it("is the same bytes for the same document", async () => {
    const bytes = async (): Promise<Uint8Array> => xlsxOf(scoreWorkbook(document, [], 3));
    expect(await bytes()).toEqual(await bytes());
  });

  it("keeps labels that begin like a formula as texts", () => {
    const lists = scoreWorkbook(document, [], 1).find(({ name }) => name === "Lists")!;
    expect(lists.rows.flat()).toContain("=1+1");
  });

  it("refuses a document without a scorecard", () => {
    expect(() => scoreWorkbook(documentOf({ cards: [] }), [], 1)).toThrow("no scorecard");
  });
});
