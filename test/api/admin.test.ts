import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeQuiet } from "../../src/api/quiet.ts";
import { sealed } from "../../src/engine/document.ts";
import { doctor } from "../../src/engine/workspace/doctor.ts";
import { restoreWorkspace } from "../../src/engine/workspace/restore.ts";
import { account, accounts, deals, profile } from "../engine/workspace/small-workspace.ts";
import { PASSWORD, testServer } from "./server.ts";

const MARK = "qwzyxv";
const gone = ["acc-999999", `${MARK} Ltd`, `${MARK}.example`, "fintech", "DE", "Bea", "Prospect"];
const logged: string[] = [];
const server = await testServer(
  async ({ bring, inForce }) => {
    await bring("accounts", accounts(...Array.from({ length: 12 }, (_, i) => account(i + 1)), gone));
    const decided = [1, 2, 3, 4].map(
      (i) => [i, i, i % 2 === 0 ? "Closed Won" : "Closed Lost", "2025-10-01", "2025-12-01"] as const,
    );
    await bring("deals", deals(...decided, [9, 999999, "Closed Lost", "2019-10-01", "2019-12-01"]));
    await bring("events", [
      ["event_id", "account_id", "event", "timestamp"],
      ["e-1", "acc-000005", "demo_request", "2025-12-20T00:00:00Z"],
      ["e-2", "acc-000006", "demo_request", "2025-10-01T00:00:00Z"],
    ]);
    await inForce(sealed(profile("one")));
  },
  { logLevel: "info", logTo: { write: (line: string) => void logged.push(line) } },
);
const { admin, viewer, done, workspace } = server;

/** Files of the workspace that hold a text. */
function filesWith(text: string): string[] {
  return readdirSync(workspace.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).toString("latin1").toLowerCase().includes(text));
}

