import { InputError } from "../../../errors.ts";
import { fieldName } from "../../../ingest/field-name.ts";
import { cellSql } from "../../../ingest/keys.ts";
import { requireHeader } from "../../../ingest/options.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { readFile } from "../../../warehouse/files/read.ts";
import type { List } from "../../match/list.ts";
import type { ListSpec } from "./spec.ts";

/** Table of the accounts' teams: `__row`, `team`. */
export const TEAMS = "list_teams";

const OWNERS: readonly string[] = [
  "owner",
  "owner_name",
  "account_owner",
  "seller",
  "rep",
  "sales_rep",
  "user",
  "name",
];
const TEAM_NAMES: readonly string[] = ["team", "team_name", "sales_team", "territory", "region", "pod", "group"];

/**
 * Lays which team each account is of: by a column of its own, or by its owner and a file of owners and teams. Gives notes.
 *
 * @param named table with `__row` and `owner`
 * @throws InputError where a limit per team has nothing that tells teams, and for a column that is not there
 */
export async function layTeams(
  database: Database,
  { raw }: List,
  named: string,
  { per_team, team_column, teams }: Pick<ListSpec, "per_team" | "team_column" | "teams">,
): Promise<readonly string[]> {
  if (team_column !== null) {
    const header = requireHeader(team_column, "--team-column", raw.columns);
    await database.run(
      `CREATE TABLE ${TEAMS} AS SELECT __row, ${cellSql(header)} AS team FROM ${quoteIdentifier(raw.table)}`,
    );
    return [];
  }
  if (teams === null) {
    if (per_team !== null)
      throw new InputError(
        "--per-team: what tells the teams? Name a column of the accounts (--team-column Territory), or a file of owners and their teams (--teams teams.csv)",
      );
    await database.run(`CREATE TABLE ${TEAMS} AS SELECT 0::BIGINT AS __row, '' AS team WHERE false`);
    return [];
  }
  const file = await readFile(database, teams, "accounts", "list_teams_file", {});
  const column = (names: readonly string[], place: number): string | undefined =>
    file.columns.find((header) => names.includes(fieldName(header))) ?? file.columns[place];
  const owner = column(OWNERS, 0);
  const team = column(TEAM_NAMES, 1);
  if (owner === undefined || team === undefined || owner === team)
    throw new InputError(`${file.file} names no teams: two columns are needed, the owner and the team`);
  const folded = (cell: string): string => `lower(regexp_replace(${cell}, '\\s+', ' ', 'g'))`;
  await database.run(
    `CREATE TABLE ${TEAMS} AS SELECT n.__row, t.team FROM ${named} n JOIN (SELECT ${folded(cellSql(owner))} AS who, min(${cellSql(team)}) AS team
       FROM ${quoteIdentifier(file.table)} WHERE ${cellSql(owner)} IS NOT NULL AND ${cellSql(team)} IS NOT NULL GROUP BY 1) t ON t.who = ${folded("n.owner")}`,
  );
  const [counts] = await database.rows<{ twice: number; strangers: number }>(
    `SELECT (SELECT count(*) FROM (SELECT 1 FROM ${quoteIdentifier(file.table)} WHERE ${cellSql(team)} IS NOT NULL GROUP BY ${folded(cellSql(owner))} HAVING count(DISTINCT ${cellSql(team)}) > 1)) AS twice,
       (SELECT count(DISTINCT owner) FROM ${named} n ANTI JOIN ${TEAMS} t USING (__row) WHERE owner IS NOT NULL) AS strangers`,
  );
  const { twice, strangers } = counts!;
  return [
    ...(twice > 0
      ? [`${file.file} names ${twice} ${twice === 1 ? "owner" : "owners"} in several teams: the first by name counts`]
      : []),
    ...(strangers > 0
      ? [
          `${strangers} ${strangers === 1 ? "owner of accounts is" : "owners of accounts are"} not in ${file.file}: their accounts have no team`,
        ]
      : []),
  ];
}
