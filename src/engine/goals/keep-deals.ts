import type { Evidence, Facts, GoalFacts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";

/** Column of the table of facts that keeps who won, where `y` stands for more. */
export const WON = "__won";

/**
 * The facts of those deals that can tell whether they reached a goal, with `y` for the goal; who won stays in `WON`. Deals and accounts are
 * numbered anew, here and where contacts, events and customers refer to them.
 *
 * @param told table of `deal`, `y` (1 reached, 0 not) and `fate`: NULL, or why the deal cannot tell
 */
export async function keepDeals(
  database: Database,
  facts: Facts,
  told: string,
  goal: Pick<GoalFacts, "goal" | "outcome" | "threshold">,
): Promise<Facts> {
  const [table, numbers] = [`${facts.table}_goal`, `${facts.table}_goal_numbers`];
  await database.run(`CREATE TABLE ${numbers} AS
    WITH kept AS (SELECT f.deal AS old, f.account AS family, t.y FROM ${facts.table} f JOIN ${told} t ON t.deal = f.deal WHERE t.fate IS NULL),
    families AS (SELECT family, (row_number() OVER (ORDER BY min(old)) - 1)::INTEGER AS account FROM kept GROUP BY family)
    SELECT k.old, (row_number() OVER (ORDER BY k.old) - 1)::INTEGER AS deal, k.family, n.account, k.y::TINYINT AS y
    FROM kept k JOIN families n ON n.family = k.family`);
  await database.run(`CREATE TABLE ${table} AS
    SELECT f.* REPLACE (n.deal AS deal, n.account AS account, n.y AS y), f.y AS ${WON} FROM ${facts.table} f JOIN ${numbers} n ON n.old = f.deal ORDER BY n.deal`);
  const leftOut = await database.rows<{ reason: string; rows: number }>(
    `SELECT fate AS reason, count(*) AS rows FROM ${told} WHERE fate IS NOT NULL GROUP BY fate ORDER BY rows DESC, reason`,
  );
  const wonDeals = await database.value<number>(`SELECT count(*) FROM ${table} WHERE ${WON} = 1`);
  return {
    ...facts,
    table,
    units: await renumbered(database, facts.units, numbers, "deal"),
    customersTable: await renumbered(database, facts.customersTable, numbers, "account"),
    evidence: await evidenceOf(database, facts.evidence, table, leftOut),
    goal: { ...goal, leftOut, won: WON, wonDeals },
  };
}

/** A table that refers to deals, or to accounts, by their new numbers: rows of deals left out go, accounts left out become NULL. */
async function renumbered(
  database: Database,
  table: string | null,
  numbers: string,
  by: "deal" | "account",
): Promise<string | null> {
  if (table === null) return null;
  const into = `${table}_goal`;
  const select =
    by === "deal"
      ? `SELECT u.* REPLACE (n.deal AS deal) FROM ${table} u JOIN ${numbers} n ON n.old = u.deal ORDER BY n.deal`
      : `SELECT c.* REPLACE (n.account AS account) FROM ${table} c LEFT JOIN (SELECT DISTINCT family, account FROM ${numbers}) n ON n.family = c.account ORDER BY c.customer`;
  await database.run(`CREATE TABLE ${into} AS ${select}`);
  return into;
}

async function evidenceOf(
  database: Database,
  evidence: Evidence,
  table: string,
  leftOut: GoalFacts["leftOut"],
): Promise<Evidence> {
  const [counts] = await database.rows<Omit<Evidence, "lostByReason" | "excluded">>(
    `SELECT count(*) AS opportunities, count(*) FILTER (y = 1) AS won, count(*) FILTER (y = 0) AS lost, count(DISTINCT account) AS accounts,
      count(DISTINCT account) FILTER (y = 1) AS customers, CAST(min(closed) AS VARCHAR) AS "from", CAST(max(closed) AS VARCHAR) AS "to" FROM ${table}`,
  );
  const losses = await database.rows<{ loss: string; rows: number }>(
    `SELECT coalesce(loss, 'unknown') AS loss, count(*) AS rows FROM ${table} WHERE ${WON} = 0 GROUP BY 1 ORDER BY rows DESC, loss`,
  );
  const named = Object.keys(evidence.lostByReason).length > 0;
  return {
    ...evidence,
    ...counts!,
    accounts: evidence.accounts === 0 ? 0 : counts!.accounts,
    customers: evidence.accounts === 0 ? 0 : counts!.customers,
    lostByReason: named ? Object.fromEntries(losses.map(({ loss, rows }) => [loss, rows])) : {},
    excluded: [...evidence.excluded, ...leftOut],
  };
}
