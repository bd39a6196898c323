import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { request as rawRequest } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES, type Scope } from "../../src/auth/roles.ts";
import { importFiles } from "../../src/engine/workspace/import.ts";
import { scratch } from "../cli/openicp.ts";
import { profile } from "../engine/workspace/small-workspace.ts";
import { type AttackedServer, attackedServer, EVIL, PASSWORD, type Who } from "./attacks-server.ts";

const folder = scratch();
/** Ms by which the server's clock is ahead. */
let later = 0;
let at: AttackedServer;
beforeAll(async () => {
  at = await attackedServer(folder, { headersWithin: 300, now: () => new Date(Date.now() + later) });
});
afterAll(() => at.close());

/** Routes that anybody may call, and no others. */
const PUBLIC = [
  "GET /api/health",
  "GET /api/invitations/{token}",
  "GET /api/ready",
  "GET /api/session",
  "GET /share/{token}",
  "POST /api/auth/sign-in/email",
  "POST /api/auth/sign-out",
  "POST /api/demo",
  "POST /api/invitations/{token}/accept",
  "POST /api/setup",
];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly scope: Scope | "none" | undefined;
}

async function operations(): Promise<readonly Operation[]> {
  const { json } = await at.ask("/api/openapi.json");
  return Object.entries(json.paths as Record<string, Record<string, { "x-scope"?: Scope }>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ method: method.toUpperCase(), path, scope: one["x-scope"] })),
  );
}

function call({ method, path }: Operation, who: Who): ReturnType<AttackedServer["ask"]> {
  const filled = path.replace(/\{number\}/g, "1").replace(/\{\w+\}/g, "x");
  return at.ask(filled, { who, method, ...(method === "GET" ? {} : { body: {} }) });
}

/** A request as written, which `fetch` would put in order. */
function written(text: string): Promise<string> {
  const { hostname, port } = new URL(at.serving.origin);
  return new Promise((resolve) => {
    let got = "";
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on("data", (chunk) => {
      got += String(chunk);
    });
    socket.on("close", () => resolve(got));
    socket.on("error", () => resolve(got));
  });
}

