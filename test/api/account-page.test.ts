import { describe, expect, it } from "vitest";
import { giveView } from "../../src/engine/workspace/saved-views.ts";
import { addTask } from "../../src/store/tasks.ts";
import { account, accounts, deals, profile } from "../engine/workspace/small-workspace.ts";
import { testServer } from "./server.ts";

const server = await testServer(async ({ bring, inForce, day, workspace, effects, list }) => {
  await bring("accounts", accounts(...Array.from({ length: 30 }, (_, i) => account(i + 1))));
  await bring("deals", [
    ...deals(
      ...Array.from(
        { length: 12 },
        (_, i) => [i + 1, i + 1, i % 2 === 0 ? "Closed Won" : "Closed Lost", "2025-03-13", "2025-06-20"] as const,
      ),
    ).map((row, i) => [...row, i === 0 ? "Amount" : `${i},250`]),
  ]);
  day("2026-01-01");
  await inForce(profile("one"));
  day("2026-01-20");
  await bring("deals", [
    ...deals([50, 3, "Open", "2026-01-13", ""]).map((row, i) => [...row, i === 0 ? "Amount" : "1,500"]),
  ]);
  await bring("contacts", [
    ["Contact ID", "Account ID", "First Name", "Last Name", "Title", "Email", "Created Date"],
    ...Array.from({ length: 20 }, (_, i) => [
      ...[`con-${String(i).padStart(6, "0")}`, `acc-${String((i % 5) + 1).padStart(6, "0")}`, "Zoe", `Secret${i}`],
      ...[i % 2 === 0 ? "VP Finance" : "Software Engineer", `zoe${i}@firm${(i % 5) + 1}.example`, "2025-01-13"],
    ]),
    ["con-000099", "acc-000009", "Eve", "Elsewhere", "CFO", "eve@firm3.example", "2025-01-13"],
  ]);
  await bring("events", [
    ["domain", "event_type", "topic", "occurred_at"],
    ...Array.from({ length: 8 }, (_, i) => ["www.firm3.example", "demo_request", "pricing", `2026-01-1${i}`]),
    ["firm30.example", "web_visit", "home", "2026-01-12"],
    ["firm3.example.evil.example", "web_visit", "home", "2026-01-12"],
    ["firm3.example", "web_visit", "asked by zoe@firm3.example", "2026-01-18"],
  ]);
  await bring("leads", [
    [
      "Lead ID",
      "First Name",
      "Last Name",
      "Title",
      "Company",
      "Email",
      "Lead Source",
      "Status",
      "Converted",
      "Created Date",
    ],
    [
      "lead-1",
      "Max",
      "Secret",
      "CFO",
      "Firm 3",
      "max@firm3.example",
      "Web, by zoe@firm3.example",
      "Open",
      "false",
      "2026-01-15",
    ],
    ["lead-2", "Mia", "Secret", "Buyer", "Firm 3", "mia@firm3.example", "Fair", "Working", "true", "2026-01-13"],
    ["lead-3", "Mo", "Secret", "CFO", "Firm 4", "mo@firm4.example", "Fair", "Open", "false", "2026-01-14"],
  ]);
  await list("first", { spec: { capacity: [2, 50] } });
  day("2026-01-21");
  await list("first", { spec: { capacity: [10, 50], exclude_names: ["firm14.example"] } });
  const about = { key: "t", kind: "call", title: "Call them", account: "accounts_1:id:acc-000003" };
  await addTask(workspace.store.db, { ...about, at: effects.now(), by: "test" });
});
const { viewer } = server;

async function told(i: number) {
  const key = encodeURIComponent(`id:acc-${String(i).padStart(6, "0")}`);
  const { body, status } = await viewer("GET", `/api/accounts/accounts_1/${key}`);
  expect(status).toBe(200);
  return body;
}

