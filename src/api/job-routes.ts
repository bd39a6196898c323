import { type SSEMessage, streamSSE } from "hono/streaming";
import { ApiError } from "./errors.ts";
import { type Job, job } from "./jobs.ts";
import { callerOf, createRoute, gives, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const byId = z.object({ id: z.string().min(1).max(100) });
/** A line that keeps the connection open, in ms. */
const BEAT = 15_000;

function told(one: Job): SSEMessage {
  return { event: "job", id: one.id, data: JSON.stringify(one) };
}

/** What the server is doing, and the stream that tells it as it happens. */
export function jobRoutes({ jobs, stop }: Server) {
  const app = routes();
  const tags = ["jobs"];
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/jobs", tags, summary: "Jobs of this server, the newest first", ...needs("read") },
      responses: gives(z.object({ items: z.array(job) })),
    }),
    (c) => c.json({ items: [...jobs.all()] }, 200),
  );
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/jobs/{id}", tags, summary: "A job", ...needs("read") },
      request: { params: byId },
      responses: gives(job),
    }),
    (c) => {
      const found = jobs.get(c.req.valid("param").id);
      if (found === null) throw new ApiError("not_found", "there is no such job, or it ended long ago: see the runs");
      return c.json(found, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/jobs/{id}/stop",
        tags,
        summary: "Stop a job at its next safe point",
        ...needs("write"),
      },
      request: { params: byId },
      responses: gives(job),
    }),
    (c) => {
      const { id } = c.req.valid("param");
      if (jobs.get(id)?.kind === "erase" && !callerOf(c).scopes.includes("admin"))
        throw new ApiError("forbidden", "whom an admin erases, only an admin stops from being erased");
      const stopped = jobs.stop(id);
      const found = jobs.get(id);
      if (!stopped || found === null) throw new ApiError("not_found", "there is no such job at work");
      return c.json(found, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/stream",
        tags,
        summary: "Changes of jobs as server-sent events",
        ...needs("read"),
      },
      responses: { 200: { description: "Events `job`", content: { "text/event-stream": { schema: z.string() } } } },
    }),
    (c) =>
      streamSSE(c, async (stream) => {
        const waiting: SSEMessage[] = jobs.all().slice(0, 5).reverse().map(told);
        let wake = (): void => undefined;
        const put = (message: SSEMessage): void => {
          waiting.push(message);
          wake();
        };
        const forget = jobs.listen((one) => put(told(one)));
        const beat = setInterval(() => put({ event: "beat", data: "" }), BEAT);
        const over = (): boolean => stream.aborted || stream.closed || stop.signal.aborted;
        const end = (): void => wake();
        stream.onAbort(end);
        stop.signal.addEventListener("abort", end);
        try {
          while (!over()) {
            const woken = new Promise<void>((resolve) => {
              wake = resolve;
            });
            for (let message = waiting.shift(); message !== undefined; message = waiting.shift())
              await stream.writeSSE(message);
            if (over()) break;
            await woken;
          }
        } finally {
          stop.signal.removeEventListener("abort", end);
          clearInterval(beat);
          forget();
        }
      }),
  );
  return app;
}
