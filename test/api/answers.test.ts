import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { generate } from "openapi-typescript-codegen";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scorerOf } from "../../src/engine/workspace/scorer-in-force.ts";
import { addDraft } from "../../src/store/versions.ts";
import { scratch } from "../cli/openicp.ts";
import { documentOf } from "../compile/documents.ts";
import { profile } from "../engine/workspace/small-workspace.ts";
import { type AttackedServer, attackedServer } from "./attacks-server.ts";

const folder = scratch();
let at: AttackedServer;
let key: { readonly key: string };
beforeAll(async () => {
  at = await attackedServer(folder);
  key = await at.key(["score", "read", "metrics"]);
});
afterAll(() => at.close());

const post = (path: string, body: unknown) => at.ask(path, { who: key, body });

describe("scores of what is sent", () => {
  it("are those of every other place, whatever the columns are called", async () => {
    const row = { Industry: "fintech", Country: "FR" };
    const one = (await post("/api/score", { account: row })).json;
    expect(one).toEqual(JSON.parse(JSON.stringify(scorerOf(profile("one"))(row))));
    expect([one.fit, one.level, one.action]).toEqual([80, "high", "pursue"]);
    expect(one.reasons.reduce((sum: number, { points }: { points: number }) => sum + points, 0)).toBe(one.fit);
    for (const account of [
      { industry: "fintech", country: "FR" },
      { "Account: Industry": "fintech", "Billing Country": "FR", other: null },
      {
        "Company Industry": "fintech",
        "Company Country": "FR",
        "First Name": "Ann",
        "Last Name": "B",
        Country: "DE",
        Title: "CFO",
      },
    ])
      expect((await post("/api/score", { account })).json.fit).toBe(80);
  });

  it("are by the version in force from the moment it is, or by one that is named", async () => {
    const account = { Industry: "fintech" };
    expect((await post("/api/score", { account })).json.fit).toBe(70);
    await at.small.inForce(profile("two", 50));
    at.serving.server.scorers.renew();
    expect((await post("/api/score", { account })).json).toMatchObject({ fit: 60, icp: "two" });
    expect((await post("/api/score", { account, version: 1 })).json).toMatchObject({ fit: 70, icp: "one" });
    expect((await post("/api/score", { account, version: "9" })).status).toBe(404);
    const versions = (await at.ask("/api/icp/versions", { who: key })).json.items;
    const job = await at.ask("/api/icp/rollback", { who: at.admin, body: { to: "1" } });
    expect([versions.length, job.status]).toEqual([2, 202]);
    const state = async () => (await at.ask(`/api/jobs/${job.json.id}`, { who: key })).json.state;
    await expect.poll(state, { timeout: 20_000 }).toBe("done");
    expect((await post("/api/score", { account })).json.icp).toBe("one");
  });

  it("of several tell which could not be scored", async () => {
    const { json } = await post("/api/score", { accounts: [{ Industry: "retail" }, 5, { Industry: ["a"] }, {}] });
    expect([json.accepted, json.items.map(({ index, fit }: never) => [index, fit])]).toEqual([
      2,
      [
        [0, 40],
        [3, 30],
      ],
    ]);
    expect(json.rejected.map(({ index }: never) => index)).toEqual([1, 2]);
    expect((await post("/api/score", { accounts: Array(1_001).fill({}) })).status).toBe(422);
  });

  it("of a stream come back line by line, in order, a bad line as a line", async () => {
    const n = 5_000;
    const lines = Array.from({ length: n }, (_, i) =>
      i === 2 ? "{" : JSON.stringify({ Industry: i % 2 ? "retail" : "é" }),
    );
    const { text, headers } = await at.ask("/api/score/batch", { who: key, body: `${lines.join("\r\n")}\n\n` });
    const found = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(headers.get("content-type")).toContain("application/x-ndjson");
    expect(found.map(({ index }) => index)).toEqual(Array.from({ length: n }, (_, i) => i));
    expect([found[2].reason, found[1].fit]).toEqual(["this line is no JSON", 40]);
  });

  it("of a stream begin before its end, and stop when nobody listens any more", async () => {
    const waiting: ((chunk: string | null) => void)[] = [];
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        waiting.push((chunk) =>
          chunk === null ? controller.close() : controller.enqueue(new TextEncoder().encode(chunk)),
        );
      },
    });
    const stop = new AbortController();
    const sent = fetch(`${at.serving.origin}/api/score/batch`, {
      ...{ method: "POST", body, duplex: "half", signal: stop.signal, headers: { "x-api-key": key.key } },
    } as RequestInit);
    waiting[0]!('{"Industry":"retail"}\n{"Indus');
    const reader = (await sent).body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('"fit":40');
    stop.abort();
    await expect(reader.read()).rejects.toThrow();
    expect((await at.ask("/api/health")).status).toBe(200);
  });

  it("are empty where the profile has no scorecard", async () => {
    const document = JSON.stringify({
      created_at: null,
      approved_by: null,
      document: documentOf({ id: "none", cards: [] }),
    });
    await at.small.workspace.store.transaction((tx) =>
      addDraft(tx, { id: "none", icp: "main", document, origin: "hand", at: new Date(), by: "test" }),
    );
    const { json } = await post("/api/score", { account: { Industry: "retail" }, version: "none" });
    expect(json).toMatchObject({ fit: null, level: null, reasons: [] });
  });
});

