import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ServeOptions, type Serving, serve } from "../../src/api/serve.ts";
import type { Scope } from "../../src/auth/roles.ts";
import type { Pages } from "../../src/engine/workspace/pages.ts";
import {
  account,
  accounts,
  deals,
  profile,
  type SmallWorkspace,
  smallWorkspace,
} from "../engine/workspace/small-workspace.ts";

export const PASSWORD = "a long pass phrase";

/** Somebody who asks: by a cookie, a key, or as nobody. */
export type Who = { readonly cookie: string } | { readonly key: string } | null;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of all kinds
  readonly json: any;
}

/** A server of a small workspace with a person of each role. */
export interface AttackedServer {
  readonly small: SmallWorkspace;
  readonly serving: Serving;
  readonly admin: { readonly cookie: string };
  readonly editor: { readonly cookie: string };
  readonly viewer: { readonly cookie: string };
  /** All that was logged. */
  log(): string;
  ask(
    path: string,
    options?: { who?: Who; method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answered>;
  key(scopes: readonly Scope[], who?: Who): Promise<{ readonly id: string; readonly key: string }>;
  /** Invites and joins. */
  join(email: string, role: string): Promise<{ readonly cookie: string }>;
  close(): Promise<void>;
}

/** Names and cells that a CRM should not be trusted with. */
export const EVIL = {
  formula: '=HYPERLINK(""http://evil.example"",""x"")',
  script: "<script>alert(1)</script>",
  sql: "'; DROP TABLE kept.meta.sources; --",
} as const;

/** Starts one in a folder. */
export async function attackedServer(folder: string, options: Partial<ServeOptions> = {}): Promise<AttackedServer> {
  const small = await smallWorkspace(folder);
  const app = join(folder, "app");
  mkdirSync(join(app, "assets"), { recursive: true });
  writeFileSync(join(app, "index.html"), "<!doctype html><title>app</title><script src=/assets/a.js></script>");
  writeFileSync(join(app, "assets/a.js"), "export {};");
  writeFileSync(join(folder, "outside.txt"), "outside");
  const named = (i: number, name: string) => account(i).map((cell, k) => (k === 1 ? name : cell));
  await small.bring(
    "accounts",
    accounts(named(1, EVIL.formula), named(2, EVIL.script), named(3, EVIL.sql), account(4)),
  );
  await small.bring(
    "deals",
    deals([1, 1, "Closed Won", "2025-01-01", "2025-02-01"], [2, 2, "Closed Lost", "2025-01-01", "2025-02-01"]),
  );
  await small.inForce(profile("one"));
  const logged: string[] = [];
  const serving = await serve(small.workspace, {
    ...{ host: "127.0.0.1", port: 0, origin: null, app, logLevel: "info" as const, pages: {} as Pages },
    logTo: { write: (line: string) => void logged.push(line) },
    now: () => new Date(),
    ...options,
  });
  const { origin } = serving;
  const ask: AttackedServer["ask"] = async (path, { who = null, method, body, headers = {} } = {}) => {
    const answer = await fetch(origin + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      redirect: "manual",
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(who === null ? {} : "key" in who ? { "x-api-key": who.key } : { cookie: who.cookie, origin }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
  };
  const cookieOf = ({ headers }: Answered): { cookie: string } => ({
    cookie: headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; "),
  });
  const token = serving.entry!.split("token=")[1];
  const first = { token, name: "Ann", email: "ann@firm.example", password: PASSWORD };
  const admin = cookieOf(await ask("/api/setup", { body: first }));
  const joined = async (email: string, role: string) => {
    const { json } = await ask("/api/invitations", { who: admin, body: { email, role } });
    const link = json.url.split("token=")[1];
    return cookieOf(await ask(`/api/invitations/${link}/accept`, { body: { name: role, password: PASSWORD } }));
  };
  return {
    ...{ small, serving, admin, ask, join: joined },
    editor: await joined("eve@firm.example", "editor"),
    viewer: await joined("vic@firm.example", "viewer"),
    log: () => logged.join(""),
    key: async (scopes, who = admin) =>
      (await ask("/api/keys", { who, body: { name: "k", scopes, expires_in_days: null } })).json,
    close: async () => {
      await serving.close();
      await small.workspace.close();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
