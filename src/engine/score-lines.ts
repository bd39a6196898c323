import type { ScoreProgram } from "../compile/program.ts";
import type { IcpDocument } from "../icp/document.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { csvCell, csvHeader } from "../warehouse/csv-cell.ts";
import { safeCell } from "../warehouse/safe-cell.ts";
import type { AlreadyRows } from "./already/already.ts";
import type { Laid } from "./lay-by-cells.ts";
import { type TierColumns, withTiers } from "./tiers/score-columns.ts";
import type { Activity } from "./timing/lay-activity.ts";
import { nowLine, nowSql } from "./timing/now.ts";

/** Columns whose words come from a file or from a person. */
const WRITTEN: readonly string[] = ["segment", "disqualified_by"];

/** Helping columns of the lines: what an action is decided by. */
const LEVEL = "__level";
const DISQUALIFIED = "__disqualified";

/** What is written of every row. */
interface Written {
  readonly program: ScoreProgram;
  readonly document: IcpDocument;
  readonly activity: Activity | null;
  readonly already: AlreadyRows | null;
  readonly tiers: TierColumns | null;
}

/** The scores as the lines of a file: `row`, ids as cells a spreadsheet may open, then the score, timing and action, tiers, and the points. */
export function linesSql(
  laid: Laid,
  { program, document, activity, already, tiers }: Written,
  ids: readonly string[],
  raw: boolean,
): string {
  const shown = (h: string): string => (raw ? quoteIdentifier(h) : safeCell(quoteIdentifier(h)));
  const line = (names: readonly string[]): readonly [header: string, cells: string] => {
    const texts = names.map((name) => {
      const cell = `CAST(${quoteIdentifier(name)} AS VARCHAR)`;
      return WRITTEN.includes(name) && !raw ? safeCell(cell) : cell;
    });
    return [names.map(csvHeader).join(","), texts.map(csvCell).join(" || ',' || ")];
  };
  const names = program.columns.map(({ name }) => name);
  const isPoints = (name: string): boolean => name.startsWith("points_");
  const [score, points] = [names.filter((name) => !isPoints(name)), names.filter(isPoints)];
  const first = line(score);
  const after = [tiers?.names ?? [], points].filter((list) => list.length > 0).map(line);
  const decided = [
    [LEVEL, "level"],
    [DISQUALIFIED, "disqualified_by"],
  ] as const;
  const by = { level: quoteIdentifier(LEVEL), disqualified: quoteIdentifier(DISQUALIFIED), row: `s."__row"` };
  const now = nowSql(document, activity, by, already);
  const [nowHeader, nowCells] = nowLine(now, already !== null);
  const texts = [first[0], nowHeader, ...after.map(([one]) => one)].map(quoteIdentifier);
  const safe = [
    `s."__row"`,
    ...ids.map((h) => `${shown(h)} AS ${quoteIdentifier(h)}`),
    quoteIdentifier(first[0]),
    `${nowCells} AS ${quoteIdentifier(nowHeader)}`,
    ...after.map(([one]) => quoteIdentifier(one)),
  ];
  const given = ids.map((h) => `${csvCell(quoteIdentifier(h))} AS ${quoteIdentifier(csvHeader(h))}`);
  const list = [`"__row" AS "row"`, ...given, ...texts];
  const columns = [first, ...decided, ...after];
  const from = tiers === null ? laid.with(...first, ...decided, ...after) : withTiers(laid.view, ids, tiers, columns);
  return `SELECT ${list.join(", ")} FROM (SELECT ${safe.join(", ")} FROM (${from}) s${now.join}) ORDER BY "__row"`;
}
