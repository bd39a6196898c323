import { APIError } from "better-auth/api";
import type { Context } from "hono";
import { ADDRESS } from "../auth/auth.ts";
import { accept, invitationOf } from "../auth/invitations.ts";
import { addPerson, checkPassword, needsSetup } from "../auth/people.ts";
import { ROLES } from "../auth/roles.ts";
import { sameToken } from "../auth/tokens.ts";
import { type Lines, linesOf } from "../engine/workspace/lines.ts";
import { ApiError } from "./errors.ts";
import { callerOf, createRoute, gives, jsonBody, needs, open, routes, z } from "./route.ts";
import type { Env, Server } from "./server.ts";

const user = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES) }).openapi("User");
const line = z.object({
  id: z.string(),
  name: z.string(),
  in_force: z.number().int().nullable(),
  drafts: z.number().int(),
});
const session = z
  .object({ user, workspace: z.object({ id: z.string(), name: z.string() }), lines: z.array(line) })
  .openapi("Session");
const done = z.object({ done: z.literal(true) });
const name = z.string().trim().min(1).max(200);
const email = z.email().max(320);
const password = z.string().min(1).max(1000);

/** Signing in and out, the first person, and joining by invitation. */
export function sessionRoutes(server: Server) {
  const app = routes();
  const { auth, store } = { auth: server.auth, store: server.workspace.store };

  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/session", tags: ["session"], summary: "Who is signed in", ...open },
      responses: gives(session),
    }),
    async (c) => {
      const caller = c.get("caller");
      if (caller === null)
        throw (await needsSetup(store))
          ? new ApiError(
              "setup_required",
              "nobody looks after this workspace yet: open the address that the terminal shows",
            )
          : new ApiError("unauthenticated", "nobody is signed in");
      return c.json(await told(server, caller), 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/setup",
        tags: ["session"],
        summary: "The first person, by the token of the terminal",
      },
      ...open,
      request: jsonBody(z.object({ token: z.string().min(1).max(200), name, email, password })),
      responses: gives(session),
    }),
    async (c) => {
      const given = c.req.valid("json");
      const address = c.get("address");
      await requirePatience(server, "setup", address);
      if (server.setupToken === null || !(await needsSetup(store)))
        throw new ApiError(
          "forbidden",
          "this workspace has somebody who looks after it: sign in, or ask to be invited",
        );
      if (!sameToken(given.token, server.setupToken)) {
        await server.logins.failed("setup", address);
        throw new ApiError("forbidden", "this is not the token that the terminal shows");
      }
      checkPassword(given.password);
      const token = server.setupToken;
      // Taken before anything waits: of two requests with the token one comes in.
      server.setupToken = null;
      try {
        await addPerson(auth, store, { ...given, role: "admin" }, { at: server.now(), by: "setup" });
      } catch (error) {
        server.setupToken = token;
        throw error;
      }
      return signedIn(server, c, given);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/demo",
        tags: ["session"],
        summary: "Sign in to the demo, by the address that the terminal shows",
      },
      ...open,
      request: jsonBody(z.object({ token: z.string().min(1).max(200) })),
      responses: gives(session),
    }),
    async (c) => {
      const address = c.get("address");
      await requirePatience(server, "demo", address);
      if (server.demo === null) throw new ApiError("not_found", "this server runs no demo: sign in");
      if (!sameToken(c.req.valid("json").token, server.demo.token)) {
        await server.logins.failed("demo", address);
        throw new ApiError("forbidden", "the demo was started again: open the address that the terminal shows now");
      }
      return signedIn(server, c, server.demo);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/auth/sign-in/email", tags: ["session"], summary: "Sign in", ...open },
      request: jsonBody(z.object({ email: z.string().min(1).max(320), password })),
      responses: gives(session),
    }),
    async (c) => {
      const given = c.req.valid("json");
      await requirePatience(server, given.email, c.get("address"));
      return signedIn(server, c, given);
    },
  );

  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/auth/sign-out", tags: ["session"], summary: "Sign out here", ...open },
      responses: gives(done),
    }),
    async (c) => {
      const answer = await auth.api.signOut({ headers: c.req.raw.headers, asResponse: true });
      server.callers.forget();
      for (const cookie of answer.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
      return c.json({ done: true as const }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/sessions/revoke-all",
        tags: ["session"],
        summary: "Sign out everywhere",
        ...needs("read"),
      },
      responses: gives(done),
    }),
    async (c) => {
      requirePerson(c);
      await auth.api.revokeSessions({ headers: c.req.raw.headers });
      server.callers.forget();
      return c.json({ done: true as const }, 200);
    },
  );

  const mine = z.object({
    id: z.string(),
    address: z.string().nullable(),
    agent: z.string().nullable(),
    created_at: z.string(),
    expires_at: z.string(),
    here: z.boolean(),
  });
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/sessions", tags: ["session"], summary: "Where I am signed in", ...needs("read") },
      responses: gives(z.object({ items: z.array(mine) })),
    }),
    async (c) => {
      requirePerson(c);
      const { headers } = c.req.raw;
      const [all, here] = [await auth.api.listSessions({ headers }), await auth.api.getSession({ headers })];
      const items = all.map((one) => ({
        id: one.id,
        address: one.ipAddress ?? null,
        agent: one.userAgent ?? null,
        created_at: one.createdAt.toISOString(),
        expires_at: one.expiresAt.toISOString(),
        here: one.id === here?.session.id,
      }));
      return c.json({ items }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...{
        method: "post",
        path: "/api/password",
        tags: ["session"],
        summary: "Another password; signs out everywhere else",
        ...needs("read"),
      },
      request: jsonBody(z.object({ current: password, new: password })),
      responses: gives(done),
    }),
    async (c) => {
      const { email: address } = requirePerson(c);
      const given = c.req.valid("json");
      await requirePatience(server, address, c.get("address"));
      checkPassword(given.new);
      const body = { currentPassword: given.current, newPassword: given.new, revokeOtherSessions: true };
      const answer = await auth.api
        .changePassword({ headers: c.req.raw.headers, body, asResponse: true })
        .catch(async (error: unknown) => {
          if (error instanceof APIError) return null;
          throw error;
        });
      if (answer === null || !answer.ok) {
        await server.logins.failed(address, c.get("address"));
        throw new ApiError("invalid", "the current password is another one");
      }
      server.callers.forget();
      for (const cookie of answer.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
      return c.json({ done: true as const }, 200);
    },
  );

  const invitation = z
    .object({ email: z.string(), role: z.enum(ROLES), expires_at: z.string() })
    .openapi("InvitationShown");
  const token = z.object({ token: z.string().min(1).max(200) });
  app.openapi(
    createRoute({
      ...{
        method: "get",
        path: "/api/invitations/{token}",
        tags: ["session"],
        summary: "The invitation of a link",
        ...open,
      },
      request: { params: token },
      responses: gives(invitation),
    }),
    async (c) => {
      const { email, role, expires_at } = await invitationOf(store, c.req.valid("param").token, server.now());
      return c.json({ email, role, expires_at }, 200);
    },
  );
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/invitations/{token}/accept", tags: ["session"], summary: "Join", ...open },
      request: { params: token, ...jsonBody(z.object({ name, password })) },
      responses: gives(session),
    }),
    async (c) => {
      const { password } = c.req.valid("json");
      const given = { ...c.req.valid("json"), token: c.req.valid("param").token };
      const { email } = await accept(auth, store, given, server.now());
      return signedIn(server, c, { email, password });
    },
  );
  return app;
}

