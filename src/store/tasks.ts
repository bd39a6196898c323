import { and, asc, eq, sql } from "drizzle-orm";
import { InputError } from "../errors.ts";
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
