import { prefilled } from "../declared/prefill.ts";
import { InputError } from "../errors.ts";
import { conceptOf } from "../icp/concept.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { RawTable } from "../ingest/facts.ts";
import type { Database } from "../warehouse/database.ts";
import { duckdbColumns } from "./columns.ts";
import type { CustomerCompanies } from "./customer-companies.ts";
import { declaredIn, type ReadDeclared } from "./read-declared.ts";
import { levelCounts } from "./tally.ts";

/**
 * The declared ICP that the customers suggest, as text to edit.
 *
 * @param from the files it is from @throws InputError where nothing of them tells one company from another
 */
export async function prefilledFrom(
  database: Database,
  { table, rows, ended, columns }: CustomerCompanies,
  from: string,
): Promise<string> {
  const reader = duckdbColumns(database, table, rows);
  const own = columns.filter(({ name }) => conceptOf(name) !== null);
  const read = [];
  for (const column of own) read.push({ ...column, dictionary: await reader.dictionary(column.name) });
  const text = prefilled(read, rows, ended, from);
  if (text === null)
    throw new InputError(
      `${from} does not say what these ${rows} customers have in common: give their accounts with industry, employees, country or tools (--accounts accounts.csv)`,
    );
  return text;
}

/** What the customers have in common as if a person had declared it. */
export async function suggestedBy(
  database: Database,
  customers: CustomerCompanies,
  tables: readonly RawTable[],
): Promise<ReadDeclared> {
  const files = tables.filter(({ role }) => role === "customers").map(({ file }) => file);
  const from = files.join(" + ");
  return {
    ...declaredIn(await prefilledFrom(database, customers, from), from, "customers"),
    notes: [
      `The points are what ${customers.rows.toLocaleString("en-US")} customers have in common. Write them out, put in what you know better (\`openicp declare --customers ${files[0]} --out icp.yaml\`), and build with \`--declared icp.yaml\`.`,
    ],
  };
}

/** The document with the levels that its own card gives the customers. */
export async function withCustomers(
  database: Database,
  document: IcpDocument,
  { table, columns }: CustomerCompanies,
): Promise<IcpDocument> {
  const names = new Set(columns.map(({ name }) => name));
  const own = new Map(
    document.attributes.flatMap(({ source }) => (names.has(source) ? [[source, source] as const] : [])),
  );
  const counts = await levelCounts(database, document, table, own);
  return { ...document, declared: { ...document.declared!, customers: { ...counts } } };
}
