import { InputError } from "../../errors.ts";
import type { Evidence, FilePart, FileTotals, RawTable, Rejection } from "../../ingest/facts.ts";
import type { OutcomeRule } from "../../ingest/outcome-rule.ts";
import type { Database } from "../../warehouse/database.ts";
import type { AsOf } from "./as-of.ts";
import { MERGED, OPEN, TAKEN } from "./fates.ts";
import type { Names } from "./rows.ts";
import { partSql } from "./versions.ts";

/** Fewer closed deals than this make no profile. */
const LEAST_DEALS = 10;

/** What became of every row of the deals files, file by file. */
export async function dealTotals(database: Database, names: Names, raw: RawTable): Promise<readonly FileTotals[]> {
  const fates = await database.rows<Fate>(
    `SELECT ${partSql("__row", raw)} AS part, fate, count(*)::BIGINT AS rows FROM ${names.deals} GROUP BY ALL ORDER BY part, rows DESC, fate`,
  );
  return raw.parts.map((part, i) =>
    totals(
      raw.role,
      part,
      fates.filter((one) => one.part === i),
    ),
  );
}

/**
 * What became of every row of the files of a table, by its columns `fate` and, where several files were read into one, `row` (`__row`).
 * `late`: rows rejected beyond those that could not be read.
 */
export async function totalsByFate(
  database: Database,
  table: string,
  raw: RawTable,
  late: readonly Rejection[] = [],
): Promise<readonly FileTotals[]> {
  const fates = await database.rows<Fate>(
    `SELECT ${partSql("row", raw)} AS part, fate, count(*)::BIGINT AS rows FROM ${table} GROUP BY ALL ORDER BY part, rows DESC, fate`,
  );
  return raw.parts.map((part, i) =>
    totals(
      raw.role,
      { ...part, rejected: [...part.rejected, ...late.filter(({ file }) => file === part.file)] },
      fates.filter((one) => one.part === i),
    ),
  );
}

/** What became of every row of the accounts files, file by file: of several that are one company, one is taken. */
export async function accountTotals(database: Database, names: Names, raw: RawTable): Promise<readonly FileTotals[]> {
  const fates = await database.rows<Fate>(
    `SELECT ${partSql("a.__row", raw)} AS part, CASE WHEN a.empty THEN 'empty row' WHEN m.how IS NOT NULL THEN '${MERGED}' ELSE '${TAKEN}' END AS fate, count(*)::BIGINT AS rows
     FROM ${names.accounts} a LEFT JOIN ${names.merged} m ON m.row = a.__row GROUP BY ALL ORDER BY part, rows DESC, fate`,
  );
  return raw.parts.map((part, i) =>
    totals(
      raw.role,
      part,
      fates.filter((one) => one.part === i),
    ),
  );
}

interface Fate {
  readonly part: number;
  readonly fate: string;
  readonly rows: number;
}

function totals(role: RawTable["role"], part: FilePart, fates: readonly Fate[]): FileTotals {
  const rowsOf = (fate: string) => fates.find((one) => one.fate === fate)?.rows ?? 0;
  const outOfScope = fates
    .filter(({ fate }) => fate !== TAKEN && fate !== MERGED)
    .map(({ fate, rows }) => ({ reason: fate, rows }));
  const { file, format, rejected, rowsRead: read, copyOf } = part;
  const merged = copyOf === null ? rowsOf(MERGED) : read - rejected.length;
  const result = { role, file, format, read, taken: rowsOf(TAKEN), merged, outOfScope, rejected };
  const accounted = result.taken + merged + outOfScope.reduce((sum, { rows }) => sum + rows, 0) + rejected.length;
  if (accounted !== read)
    throw new Error(`totals of ${file} do not add up: ${read} rows read, ${accounted} accounted for`);
  return result;
}

/** Why rows of several files are out of scope, the commonest reason first. */
function outOfScopeOf(files: readonly FileTotals[]): readonly { readonly reason: string; readonly rows: number }[] {
  const sums = new Map<string, number>();
  for (const { reason, rows } of files.flatMap((one) => one.outOfScope))
    sums.set(reason, (sums.get(reason) ?? 0) + rows);
  return [...sums]
    .map(([reason, rows]) => ({ reason, rows }))
    .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1));
}

/** What the deals that count say in numbers. */
export async function findEvidence(
  database: Database,
  names: Names,
  facts: string,
  deals: readonly FileTotals[],
  asOf: AsOf,
  hasReasons: boolean,
): Promise<Evidence> {
  const [counts] = await database.rows<Pick<Evidence, "opportunities" | "won" | "lost" | "from" | "to">>(
    `SELECT count(*) AS opportunities, count(*) FILTER (y = 1) AS won, count(*) FILTER (y = 0) AS lost,
      CAST(min(closed) AS VARCHAR) AS "from", CAST(max(closed) AS VARCHAR) AS "to" FROM ${facts}`,
  );
  const [companies] = await database.rows<Pick<Evidence, "accounts" | "customers">>(
    `SELECT count(DISTINCT company) AS accounts, count(DISTINCT company) FILTER (status = 'won') AS customers
     FROM ${names.deals} WHERE fate = '${TAKEN}'`,
  );
  const openWithoutAccount = await database.value<number>(
    `SELECT count(*) FROM ${names.deals} WHERE fate = '${OPEN}' AND family IS NULL`,
  );
  const losses = hasReasons
    ? await database.rows<{ loss: string; rows: number }>(
        `SELECT loss, count(*) AS rows FROM ${names.deals} WHERE fate = '${TAKEN}' AND status = 'lost' GROUP BY loss ORDER BY rows DESC, loss`,
      )
    : [];
  const outOfScope = outOfScopeOf(deals);
  return {
    ...counts!,
    ...companies!,
    open: outOfScope.find(({ reason }) => reason === OPEN)?.rows ?? 0,
    openWithoutAccount,
    lostByReason: Object.fromEntries(losses.map(({ loss, rows }) => [loss, rows])),
    excluded: outOfScope.filter(({ reason }) => reason !== OPEN),
    asOf: asOf.asOf,
  };
}

/** Throws `InputError` when the deals cannot make a profile: too few, or all of one kind. The sentence says what is missing. */
export function requireEvidence(evidence: Evidence, outcome: OutcomeRule, file: string): void {
  const { opportunities, won, lost, excluded } = evidence;
  const left = excluded.map(({ reason, rows }) => `${rows.toLocaleString("en-US")} ${reason}`).join(", ");
  const rest = left === "" ? "" : ` (left out: ${left})`;
  if (opportunities > 0 && (won === 0 || lost === 0)) {
    const [there, missing] = won === 0 ? ["lost", "won"] : ["won", "lost"];
    throw new InputError(
      `all ${opportunities} closed deals of ${file} are ${there} by ${outcome.text}${rest}: without ${missing} ones there is nothing to compare; export them too, or say what means ${missing} with --outcome '${outcome.header}=WON/LOST'; until then a declared profile can score (openicp declare --out icp.yaml, then --declared icp.yaml)`,
    );
  }
  if (opportunities < LEAST_DEALS) {
    throw new InputError(
      `${file} holds ${opportunities} closed deals${rest}: a profile needs at least ${LEAST_DEALS}, and becomes useful from 20 won and 20 lost; export a longer period, or write down what you believe (openicp declare --out icp.yaml) and build with --declared icp.yaml`,
    );
  }
}