describe("the page of an account", () => {
  it("tells its deals with how they stand, and the stamps they carry", async () => {
    const { deals: all, stamps, tasks } = await told(3);
    expect(all).toMatchObject([
      { name: "Deal 50", stage: "Open", status: "open", created: "2026-01-13", amount: 1500, owner: "Bea" },
      { name: "Deal 3", stage: "Closed Won", status: "won", created: "2025-03-13", closed: "2025-06-20", amount: 3250 },
    ]);
    expect(stamps.filter(({ role }: { role: string }) => role === "deals")).toMatchObject([
      { role: "deals", key: all[0].key, version: 1, fit: 100, created: "2026-01-13" },
    ]);
    expect(tasks).toMatchObject([{ title: "Call them", state: "open" }]);
  });

  it("tells who works there by what they do, and not who they are", async () => {
    const { people } = await told(3);
    // Eve writes from their domain, and the CRM says that she is another account's.
    expect(people).toHaveLength(4);
    expect(people[0]).toMatchObject({
      function: "finance",
      seniority: "vp",
      since: "2025-01-13",
      name: null,
      email: null,
    });
    expect(JSON.stringify(people)).not.toMatch(/secret|zoe|@/i);
    expect((await told(9)).people).toMatchObject([{ function: "finance", seniority: "c-level" }]);
  });

  it("tells who came from there and what became of them, and not who they are", async () => {
    const { leads, stamps } = await told(3);
    expect(leads).toMatchObject([
      {
        function: "finance",
        seniority: "c-level",
        status: "Open",
        converted: false,
        created: "2026-01-15",
        name: null,
      },
      { status: "Working", came_by: "Fair", converted: true, created: "2026-01-13" },
    ]);
    expect(leads[0].came_by).toMatch(/^Web, by/);
    expect(JSON.stringify(leads)).not.toMatch(/secret|max|mia|@/i);
    const own = stamps.filter(({ role }: { role: string }) => role === "leads");
    expect(own.map(({ key }: { key: string }) => key).sort()).toEqual(
      leads.map((one: { key: string }) => one.key).sort(),
    );
  });

  it("tells its way through lists, each step with the reason, and what its fit forecasts", async () => {
    const [stay] = (await told(20)).lists;
    expect(stay).toMatchObject({ name: "first", icp: "main", control: false, frozen: false, left: null, tier: "A" });
    expect(stay.moves).toMatchObject([{ from: "B", to: "A", at: "2026-01-21T12:00:00.000Z", why: expect.any(String) }]);
    expect((await told(14)).lists).toMatchObject([
      { name: "first", left: "2026-01-21T12:00:00.000Z", left_why: "is on the list of names not to touch" },
    ]);
    const { forecast, account: line } = await told(20);
    expect(forecast).toMatchObject({ rate: "win rate", unit: "deals", p: line.p, low: line.p_low, high: line.p_high });
    expect(forecast.n).toBeGreaterThan(0);
  });

  it("tells what happened there, by day, without who did it", async () => {
    const { events } = await told(3);
    expect(events.total).toBe(9);
    expect(events.items[0]).toMatchObject({ day: "2026-01-18", times: 1 });
    expect(events.items[0].topic).not.toContain("zoe@");
    expect(events.items.at(-1)).toMatchObject({ day: "2026-01-10", type: "demo_request", topic: "pricing" });
    expect((await told(20)).events).toEqual({ items: [], total: 0 });
    expect((await told(30)).events.total).toBe(1);
  });

  it("begins with how it is scored, which is an answer of its own", async () => {
    const path = `/api/accounts/accounts_1/${encodeURIComponent("id:acc-000003")}/fit`;
    const { status, body } = await viewer("GET", path);
    expect(status).toBe(200);
    expect(await told(3)).toMatchObject(body);
    expect(body.account).toMatchObject({ name: "Firm 3", fit: 100, of: 30 });
    expect(body.reasons.map(({ points }: { points: number }) => points)).toEqual([60, 40]);
    expect(body.cells).toContainEqual({ column: "Industry", value: "fintech" });
    expect((await viewer("GET", path.replace("000003", "000099"))).status).toBe(404);
  });
});

describe("views of the accounts", () => {
  const { admin } = server;
  const seen = async (ask: typeof viewer) => {
    const { body } = await ask("GET", "/api/views?page=accounts");
    return (body.items as { name: string; everybody: boolean }[]).map(({ name, everybody }) => [name, everybody]);
  };

  it("are kept for oneself, and for everybody by an editor", async () => {
    const view = { page: "accounts", name: "Mine", choice: { level: ["high"] } };
    const { body: own } = await viewer("PUT", "/api/views", view);
    expect(own).toMatchObject({ ...view, everybody: false, made_by: "Vic" });
    const again = await viewer("PUT", "/api/views", { ...view, choice: { q: "firm" } });
    expect(again.body).toMatchObject({ id: own.id, choice: { q: "firm" } });
    expect((await viewer("PUT", "/api/views", { ...view, everybody: true })).status).toBe(403);
    expect((await viewer("PATCH", `/api/views/${own.id}`, { everybody: true })).status).toBe(403);
    expect(await seen(admin)).toEqual([]);
    expect((await admin("DELETE", `/api/views/${own.id}`)).status).toBe(404);
    expect((await admin("PATCH", `/api/views/${own.id}`, { everybody: true })).status).toBe(404);

    const { body: ours } = await admin("PUT", "/api/views", { ...view, name: "Ours" });
    expect((await admin("PATCH", `/api/views/${ours.id}`, { everybody: true })).body.everybody).toBe(true);
    await admin("PUT", "/api/views", { ...view, name: "Ours" });
    expect((await admin("PATCH", `/api/views/${ours.id}`, { everybody: false })).body.error.message).toBe(
      'you have a view "Ours" already: forget it first',
    );
    const other = { id: "other", name: "Eve", everybodys: true, at: new Date() };
    await expect(giveView(server.workspace, ours.id, false, other)).rejects.toThrow("somebody else gave this view");
    expect(await seen(viewer)).toEqual([
      ["Ours", true],
      ["Mine", false],
    ]);
    expect((await viewer("DELETE", `/api/views/${ours.id}`)).body.error.message).toMatch(/everybody's/);
    expect((await viewer("DELETE", `/api/views/${own.id}`)).status).toBe(200);
    expect((await admin("DELETE", `/api/views/${ours.id}`)).status).toBe(200);
    expect(await seen(viewer)).toEqual([]);
    const { body: log } = await admin("GET", "/api/audit-log?limit=4");
    expect(log.items.map(({ action }: { action: string }) => action)).toEqual([
      "forget view",
      "forget view",
      "keep view",
      "share view",
    ]);
    expect(JSON.stringify(log.items)).not.toMatch(/Ours|firm/);
  });

  it("are small, and not without number", async () => {
    const view = { page: "accounts", name: "v", choice: { q: "x".repeat(10_001) } };
    expect((await viewer("PUT", "/api/views", view)).status).toBe(422);
    expect((await viewer("PUT", "/api/views", { ...view, page: "../x", choice: {} })).status).toBe(422);
    await server.workspace.store.script(
      `insert into openicp.saved_views select 'v' || i, 'accounts', 'v' || i, '{}', users.id, users.created_at, 'Vic'
       from openicp.users, generate_series(1, 100) as i where users.name = 'Vic'`,
    );
    expect((await viewer("PUT", "/api/views", { ...view, choice: {} })).body.error.message).toMatch(
      /^there are 100 views/,
    );
  });
});
