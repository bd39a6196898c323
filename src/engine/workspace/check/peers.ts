import { setImmediate as turn } from "node:timers/promises";
import { companyKey } from "../../../ingest/company-name.ts";
import { domainOf } from "../../../ingest/domain.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type KeptSource, keptSources, rawName } from "../../../warehouse/kept/source.ts";
import { currentScores } from "../current.ts";
import { type GivenScore, type RawRow, rowScorer } from "../row-scorer.ts";
import type { Workspace } from "../workspace.ts";
import { layDecided } from "./lay-decided.ts";

/** An account of which deals were decided. */
export interface Peer {
  readonly source: string;
  readonly key: string;
  readonly name: string | null;
  readonly website: string | null;
  readonly fit: number | null;
  readonly level: string | null;
  readonly won: number;
  readonly lost: number;
  /** It is among the accounts; else only its deals tell of it, and `source` and `key` are the newest one's. */
  readonly listed: boolean;
}

/** Whom a company is not compared with: itself. */
export type Itself = Pick<Peer, "source" | "key" | "name" | "website">;

/** A peer, and how much of the score it shares. */
export interface SimilarPeer extends Peer {
  /** Share of the weight of what is known of the company asked about in which both are in the same band, 0 to 1. */
  readonly alike: number;
  /** Attributes in which they are. */
  readonly same: readonly string[];
}

export interface Peers {
  readonly won: number;
  readonly lost: number;
  /** The accounts most like a scored one: of those that were won (once or more often), and of those that were only lost. */
  similar(score: GivenScore, most: number, but: Itself | null): Similar;
}

export interface Similar {
  readonly won: readonly SimilarPeer[];
  readonly lost: readonly SimilarPeer[];
}

interface Held extends Peer {
  /** Label of the band by attribute; null where nothing is known. */
  readonly bands: ReadonlyMap<string, string>;
}

const TABLE = "check_decided";
/** Rows that are scored in one go: requests get their turn after them. */
const AT_ONCE = 100;
/** Two that share less of what is weighed are not told as alike. */
const LEAST_ALIKE = 0.3;

/**
 * The accounts of which deals were decided, with their bands by the version in force; they stay as they were at that moment.
 *
 * @throws InputError where no version is in force
 */
export async function openPeers(workspace: Workspace, icp: string): Promise<Peers> {
  const database = await workspace.warehouse.work();
  try {
    const current = await currentScores(workspace, database, icp);
    const sources = await keptSources(database);
    const there = await layDecided(database, sources, current.document.input.outcome, TABLE);
    if (!there) return peersOf([]);
    const score = rowScorer(current.document);
    const held: Held[] = [];
    for (const source of sources.filter(({ role }) => role === "accounts" || role === "deals"))
      held.push(...(await heldOf(database, source, score)));
    return peersOf(held);
  } finally {
    database.close();
  }
}

async function heldOf(
  database: Database,
  source: KeptSource,
  score: (row: RawRow) => GivenScore,
): Promise<readonly Held[]> {
  const cells = source.columns.map((column) => `r.${quoteIdentifier(column)}`);
  const texts = await database.texts(
    `SELECT d.source, d."key", d.name, d.website, CAST(d.won AS VARCHAR), CAST(d.lost AS VARCHAR), CAST(d.listed AS VARCHAR)${cells.map((cell) => `, ${cell}`).join("")}
     FROM ${TABLE} d JOIN ${rawName(source)} r ON r.__key = d."key" AND r.__nth = 1 AND r.__gone IS NULL
     WHERE d.source = ${quoteText(source.source)} ORDER BY d."key"`,
  );
  const held: Held[] = [];
  for (let at = 0; at < (texts[0]?.length ?? 0); at++) {
    const cell = (column: number): string | null => texts[column]?.[at] ?? null;
    const row = Object.fromEntries(source.columns.map((column, k) => [column, cell(7 + k)]));
    const { fit, level, reasons } = score(row);
    const known = reasons.flatMap(({ attribute, value, band }) =>
      value === null || band === null ? [] : [[attribute, band] as const],
    );
    const listed = cell(6) === "true";
    // Deals that say nothing of their companies make none of them known.
    if (!listed && known.length === 0) continue;
    held.push({
      ...{ source: cell(0)!, key: cell(1)!, name: cell(2), website: cell(3), fit, level },
      ...{ won: Number(cell(4)), lost: Number(cell(5)), listed, bands: new Map(known) },
    });
    if (at % AT_ONCE === AT_ONCE - 1) await turn();
  }
  return held;
}

function peersOf(held: readonly Held[]): Peers {
  const won = held.filter((one) => one.won > 0);
  const lost = held.filter((one) => one.won === 0);
  return {
    won: won.length,
    lost: lost.length,
    similar: (score, most, but) => ({ won: nearest(won, score, most, but), lost: nearest(lost, score, most, but) }),
  };
}

function nearest(
  held: readonly Held[],
  { fit, reasons }: GivenScore,
  most: number,
  but: Itself | null,
): readonly SimilarPeer[] {
  const known = reasons.filter(({ value, band, of }) => value !== null && band !== null && of > 0);
  const best: { readonly one: Held; readonly alike: number; readonly away: number }[] = [];
  for (const one of held) {
    if (but !== null && isSame(one, but)) continue;
    let [shared, all] = [0, 0];
    for (const { attribute, band, of } of known) {
      const other = one.bands.get(attribute);
      // What is not known of the other counts against it: it may be anything.
      all += of;
      if (other === band) shared += of;
    }
    if (all === 0 || shared / all < LEAST_ALIKE) continue;
    const found = { one, alike: shared / all, away: Math.abs((one.fit ?? 0) - (fit ?? 0)) };
    if (best.length === most && before(best[most - 1]!, found) <= 0) continue;
    best.push(found);
    best.sort(before);
    best.length = Math.min(best.length, most);
  }
  return best.map(({ one: { bands, ...peer }, alike }) => ({
    ...peer,
    alike,
    same: known.filter(({ attribute, band }) => bands.get(attribute) === band).map(({ attribute }) => attribute),
  }));
}

function isSame(one: Held, but: Itself): boolean {
  if (one.listed) return one.source === but.source && one.key === but.key;
  const [own, other] = [one.website, but.website].map((website) => (website === null ? null : domainOf(website)));
  if (own !== null && other !== null) return own === other;
  const name = one.name === null ? null : companyKey(one.name);
  return name !== null && but.name !== null && companyKey(but.name) === name;
}

type Found = { readonly one: Held; readonly alike: number; readonly away: number };

/** The most alike first, then the nearest in fit, then by key, so that the same question has the same answer. */
function before(a: Found, b: Found): number {
  return b.alike - a.alike || a.away - b.away || (a.one.key < b.one.key ? -1 : a.one.key > b.one.key ? 1 : 0);
}
