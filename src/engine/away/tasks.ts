import type { IcpDocument, IcpEnvelope } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import { interruptOn } from "../../warehouse/interrupt-on.ts";
import type { RunNote } from "../../watch/drift/alarms.ts";
import { buildIcp } from "../build.ts";
import type { BuildRequest } from "../build-request.ts";
import { type DriftRequest, type DriftSummary, driftFile } from "../drift.ts";
import { type DecideOptions, type DecideResult, decideOn } from "../edit/decide-on.ts";
import { type EditOptions, type EditResult, editOn } from "../edit/edit-on.ts";
import { type HalfLivesOptions, type HalfLivesResult, halfLivesOn } from "../edit/half-lives-on.ts";
import type { HeldOptions } from "../edit/held-against.ts";
import type { Effects } from "../effects.ts";
import { type RefreshRequest, type RefreshResult, refreshIcp } from "../refresh.ts";
import type { TableSource } from "../table-source.ts";
import { type ValidateRequest, type ValidateResult, validateFile } from "../validate.ts";

/** What a build leaves once its tables are gone. */
export interface BuiltAway {
  readonly envelope: IcpEnvelope;
  /** What the page should say of how the files were read. */
  readonly notes: readonly string[];
}

/** A document that is changed by hand, and the deals that the change is held against. */
export interface HeldAway {
  readonly before: IcpDocument;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  readonly seed: number;
}

/** What each task is asked, and gives: values that can be sent from thread to thread. */
export interface Tasks {
  readonly build: { readonly asked: BuildRequest; readonly given: BuiltAway };
  readonly refresh: { readonly asked: RefreshRequest; readonly given: RefreshResult };
  readonly drift: {
    readonly asked: DriftRequest & { readonly notes: readonly RunNote[] };
    readonly given: DriftSummary;
  };
  readonly edit: {
    readonly asked: HeldAway & { readonly change: Pick<EditOptions, "wishes" | "top" | "why"> };
    readonly given: EditResult;
  };
  readonly decide: {
    readonly asked: HeldAway & { readonly change: Pick<DecideOptions, "confirm" | "reject" | "why"> };
    readonly given: DecideResult;
  };
  readonly half_lives: {
    readonly asked: HeldAway & { readonly change: Pick<HalfLivesOptions, "wanted" | "why"> };
    readonly given: HalfLivesResult;
  };
  readonly validate: { readonly asked: ValidateRequest; readonly given: ValidateResult };
}
export type TaskName = keyof Tasks;

type Run<K extends TaskName> = (
  asked: Tasks[K]["asked"],
  source: TableSource,
  effects: Effects,
) => Promise<Tasks[K]["given"]>;

/** Work that takes a thread for seconds. */
export const TASKS: { readonly [K in TaskName]: Run<K> } = {
  build: (request, source, effects) =>
    buildIcp(request, effects, async ({ envelope, facts }) => ({ envelope, notes: facts.notes }), source),
  refresh: (request, source, effects) => refreshIcp(request, effects, source),
  drift: ({ notes, ...request }, source, effects) => driftFile(request, effects, { source, notes }),
  edit: ({ change, ...held }, source, effects) =>
    onTables(held, source, effects, (database, tables, options) =>
      editOn(database, held.before, tables, { ...options, ...change, map: [] }, effects),
    ),
  decide: ({ change, ...held }, source, effects) =>
    onTables(held, source, effects, (database, tables, options) =>
      decideOn(database, held.before, tables, { ...options, ...change, map: [] }, effects),
    ),
  half_lives: ({ change, ...held }, source, effects) =>
    onTables(held, source, effects, (database, tables, options) =>
      halfLivesOn(database, held.before, tables, { ...options, ...change }, effects),
    ),
  validate: (request, source, effects) => validateFile(request, effects, source),
};

async function onTables<T>(
  { ingest, reading, seed }: HeldAway,
  source: TableSource,
  effects: Effects,
  make: (database: Database, tables: readonly RawTable[], options: HeldOptions) => Promise<T>,
): Promise<T> {
  const database = await source.open();
  const close = interruptOn(effects.signal, database);
  try {
    const tables = await source.tables(database, reading, effects);
    const decimal = tables.find(({ role }) => role === "deals")?.decimal ?? null;
    return await make(database, tables, { ingest, decimal, seed });
  } finally {
    close();
  }
}

/** Does a task somewhere: in this thread, or in one of its own. */
export type Away = <K extends TaskName>(
  task: K,
  asked: Tasks[K]["asked"],
  source: TableSource,
  effects: Effects,
) => Promise<Tasks[K]["given"]>;

/** In this thread. */
export const inThisThread: Away = (task, asked, source, effects) => TASKS[task](asked, source, effects);
