import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Facts, Guess } from "../ingest/facts.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import type { Change } from "../watch/changes/change.ts";
import { changesOf } from "../watch/changes/changes.ts";
import { noteOf, type RunNote, withAlarms } from "../watch/drift/alarms.ts";
import { dayOf, isoOf } from "../watch/drift/days.ts";
import { findEmerging } from "../watch/drift/emerging.ts";
import { formerPeriod, runDays } from "../watch/drift/period.ts";
import { type Reference, referenceOf } from "../watch/drift/reference.ts";
import type { DriftResult } from "../watch/drift/result.ts";
import { driftRun } from "../watch/drift/run.ts";
import type { Effects } from "./effects.ts";
import { readIcp } from "./read-icp.ts";
import { filesSource, type TableSource } from "./table-source.ts";
import { readWatched, type WatchedDeals, type WatchFiles } from "./watch/read-rows.ts";
import { readState, writeState } from "./watch/state.ts";

export interface DriftRequest extends WatchFiles {
  readonly icp: string;
  /** ISO date from which deals count as new; null: the day after the last one that the document learned from. */
  readonly since: string | null;
  /** Where notes of the runs are kept; null: nowhere. */
  readonly state: string | null;
  /** Changes that the company made or saw; none were told of where not given. */
  readonly changes?: readonly Change[] | null;
}

/** What a workspace keeps in place of files. */
export interface KeptElsewhere {
  readonly source?: TableSource;
  readonly notes?: readonly RunNote[];
}

export interface DriftSummary {
  readonly result: DriftResult;
  readonly facts: Facts;
  readonly guesses: readonly Guess[];
}

/**
 * Has the world moved since a document was built: one look for each month since, with the deals there were by then.
 *
 * @param kept.source where the tables come from, if not from the files @param kept.notes of earlier runs of the document, where no file keeps them
 * @throws InputError for a document without a scorecard, deals without dates, and where none is new
 */
export async function driftFile(
  request: DriftRequest,
  effects: Effects,
  { source = filesSource(request.files), notes = [] }: KeptElsewhere = {},
): Promise<DriftSummary> {
  const { document } = await readIcp(request.icp);
  if (document.scorecard.attributes.length === 0)
    throw new InputError("this profile has no scorecard, so there is nothing whose drift could be told");
  const kept = request.state === null ? { runs: notes, other: false } : await readState(request.state, document.id);
  const database = await source.open();
  const close = interruptOn(effects.signal, database);
  try {
    const watched = await readWatched(database, document, request, effects, source);
    effects.progress("looking month by month", 0, 1);
    const reference = referenceFor(document, request.since);
    const result = driftOf(document, watched, reference, kept.runs, request.changes ?? null);
    const warnings = kept.other
      ? [
          ...result.warnings,
          `${request.state} was kept for another profile: its runs are not used, and it is written anew`,
        ]
      : result.warnings;
    if (request.state !== null) await writeState(request.state, document.id, result.notes);
    return { result: { ...result, warnings }, facts: watched.facts, guesses: watched.guesses };
  } finally {
    close();
  }
}

function referenceFor(document: IcpDocument, since: string | null): Reference {
  const reference = referenceOf(document, since === null ? null : dayOf(since));
  if (reference === null)
    throw new InputError(
      "this profile does not say until when it learned: say from when on deals are new with --since DATE",
    );
  return reference;
}

function driftOf(
  document: IcpDocument,
  { rows, features, facts, notes }: WatchedDeals,
  reference: Reference,
  kept: readonly RunNote[],
  changes: readonly Change[] | null,
): DriftResult {
  const { asOf } = facts.evidence;
  if (asOf === null) throw new InputError("these deals have no dates, so nobody can tell new ones from old ones");
  const end = dayOf(asOf);
  const [from, since] = [reference.from, reference.since];
  const count = (first: number | null, next: number): number => formerPeriod(rows, "created", first, next).rows.length;
  const now = count(since, end + 1);
  if (now === 0 && formerPeriod(rows, "closed", since, end + 1).rows.length === 0)
    throw new InputError(
      `no deal is newer than ${isoOf(since - 1)}, the last day that the profile learned from: give newer deals`,
    );
  const days = runDays(since, end);
  const runs = withAlarms(
    (days.length === 0 ? [end] : days).map((day) => driftRun(rows, reference, day)),
    kept,
  );
  const before = count(from, since);
  const learned = document.evidence.window.to;
  const warnings = [
    ...notes,
    ...(learned !== null && since <= dayOf(learned)
      ? [
          `the profile has learned from deals up to ${learned}, so some of those from ${isoOf(since)} on are not new to it: what they say of the score flatters`,
        ]
      : []),
    ...(before === 0
      ? [
          "the file has none of the deals that the profile learned from: it is held against what the document counts, and the cycle is not watched",
        ]
      : []),
    ...(days.length === 0
      ? [`fewer than three weeks have passed since ${isoOf(since - 1)}: too early for a look`]
      : []),
  ];
  const fresh = runs.map(({ run }) => noteOf(run));
  const told = new Set(fresh.map(({ as_of }) => as_of));
  return {
    icp: document.id,
    name: document.name,
    asOf: end,
    ...{ from, since, runs, before, now, warnings },
    emerging: findEmerging(rows, features, reference, end, document.seed),
    changes: changesOf(rows, changes, reference, end),
    notes: [...kept.filter(({ as_of }) => !told.has(as_of)), ...fresh].sort((a, b) => (a.as_of < b.as_of ? -1 : 1)),
  };
}
