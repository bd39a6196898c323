import { quoteIdentifier } from "../../../sql/quote.ts";
import type { ListEntry, Place } from "../../../store/list-entries.ts";
import type { Database } from "../../../warehouse/database.ts";
import { NAMED, PLACES, SCORES } from "./lay-places.ts";
import { TEAMS } from "./lay-teams.ts";

/** A change of tier of an account that stays on a list. */
export interface TierMove {
  /** ISO time. */
  readonly at: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
}

/** What a list remembers of an account: as it was when the list was made last. */
export type EntryDetails = {
  readonly name: string | null;
  readonly website: string | null;
  /** Its own ids, by their headers. */
  readonly ids: Readonly<Record<string, string>>;
  readonly fit: number;
  readonly level: string;
  readonly timing: number | null;
  readonly segment: string | null;
  /** Only where the list tells teams. */
  readonly team?: string;
  readonly moves?: readonly TierMove[];
};

/** An account's place by the scores of now. */
export interface NewPlace extends Place {
  readonly account: string;
  readonly tier: "A" | "B" | "C" | null;
  readonly control: boolean;
  readonly details: EntryDetails;
}

type Row = Omit<EntryDetails, "ids" | "moves" | "team"> &
  Pick<NewPlace, "account" | "tier" | "control"> & {
    readonly action: string | null;
    readonly owner: string | null;
    readonly rank: number | null;
    readonly ids: string;
    readonly team: string | null;
  };

const COLUMNS = ["account", "fit", "level", "timing", "segment", "action"].map((name) => `s.${quoteIdentifier(name)}`);

/** The places that were laid, by tier and rank. */
export async function newPlaces(database: Database): Promise<readonly NewPlace[]> {
  const rows = await database.rows<Row>(
    `SELECT ${COLUMNS.join(", ")}, left(p.tier, 1) AS tier, p.rank, p.control IS NOT NULL AS control, n.name, n.website, n.owner, n.ids, t.team
     FROM ${PLACES} p JOIN ${SCORES} s USING (__row) JOIN ${NAMED} n USING (__row) LEFT JOIN ${TEAMS} t USING (__row) ORDER BY p.tier NULLS LAST, p.rank, s.account`,
  );
  return rows.map(({ account, tier, control, action, owner, rank, ids, team, ...details }) => ({
    ...{ account, tier, action, owner, rank, control },
    details: {
      ...details,
      ids: filled(JSON.parse(ids) as Record<string, string | null>),
      ...(team === null ? {} : { team }),
    },
  }));
}

function filled(ids: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ids).filter((pair): pair is [string, string] => pair[1] !== null));
}

/** What a list remembers of an entry. */
export function detailsOf({ details }: Pick<ListEntry, "details">): EntryDetails {
  return { name: null, website: null, ids: {}, fit: 0, level: "unknown", timing: null, segment: null, ...details };
}
