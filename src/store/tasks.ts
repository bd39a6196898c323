import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { InputError, NotFoundError } from "../errors.ts";
import { tasks } from "./schema.ts";
import type { Db } from "./store.ts";
import type { Details } from "./tables/columns.ts";

/** What a person should do. */
export type Task = typeof tasks.$inferSelect;

export interface NewTask {
  /** The same key is the same task: it is not made twice. */
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly account?: string | null;
  readonly owner?: string | null;
  readonly due?: Date | null;
  readonly details?: Details | null;
  readonly at: Date;
  readonly by: string;
}

/** @returns the task, or null when there was one of this key */
export async function addTask(db: Db, { at, by, ...rest }: NewTask): Promise<Task | null> {
  const [added] = await db
    .insert(tasks)
    .values({ ...rest, state: "open", created_at: at, created_by: by })
    .onConflictDoNothing()
    .returning();
  return added ?? null;
}

/** What is to be done, the most urgent first. */
export async function openTasks(
  db: Db,
  { owner, account }: { owner?: string; account?: string } = {},
): Promise<readonly Task[]> {
  const conditions = [
    eq(tasks.state, "open"),
    ...(owner === undefined ? [] : [eq(tasks.owner, owner)]),
    ...(account === undefined ? [] : [eq(tasks.account, account)]),
  ];
  return db
    .select()
    .from(tasks)
    .where(and(...conditions))
    .orderBy(sql`${tasks.due} asc nulls last`, asc(tasks.id));
}

/** @throws InputError when there is no such open task */
export async function closeTask(
  db: Db,
  id: number,
  { state = "done", at, by }: { state?: "done" | "dismissed"; at: Date; by: string },
): Promise<void> {
  const closed = await db
    .update(tasks)
    .set({ state, closed_at: at, closed_by: by })
    .where(and(eq(tasks.id, id), eq(tasks.state, "open")))
    .returning({ id: tasks.id });
  if (closed.length === 0) throw new InputError(`there is no open task ${id}`);
}

/** @throws NotFoundError */
export async function taskOf(db: Db, id: number): Promise<Task> {
  const [found] = await db.select().from(tasks).where(eq(tasks.id, id));
  if (found === undefined) throw new NotFoundError(`there is no task ${id}`);
  return found;
}

export interface TasksWanted {
  readonly state: Task["state"] | null;
  readonly kind: string | null;
  readonly owner: string | null;
  readonly account: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** A part of the tasks: those with the nearest day first, the newest first among the rest; and how many fit. */
export async function taskPage(
  db: Db,
  { state, kind, owner, account, limit, offset }: TasksWanted,
): Promise<{ readonly items: readonly Task[]; readonly total: number }> {
  const where = and(
    ...(state === null ? [] : [eq(tasks.state, state)]),
    ...(kind === null ? [] : [eq(tasks.kind, kind)]),
    ...(owner === null ? [] : [eq(tasks.owner, owner)]),
    ...(account === null ? [] : [eq(tasks.account, account)]),
  );
  const items = await db
    .select()
    .from(tasks)
    .where(where)
    .orderBy(sql`${tasks.due} asc nulls last`, desc(tasks.id))
    .limit(limit)
    .offset(offset);
  const [found] = await db.select({ n: count() }).from(tasks).where(where);
  return { items, total: Number(found?.n ?? 0) };
}

/** What becomes of a task; what is not said stays. */
export interface TaskChange {
  /** `open` takes back that it was closed. */
  readonly state?: Task["state"];
  readonly owner?: string | null;
  readonly due?: Date | null;
}

/** Changes a task. Gives it as it was, and as it is. @throws NotFoundError */
export async function changeTask(
  tx: Db,
  id: number,
  { state, owner, due }: TaskChange,
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<{ readonly before: Task; readonly after: Task }> {
  const [before] = await tx.select().from(tasks).where(eq(tasks.id, id)).for("update");
  if (before === undefined) throw new NotFoundError(`there is no task ${id}`);
  const closed =
    state === undefined || state === before.state
      ? {}
      : state === "open"
        ? { closed_at: null, closed_by: null }
        : { closed_at: at, closed_by: by };
  const values = {
    ...(state === undefined ? {} : { state }),
    ...closed,
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
  };
  if (Object.keys(values).length === 0) return { before, after: before };
  const [after] = await tx.update(tasks).set(values).where(eq(tasks.id, id)).returning();
  return { before, after: after! };
}
