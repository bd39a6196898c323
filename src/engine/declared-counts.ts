import type { CardAttribute, DeclaredCard } from "../declared/card.ts";
import { type BandCount, type Base, checkedAttribute, countedRate } from "../declared/check.ts";
import { bandReader } from "../declared/read-band.ts";
import type { Candidate, Facts } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import { lookupTable } from "./gather/lookup.ts";
import type { FewDeals } from "./hypothesis.ts";

/** The column of the deals that a declared attribute is about; null where they have none. */
export function candidateFor(
  { source, columns }: Pick<CardAttribute, "source" | "columns">,
  candidates: readonly Candidate[],
): Candidate | null {
  const found = (about: Candidate["about"]): Candidate | undefined =>
    candidates.find((one) => one.about === about && columns.includes(one.header)) ??
    candidates.find(
      (one) => one.about === about && (one.name === source || columns.some((c) => fieldName(c) === one.name)),
    );
  return found("account") ?? found("opportunity") ?? null;
}

/**
 * The deals in each declared band, and what they say of its points.
 *
 * @param ruleOf how the deals' columns are read, by their name, where the build knows it
 */
export async function declaredCounts(
  database: Database,
  facts: Facts,
  card: DeclaredCard,
  base: Base,
  ruleOf: (column: string) => NormaliseRule | null = () => null,
): Promise<FewDeals> {
  const counts: (readonly BandCount[] | null)[] = [];
  const missing: string[] = [];
  for (const [i, attribute] of card.attributes.entries()) {
    const column = facts.evidence.opportunities === 0 ? null : candidateFor(attribute, facts.candidates);
    if (column === null) {
      counts.push(null);
      missing.push(facts.evidence.opportunities === 0 ? "There are no deals." : "The deals have no such column.");
      continue;
    }
    counts.push(await bandCounts(database, facts.table, column.name, attribute, i, ruleOf(column.name)));
    missing.push("");
  }
  return {
    counted: (a, b) => countedRate(counts[a]?.[b] ?? { n: 0, won: 0 }, base),
    checked: card.attributes.map((attribute, a) => {
      const own = counts[a]!;
      if (own === null) return { label: attribute.label, weight: attribute.weight, bands: null, reason: missing[a]! };
      return checkedAttribute(attribute, own, base);
    }),
  };
}

/** Deals and wins per band, those of which nothing is known last. */
async function bandCounts(
  database: Database,
  table: string,
  column: string,
  attribute: CardAttribute,
  index: number,
  rule: NormaliseRule | null,
): Promise<readonly BandCount[]> {
  const [from, cell, looked] = [quoteIdentifier(table), quoteIdentifier(column), `declared_band_${index}`];
  const usable = attribute.kind === "numbers" && rule?.kind === "number" ? rule : undefined;
  await lookupTable(database, looked, `SELECT ${cell} FROM ${from}`, bandReader(attribute, usable), "DOUBLE");
  const rows = await database.rows<{ band: number | null; n: number; won: number }>(
    `SELECT l.value AS band, count(*)::INTEGER AS n, sum(y)::INTEGER AS won FROM ${from} f LEFT JOIN ${looked} l ON l.text = f.${cell} GROUP BY l.value ORDER BY band`,
  );
  await database.run(`DROP TABLE ${looked}`);
  return [...attribute.bands.keys(), null].map((band) => {
    const found = rows.find((row) => row.band === band);
    return { n: found?.n ?? 0, won: found?.won ?? 0 };
  });
}
