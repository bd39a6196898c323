import { cellSql } from "../../../ingest/keys.ts";
import type { PersonColumns } from "../../../ingest/person-columns.ts";
import { readSeniority } from "../../../ingest/title/seniority.ts";
import { readDepartment, readTitle } from "../../../ingest/title/title.ts";
import type { AccountPerson } from "./shapes.ts";

/** A row of a file of people, by what its columns mean. */
export interface PersonRow {
  readonly title: string | null;
  readonly department: string | null;
  readonly seniority: string | null;
  readonly opted_out: boolean;
  readonly name: string | null;
  readonly email: string | null;
}

/** SQL cells of `PersonRow`. */
export function personCells({ one, optOut }: PersonColumns): string {
  const cell = (column: { readonly header: string } | null): string => cellSql(column?.header ?? null);
  const out = optOut.map((column) => `coalesce(lower(${cell(column)}) IN ('true', '1', 'yes', 'y'), false)`);
  return `${cell(one.title)} AS title, ${cell(one.department)} AS department, ${cell(one.seniority)} AS seniority,
    ${out.length === 0 ? "false" : out.join(" OR ")} AS opted_out,
    coalesce(${cell(one.name)}, nullif(concat_ws(' ', ${cell(one.first_name)}, ${cell(one.last_name)}), '')) AS name, ${cell(one.email)} AS email`;
}

/** What a person does there, by their title, else by their department. */
export function jobOf({ title, department, seniority }: PersonRow): Pick<AccountPerson, "function" | "seniority"> {
  const read = title === null ? null : readTitle(title);
  const fallback = department === null ? null : readDepartment(department);
  const job = read === null || read.function === "other" ? (fallback ?? read?.function ?? null) : read.function;
  return { function: job, seniority: read?.seniority ?? (seniority === null ? null : readSeniority(seniority)) };
}

/** Who they are, only where a workspace keeps that. */
export function nameOf({ name, email }: PersonRow, keepPersonal: boolean): Pick<AccountPerson, "name" | "email"> {
  return keepPersonal ? { name, email } : { name: null, email: null };
}