describe("erasing", () => {
  const whom = { kind: "account", key: `${MARK}.example` };
  const seen = async (): Promise<unknown> => [
    (await viewer("GET", `/api/accounts?q=${MARK}`)).body.total,
    JSON.stringify((await viewer("GET", `/api/accounts/check?q=${MARK}.example`)).body).includes("acc-999999"),
    (await viewer("GET", "/api/lists/targets")).body.total,
    (await viewer("GET", "/api/accounts")).body.total,
  ];

  it("tells before what would go, to an admin alone, and changes nothing", async () => {
    await done(await admin("POST", "/api/lists/targets", {}));
    const before = await seen();
    expect(before).toEqual([1, true, 9, 13]);
    const { body } = await admin("POST", "/api/erasures/look", whom);
    expect(body).toMatchObject({
      removed: [
        { role: "accounts", rows: 1, cells: 0 },
        { role: "deals", rows: 1, cells: 0 },
      ],
      ...{ scores: 1, listed: 1, names: 0, anything: true, members: [] },
    });
    expect(JSON.stringify(body)).not.toContain(MARK);
    expect(await seen()).toEqual(before);
    expect(await doctor(workspace)).toMatchObject({ healthy: true });
    expect((await viewer("POST", "/api/erasures/look", whom)).status).toBe(403);
    expect((await admin("POST", "/api/erasures", { ...whom, confirm: "firm1.example" })).status).toBe(422);
    expect(await seen()).toEqual(before);
  });

  it("takes a company out while people work, and nothing here finds it, nor holds a byte of it", async () => {
    await seen();
    let asking = true;
    const statuses = new Set<number>();
    const people = Array.from({ length: 4 }, async () => {
      const paths = ["/api/accounts", "/api/accounts/check?q=firm1.example", "/api/lists/targets", "/api/overview"];
      while (asking) for (const path of paths) statuses.add((await viewer("GET", path)).status);
    });
    const begun = await admin("POST", "/api/erasures", { ...whom, confirm: whom.key });
    const result = await done(begun);
    asking = false;
    await Promise.all(people);
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(statuses).toContain(200);
    expect(result).toMatchObject({ found: true, scores: 1, listed: 1, cleaned: true, still_named: [] });
    expect(await seen()).toEqual([0, false, 8, 12]);
    expect((await viewer("GET", "/api/accounts/accounts_1/acc-999999")).status).toBe(404);
    expect(await doctor(workspace)).toMatchObject({ healthy: true });
    const { body: jobs } = await admin("GET", "/api/jobs");
    const { body: trail } = await admin("GET", "/api/audit-log");
    expect(trail.items[0]).toMatchObject({ who: "Ada", action: "erase", details: { listed: 1 } });
    for (const told of [jobs, trail, logged]) expect(JSON.stringify(told)).not.toContain(MARK);
    await workspace.warehouse.checkpoint();
    expect(filesWith(MARK)).toEqual([]);
    expect(filesWith("firm 1")).not.toEqual([]);
    const { body: list } = await admin("GET", "/api/erasures");
    expect(list.items).toMatchObject([{ account: 2, person: 0, deal: 1 }]);
    expect(await done(await admin("POST", "/api/erasures", { ...whom, confirm: whom.key }))).toEqual({ found: false });
  });

  it("says so where somebody reads on and on, and takes the bytes away the next time", async () => {
    const reading = await workspace.warehouse.work();
    const first = { kind: "account", key: "firm11.example", confirm: "firm11.example" };
    expect(await done(await admin("POST", "/api/erasures", first))).toMatchObject({ found: true, cleaned: false });
    expect(filesWith("firm11.example")).not.toEqual([]);
    reading.close();
    const none = { kind: "account", key: "nobody.example", confirm: "nobody.example" };
    expect(await done(await admin("POST", "/api/erasures", none))).toEqual({ found: false });
    await workspace.warehouse.checkpoint();
    expect(filesWith("firm11.example")).toEqual([]);
  });

  it("lets requests wait, and sends away whoever would wait for long", async () => {
    const quiet = makeQuiet({ letGo: async () => undefined, patience: 20, longest: 60 });
    const leave = await quiet.enter();
    let opened = (): void => undefined;
    const order: string[] = [];
    const work = quiet.alone(async () => {
      order.push("alone");
      await new Promise<void>((resolve) => {
        opened = resolve;
      });
    });
    const late = quiet.enter();
    await expect(late).rejects.toMatchObject({ code: "busy", message: expect.stringContaining("try again") });
    expect(order).toEqual([]);
    leave();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(order).toEqual(["alone"]);
    const waits = quiet.enter().then(() => order.push("entered"));
    opened();
    await Promise.all([work, waits]);
    expect(order).toEqual(["alone", "entered"]);
  });

  it("takes a person out of those who may sign in, but never the last admin", async () => {
    const ada = { kind: "person", key: "ada@calvanto.example" };
    const look = await admin("POST", "/api/erasures/look", ada);
    expect(look.body).toMatchObject({ members: [{ email: "ada@calvanto.example", role: "admin" }] });
    await expect(done(await admin("POST", "/api/erasures", { ...ada, confirm: ada.key }))).rejects.toThrow(
      "make somebody else an admin first",
    );
    const { body } = await admin("POST", "/api/invitations", { email: "gone@calvanto.example", role: "viewer" });
    expect(body.email).toBe("gone@calvanto.example");
    const left = { kind: "person", key: "gone@calvanto.example", confirm: "gone@calvanto.example" };
    expect(await done(await admin("POST", "/api/erasures", left))).toMatchObject({ found: true, names: 1 });
    expect((await admin("GET", "/api/invitations")).body.items).toEqual([]);
  });
});