describe("who may come in", () => {
  it("A1 every route without session or key is refused, and the public ones are these", async () => {
    const all = await operations();
    expect(all.length).toBeGreaterThan(30);
    expect(
      all
        .filter(({ scope }) => scope === "none")
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(PUBLIC);
    for (const one of all.filter(({ scope }) => scope !== "none")) {
      expect([one, SCOPES.includes(one.scope as Scope)]).toEqual([one, true]);
      expect([one, (await call(one, null)).status]).toEqual([one, 401]);
      expect([one, (await call(one, { key: "oicp_guess" })).status]).toEqual([one, 401]);
    }
  });

  it("A2 a role that may not and a key without the scope are refused", async () => {
    const all = (await operations()).filter(({ scope }) => scope !== "none");
    const but = new Map<string, { key: string }>();
    for (const scope of SCOPES) but.set(scope, await at.key(SCOPES.filter((one) => one !== scope)));
    for (const one of all) {
      expect([one, (await call(one, but.get(one.scope!)!)).status]).toEqual([one, 403]);
      if (one.scope === "write" || one.scope === "admin" || one.scope === "metrics")
        expect([one, (await call(one, at.viewer)).status]).toEqual([one, 403]);
      if (one.scope === "admin" || one.scope === "metrics")
        expect([one, (await call(one, at.editor)).status]).toEqual([one, 403]);
    }
  });

  it("A3 ids that were tampered with find nothing and break nothing", async () => {
    const paths = ["/api/jobs/", "/api/accounts/accounts_1/", "/api/people/", "/api/icp/document?version="];
    const ids = ["x", "1'%20OR%20'1'='1", "..%2f..%2fsecret", "%00", "00000000-0000-0000-0000-000000000000"];
    for (const path of paths)
      for (const id of ids) {
        const method = path === "/api/people/" ? "DELETE" : "GET";
        const { status } = await at.ask(path + id, { who: at.admin, method, headers: {} });
        expect([path + id, [400, 404, 422].includes(status)]).toEqual([path + id, true]);
      }
    expect((await at.ask("/api/people", { who: at.admin })).json.items).toHaveLength(3);
  });

  it("A4 a revoked key, a removed person and a demoted owner's key are refused at once", async () => {
    const { id, key } = await at.key(["read"]);
    expect((await at.ask("/api/accounts", { who: { key } })).status).toBe(200);
    await at.ask(`/api/keys/${id}`, { who: at.admin, method: "DELETE" });
    expect((await at.ask("/api/accounts", { who: { key } })).status).toBe(401);

    const other = await at.join("bob@firm.example", "admin");
    const own = await at.key(["read", "admin"], other);
    expect((await at.ask("/api/people", { who: own })).status).toBe(200);
    const people = (await at.ask("/api/people", { who: at.admin })).json.items as { id: string; email: string }[];
    const bob = people.find(({ email }) => email === "bob@firm.example")!;
    await at.ask(`/api/people/${bob.id}`, { who: at.admin, method: "PATCH", body: { role: "viewer" } });
    expect((await at.ask("/api/people", { who: own })).status).toBe(403);
    expect((await at.ask("/api/people", { who: other })).status).toBe(403);
    expect((await at.ask("/api/accounts", { who: own })).status).toBe(200);
    await at.ask(`/api/people/${bob.id}`, { who: at.admin, method: "DELETE" });
    expect((await at.ask("/api/accounts", { who: own })).status).toBe(401);
    expect((await at.ask("/api/accounts", { who: other })).status).toBe(401);
  });

  it("A5 nobody gives a key more than they may do", async () => {
    const { status } = await at.ask("/api/keys", {
      who: await at.key(["admin"]),
      body: { name: "k", scopes: ["write"], expires_in_days: null },
    });
    expect(status).toBe(403);
  });

  it("A6 another password ends every other session, and gives this one a new cookie", async () => {
    const email = "cas@firm.example";
    const one = await at.join(email, "viewer");
    const sent = await at.ask("/api/auth/sign-in/email", { body: { email, password: PASSWORD } });
    const two = { cookie: sent.headers.getSetCookie()[0]!.split(";")[0]! };
    const body = { current: PASSWORD, new: "another pass phrase" };
    const changed = await at.ask("/api/password", { who: one, body });
    expect(changed.status).toBe(200);
    const fresh = { cookie: changed.headers.getSetCookie()[0]!.split(";")[0]! };
    expect(fresh.cookie).not.toBe(one.cookie);
    expect((await at.ask("/api/session", { who: two })).status).toBe(401);
    expect((await at.ask("/api/session", { who: one })).status).toBe(401);
    expect((await at.ask("/api/session", { who: fresh })).status).toBe(200);
  });

  it("A7 a session cannot be fixed: signing in gives a cookie of its own, hidden from scripts", async () => {
    const planted = { cookie: "openicp.session_token=planted.value" };
    const body = { email: "vic@firm.example", password: PASSWORD };
    const { headers, status } = await at.ask("/api/auth/sign-in/email", { who: planted, body });
    expect(status).toBe(200);
    const [set] = headers.getSetCookie();
    expect(set).not.toContain("planted");
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=Lax/i);
    expect((await at.ask("/api/session", { who: planted })).status).toBe(401);
  });

  it("A8 guesses of passwords are slowed down, and tell nothing", async () => {
    const guess = (email: string) => at.ask("/api/auth/sign-in/email", { body: { email, password: "wrong password" } });
    const [known, unknown] = [await guess("eve@firm.example"), await guess("nobody@firm.example")];
    expect(known.json).toEqual(unknown.json);
    const statuses: number[] = [];
    for (let i = 0; i < 9; i++) statuses.push((await guess("eve@firm.example")).status);
    expect(statuses.at(-1)).toBe(429);
    // Whoever is signed in goes on.
    expect((await at.ask("/api/session", { who: at.editor })).status).toBe(200);
  });

  it("A9 the setup token works once, and guesses of it are slowed down", async () => {
    const body = { token: "guess", name: "Mal", email: "mal@evil.example", password: PASSWORD };
    expect((await at.ask("/api/setup", { body })).status).toBe(403);
    const token = at.serving.entry!.split("token=")[1];
    expect((await at.ask("/api/setup", { body: { ...body, token } })).status).toBe(403);
    expect(at.serving.server.setupToken).toBeNull();
    expect((await at.ask("/api/demo", { body: { token } })).status).toBe(404);
  });
});

