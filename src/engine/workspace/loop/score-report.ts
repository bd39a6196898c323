import { formatFor } from "../../../icp/page/format.ts";
import { light, phrase, strong } from "../../../icp/page/phrase.ts";
import type { Report } from "../../../icp/page/report.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoresName } from "../../../warehouse/kept/scores.ts";
import type { ScoredVersion } from "../score-version.ts";

/** Accounts that went from one level to another in a run. */
export interface LevelMove {
  readonly before: string;
  readonly after: string;
  readonly accounts: number;
}

/** Who went from which level to which in a run of scores; new accounts and those gone are not among them. */
export function levelMoves(database: Database, version: string, run: number): Promise<readonly LevelMove[]> {
  const table = scoresName(version, "fit");
  return database.rows<LevelMove>(
    `SELECT coalesce(o.level, 'unknown') AS before, coalesce(f.level, 'unknown') AS after, count(*)::INTEGER AS accounts
     FROM ${table} f JOIN ${table} o ON o.source = f.source AND o."key" = f."key" AND o.until = ${run}
     WHERE f.run = ${run} AND f.level IS DISTINCT FROM o.level GROUP BY ALL ORDER BY accounts DESC, before, after`,
  );
}

const format = formatFor("en");
const LEVELS = ["high", "medium", "low", "unknown"] as const;

/** What a scoring of every account changed, for people. */
export function scoreReport(
  { name, number, icp }: { readonly name: string; readonly number: number; readonly icp: string },
  scored: ScoredVersion,
  moves: readonly LevelMove[],
): Report {
  const { rows, changed, gone, moved, levels, as_of } = scored;
  const many = (n: number, one: string): string => `${format.count(n)} ${n === 1 ? one : `${one}s`}`;
  return {
    kicker: "Scores",
    name,
    facts: phrase(`version ${number} of ${icp}${as_of === null ? "" : `, activity as of ${format.date(as_of)}`}`),
    headline: phrase(
      strong(
        changed === 0
          ? "No score changed"
          : `${many(changed, "score")} ${changed === 1 ? "is" : "are"} new or another than before`,
      ),
      `, of ${many(rows, "account")}.`,
    ),
    support: [
      ...(gone === 0 ? [] : [phrase(`${many(gone, "account")} ${gone === 1 ? "is" : "are"} gone.`)]),
      ...(moved === 0
        ? []
        : [phrase(`${many(moved, "account")} ${moved === 1 ? "is" : "are"} as active as before no longer.`)]),
    ],
    charts: [],
    blocks: [
      {
        id: "levels",
        title: "By level",
        lead: phrase(many(rows, "account")),
        facts: [],
        tables: [
          {
            title: "Accounts by level",
            open: true,
            more: 0,
            columns: [
              { head: "level", number: false },
              { head: "accounts", number: true },
            ],
            rows: LEVELS.map((level) => [
              phrase(level),
              phrase(
                format.count(levels[level]),
                light(rows === 0 ? "" : ` (${format.percent(levels[level] / rows)})`),
              ),
            ]),
          },
          ...(moves.length === 0
            ? []
            : [
                {
                  title: "Who moved level",
                  open: true,
                  more: 0,
                  columns: [
                    { head: "from", number: false },
                    { head: "to", number: false },
                    { head: "accounts", number: true },
                  ],
                  rows: moves.map(({ before, after, accounts }) => [
                    phrase(before),
                    phrase(after),
                    phrase(format.count(accounts)),
                  ]),
                },
              ]),
        ],
        notes: scored.notes.map((note) => phrase(note)),
      },
    ],
    footer: phrase("Written by the nightly scoring"),
  };
}
