import { aboutByConstancy, aboutByName, type Constancy } from "../../ingest/about.ts";
import type { Candidate } from "../../ingest/facts.ts";
import { foldedSql, missingSql } from "../../ingest/text.ts";
import { binomialTail } from "../../stats/binomial.ts";
import { wilson } from "../../stats/wilson.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Names } from "./rows.ts";

const NOTHING_KNOWN: Constancy = { rows: 0, agree: 0, chance: 1, high: 1, luck: 1, repeats: null };

/** In a flat table each column's name, and else its constancy within companies, tell whether it is about the account or the deal. */
export async function decideAbout(
  database: Database,
  names: Names,
  facts: string,
  candidates: readonly Candidate[],
  hasKeys: boolean,
): Promise<Candidate[]> {
  const decided: Candidate[] = [];
  const repeats = await database.value<number>(
    `SELECT count(*) - count(DISTINCT d.company) FROM ${facts} f JOIN ${names.deals} d ON d.__row = f.row WHERE d.company IS NOT NULL`,
  );
  for (const candidate of candidates) {
    const constancy = () => (hasKeys ? constancyOf(database, names, facts, candidate.name, repeats) : NOTHING_KNOWN);
    const about = aboutByName(candidate.name) ?? aboutByConstancy(candidate.name, await constancy());
    decided.push({ ...candidate, about });
  }
  return decided;
}

/** How far a column of the facts stays the same within a company. */
async function constancyOf(
  database: Database,
  names: Names,
  facts: string,
  name: string,
  repeats: number,
): Promise<Constancy> {
  const [row] = await database.rows<{ rows: number; agree: number | null; chance: number | null }>(
    `WITH cells AS (SELECT d.company, f.row, f.value FROM (SELECT row, ${foldedSql(name)} AS value FROM ${facts} WHERE NOT ${missingSql(name)}) f
       JOIN ${names.deals} d ON d.__row = f.row WHERE d.company IS NOT NULL),
     shares AS (SELECT count(*) / sum(count(*)) OVER () AS share FROM cells GROUP BY value),
     ranked AS (SELECT value, first_value(value) OVER w AS first, row_number() OVER w AS place FROM cells WINDOW w AS (PARTITION BY company ORDER BY row))
     SELECT count(*) AS rows, avg((value = first)::INTEGER) AS agree, (SELECT sum(share * share) FROM shares) AS chance FROM ranked WHERE place > 1`,
  );
  const { rows, agree, chance } = { rows: row!.rows, agree: row!.agree ?? 0, chance: row!.chance ?? 1 };
  return { rows, ...evidence(rows, agree, chance), repeats };
}

/** What the rows that agree say beyond chance. */
export function evidence(rows: number, agree: number, chance: number): Omit<Constancy, "rows" | "repeats"> {
  const agreeing = Math.round(rows * agree);
  const [, high] = wilson(agreeing, rows);
  return { agree, chance, high, luck: rows === 0 ? 1 : binomialTail(agreeing, rows, Math.min(chance, 1)) };
}
