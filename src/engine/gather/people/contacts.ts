import type { Candidate, FileTotals, Guess } from "../../../ingest/facts.ts";
import type { PeopleTable } from "../../../ingest/people.ts";
import type { Database } from "../../../warehouse/database.ts";
import { totalsByFate } from "../evidence.ts";
import { MERGED, TAKEN } from "../fates.ts";
import { addCommittee } from "./committee.ts";
import { readContactRoles } from "./contact-roles.ts";
import { inferredNote } from "./inferred-domains.ts";
import { joinPeople, tieToDeals } from "./join-people.ts";
import { hasColumn, type PersonFile } from "./read-people.ts";
import { matchedWords, sharedNote, type Units } from "./units.ts";

/** The files of contacts of one reading, and the tables they were read into. */
export interface ContactFiles {
  readonly people: readonly PersonFile[];
  readonly roles: readonly PersonFile[];
  /** Table of the people as read (`readPeople`). */
  readonly read: string;
  readonly inferred: string;
  readonly keepPersonal: boolean;
}

/** What reading contacts brought to light. */
export interface ContactsFound {
  readonly table: PeopleTable;
  readonly totals: readonly FileTotals[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  readonly candidates: readonly Candidate[];
}

/** Joins contacts to accounts and deals, lays the people table, and adds the committee to the facts. */
export async function gatherContacts(
  database: Database,
  files: ContactFiles,
  units: Units,
  facts: string,
  taken: ReadonlySet<string>,
  accounts: string | null,
): Promise<ContactsFound> {
  const { read } = files;
  const joined = `${read}_joined`;
  const ties = `${read}_ties`;
  await joinPeople(database, units, read, joined, "contacts");
  await tieToDeals(database, units, joined, ties);
  const roleTables: string[] = [];
  const roleTotals: FileTotals[] = [];
  for (const [i, file] of files.roles.entries()) {
    roleTables.push(`${read}_roles_${i}`);
    roleTotals.push(...(await readContactRoles(database, file, joined, units, roleTables[i]!)));
  }
  await layPeople(database, units, joined, ties, roleTables, files.keepPersonal);
  const people = `${read}_folded`;
  const totals: FileTotals[] = [];
  for (const [i, { raw }] of files.people.entries())
    totals.push(...(await totalsByFate(database, `(SELECT fate FROM ${joined}_fates WHERE file = ${i})`, raw)));
  const dated = hasColumn(files.people, "created");
  const names = files.people.map(({ raw }) => raw.file).join(" + ");
  const candidates = dated ? await addCommittee(database, facts, people, units, taken, names) : [];
  const table = `${read}_table`;
  await layTable(database, units, people, files, table);
  const rows = await database.value<number>(`SELECT count(*) FROM ${table}`);
  const notes = [
    ...(accounts === null ? [] : await inferredNote(database, files.inferred, accounts)),
    ...(await peopleNotes(database, people, names, dated)),
    ...(await sharedNote(database, units, joined)),
  ];
  const guesses = await contactGuesses(database, people, joined, names);
  await database.run(
    [read, joined, `${joined}_fates`, ties, people, ...roleTables].map((one) => `DROP TABLE ${one};`).join(" "),
  );
  const inferredDomains = accounts === null ? null : files.inferred;
  return { table: { table, rows, inferredDomains }, totals: [...totals, ...roleTotals], guesses, notes, candidates };
}

/** Creates `..._fates` (what became of each row) and `..._folded` (one row per person, its flags folded: opted out anywhere is opted out). */
async function layPeople(
  database: Database,
  units: Units,
  joined: string,
  ties: string,
  roles: readonly string[],
  keepPersonal: boolean,
): Promise<void> {
  const tied = [
    `SELECT one, row, NULL AS buying_role FROM ${ties}`,
    ...roles.map((table) => `SELECT one, row, buying_role FROM ${table} WHERE fate = '${TAKEN}'`),
  ].join(" UNION ALL ");
  const into = joined.replace(/_joined$/, "_folded");
  const personal = keepPersonal ? ", p.name, p.email, p.phone" : "";
  await database.run(`CREATE TABLE ${into} AS
    WITH tied AS (SELECT t.one, list_sort(list_distinct(list(t.row))) AS deals, arg_min(u.unit, t.row) AS unit, last(t.buying_role ORDER BY t.row, t.buying_role) FILTER (t.buying_role IS NOT NULL) AS buying_role
      FROM (${tied}) t JOIN ${units.deals} u ON u.row = t.row GROUP BY t.one),
    flags AS (SELECT one, min(created) AS created, bool_or(opt_out) AS opt_out, bool_or(do_not_call) AS do_not_call, bool_or(bounced) AS bounced FROM ${joined}
      WHERE NOT empty AND NOT deleted GROUP BY one)
    SELECT p.one, p.file, p.row, p.person, coalesce(p.unit, t.unit) AS unit, coalesce(p.matched_by, CASE WHEN t.unit IS NOT NULL THEN 'deal' END) AS matched_by,
      coalesce(t.deals, []) AS deals, p.function, p.seniority, coalesce(t.buying_role, p.buying_role) AS buying_role, p.country, f.created,
      f.opt_out, f.do_not_call, f.bounced, p.lawful_basis, p.has_title${personal}
    FROM ${joined} p JOIN flags f ON f.one = p.n LEFT JOIN tied t ON t.one = p.n WHERE p.n = p.one AND NOT p.empty AND NOT p.deleted ORDER BY p.n`);
  await database.run(`CREATE TABLE ${joined}_fates AS SELECT p.file, CASE WHEN p.empty THEN 'empty row' WHEN p.deleted THEN 'deleted in the CRM' WHEN p.n <> p.one THEN '${MERGED}'
      WHEN f.unit IS NULL THEN 'of no account here' ELSE '${TAKEN}' END AS fate
    FROM ${joined} p LEFT JOIN ${into} f ON f.one = p.n`);
  await database.run(`DELETE FROM ${into} WHERE unit IS NULL`);
}

async function layTable(
  database: Database,
  units: Units,
  people: string,
  files: ContactFiles,
  into: string,
): Promise<void> {
  const names = files.people.map(({ raw }, i) => `WHEN ${i} THEN '${raw.file.replaceAll("'", "''")}'`).join(" ");
  await database.run(`CREATE TABLE ${into} AS SELECT p.person, CASE p.file ${names} END AS file, p.row, a.account, a.account_row, p.matched_by,
    p.* EXCLUDE (one, person, file, row, matched_by, has_title) FROM ${people} p LEFT JOIN ${units.accounts} a ON a.unit = p.unit ORDER BY p.one`);
}

async function contactGuesses(database: Database, people: string, joined: string, names: string): Promise<Guess[]> {
  const [counts] = await database.rows<{ rows: number; people: number; tied: number; titled: number; read: number }>(
    `SELECT (SELECT count(DISTINCT one) FROM ${joined} WHERE NOT empty AND NOT deleted) AS rows, count(*) AS people, count(*) FILTER (len(deals) > 0) AS tied,
      count(*) FILTER (has_title) AS titled, count(*) FILTER (has_title AND function <> 'other') AS read FROM ${people}`,
  );
  const { rows, people: matched, tied, titled, read } = counts!;
  const write = (n: number) => n.toLocaleString("en-US");
  const how = await matchedWords(database, people, "true");
  const text = `Matched ${write(matched)} of ${write(rows)} contacts of ${names} to accounts${how === "" ? "" : ` (${how})`}; ${write(tied)} ${tied === 1 ? "is" : "are"} tied to deals.`;
  const guesses: Guess[] = [
    { what: "contacts", text, override: "--map 'COLUMN=account_id' (or email, company, opportunity_id)" },
  ];
  if (titled > 0)
    guesses.push({
      what: "titles",
      text: `Read the function from ${write(read)} of ${write(titled)} job titles${read < titled ? "; the others count as other" : ""}.`,
      override: "--map 'COLUMN=title' (or department)",
    });
  return guesses;
}

/** What is to be said of the people found: consent, bounces, roles, and dates that are not there. */
async function peopleNotes(database: Database, people: string, names: string, dated: boolean): Promise<string[]> {
  const [counts] = await database.rows<Record<string, number>>(
    `SELECT count(*) FILTER (opt_out)::BIGINT AS opted_out, count(*) FILTER (do_not_call)::BIGINT AS uncalled, count(*) FILTER (bounced)::BIGINT AS bounced,
      count(*) FILTER (buying_role IS NOT NULL)::BIGINT AS roles, count(*) FILTER (created IS NULL)::BIGINT AS undated FROM ${people}`,
  );
  const { opted_out = 0, uncalled = 0, bounced = 0, roles = 0, undated = 0 } = counts!;
  const many = (n: number, one: string, more: string) => `${n.toLocaleString("en-US")} ${n === 1 ? one : more}`;
  const notes: string[] = [];
  if (!dated)
    notes.push(
      `${names} has no creation date, so who was known when a deal began cannot be told and is not learned from: export the contacts' creation date too.`,
    );
  else if (undated > 0)
    notes.push(
      `${many(undated, "contact has", "contacts have")} no creation date and ${undated === 1 ? "is" : "are"} not learned from.`,
    );
  if (roles > 0)
    notes.push(
      `${many(roles, "contact has", "contacts have")} a buying role. Sellers set it while the deal goes on, so it is counted and never learned from.`,
    );
  const reach = [
    opted_out > 0 ? many(opted_out, "contact has opted out of e-mail", "contacts have opted out of e-mail") : "",
    uncalled > 0 ? many(uncalled, "must not be called", "must not be called") : "",
    bounced > 0 ? many(bounced, "has an address that bounced", "have an address that bounced") : "",
  ].filter((part) => part !== "");
  if (reach.length > 0) notes.push(`${reach.join(", ")}: kept with each contact.`);
  return notes;
}