describe("a member who is erased by their address", () => {
  it("is named nowhere any more, and whoever is called the same stays", async () => {
    const join = async (email: string, role: string, name: string): Promise<string> => {
      const { body } = await admin("POST", "/api/invitations", { email, role });
      const token = body.url.split("#token=")[1];
      const joined = await server.nobody("POST", `/api/invitations/${token}/accept`, { name, password: PASSWORD });
      return joined.headers.getSetCookie()[0]!.split(";")[0]!;
    };
    const cookie = await join("jo@calvanto.example", "admin", "Jo Brzk");
    await join("other@calvanto.example", "viewer", "Jo Brzk");
    const jo = server.as(cookie);
    await jo("PUT", "/api/settings", { goal: "win" });
    const { body: made } = await jo("POST", "/api/keys", { name: "nightly", scopes: ["admin", "read"] });
    const byKey = await fetch(`${server.serving.origin}/api/settings`, {
      method: "PUT",
      headers: { "x-api-key": made.key, "content-type": "application/json" },
      body: JSON.stringify({ goal: null }),
    });
    expect(byKey.status).toBe(200);
    const logOf = async (): Promise<string> => JSON.stringify((await admin("GET", "/api/audit-log")).body);
    expect(await logOf()).toContain("Jo Brzk (key nightly)");
    const key = "jo@calvanto.example";
    const { body: look } = await admin("POST", "/api/erasures/look", { kind: "person", key });
    expect(look).toMatchObject({ names: 3, members: [{ email: key, role: "admin" }] });
    // They ask for it themselves: the line that tells of it does not name them either.
    const begun = await jo("POST", "/api/erasures", { kind: "person", key, confirm: key });
    expect(await done(begun)).toMatchObject({ found: true, names: 3, still_named: ["users"] });
    expect(await logOf()).not.toContain("Brzk");
    expect((await admin("GET", "/api/audit-log")).body.items[0]).toMatchObject({ who: "(erased)", action: "erase" });
    const { body: people } = await admin("GET", "/api/people");
    expect(JSON.stringify(people)).toContain("other@calvanto.example");
    expect(JSON.stringify(people)).not.toContain(key);
  });
});

describe("a stream that nobody reads", () => {
  it("keeps nothing open", async () => {
    const { indexes } = server.serving.server;
    for (const path of ["/api/accounts/export.csv", "/api/backup.tar.gz", "/api/stream", "/api/lists/targets/export"]) {
      const { status, headers } = await admin("HEAD", path);
      expect([status, headers.get("allow")]).toEqual([405, "GET"]);
    }
    const began = performance.now();
    await indexes.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await admin("HEAD", "/api/accounts")).status).toBe(200);
    expect(readdirSync(join(workspace.dir, "tmp")).filter((name) => name.startsWith("given-"))).toEqual([]);
  });
});

describe("a backup", () => {
  it("comes as one file while the server runs, and makes a workspace", async () => {
    expect((await viewer("GET", "/api/backup.tar.gz")).status).toBe(403);
    const answer = await fetch(`${server.serving.origin}/api/backup.tar.gz`, { headers: { cookie: server.cookie } });
    expect(answer.status).toBe(200);
    const file = join(server.folder, "backup.tar.gz");
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    const place = { databaseUrl: null, doing: "test", threads: 2 };
    const dir = join(server.folder, "restored");
    const { checks } = await restoreWorkspace({ file, dir, erased: null }, place, server.effects);
    expect(checks.every(({ faults }) => faults.length === 0)).toBe(true);
    expect(readdirSync(join(workspace.dir, "tmp")).filter((name) => name.startsWith("given-"))).toEqual([]);
    expect((await admin("GET", "/api/audit-log")).body.items[0]).toMatchObject({ who: "Ada", action: "backup" });
  });
});

