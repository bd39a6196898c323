import { readTask, tasksPage, workOnTask } from "../engine/workspace/work-tasks.ts";
import { effectsFor } from "./effects.ts";
import { ApiError } from "./errors.ts";
import { offsetOf, paged, pageQuery } from "./paging.ts";
import { callerOf, createRoute, gives, jsonBody, needs, pageOf, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const text = z.string().nullable();
const state = z.enum(["open", "done", "dismissed"]);
export const task = z
  .object({
    ...{ id: z.number().int(), kind: z.string(), title: z.string(), account: text, owner: text, state, due: text },
    ...{ created_at: z.string(), created_by: z.string(), closed_at: text, closed_by: text },
    details: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi("Task");
type Row = Awaited<ReturnType<typeof workOnTask>>;

/** A task as it is answered. */
export function toldTask({ key: _, due, created_at, closed_at, details, ...one }: Row) {
  return {
    ...one,
    due: due?.toISOString() ?? null,
    created_at: created_at.toISOString(),
    closed_at: closed_at?.toISOString() ?? null,
    details: details === null ? null : { ...details },
  };
}

/** What people should do. */
export function taskRoutes(server: Server) {
  const app = routes();
  const { workspace } = server;
  const tags = ["tasks"];
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/tasks", tags, summary: "What is to be done, the nearest day first" },
      ...needs("read"),
      request: {
        query: z.object({
          ...pageQuery(100, 500),
          state: z.enum([...state.options, "all"]).default("open"),
          kind: z.string().max(50).optional(),
          owner: z.string().max(200).optional(),
          account: z.string().max(700).optional().openapi({ description: "source:key" }),
        }),
      },
      responses: gives(pageOf(task)),
    }),
    async (c) => {
      const { state, kind = null, owner = null, account = null, limit, ...given } = c.req.valid("query");
      const offset = offsetOf(given);
      const wanted = { state: state === "all" ? null : state, kind, owner, account, limit, offset };
      const { items, total } = await tasksPage(workspace, wanted);
      return c.json(paged(items.map(toldTask), total, offset), 200);
    },
  );
  app.openapi(
    createRoute({
      ...{
        method: "patch",
        path: "/api/tasks/{id}",
        tags,
        summary:
          "Close a task or open it again: one's own, or those of others, which needs write, as giving it to somebody does",
        ...needs("read"),
      },
      request: {
        params: z.object({ id: z.string().regex(/^\d{1,9}$/, "a task has a number") }),
        ...jsonBody(
          z.strictObject({
            state: state.optional(),
            owner: z.string().trim().min(1).max(200).nullable().optional(),
            due: z.iso.date().nullable().optional(),
          }),
        ),
      },
      responses: gives(task),
    }),
    async (c) => {
      const { state, owner, due } = c.req.valid("json");
      const change = {
        ...(state === undefined ? {} : { state }),
        ...(owner === undefined ? {} : { owner }),
        ...(due === undefined ? {} : { due: due === null ? null : new Date(due) }),
      };
      const id = Number(c.req.valid("param").id);
      const caller = callerOf(c);
      if (!caller.scopes.includes("write")) {
        const own = caller.kind === "person" && (await readTask(workspace, id)).owner === caller.name;
        if (!own || owner !== undefined || due !== undefined)
          throw new ApiError(
            "forbidden",
            `as ${caller.role} you close and open your own tasks: ask an editor for the rest`,
          );
      }
      return c.json(toldTask(await workOnTask(workspace, id, change, effectsFor(server, caller.name))), 200);
    },
  );
  return app;
}