describe("a check of one company", () => {
  it("finds an account by domain, website, e-mail and name", async () => {
    for (const q of [
      "firm4.example",
      "https://www.firm4.example/about",
      "ann@firm4.example",
      "Firm 4",
      "firm 4, Inc.",
    ]) {
      const { json } = await at.ask(`/api/accounts/check?q=${encodeURIComponent(q)}`, { who: key });
      expect([q, json.found, json.account?.name]).toEqual([q, "account", "Firm 4"]);
      expect([json.checked.fit, json.checked.ask]).toEqual([100, []]);
    }
  });

  it("offers what it may be, or asks", async () => {
    const of = async (q: string) => (await at.ask(`/api/accounts/check?q=${encodeURIComponent(q)}`, { who: key })).json;
    const several = await of("firm");
    expect([several.found, several.candidates.length]).toEqual(["several", 4]);
    const none = await of("unheard-of.example");
    expect([none.found, none.why]).toEqual([
      "none",
      "unheard-of.example is not among the accounts: answer these questions",
    ]);
    expect(none.questions.map(({ attribute }: never) => attribute)).toEqual(["industry", "country"]);
    expect((await of("somebody@gmail.com")).why).toContain("does not say which company");
  });

  it("tells by answers the fit, the reasons, similar won and lost accounts, and what to ask", async () => {
    const { items } = (await at.ask("/api/check/questions", { who: key })).json;
    expect(items[0]).toMatchObject({ attribute: "industry", moves: 55, unknown: 20 });
    for (const { attribute, choices } of items)
      for (const { value, points } of choices) {
        const { json } = await post("/api/check", { answers: { [attribute]: value } });
        expect(json.reasons.find((one: { attribute: string }) => one.attribute === attribute).points).toBe(points);
      }
    const { json } = await post("/api/check", { answers: { industry: "fintech" } });
    expect(json).toMatchObject({ fit: 70, could: { low: 60, high: 100 }, among: { won: 1, lost: 1 } });
    expect(json.ask.map(({ attribute }: never) => attribute)).toEqual(["country"]);
    expect(json.similar.won.map(({ key, won, lost, alike, same }: never) => [key, won, lost, alike, same])).toEqual([
      ["id:acc-000001", 1, 0, 1, ["industry"]],
    ]);
    expect(json.similar.lost.map(({ key }: never) => key)).toEqual(["id:acc-000002"]);
    expect((await post("/api/check", { answers: { colour: "red" } })).json.error.message).toContain(
      'asks nothing about "colour"',
    );
    expect((await post("/api/check", { answers: {} })).status).toBe(422);
  });
});

