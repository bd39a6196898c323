import { LEAST_KNOWN } from "../../build/check.ts";
import { toSql } from "../../compile/sql.ts";
import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import { cellSql } from "../../ingest/keys.ts";
import { assignmentIn, requireHeader } from "../../ingest/options.ts";
import { foldText } from "../../normalise/fold.ts";
import { parseNumber } from "../../normalise/parse-number.ts";
import { type HeadToHead, headToHead } from "../../proof/head-to-head.ts";
import { otherScore } from "../../proof/other-score.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { designEffect } from "../../stats/clustered.ts";
import { wilson } from "../../stats/wilson.ts";
import type { Database } from "../../warehouse/database.ts";

/** Another score, as a person names it: `COLUMN`, or `COLUMN=A|B|C` with its values from best to worst. */
export interface Against {
  readonly header: string;
  readonly order: readonly string[];
}

/** The profile against a score that the company has already. */
export interface AgainstResult extends HeadToHead {
  readonly column: string;
  /** How its values were read. */
  readonly read: string;
  /** Deals that one of the two says nothing of: they are in neither. */
  readonly left_out: { readonly theirs_unknown: number; readonly ours_unknown: number };
  /** Won of all by its value, best first, where they are few. */
  readonly values: readonly {
    readonly value: string;
    readonly n: number;
    readonly won: number;
    readonly interval: readonly [number, number];
  }[];
}

const MOST_VALUES = 12;

/** Finds the column among those of the files. Throws `InputError` where none has it. */
export function againstIn(text: string, headers: readonly string[]): Against {
  const assigned = assignmentIn(text, headers);
  if (assigned === null) return { header: requireHeader(text, "--against", headers), order: [] };
  const order = assigned.rest
    .split("|")
    .map((value) => value.trim())
    .filter((value) => value !== "");
  if (order.length < 2) throw new InputError("--against must name at least two values, the best first: 'COLUMN=A|B|C'");
  return { header: assigned.header, order };
}

/** Holds the profile against another score on the deals of `where`. Throws `InputError` where nobody can tell which of its values is best. */
export async function againstOf(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  columns: ReadonlyMap<string, string>,
  where: string,
  { header, order }: Against,
): Promise<AgainstResult> {
  const candidate = facts.candidates.find((one) => one.header === header);
  if (candidate === undefined)
    throw new InputError(`--against ${header}: this column is not in the deals or their accounts`);
  const cell = cellSql(candidate.name);
  const scores = toSql(document, duckdb, { table: facts.table, idColumns: ["deal"], columns });
  const from = `(${scores}) s JOIN ${facts.table} d ON d.deal = s.deal WHERE ${where}`;
  const [texts = []] = await database.texts(
    `SELECT ${cell} FROM (SELECT d.${quoteIdentifier(candidate.name)} FROM ${from}) WHERE ${cell} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1`,
  );
  const known = texts as string[];
  const scale = otherScore(known, header, order, foldText, (text) => parseNumber(text, "."));
  if (scale === null)
    throw new InputError(
      `--against ${header}: nobody can tell which of its values is best (${known.slice(0, 4).join(", ")}${known.length > 4 ? ", ..." : ""}): say it, the best first, with --against '${header}=${known.slice(0, 3).join("|")}'`,
    );
  const places = new Map(known.map((text) => [text, scale.place(text)]));
  const none = new Float64Array(0);
  const [cells = []] = await database.texts(
    `SELECT cell FROM (SELECT d.deal, ${cellSql(candidate.name)} AS cell FROM ${from}) ORDER BY deal`,
  );
  const [fit = none, sure = none, y = none, account = none] = await database.numbers(
    `SELECT s.fit, s.known, d.y, d.account FROM ${from} ORDER BY d.deal`,
  );
  const theirs = cells.map((text) => (text === null ? null : (places.get(text) ?? null)));
  const oursUnknown = Array.from(sure, (share) => share < LEAST_KNOWN);
  const rows = Array.from(cells.keys()).filter((i) => theirs[i] !== null && !oursUnknown[i]);
  if (rows.length === 0)
    throw new InputError(`--against ${header}: none of these ${cells.length} deals has a value of it and a known fit`);
  const outcome = Uint8Array.from(rows, (i) => y[i]!);
  const rivals = {
    ours: Float64Array.from(rows, (i) => fit[i]!),
    theirs: Float64Array.from(rows, (i) => theirs[i]!),
    y: outcome,
    account: Int32Array.from(rows, (i) => account[i]!),
  };
  return {
    column: header,
    read: scale.told,
    left_out: {
      theirs_unknown: theirs.filter((place) => place === null).length,
      ours_unknown: oursUnknown.filter((unknown, i) => unknown && theirs[i] !== null).length,
    },
    values: scale.values === null ? [] : valuesOf(scale.values, rivals),
    ...headToHead(rivals, document.seed),
  };
}

function valuesOf(
  values: readonly string[],
  { theirs, y, account }: { theirs: Float64Array; y: Uint8Array; account: Int32Array },
): AgainstResult["values"] {
  return values.slice(0, MOST_VALUES).map((value, i) => {
    const rows = Array.from(theirs.keys()).filter((row) => theirs[row] === values.length - i);
    const own = Uint8Array.from(rows, (row) => y[row]!);
    const won = own.reduce((a, b) => a + b, 0);
    const effect =
      rows.length === 0
        ? 1
        : designEffect(
            own,
            Int32Array.from(rows, (row) => account[row]!),
          );
    const [low, high] = wilson(won / effect, rows.length / effect);
    return { value, n: rows.length, won, interval: [low, high] as const };
  });
}