describe("what stands for a profile", () => {
  it("is set by an admin, and a new list begins with it", async () => {
    const { body } = await viewer("GET", "/api/settings");
    expect(body).toMatchObject({
      standing: { goal: null, capacity: null, per_owner: null },
      version: { number: 1, goal: "win", fixed: null },
    });
    const wanted = { goal: "value", capacity: [2, 3], per_owner: 4 };
    expect((await viewer("PUT", "/api/settings", wanted)).status).toBe(403);
    expect((await admin("PUT", "/api/settings", { per_team: 5 })).body.error.message).toContain("needs the column");
    expect((await admin("PUT", "/api/settings?line=other", wanted)).status).toBe(404);
    expect((await admin("PUT", "/api/settings", wanted)).body.standing).toMatchObject(wanted);
    const made = await done(await admin("POST", "/api/lists/standing", {}));
    const specOf = async (name: string) => (await viewer("GET", `/api/lists/${name}`)).body.list.spec;
    expect(await specOf("standing")).toMatchObject({ capacity: [2, 3], per_owner: 4, per_team: null });
    expect(made.tiers.slice(0, 2).map(({ capacity }: { capacity: number }) => capacity)).toEqual([2, 3]);
    await done(await admin("POST", "/api/lists/said", { capacity: [1, 1], per_owner: null }));
    expect(await specOf("said")).toMatchObject({ capacity: [1, 1], per_owner: null });
    // This goal asks for customers, and there are none here: the build knows of it.
    await admin("PUT", "/api/settings", { goal: "retention" });
    await expect(done(await admin("POST", "/api/icp/build", { resampling: false }))).rejects.toThrow("customers");
    expect((await admin("GET", "/api/audit-log")).body.items[0]).toMatchObject({ action: "change settings" });
  });

  it("sets how long events count as a draft that tells who is active by it", async () => {
    const body = { half_lives: [{ type: "demo_request", topic: null, days: 120 }], why: "A quarter to begin" };
    expect((await viewer("POST", "/api/icp/half-lives", body)).status).toBe(403);
    const made = await done(await admin("POST", "/api/icp/half-lives", body));
    expect(made).toMatchObject({ from: 1, draft: { number: 2, isNew: true } });
    expect(made.counts.before).toMatchObject({ high: 1, medium: 0 });
    expect(made.counts.after).toMatchObject({ high: 1, medium: 1 });
    const { body: told } = await viewer("GET", "/api/icp/page?version=2");
    const when = told.page.blocks.find(({ id }: { id: string }) => id === "when");
    expect(JSON.stringify(when.facts)).toContain("counts half after 120 days (the default is 14 days)");
    const none = { half_lives: [{ type: "nothing", topic: null, days: 9 }] };
    await expect(done(await admin("POST", "/api/icp/half-lives", none))).rejects.toThrow("no event called nothing");
  });
});

it("no error of a route or a job names an option or a command", async () => {
  const asked: readonly (readonly [method: string, path: string, value?: unknown])[] = [
    ["POST", "/api/icp/build", { resampling: false }],
    ["POST", "/api/icp/versions/1/approve", {}],
    ["POST", "/api/icp/rollback", {}],
    ["POST", "/api/icp/validate", { by: "deals" }],
    ["POST", "/api/icp/validate", { by: "stamps" }],
    ["POST", "/api/icp/edit", {}],
    ["POST", "/api/icp/edit", { levels: { high: 40, medium: 70 } }],
    ["POST", "/api/icp/disqualifiers/9", { status: "confirmed" }],
    ["GET", "/api/icp/diff?before=8&after=9"],
    ["GET", "/api/accounts?line=none"],
    ["POST", "/api/lists/none?line=none", {}],
    ["GET", "/api/lists/nowhere"],
    ["POST", "/api/icp/versions/2/sign-off/answers", { person: "Grace", answer: "agree" }],
    ["PUT", "/api/icp/narrative", { text: "They buy." }],
    ["GET", "/api/customers"],
    ["POST", "/api/changes/77/reviewed", {}],
    ["POST", "/api/audit"],
  ];
  const errors: string[] = [];
  for (const [method, path, value] of asked) {
    const answer = await admin(method, path, value);
    if (answer.status >= 400) errors.push(answer.body.error.message);
    if (answer.status !== 202) continue;
    const failed = await done(answer).then(
      () => null,
      (error: Error) => error.message,
    );
    if (failed !== null) errors.push(failed);
  }
  expect(errors.length).toBeGreaterThan(12);
  expect(errors.filter((message) => / --[a-z]|openicp |^\s*$/.test(message))).toEqual([]);
});
