import { createHash } from "node:crypto";
import type { IcpDocument } from "../../../icp/document.ts";
import { timingIn } from "../../../timing/default-events.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoredNotes } from "../../../warehouse/kept/scored-notes.ts";
import type { KeptSource } from "../../../warehouse/kept/source.ts";
import { BUILD } from "../../version.ts";

/** How a source of accounts was read. */
export interface SourceNote {
  readonly source: string;
  /** Print of how its cells become a score: the same for the same formulas. */
  readonly reading: string;
  /** Attributes that it has no column for. */
  readonly absent: readonly string[];
}

/** Of which rows a version's scores were made, and how: what tells a later run which of them still hold. */
export interface ScoredNote {
  /** The run that wrote it: it tells of the scores only while no other run is the newest that is visible. */
  readonly run: number;
  /** Newest import. */
  readonly import: number;
  /** Print of the sources with all that was said of them, and of the engine. */
  readonly sources: string;
  readonly scored: readonly SourceNote[];
  /** Rows that counted, of accounts, the market and events. */
  readonly rows: Readonly<Record<string, number>>;
  /** Columns of the score. */
  readonly columns: readonly string[];
  /** Print of what events count; null without events. */
  readonly timing: string | null;
  /** ISO day as it was asked for; null: the newest day of an event. */
  readonly asked: string | null;
  /** ISO day that activity was looked at from. */
  readonly day: string | null;
}

export function printOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** Changes when a source comes, gets another column, or is read in another way. */
export function sourcesPrint(sources: readonly KeptSource[]): string {
  return printOf([BUILD, sources.map(({ source, role, columns, key, said }) => [source, role, columns, key, said])]);
}

/** The same for documents by which the same events count the same. */
export function timingPrint(document: IcpDocument): string {
  const { events, hand_raisers } = timingIn(document);
  return printOf([BUILD, events, hand_raisers]);
}

/**
 * The notes of versions whose scores are those that readers see, of sources as they are now; by version.
 *
 * @param visible newest visible run by version
 */
export async function standingNotes(
  database: Database,
  sources: readonly KeptSource[],
  visible: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, ScoredNote>> {
  const print = sourcesPrint(sources);
  const notes = [...(await scoredNotes(database))].map(
    ([version, text]) => [version, JSON.parse(text) as ScoredNote] as const,
  );
  return new Map(notes.filter(([version, note]) => note.run === visible.get(version) && note.sources === print));
}