describe("what a browser can be made to do", () => {
  it("B1 a foreign page changes nothing: its Origin is not ours, and none is no better", async () => {
    const body = { name: "k", scopes: ["read"], expires_in_days: null };
    const { cookie } = at.admin;
    for (const headers of [
      { cookie, origin: "https://evil.example" },
      { cookie, origin: "null" },
      { cookie, origin: `${at.serving.origin}.evil.example` },
      { cookie, "sec-fetch-site": "cross-site" },
    ])
      expect((await at.ask("/api/keys", { body, headers })).status).toBe(403);
    const bare = await new Promise<number>((resolve) => {
      const { hostname, port } = new URL(at.serving.origin);
      const sent = rawRequest({
        hostname,
        port,
        path: "/api/keys",
        method: "POST",
        headers: { cookie, "content-type": "application/json" },
      });
      sent.on("response", (answer) => resolve(answer.statusCode!));
      sent.end(JSON.stringify(body));
    });
    expect(bare).toBe(403);
  });

  it("B2 no page frames ours, and ours runs no script but its own files", async () => {
    for (const path of ["/", "/api/health", "/api/icp/page.html"]) {
      const { headers } = await at.ask(path, { who: at.viewer });
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    }
  });

  it("B3 a name that was made to point here is not answered", async () => {
    const { port } = new URL(at.serving.origin);
    for (const host of ["evil.example", `evil.example:${port}`, "", "127.0.0.1"]) {
      const got = await written(`GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect([host, got.split("\r\n")[0]]).toEqual([host, "HTTP/1.1 400 Bad Request"]);
    }
    const sent = { "x-forwarded-host": "evil.example", "x-forwarded-for": "1.2.3.4" };
    const body = { email: "dee@firm.example", role: "viewer" };
    const { json } = await at.ask("/api/invitations", { who: at.admin, body, headers: sent });
    expect(json.url.startsWith(`${at.serving.origin}/join#token=`)).toBe(true);
  });

  it("B4 answers are kept by nobody on the way", async () => {
    expect((await at.ask("/api/accounts", { who: at.viewer })).headers.get("cache-control")).toBe("no-store");
  });
});

describe("what is sent", () => {
  it("C1 SQL, formulas and scripts in a CRM's fields come back as texts", async () => {
    const { json } = await at.ask("/api/accounts?limit=10", { who: at.viewer });
    const names = json.items.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining([EVIL.script, EVIL.sql, '=HYPERLINK("http://evil.example","x")']));
    for (const text of ["'; DROP TABLE accounts_index; --", "%", "_", "' OR 1=1 --"])
      expect((await at.ask(`/api/accounts?q=${encodeURIComponent(text)}`, { who: at.viewer })).status).toBe(200);
    const query = "level=high'%20OR%20'1'='1&segment=%27%3B--&sort=fit%3BDROP";
    expect((await at.ask(`/api/accounts?${query}`, { who: at.viewer })).status).toBe(422);
    const check = await at.ask(`/api/accounts/check?q=${encodeURIComponent(EVIL.sql)}`, { who: at.viewer });
    expect(check.json.account?.name).toBe(EVIL.sql);
    const { key } = await at.key(["score"]);
    const scored = await at.ask("/api/score", {
      who: { key },
      body: { account: { Industry: EVIL.sql, __proto__: 1 } },
    });
    expect([scored.status, scored.json.reasons[0].value]).toEqual([200, EVIL.sql]);
    expect((await at.ask("/api/accounts", { who: at.viewer })).json.total).toBe(4);
  });

  it("C2 paths lead to nothing but the app's own files", async () => {
    for (const path of [
      ...["/assets/../../outside.txt", "/assets/..%2f..%2foutside.txt", "/assets/%2e%2e/%2e%2e/outside.txt"],
      ...["/assets/....//....//outside.txt", "/assets/..%5c..%5coutside.txt", "/assets/%252e%252e/outside.txt"],
      ...["/assets//etc/passwd", "/../outside.txt", "/assets/a.js%00.txt"],
    ]) {
      const got = await written(
        `GET ${path} HTTP/1.1\r\nHost: ${new URL(at.serving.origin).host}\r\nConnection: close\r\n\r\n`,
      );
      expect([path, got.includes("outside") && !got.includes("no such file"), got.includes("root:")]).toEqual([
        path,
        false,
        false,
      ]);
    }
    expect((await at.ask("/assets/a.js")).text).toBe("export {};");
  });

  it("C3 a body that is too large is refused, with its length said or not", async () => {
    const { key } = await at.key(["score", "write"]);
    const body = JSON.stringify({ account: { a: "x".repeat(1_100_000) } });
    expect((await at.ask("/api/score", { who: { key }, body })).status).toBe(413);
    const streamed = await fetch(`${at.serving.origin}/api/score`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/json" },
      body: new Blob([body]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
    const line = await at.ask("/api/score/batch", {
      who: { key },
      body: `{"a":"${"x".repeat(1_100_000)}"}\n{"Industry":"fintech"}\n`,
    });
    const [long, good] = line.text
      .trim()
      .split("\n")
      .map((one) => JSON.parse(one));
    expect([long.reason, good.fit]).toEqual(["a line holds 1 MB at most", 70]);
  });

  it("C4 bodies that are no JSON, and of the wrong shape, are refused in a sentence", async () => {
    const { key } = await at.key(["score"]);
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    for (const body of [
      "{",
      "null",
      "[]",
      '{"account":5}',
      '{"account":{"a":{"b":1}}}',
      '{"accounts":[]}',
      deep,
      "{}",
    ]) {
      const { status, json } = await at.ask("/api/score", { who: { key }, body });
      expect([body.slice(0, 30), [400, 422].includes(status), typeof json.error.message]).toEqual([
        body.slice(0, 30),
        true,
        "string",
      ]);
    }
  });

  it("C5 a client that sends its headers drop by drop is let go", async () => {
    const began = performance.now();
    const got = await written(`GET /api/health HTTP/1.1\r\nHost: ${new URL(at.serving.origin).host}\r\n`);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(got === "" || got.startsWith("HTTP/1.1 408")).toBe(true);
  });

  it("C6 no statement reads another file, whatever it was made to say", async () => {
    const { warehouse, dir } = at.small.workspace;
    const database = await warehouse.work();
    const denied = /disabled by configuration|locked|disabled through configuration/;
    try {
      for (const sql of [
        "SELECT * FROM read_text('/etc/passwd')",
        `SELECT * FROM read_text('${join(dir, "secret")}')`,
        `SELECT * FROM read_blob('${join(dir, "tmp/../secret")}')`,
        "SELECT * FROM glob('/etc/*')",
        `ATTACH '${join(folder, "other.duckdb")}' AS other`,
        `COPY (SELECT 1) TO '${join(folder, "out.csv")}'`,
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
      ])
        await expect(database.run(sql)).rejects.toThrow(denied);
    } finally {
      database.close();
    }
    expect(existsSync(join(dir, "secret")) && readFileSync(join(dir, "secret"), "utf8").length).toBeGreaterThan(32);
    // What the server itself does goes on: imports of what was uploaded, scores, the file written anew.
    const bring = (path: string) =>
      importFiles(warehouse, [{ path, role: "leads" }], {}, { ...at.small.effects, now: () => "2026-01-01T00:00:00Z" });
    const rows = "Lead ID,Company,Email\nlead-1,Firm 1,a@firm1.example\n";
    mkdirSync(join(dir, "uploads"), { recursive: true });
    writeFileSync(join(dir, "uploads/leads.csv"), rows);
    expect((await bring(join(dir, "uploads/leads.csv")))[0]?.read).toBe(1);
    await warehouse.checkpoint();
    await at.serving.server.indexes.close();
    await expect.poll(() => warehouse.compact()).toBe(true);
    expect((await at.ask("/api/accounts", { who: at.viewer })).json.total).toBe(4);
  });
});

describe("what is told", () => {
  it("D1 no key, password, cookie or token is in the log", async () => {
    const { key } = await at.key(["read", "score"]);
    await at.ask("/api/accounts?q=words", { who: { key } });
    await at.ask("/api/accounts", { headers: { authorization: `Bearer ${key}` } });
    await at.ask("/api/invitations/secret-token-of-a-link", {});
    at.serving.server.log.flush();
    const log = at.log();
    expect(log).toContain('"path":"/api/accounts"');
    for (const secret of [
      key,
      PASSWORD,
      at.admin.cookie.split("=")[1]!,
      at.serving.entry!.split("token=")[1]!,
      "secret-token-of-a-link",
      "oicp_",
    ])
      expect(log.includes(secret)).toBe(false);
  });

  it("D2 a fault of ours tells nobody what it was", async () => {
    const { store } = at.small.workspace;
    const { execute } = store;
    Object.assign(store, { execute: () => Promise.reject(new Error("password=hunter2 at db.internal")) });
    const { status, text } = await at.ask("/api/ready");
    Object.assign(store, { execute });
    expect([status, text.includes("hunter2"), text.includes("mistake of OpenICP")]).toEqual([500, false, true]);
    expect((await at.ask("/api/ready")).status).toBe(200);
  });

  it("D4 a shared page is read by its link alone, and only while the link holds; names and money need a tick", async () => {
    const make = async (body: object) => (await at.ask("/api/shares", { who: at.editor, body })).json;
    const [plain, named] = [await make({}), await make({ names: true, days: 1 })];
    const path = (url: string) => url.slice(at.serving.origin.length);
    expect(plain).toMatchObject({ names: false, money: false });
    expect(plain.url.split("/").at(-1)).toMatch(/^[\w-]{43}$/);
    const page = await at.ask(path(plain.url));
    expect([page.status, page.headers.get("cache-control"), page.headers.get("x-robots-tag")]).toEqual([
      200,
      "no-store",
      "noindex",
    ]);
    const { name } = profile("one");
    expect([page.text.includes(name), (await at.ask(path(named.url))).text.includes(name)]).toEqual([false, true]);
    for (const guess of [
      `${path(plain.url)}x`,
      path(plain.url).slice(0, -1),
      "/share/1",
      "/share/'%20OR%201=1",
      `/share/${plain.id}`,
    ])
      expect([guess, (await at.ask(guess)).status]).toEqual([guess, 404]);
    const listed = await at.ask("/api/shares", { who: at.editor });
    expect([listed.json.items.length, listed.text.includes(plain.url.split("/").at(-1))]).toEqual([2, false]);
    await at.ask(`/api/shares/${plain.id}`, { who: at.editor, method: "DELETE" });
    expect((await at.ask(path(plain.url))).status).toBe(404);
    later = 2 * 86_400_000;
    expect((await at.ask(path(named.url))).status).toBe(404);
    later = 0;
    expect((await at.ask(path(named.url))).status).toBe(200);
    expect(at.log()).not.toContain(named.url.split("/").at(-1));
  });

  it("D3 no answer holds a hash of a password or a key", async () => {
    for (const path of [
      "/api/people",
      "/api/keys",
      "/api/session",
      "/api/sessions",
      "/api/invitations",
      "/api/audit-log",
    ]) {
      const { status, text } = await at.ask(path, { who: at.admin });
      expect(status).toBe(200);
      expect(text).not.toMatch(/password|hash|token/i);
    }
  });
});
