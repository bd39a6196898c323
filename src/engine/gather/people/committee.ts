import type { Candidate } from "../../../ingest/facts.ts";
import { SENIORITIES } from "../../../ingest/title/seniority.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { Units } from "./units.ts";

/** SQL: a function as people write it. */
const SHOWN = "CASE WHEN p.function IN ('it', 'hr') THEN upper(p.function) ELSE p.function END";

/** What is known of the buying committee when a deal begins: field, header. */
const ATTRIBUTES = [
  ["contacts_at_creation", "Contacts at creation"],
  ["functions_at_creation", "Functions at creation"],
  ["highest_seniority_at_creation", "Highest seniority at creation"],
] as const;

/** Headers of these attributes, by which a person may leave them out. */
export const COMMITTEE_HEADERS: readonly string[] = ATTRIBUTES.map(([, header]) => header);

/**
 * Adds to the facts who was known at the account when the deal was created: how many contacts, their functions, the highest seniority. Only
 * contacts created before the day of the deal's creation count, and only by their own account: who is tied to a deal is decided while it
 * goes on, and contacts are often entered when it is won. Without a creation date of the deal nothing is known.
 */
export async function addCommittee(
  database: Database,
  facts: string,
  people: string,
  units: Units,
  taken: ReadonlySet<string>,
  file: string,
): Promise<Candidate[]> {
  const free = (name: string): string => (taken.has(name) ? free(`${name}_2`) : name);
  const candidates = ATTRIBUTES.map(
    ([name, header]): Candidate => ({ name: free(name), header, about: "opportunity", family: "buying", file }),
  );
  const [count, functions, highest] = candidates.map(({ name }) => quoteIdentifier(name));
  const scale = `[${SENIORITIES.map(quoteText).join(", ")}]`;
  await database.run(`CREATE TABLE ${facts}_with AS
    WITH known AS (SELECT f.row, count(p.one) AS people, string_agg(DISTINCT ${SHOWN}, '; ' ORDER BY ${SHOWN}) AS functions,
        max(list_position(${scale}, p.seniority)) AS place
      FROM ${facts} f JOIN ${units.deals} u ON u.row = f.row
      LEFT JOIN ${people} p ON p.unit = u.unit AND p.created < f.created AND p.matched_by <> 'deal'
      WHERE u.unit IS NOT NULL AND f.created IS NOT NULL GROUP BY f.row)
    SELECT f.*, CAST(k.people AS VARCHAR) AS ${count}, k.functions AS ${functions}, ${scale}[k.place] AS ${highest}
    FROM ${facts} f LEFT JOIN known k ON k.row = f.row ORDER BY f.deal`);
  await database.run(`DROP TABLE ${facts}; ALTER TABLE ${facts}_with RENAME TO ${facts}`);
  return candidates;
}
