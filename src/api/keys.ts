import { addKey, keysOf, removeKey } from "../auth/keys.ts";
import { SCOPES, scopesOf } from "../auth/roles.ts";
import { ApiError } from "./errors.ts";
import { callerOf, createRoute, gives, jsonBody, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const key = z
  .object({
    ...{ id: z.string(), name: z.string(), start: z.string(), scopes: z.array(z.string()), owner: z.string() },
    ...{ created_at: z.string(), expires_at: z.string().nullable(), last_used_at: z.string().nullable() },
  })
  .openapi("Key");
const newKey = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1),
  expires_in_days: z.number().int().min(1).max(3650).nullable().default(null),
});

/** Keys of programs: shown once, kept as a hash. */
export function keyRoutes(server: Server) {
  const app = routes();
  const { store } = server.workspace;
  const tags = ["keys"];
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/keys", tags, summary: "Every key, without the key itself", ...needs("admin") },
      responses: gives(z.object({ items: z.array(key) })),
    }),
    async (c) => c.json({ items: (await keysOf(store)).map((one) => ({ ...one, scopes: [...one.scopes] })) }, 200),
  );
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/keys", tags, summary: "Make a key; it is shown this once", ...needs("admin") },
      request: jsonBody(newKey),
      responses: gives(z.object({ id: z.string(), key: z.string() })),
    }),
    async (c) => {
      const caller = callerOf(c);
      const wanted = c.req.valid("json");
      const over = wanted.scopes.filter(
        (scope) => !caller.scopes.includes(scope) || !scopesOf(caller.role).includes(scope),
      );
      if (over.length > 0) throw new ApiError("forbidden", `you cannot give what you may not do: ${over.join(", ")}`);
      const made = await addKey(server.auth, store, wanted, caller.id, { at: server.now(), by: caller.name });
      return c.json({ ...made }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: "delete", path: "/api/keys/{id}", tags, summary: "Revoke a key", ...needs("admin") },
      request: { params: z.object({ id: z.string().min(1).max(100) }) },
      responses: gives(z.object({ done: z.literal(true) })),
    }),
    async (c) => {
      await removeKey(store, c.req.valid("param").id, { at: server.now(), by: callerOf(c).name });
      server.callers.forget();
      return c.json({ done: true as const }, 200);
    },
  );
  return app;
}