describe("a batch", () => {
  const send = (path: string, body: string) =>
    at.ask(path, { who: key, body, headers: { "content-type": "text/csv" } });

  it("is filtered against what the workspace keeps, row by row with its reason", async () => {
    const rows = [
      "Company,Website,Industry,Country",
      "Firm 1,firm1.example,fintech,DE",
      "=cmd(),new.example,fintech,DE",
      "Other,other.example,agency,US",
    ];
    const { json, status } = await send("/api/filter?below=40&name=batch.csv", rows.join("\n"));
    expect([status, json.summary.read, json.summary.kept, json.summary.dropped]).toEqual([200, 3, 1, 2]);
    const [keep, drop] = [await at.ask(json.keep, { who: key }), await at.ask(json.drop, { who: key })];
    expect([keep.text.includes("new.example"), keep.text.includes("\n=cmd"), keep.text.includes("'=cmd()")]).toEqual([
      true,
      false,
      true,
    ]);
    expect(drop.text).toMatch(/firm1\.example.*customer/);
    expect(drop.text).toMatch(/other\.example.*fit/);
    expect((await at.ask("/api/filter/..%2f..%2fsecret/keep.csv", { who: key })).status).toBe(404);
    expect((await send("/api/filter?name=../secret.csv", "a")).status).toBe(422);
    expect((await send("/api/filter", "no companies here")).status).toBe(422);
  });

  it("is held against the profile", async () => {
    const { json } = await send(
      "/api/audit",
      "Company,Website,Industry,Country\nA,a.example,fintech,DE\nB,b.example,agency,US\n",
    );
    expect([json.kind, json.read, json.audited]).toEqual(["list", 2, 2]);
    expect(json.all.levels.map(({ level, rows }: { level: string; rows: { n: number } }) => [level, rows.n])).toEqual([
      ["high", 1],
      ["medium", 0],
      ["low", 1],
      ["unknown", 0],
    ]);
  });
});

describe("events", () => {
  it("are kept once by their id, in our columns or in Segment's, and a faulty one says why not", async () => {
    const who = await at.key(["write"]);
    const events = [
      { event_id: "e1", account_id: "acc-000004", type: "demo_request", occurred_at: "2026-01-02T10:00:00Z" },
      {
        messageId: "e2",
        type: "track",
        event: "Trial Started",
        timestamp: "2026-01-03T10:00:00Z",
        context: { groupId: "acc-000004" },
      },
      {
        messageId: "e3",
        type: "page",
        name: "Pricing",
        timestamp: "2026-01-03T11:00:00Z",
        traits: { email: "a@firm4.example" },
      },
      { type: "demo_request", occurred_at: "2026-01-02", domain: "firm4.example" },
      { event_id: "e5", type: "demo_request", occurred_at: "yesterday", domain: "firm4.example" },
      { event_id: "e6", type: "demo_request", occurred_at: "2026-01-02" },
    ];
    const send = async (body: object) => (await at.ask("/api/events", { who, body })).json;
    const first = await send({ events });
    expect([first.accepted, first.fresh, first.rejected.map(({ index }: never) => index)]).toEqual([3, 3, [3, 4, 5]]);
    const again = await send({ batch: [...events.slice(0, 2), { ...events[0], event_id: "e7" }] });
    expect([again.accepted, again.fresh]).toEqual([3, 1]);
    expect((await send({ events: events.slice(0, 1) })).fresh).toBe(0);
    const database = await at.small.workspace.warehouse.work();
    const rows = await database.rows<{ type: string }>(
      "SELECT type FROM kept.raw.events_1 WHERE __gone IS NULL ORDER BY event_id",
    );
    database.close();
    expect(rows.map(({ type }) => type)).toEqual(["demo_request", "Trial Started", "page", "demo_request"]);
  });
});

describe("leads", () => {
  it("are kept once by their id, with the score of their account, and a faulty one says why not", async () => {
    const who = await at.key(["write"]);
    const leads = [
      { lead_id: "l1", email: "ada@firm4.example", company: "Firm 4", title: "CFO" },
      { id: "l2", domain: "nobody-knows.example", createdAt: "2026-01-02T10:00:00Z" },
      { email: "x@firm4.example" },
      { lead_id: "l4", title: "CFO" },
      { lead_id: "l5", email: "x@firm4.example", created_date: "soon" },
    ];
    const send = async (body: object) => (await at.ask("/api/leads", { who, body })).json;
    const first = await send({ leads });
    expect([first.accepted, first.fresh, first.rejected.map(({ index }: never) => index)]).toEqual([2, 2, [2, 3, 4]]);
    const again = await send({ leads: [{ lead_id: "l3", website: "https://firm2.example/" }, leads[0]] });
    expect([again.accepted, again.fresh]).toEqual([2, 1]);
    const database = await at.small.workspace.warehouse.work();
    const [{ stamps }] = (await database.rows<{ stamps: number }>(
      "SELECT count(*) AS stamps FROM kept.stamps.stamps WHERE role = 'leads' AND fit IS NOT NULL",
    )) as [{ stamps: number }];
    const raw = await database.rows<object>("SELECT * FROM kept.raw.leads_1");
    database.close();
    expect([first.stamped.main, stamps]).toEqual([1, 2]);
    expect(JSON.stringify(raw, (_, value) => (typeof value === "bigint" ? String(value) : value))).toContain("l2");
  });
});

