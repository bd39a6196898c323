import { breadthVerdict } from "../build/breadth-verdict.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { RawTable } from "../ingest/facts.ts";
import { wilson } from "../stats/wilson.ts";
import type { Database } from "../warehouse/database.ts";
import { type Readable, readable } from "./match/readable.ts";
import { cardOnUniverse } from "./seller-card.ts";
import { bandCounts, type LevelCounts, layUnseen, levelCounts, unseenShares } from "./tally.ts";
import { unseenNotes } from "./unseen.ts";

function round(x: number): number {
  return Number(x.toFixed(4));
}

/** How broad a document is by the levels of a universe's companies. */
export function breadthOf(counts: LevelCounts): NonNullable<IcpDocument["breadth"]> {
  const known = counts.high + counts.medium + counts.low;
  const share = known > 0 ? counts.high / known : null;
  return {
    universe: counts.rows,
    high: counts.high,
    medium: counts.medium,
    low: counts.low,
    unknown: counts.unknown,
    share: share === null ? null : round(share),
    share_interval: share === null ? null : (wilson(counts.high, known).map(round) as [number, number]),
    verdict: share === null ? "too little is known about these companies to say" : breadthVerdict(counts.high, share),
  };
}

/**
 * Adds to a document how broad it is: levels of the universe's companies, and the share of each band among them; with the universe as it was
 * read, null without a scorecard.
 */
export async function readUniverse(
  database: Database,
  document: IcpDocument,
  universe: RawTable,
): Promise<{ readonly document: IcpDocument; readonly read: Readable | null }> {
  if (document.scorecard.attributes.length === 0) return { document, read: null };
  const readTable = await readable(database, document, universe);
  const { document: read, table, columns, absent, guesses } = readTable;
  const counts = await bandCounts(database, read, table.table, columns);
  const attributes = document.scorecard.attributes.map((attribute, k) => {
    const rows = counts[k]!.reduce((a, b) => a + b, 0);
    const share = (i: number): number => counts[k]![i]! / rows;
    return {
      ...attribute,
      bands: attribute.bands.map((b, i) => ({
        ...b,
        universe_share: round("missing" in b.match ? share(i) + share(attribute.bands.length) : share(i)),
      })),
    };
  });
  const notes =
    absent.length > 0
      ? [`${universe.file} has no column for ${absent.join(", ")}: its companies earn the points of "not known" there.`]
      : [];
  const scores = await layUnseen(database, read, table.table, columns);
  const unseen = await unseenShares(database, read, { scores, raw: table.table }, columns);
  const breadth = breadthOf(await levelCounts(database, read, table.table, columns));
  const scorecard = { ...document.scorecard, attributes };
  const measured = {
    ...document,
    breadth,
    ...(await cardOnUniverse(database, { ...read, scorecard }, table.table, columns)),
    notes: [
      ...document.notes,
      ...guesses.map(({ text }) => `${universe.file}: ${text}`),
      ...notes,
      ...unseenNotes(unseen, universe.file),
    ],
    scorecard,
  };
  return { document: measured, read: readTable };
}
