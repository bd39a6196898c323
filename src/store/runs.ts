import { and, count, desc, eq, inArray, isNotNull, ne, or } from "drizzle-orm";
import { NotFoundError } from "../errors.ts";
import { runs } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** A line of the run log. */
export type Run = typeof runs.$inferSelect;

export interface NewRun {
  readonly kind: string;
  readonly by: string;
  readonly at: Date;
  /** The job it serves and its attempt, 1-based. */
  readonly job?: string;
  readonly attempt?: number;
}

/** @returns the run's id */
export async function startRun(db: Db, { kind, by, at, job, attempt }: NewRun): Promise<number> {
  const [run] = await db
    .insert(runs)
    .values({ kind, by, started_at: at, state: "running", progress: 0, job: job ?? null, attempt: attempt ?? null })
    .returning({ id: runs.id });
  return run!.id;
}

/** How far it is, 0 to 1, and what it is doing. */
export async function tellProgress(db: Db, id: number, progress: number, doing: string | null = null): Promise<void> {
  const share = Math.min(1, Math.max(0, progress));
  await db
    .update(runs)
    .set({ progress: share, doing })
    .where(and(eq(runs.id, id), eq(runs.state, "running")));
}

async function end(db: Db, id: number, values: Partial<Run>): Promise<void> {
  const ended = await db
    .update(runs)
    .set({ ...values, doing: null })
    .where(and(eq(runs.id, id), eq(runs.state, "running")))
    .returning({ id: runs.id });
  if (ended.length === 0) throw new NotFoundError(`there is no run ${id} under way`);
}

/** It is done, and what came of it. @throws NotFoundError when it is not under way */
export async function finishRun(db: Db, id: number, { at, summary }: { at: Date; summary?: Details }): Promise<void> {
  await end(db, id, { state: "done", progress: 1, finished_at: at, summary: summary ?? null });
}

/** It failed, or was interrupted, and why. @throws NotFoundError when it is not under way */
export async function failRun(
  db: Db,
  id: number,
  {
    at,
    error,
    state = "failed",
    summary = null,
  }: { at: Date; error: string; state?: "failed" | "interrupted"; summary?: Details | null },
): Promise<void> {
  await end(db, id, { state, finished_at: at, error, summary });
}

/** On open: no run is under way that a process before this one began. @returns those that were */
export async function interruptRuns(db: Db, at: Date): Promise<readonly Run[]> {
  return db
    .update(runs)
    .set({ state: "interrupted", finished_at: at, doing: null, error: "the process ended before it was done" })
    .where(eq(runs.state, "running"))
    .returning();
}

/** The run log, newest first. */
export async function runsOf(
  db: Db,
  { kind, state, limit = 50 }: { kind?: string; state?: Run["state"]; limit?: number } = {},
): Promise<readonly Run[]> {
  const conditions = [
    ...(kind === undefined ? [] : [eq(runs.kind, kind)]),
    ...(state === undefined ? [] : [eq(runs.state, state)]),
  ];
  return db
    .select()
    .from(runs)
    .where(and(...conditions))
    .orderBy(desc(runs.id))
    .limit(limit);
}

/** Of these numbers, the runs that there are. */
export async function runsNumbered(db: Db, ids: readonly number[]): Promise<readonly Run[]> {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(runs)
        .where(inArray(runs.id, [...ids]));
}

/** @throws NotFoundError */
export async function readRun(db: Db, id: number): Promise<Run> {
  const [run] = await db.select().from(runs).where(eq(runs.id, id));
  if (run === undefined) throw new NotFoundError(`there is no run ${id}`);
  return run;
}

export interface RunsWanted {
  readonly kind: string | null;
  readonly state: Run["state"] | null;
  /** Also what a job of the schedule did within itself. */
  readonly all: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** A part of the run log, newest first, and how many lines fit. */
export async function runPage(
  db: Db,
  { kind, state, all, limit, offset }: RunsWanted,
): Promise<{ readonly items: readonly Run[]; readonly total: number }> {
  const where = and(
    ...(kind === null ? [] : [eq(runs.kind, kind)]),
    ...(state === null ? [] : [eq(runs.state, state)]),
    ...(all || kind !== null ? [] : [or(ne(runs.by, "schedule"), isNotNull(runs.job))]),
  );
  const items = await db.select().from(runs).where(where).orderBy(desc(runs.id)).limit(limit).offset(offset);
  const [found] = await db.select({ n: count() }).from(runs).where(where);
  return { items, total: Number(found?.n ?? 0) };
}
