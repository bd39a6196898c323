import { InputError } from "../errors.ts";
import { type RoledTechnology, TECHNOLOGY_ROLES, type TechnologyRole } from "../features/technology-roles.ts";
import { nearest } from "../ingest/nearest.ts";
import { foldText } from "../normalise/fold.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import { readFile } from "../warehouse/files/read.ts";

/**
 * Reads a list of technologies: a table with the columns `technology` and `role`.
 *
 * @throws InputError for a missing column, an empty cell, an unknown role, or a technology with two, with the file and row
 */
export async function readTechnologies(database: Database, path: string): Promise<RoledTechnology[]> {
  const table = await readFile(database, path, "accounts", "technology_roles");
  const [technology, role] = ["technology", "role"].map((name) => {
    const found = table.columns.find((header) => foldText(header) === name);
    if (found !== undefined) return quoteIdentifier(found);
    throw new InputError(
      `${table.file} has no column "${name}": a list of technologies has the columns technology, role, as in "Salesforce,required"`,
    );
  });
  const rows = await database.rows<{ t: string | null; r: string | null; row: number }>(
    `SELECT ${technology} AS t, ${role} AS r, "__row"::INTEGER AS row FROM technology_roles ORDER BY "__row"`,
  );
  if (rows.length === 0) throw new InputError(`${table.file} lists no technology`);
  const roles = new Map<string, TechnologyRole>();
  return rows.map(({ t, r, row }) => {
    const place = `${table.file}, row ${row}`;
    const name = (t ?? "").trim();
    if (foldText(name) === "") throw new InputError(`${place}: "technology" is empty`);
    const said = roleOf(r ?? "", place);
    const before = roles.get(foldText(name)) ?? said;
    if (before !== said) throw new InputError(`${place}: ${name} is ${said} here and ${before} above; keep one`);
    roles.set(foldText(name), said);
    return { technology: name, role: said };
  });
}

function roleOf(raw: string, place: string): TechnologyRole {
  const said = foldText(raw).replace(/[ _]/g, "-");
  const found = TECHNOLOGY_ROLES.find((role) => role === said);
  if (found !== undefined) return found;
  const [near] = nearest(said, [...TECHNOLOGY_ROLES], 1);
  const hint = near === undefined ? `the roles are ${TECHNOLOGY_ROLES.join(", ")}` : `did you mean ${near}?`;
  throw new InputError(`${place}: there is no role "${raw.trim()}"; ${hint}`);
}