async function told(
  { workspace }: Server,
  { id, name, email, role }: { id: string; name: string; email: string; role: (typeof ROLES)[number] },
) {
  const lines: Lines = await linesOf(workspace);
  return {
    user: { id, name, email, role },
    workspace: { id: workspace.about.id, name: workspace.dir.split(/[/\\]/).at(-1) ?? workspace.dir },
    lines: lines.map((one) => ({ ...one })),
  };
}

function requirePerson(c: Context<Env>) {
  const caller = callerOf(c);
  if (caller.kind !== "person") throw new ApiError("forbidden", "a key has no sessions: this is for people");
  return caller;
}

async function requirePatience(server: Server, email: string, address: string): Promise<void> {
  const seconds = await server.logins.wait(email, address);
  if (seconds > 0)
    throw new ApiError("slow_down", `too many wrong passwords: try again in ${Math.ceil(seconds / 60)} minutes`);
}

/** Signs a person in by their password: the answer carries the cookie. */
async function signedIn(server: Server, c: Context<Env>, { email, password }: { email: string; password: string }) {
  const headers = new Headers(c.req.raw.headers);
  headers.set(ADDRESS, c.get("address"));
  const address = c.get("address");
  const answer = await server.auth.api.signInEmail({ body: { email, password }, headers, asResponse: true });
  if (!answer.ok) {
    await server.logins.failed(email, address);
    throw new ApiError("unauthenticated", "the e-mail address or the password is not right");
  }
  await server.logins.succeeded(email, address);
  const cookies = answer.headers.getSetCookie();
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
  const caller = await server.callers.of(
    new Headers({ cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; "), [ADDRESS]: address }),
  );
  if (caller === null) throw new Error("a session that was just made does not hold");
  return c.json(await told(server, caller), 200);
}