describe("the server itself", () => {
  it("tells Prometheus about requests by route, and never by address", async () => {
    const { text, status } = await at.ask("/metrics", { who: key });
    expect(status).toBe(200);
    expect(text).toMatch(
      /openicp_http_request_duration_seconds_count\{method="POST",route="\/api\/score",status="200"\} \d+/,
    );
    expect(text).toContain("process_cpu_user_seconds_total");
    expect(text).not.toContain("firm4");
    expect((await at.ask("/api/ready")).json.status).toBe("ok");
  });
});

type Json = Record<string, unknown>;
interface Operation extends Json {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Record<string, Json>;
}

/** Every place in a value that refers to another. */
function refsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "$ref" ? [String(inner)] : refsIn(inner)));
}

function reached(document: Json, ref: string): unknown {
  return ref
    .slice(2)
    .split("/")
    .reduce<unknown>((value, part) => (value as Json | undefined)?.[part], document);
}

describe("the OpenAPI document", () => {
  it("is of version 3.1, whole, and says of every route what it needs and gives", async () => {
    const { json: document } = await at.ask("/api/openapi.json");
    expect([document.openapi, document.info.title, document.servers]).toEqual([
      "3.1.0",
      "OpenICP",
      [{ url: at.serving.origin }],
    ]);
    for (const ref of refsIn(document)) expect([ref, typeof reached(document, ref)]).toEqual([ref, "object"]);
    const seen = new Set<string>();
    for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, Operation>>))
      for (const [method, operation] of Object.entries(methods)) {
        const name = `${method} ${path}`;
        expect([name, seen.has(name)]).toEqual([name, false]);
        seen.add(name);
        expect([name, typeof operation.summary, operation.tags?.length]).toEqual([name, "string", 1]);
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter).sort();
        const told = (operation.parameters ?? []).filter((one) => one.in === "path");
        expect([name, told.map((one) => one.name).sort(), told.every((one) => one.required === true)]).toEqual([
          name,
          inPath,
          true,
        ]);
        const good = Object.keys(operation.responses).filter((status) => /^2\d\d$/.test(status));
        expect([name, good.length]).toEqual([name, 1]);
        for (const answer of Object.values(operation.responses))
          expect([name, typeof answer.description]).toEqual([name, "string"]);
      }
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual(["key", "session"]);
  });

  it("makes a client by which a program scores, checks and lists", async () => {
    const { json: input } = await at.ask("/api/openapi.json");
    const output = join(folder, "client");
    await generate({ input, output, httpClient: "fetch", useOptions: true, useUnionTypes: true });
    expect(readdirSync(join(output, "services")).sort()).toContain("ScoreService.ts");
    await build({
      ...{ entryPoints: [join(output, "index.ts")], outfile: join(output, "client.mjs"), bundle: true },
      ...{ platform: "node", format: "esm", logLevel: "silent" },
    });
    // biome-ignore lint/suspicious/noExplicitAny: a client that was made a moment ago
    const client: any = await import(pathToFileURL(join(output, "client.mjs")).href);
    const { key } = await at.key(["score", "read"]);
    client.OpenAPI.BASE = at.serving.origin;
    client.OpenAPI.HEADERS = { "x-api-key": key };
    const score = await client.ScoreService.postApiScore({
      requestBody: { account: { Industry: "fintech", Country: "FR" } },
    });
    expect([score.fit, score.level]).toEqual([80, "high"]);
    const page = await client.AccountsService.getApiAccounts({ level: "high", limit: 2 });
    expect([page.total, page.items.length, page.items[0].level]).toEqual([4, 2, "high"]);
    const checked = await client.CheckService.postApiCheck({ requestBody: { answers: { industry: "fintech" } } });
    expect(checked.ask[0].attribute).toBe("country");
    await expect(client.PeopleService.getApiPeople()).rejects.toMatchObject({ status: 403 });
  });
});
