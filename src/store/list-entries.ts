import { and, asc, count, eq, gt, ilike, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { requireThawed } from "./lists.ts";
import { listEntries, lists } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** An account's stay on a list. */
export type ListEntry = typeof listEntries.$inferSelect;

/** Where an account stands on a list. */
export interface Place {
  readonly account: string;
  readonly tier?: ListEntry["tier"];
  readonly action?: string | null;
  readonly owner?: string | null;
  readonly rank?: number | null;
  readonly control?: boolean;
  readonly details?: Details | null;
}

export interface Moves {
  readonly at: Date;
  readonly entered: readonly (Place & { readonly why: string })[];
  readonly left: readonly { readonly account: string; readonly why: string }[];
  /** Those that stay, where they stand now. */
  readonly stayed: readonly Place[];
}

/** Rows that go into one statement, as one JSON text. */
const ROWS = 20_000;

function inParts<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, i) => rows.slice(i * ROWS, (i + 1) * ROWS));
}

/** Rows as a table `moved` in SQL. */
function moved(rows: readonly object[]): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as moved(account text, why text, tier text, action text, owner text,
    rank bigint, control boolean, details text)`;
}

function standing({ account, tier, action, owner, rank, control, details }: Place) {
  const text = details === undefined || details === null ? null : JSON.stringify(details);
  return { account, tier, action, owner, rank, control: control ?? false, details: text };
}

/**
 * Lets accounts enter and leave a list, each with why. Inside a transaction. An account that enters while it is there is refused by the
 * database; one that leaves and enters again has two rows.
 *
 * @throws InputError when the list is frozen
 */
export async function moveEntries(tx: Db, list: number, { at, entered, left, stayed }: Moves): Promise<void> {
  await requireThawed(tx, list);
  const moment = at.toISOString();
  for (const part of inParts(left))
    await tx.execute(sql`update openicp.list_entries as entry set left_at = ${moment}::timestamptz, left_why = moved.why
      from ${moved(part)} where entry.list = ${list} and entry.account = moved.account and entry.left_at is null`);
  for (const part of inParts(stayed))
    await tx.execute(sql`update openicp.list_entries as entry set tier = moved.tier, action = moved.action, owner = moved.owner,
      rank = moved.rank, control = moved.control, details = moved.details
      from ${moved(part.map(standing))} where entry.list = ${list} and entry.account = moved.account and entry.left_at is null`);
  for (const part of inParts(entered))
    await tx.execute(sql`insert into openicp.list_entries
        (list, account, tier, action, owner, rank, control, details, entered_at, entered_why)
      select ${list}, account, tier, action, owner, rank, control, details, ${moment}::timestamptz, why
      from ${moved(part.map((place) => ({ ...standing(place), why: place.why })))} order by rank, account`);
  await tx.update(lists).set({ made_at: at }).where(eq(lists.id, list));
}

/** Who is on the list now: by rank, then account. */
export async function entriesNow(db: Db, list: number): Promise<readonly ListEntry[]> {
  return db
    .select()
    .from(listEntries)
    .where(and(eq(listEntries.list, list), isNull(listEntries.left_at)))
    .orderBy(asc(listEntries.rank), asc(listEntries.account));
}

/** Who was on a list at a moment, as they are kept: by account. */
export async function entriesAt(db: Db, list: number, at: Date): Promise<readonly ListEntry[]> {
  return db
    .select()
    .from(listEntries)
    .where(
      and(
        eq(listEntries.list, list),
        lte(listEntries.entered_at, at),
        or(isNull(listEntries.left_at), gt(listEntries.left_at, at)),
      ),
    )
    .orderBy(sql`${listEntries.account} collate "C"`);
}

/** Every stay of a list, or of an account on any list, in the order of entering. */
export async function entryHistory(db: Db, of: { list: number } | { account: string }): Promise<readonly ListEntry[]> {
  const condition = "list" in of ? eq(listEntries.list, of.list) : eq(listEntries.account, of.account);
  return db.select().from(listEntries).where(condition).orderBy(asc(listEntries.id));
}

/** Which of those on a list now. */
export interface EntriesWanted {
  readonly list: number;
  /** `none`: who is kept aside for the control. Empty: all. */
  readonly tiers: readonly ("A" | "B" | "C" | "none")[];
  readonly owner: string | null;
  readonly action: string | null;
  /** Part of the name, the website or the account; empty: all. */
  readonly words: string;
  readonly limit: number;
  readonly offset: number;
}

function wanted({ list, tiers, owner, action, words }: Omit<EntriesWanted, "limit" | "offset">): SQL | undefined {
  const named = tiers.filter((tier) => tier !== "none");
  const like = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const detail = (name: string): SQL => sql`${listEntries.details}::json->>${name}`;
  return and(
    eq(listEntries.list, list),
    isNull(listEntries.left_at),
    ...(tiers.length === 0
      ? []
      : [
          or(
            ...(named.length === 0 ? [] : [inArray(listEntries.tier, named)]),
            ...(named.length < tiers.length ? [isNull(listEntries.tier)] : []),
          ),
        ]),
    ...(owner === null ? [] : [eq(listEntries.owner, owner)]),
    ...(action === null ? [] : [eq(listEntries.action, action)]),
    ...(words === ""
      ? []
      : [
          or(
            ilike(listEntries.account, like),
            sql`${detail("name")} ilike ${like}`,
            sql`${detail("website")} ilike ${like}`,
          ),
        ]),
  );
}

/** A part of who is on a list now, by tier and rank, the control last; and how many fit. */
export async function entryPage(
  db: Db,
  { limit, offset, ...which }: EntriesWanted,
): Promise<{ readonly items: readonly ListEntry[]; readonly total: number }> {
  const where = wanted(which);
  const items = await db
    .select()
    .from(listEntries)
    .where(where)
    .orderBy(
      sql`${listEntries.tier} asc nulls last`,
      sql`coalesce(${listEntries.rank}, 0)`,
      sql`${listEntries.account} collate "C"`,
    )
    .limit(limit)
    .offset(offset);
  const [found] = await db.select({ n: count() }).from(listEntries).where(where);
  return { items, total: Number(found?.n ?? 0) };
}

/** How many are on a list now, by tier; null: the control. */
export async function entryCounts(
  db: Db,
  list: number,
): Promise<readonly { readonly tier: ListEntry["tier"]; readonly accounts: number }[]> {
  const rows = await db
    .select({ tier: listEntries.tier, n: count() })
    .from(listEntries)
    .where(and(eq(listEntries.list, list), isNull(listEntries.left_at)))
    .groupBy(listEntries.tier);
  return rows.map(({ tier, n }) => ({ tier, accounts: Number(n) }));
}

/** Headers of the ids that accounts of a list have, and whether some are of a team. */
export async function entryColumns(
  db: Db,
  list: number,
): Promise<{ readonly ids: readonly string[]; readonly teamed: boolean }> {
  const { rows } = (await db.execute(sql`select distinct id.name as name
    from openicp.list_entries entry, json_object_keys(entry.details::json->'ids') as id(name)
    where entry.list = ${list} and entry.left_at is null`)) as unknown as { rows: { name: string }[] };
  const [team] = await db
    .select({ id: listEntries.id })
    .from(listEntries)
    .where(
      and(
        eq(listEntries.list, list),
        isNull(listEntries.left_at),
        sql`${listEntries.details}::json->>'team' is not null`,
      ),
    )
    .limit(1);
  return { ids: rows.map(({ name }) => name).sort(), teamed: team !== undefined };
}
