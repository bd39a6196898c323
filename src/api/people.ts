import { invitationsOf, invite, takeBack } from "../auth/invitations.ts";
import { people, removePerson, setRole } from "../auth/people.ts";
import { ROLES } from "../auth/roles.ts";
import { auditTrail } from "../engine/workspace/audit-trail.ts";
import { callerOf, createRoute, gives, jsonBody, needs, routes, z } from "./route.ts";
import type { Server } from "./server.ts";

const person = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES), created_at: z.string() })
  .openapi("Person");
const invitation = z
  .object({
    ...{ id: z.string(), email: z.string(), role: z.enum(ROLES), invited_at: z.string(), invited_by: z.string() },
    expires_at: z.string(),
  })
  .openapi("Invitation");
const done = z.object({ done: z.literal(true) });
const byId = z.object({ id: z.string().min(1).max(100) });
const auditLine = z
  .object({
    ...{ id: z.number().int(), at: z.string(), who: z.string(), action: z.string(), subject: z.string() },
    details: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi("AuditLine");

/** Who may sign in, who was asked to, and who did what. */
export function peopleRoutes(server: Server) {
  const app = routes();
  const { store } = server.workspace;
  const tags = ["people"];

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/people", tags, summary: "Everybody who may sign in", ...needs("admin") },
      responses: gives(z.object({ items: z.array(person) })),
    }),
    async (c) => c.json({ items: [...(await people(store))] }, 200),
  );
  app.openapi(
    createRoute({
      ...{ method: "patch", path: "/api/people/{id}", tags, summary: "Another role", ...needs("admin") },
      request: { params: byId, ...jsonBody(z.object({ role: z.enum(ROLES) })) },
      responses: gives(person),
    }),
    async (c) => {
      const by = { at: server.now(), by: callerOf(c).name };
      const changed = await setRole(store, c.req.valid("param").id, c.req.valid("json").role, by);
      server.callers.forget();
      return c.json(changed, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: "delete", path: "/api/people/{id}", tags, summary: "Take somebody out", ...needs("admin") },
      request: { params: byId },
      responses: gives(done),
    }),
    async (c) => {
      await removePerson(store, c.req.valid("param").id, { at: server.now(), by: callerOf(c).name });
      server.callers.forget();
      return c.json({ done: true as const }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/invitations",
        tags,
        summary: "Who was asked and has not come",
        ...needs("admin"),
      },
      responses: gives(z.object({ items: z.array(invitation) })),
    }),
    async (c) => c.json({ items: [...(await invitationsOf(store))] }, 200),
  );
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/invitations", tags, summary: "Ask somebody to join", ...needs("admin") },
      request: jsonBody(z.object({ email: z.email().max(320), role: z.enum(ROLES) })),
      responses: gives(invitation.extend({ url: z.string() })),
    }),
    async (c) => {
      const by = { at: server.now(), by: callerOf(c).name };
      const { token, ...made } = await invite(store, c.req.valid("json"), by);
      // After the #: no server's log holds it.
      return c.json({ ...made, url: `${server.origin}/join#token=${token}` }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{
        method: "delete",
        path: "/api/invitations/{id}",
        tags,
        summary: "Take an invitation back",
        ...needs("admin"),
      },
      request: { params: byId },
      responses: gives(done),
    }),
    async (c) => {
      await takeBack(store, c.req.valid("param").id, { at: server.now(), by: callerOf(c).name });
      return c.json({ done: true as const }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/audit-log", tags, summary: "Who did what, the newest first", ...needs("admin") },
      request: { query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }) },
      responses: gives(z.object({ items: z.array(auditLine) })),
    }),
    async (c) => {
      const lines = await auditTrail(server.workspace, c.req.valid("query").limit);
      return c.json({ items: lines.map((line) => ({ ...line, at: line.at.toISOString() })) }, 200);
    },
  );
  return app;
}
