import { audit } from "../../store/audit.ts";
import { changeTask, type Task, type TaskChange, type TasksWanted, taskOf, taskPage } from "../../store/tasks.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** A part of the tasks. */
export function tasksPage(
  { store }: Workspace,
  wanted: TasksWanted,
): Promise<{ readonly items: readonly Task[]; readonly total: number }> {
  return taskPage(store.db, wanted);
}

/** A task. @throws NotFoundError */
export function readTask({ store }: Workspace, id: number): Promise<Task> {
  return taskOf(store.db, id);
}

/** Closes a task, opens it again, or gives it to somebody. @throws NotFoundError */
export async function workOnTask(
  { store }: Workspace,
  id: number,
  change: TaskChange,
  { now, by }: Pick<WorkspaceEffects, "now" | "by">,
): Promise<Task> {
  const at = now();
  return store.transaction(async (tx) => {
    const { before, after } = await changeTask(tx, id, change, { at, by });
    if (before !== after)
      await audit(tx, {
        at,
        who: by,
        action: "task",
        subject: `task ${id}`,
        details: {
          before: { state: before.state, owner: before.owner, due: before.due },
          after: { state: after.state, owner: after.owner, due: after.due },
        },
      });
    return after;
  });
}
