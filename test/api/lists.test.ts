import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listCsv } from "../../src/engine/workspace/list/export.ts";
import { findList } from "../../src/engine/workspace/list.ts";
import { entriesNow } from "../../src/store/list-entries.ts";
import { addTask } from "../../src/store/tasks.ts";
import { account, accounts, deals, profile } from "../engine/workspace/small-workspace.ts";
import { testServer } from "./server.ts";

const rows = [
  ...Array.from({ length: 20 }, (_, i) => account(i + 1, { owner: i % 2 === 0 ? "Ann" : "Ben" })),
  ...Array.from({ length: 5 }, (_, i) => account(i + 21, { industry: "agency", country: "US" })),
];
const evil = ["acc-000007", '=HYPERLINK(""http://evil"")', "firm7.example", "fintech", "DE", "+Ann", "Prospect"];
/** Days by which the server's clock is ahead. */
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead * 86_400_000);
const today = (): string => now().toISOString().slice(0, 10);
const fill: Parameters<typeof testServer>[0] = async ({ bring, inForce, workspace, effects }) => {
  await bring("accounts", accounts(...rows.filter(([id]) => id !== evil[0]), evil));
  await bring("deals", deals([1, 3, "Open", "2025-12-01", ""], [2, 4, "Closed Won", "2025-10-01", "2025-12-01"]));
  await bring("customers", [
    ["Customer Id", "Customer", "Website", "MRR", "Customer Since", "Churn Date"],
    ["c-1", "Firm 4", "firm4.example", 500, "2025-12-01", ""],
    ["c-2", "Firm 22", "firm22.example", 900, "2025-11-01", ""],
    ["c-3", "Firm 23", "firm23.example", 900, "2025-02-01", "2025-10-01"],
  ]);
  await inForce(profile("one"));
  const task = { kind: "drift", title: "Look", key: "drift:1", at: effects.now(), by: "schedule" };
  await addTask(workspace.store.db, task);
};
const server = await testServer(fill, { now });
const { admin, viewer, nobody, workspace, done, bring, score } = server;

describe("the map of fit and timing", () => {
  it("counts every scored account once, customers and open deals beside the cells", async () => {
    const { body } = await viewer("GET", "/api/accounts/map");
    const counted = body.cells.reduce((sum: number, { accounts }: { accounts: number }) => sum + accounts, 0);
    expect(counted + body.disqualified + body.already + body.unscored).toBe(25);
    expect(body.already).toBeGreaterThan(0);
    const high = await viewer("GET", "/api/accounts?level=high&already=");
    const cell = body.cells.find(({ level }: { level: string }) => level === "high");
    expect(cell).toEqual({ level: "high", timing: null, action: "pursue", accounts: high.body.total });
    expect((await nobody("GET", "/api/accounts/map")).status).toBe(401);
  });
});

describe("the accounts as a file", () => {
  it("have headers as a list has, their own ids, rules in words and the version, and no formulas", async () => {
    const { body } = await viewer("GET", "/api/accounts/export.csv?owner=%2BAnn");
    const [head, row, ...rest] = (body as string).trim().split("\n");
    expect(head).toBe(
      "account,AccountId,name,website,owner,fit,level,sure,known,segment,disqualified_by,watch_out,timing,action,already,version",
    );
    expect(row).toBe(
      `accounts_1:id:acc-000007,acc-000007,"'=HYPERLINK(""http://evil"")",firm7.example,'+Ann,100,high,yes,1,,,,,pursue,,1`,
    );
    expect(rest).toEqual([]);
    const all = await viewer("GET", "/api/accounts/export.csv?sort=fit&level=low");
    const fits = (all.body as string)
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => Number(line.split(",")[5]));
    expect(fits).toEqual([5, 5, 5, 5, 5]);
  });
});

describe("a list", () => {
  it("is made with what is said, and told with whom it holds and why", async () => {
    const body = { capacity: [2, 5], exclude: ["firm5.example", "Firm 6"] };
    const made = await done(await admin("POST", "/api/lists/targets", body));
    expect(made).toMatchObject({ list: "targets", accounts: 25, first: true });
    expect(made.left_out.map((one: { code: string }) => one.code).sort()).toEqual([
      "customer",
      "excluded",
      "open_deal",
    ]);
    const { body: told } = await viewer("GET", "/api/lists/targets?limit=3");
    expect(told.list).toMatchObject({
      spec: { capacity: [2, 5], exclude: ["firm5.example", "Firm 6"], exclude_files: [] },
      made: { number: 1, accounts: 25 },
      counts: { A: 2, B: 5, C: 9, control: 0 },
    });
    expect([told.total, told.items.length, told.next]).toEqual([16, 3, "3"]);
    expect(told.items.map((one: { tier: string }) => one.tier)).toEqual(["A", "A", "B"]);
    expect(told.items[0]).toMatchObject({ source: "accounts_1", fit: 100, why: expect.stringContaining("fit 100") });
    const others = await viewer("GET", "/api/lists/targets?tier=A&tier=B&owner=Ann&q=FIRM");
    expect(others.body.items.every((one: { owner: string }) => one.owner === "Ann")).toBe(true);
    expect(others.body.total).toBeGreaterThan(0);
    expect((await viewer("GET", "/api/lists/targets?q=100%25")).body.total).toBe(0);
    expect((await viewer("GET", "/api/lists")).body.items).toHaveLength(1);
    expect((await viewer("GET", "/api/lists/none")).status).toBe(404);
  });

  it("is exported without formulas, as the command writes it", async () => {
    const { body, headers } = await viewer("GET", "/api/lists/targets/export.csv");
    const list = (await findList(workspace, "main", "targets"))!;
    expect(body).toBe(listCsv(list, await entriesNow(workspace.store.db, list.id), false));
    expect(body).toContain("'=HYPERLINK");
    expect(body).toContain("'+Ann");
    expect(headers.get("content-disposition")).toBe('attachment; filename="targets.csv"');
  });

  it("is taken away as a file for a CRM, and as settings to find more such companies", async () => {
    const crm = await viewer("GET", "/api/lists/targets/export?format=hubspot");
    expect([crm.status, crm.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(crm.headers.get("content-disposition")).toBe('attachment; filename="targets-hubspot.csv"');
    const [head, ...rows] = (crm.body as string).trim().split("\n");
    expect(head).toMatch(/^Company domain name,openicp_fit,openicp_level,/);
    const { body: told } = await viewer("GET", "/api/lists/targets?limit=100&tier=A&tier=B&tier=C");
    expect(rows.map((row) => row.split(",")[0])).toEqual(told.items.map(({ website }: { website: string }) => website));
    const counted = { on_list: 16, written: 16, without_id: 0, repeated: 0, elsewhere: 0, number: 1 };
    expect(JSON.parse(crm.headers.get("x-openicp-export")!)).toEqual(counted);
    const refused = await viewer("GET", "/api/lists/targets/export?format=salesforce");
    expect([refused.status, refused.body.error.message]).toEqual([422, expect.stringContaining("Salesforce ids")]);
    const apollo = await viewer("GET", "/api/lists/targets/export?format=apollo");
    expect(apollo.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(apollo.body).toContain("Filters for Apollo");
    expect(apollo.body).toContain("Industry & Keywords");
    expect(apollo.body).not.toContain("--");
    expect((await viewer("GET", "/api/lists/targets/export?format=csv")).body).toBe(
      (await viewer("GET", "/api/lists/targets/export.csv")).body,
    );
    expect((await viewer("GET", "/api/lists/targets/export?format=../../x")).status).toBe(422);
    // No file of a list stays in the workspace.
    await expect.poll(() => readdirSync(join(workspace.dir, "tmp"))).toEqual([]);
  });

  it("tells who came and went, holds against another, and can be frozen", async () => {
    await done(await admin("POST", "/api/lists/targets", { exclude: [] }));
    const moves = await viewer("GET", "/api/lists/targets/moves?since=2026-01-01");
    expect(moves.body.total).toBeGreaterThanOrEqual(18);
    await done(await admin("POST", "/api/lists/small", { by: "rank", capacity: [1, 1] }));
    const held = await viewer("GET", "/api/lists/targets/compare?with=small");
    expect(held.body.items[0]).toMatchObject({ list: "targets", what: "moved" });
    const past = await viewer("GET", "/api/list-history?account=firm5.example");
    expect(past.body.items).toMatchObject([{ list: "small" }, { list: "targets", what: "entered" }].toReversed());
    const frozen = await admin("POST", "/api/lists/targets/freeze");
    expect(frozen.body.frozen_at).not.toBeNull();
    await expect(done(await admin("POST", "/api/lists/targets", {}))).rejects.toThrow("is frozen since");
    expect((await admin("POST", "/api/lists/targets/thaw")).body.frozen_at).toBeNull();
    expect((await viewer("POST", "/api/lists/targets/freeze")).status).toBe(403);
    expect((await viewer("POST", "/api/lists/targets", {})).status).toBe(403);
    expect((await admin("POST", "/api/lists/targets", { exclude: "/etc/passwd" })).status).toBe(422);
  });
});

describe("a task", () => {
  it("is closed, opened again and given to somebody, and the log tells", async () => {
    const [task] = (await viewer("GET", "/api/tasks")).body.items;
    expect(task).toMatchObject({ title: "Look", state: "open", owner: null });
    const closed = await admin("PATCH", `/api/tasks/${task.id}`, { state: "done", owner: "Ada" });
    expect(closed.body).toMatchObject({ state: "done", owner: "Ada", closed_by: "Ada" });
    expect((await viewer("GET", "/api/tasks")).body.total).toBe(0);
    expect((await viewer("GET", "/api/tasks?state=all")).body.total).toBe(1);
    const open = await admin("PATCH", `/api/tasks/${task.id}`, { state: "open" });
    expect(open.body).toMatchObject({ state: "open", closed_at: null, closed_by: null, owner: "Ada" });
    expect((await admin("GET", "/api/audit-log?limit=1")).body.items[0]).toMatchObject({ action: "task", who: "Ada" });
    expect((await viewer("PATCH", `/api/tasks/${task.id}`, { state: "done" })).status).toBe(403);
    await admin("PATCH", `/api/tasks/${task.id}`, { owner: "Vic" });
    const own = await viewer("PATCH", `/api/tasks/${task.id}`, { state: "done" });
    expect(own.body).toMatchObject({ state: "done", closed_by: "Vic" });
    expect((await viewer("PATCH", `/api/tasks/${task.id}`, { owner: "Ada" })).status).toBe(403);
    await admin("PATCH", `/api/tasks/${task.id}`, { state: "open", owner: null });
    expect((await admin("PATCH", "/api/tasks/999", { state: "done" })).status).toBe(404);
    expect((await admin("PATCH", `/api/tasks/${task.id}`, { state: "gone" })).status).toBe(422);
  });
});

it("customers are told by the scores in force", async () => {
  const { body, status } = await viewer("GET", "/api/customers");
  expect(status).toBe(200);
  expect(body).toMatchObject({ customers: 3, unscored: 0, number: 1 });
  expect(body.off_icp).toMatchObject({ total: 1, items: [{ customer: "Firm 22", source: "accounts_1" }] });
  expect((await viewer("GET", "/api/customers?line=other")).status).toBe(422);
  expect((await nobody("GET", "/api/customers")).status).toBe(401);
});

describe("a live test", () => {
  const day = (plus: number): string => new Date(now().getTime() + plus * 86_400_000).toISOString().slice(0, 10);
  let id = "";

  it("is planned by how many are on each side, and begins with the list frozen", async () => {
    const low = Array.from({ length: 60 }, (_, i) => account(i + 101, { industry: "agency", country: "US" }));
    const high = Array.from({ length: 40 }, (_, i) => account(i + 201));
    await bring("accounts", accounts(...low, ...high));
    await score();
    await done(await admin("POST", "/api/lists/trial", { capacity: [10, 100] }));
    const begin = (body: object) => admin("POST", "/api/live-tests", { list: "trial", until: day(2), ...body });
    expect((await begin({})).body.error.message).toContain("keeps nobody aside to compare with");
    await done(await admin("POST", "/api/lists/trial", { control: 50 }));
    const plan = await viewer("GET", "/api/live-tests/plan?list=trial&usual=0.05&difference=0.3");
    const { list: on } = plan.body.sides;
    expect(plan.body).toMatchObject({ sides: { control: 50 }, usual: 0.05, outcome: "opportunity" });
    expect(on).toBeGreaterThan(50);
    expect(plan.body.smallest).toBeGreaterThan(0.1);
    expect(plan.body.control_needed).toBeLessThan(50);
    expect((await begin({ until: today() })).body.error.message).toContain("said before the test begins");
    expect((await begin({ since: "2026-01-01" })).body.error.message).toContain(
      "what happened before then was seen already",
    );
    expect((await viewer("POST", "/api/live-tests", { list: "trial", until: day(2) })).status).toBe(403);
    const begun = await begin({ usual: 0.05 });
    expect(begun.body).toMatchObject({
      list: "trial",
      since: today(),
      until: day(2),
      sides: { list: on, control: 50 },
    });
    expect((await viewer("GET", "/api/lists/trial?limit=1")).body.list.frozen_at).not.toBeNull();
    expect((await begin({})).body.error.message).toContain("runs already");
    const [log] = (await admin("GET", "/api/audit-log?limit=1")).body.items;
    expect(log).toMatchObject({ action: "begin live test", subject: "list trial", who: "Ada" });
    id = begun.body.id;
  });

  it("stands by the deals of its accounts since it began, with limits: too early, then clear; it is kept", async () => {
    const won = Array.from({ length: 14 }, (_, i) => [300 + i, 201 + i, "Open", today(), ""] as const);
    // Before the test, of nobody on either side, and of the control.
    const others = [[400, 239, "Open", "2026-01-05", ""] as const, [401, 22, "Open", today(), ""] as const];
    await bring("deals", deals(...won, ...others, [402, 101, "Open", today(), ""]));
    const early = await done(await admin("POST", `/api/live-tests/${id}/look`));
    expect(early.state).toBe("too early");
    expect(early.said).toMatch(
      /^Too early to tell: 33% of the time is over\. So far .* \(14 of \d+\) against .* \(1 of 50\)/,
    );
    ahead = 2;
    await bring("deals", deals([403, 102, "Open", today(), ""]));
    const [before] = (await viewer("GET", "/api/live-tests")).body.items;
    expect(before.looks).toMatchObject([{ state: "too early", file: null, newer: { file: expect.any(String) } }]);
    const { report } = await done(await admin("POST", `/api/live-tests/${id}/look`));
    expect(report.headline[0].text).toContain("The list gets more opportunities than the control");
    const [told] = (await viewer("GET", "/api/live-tests")).body.items;
    expect(told).toMatchObject({ id, looks: [{ state: "better", asked_by: "Ada", newer: null, file: null }] });
    expect(told.looks[0].said).toContain("(2 of 50)");
  });

  it("stands by a file of outcomes that somebody sends, which stays nowhere", async () => {
    const send = (name: string, text: string) =>
      fetch(`${server.serving.origin}/api/live-tests/${id}/outcomes?name=${name}`, {
        method: "POST",
        headers: { origin: server.serving.origin, cookie: server.cookie, "content-type": "application/octet-stream" },
        body: text,
      });
    const rows = Array.from({ length: 20 }, (_, i) => `firm${i + 201}.example,yes,${i % 2 === 0 ? "yes" : "no"}`);
    const answer = await send("log.csv", ["Website,Opportunity,Won", ...rows].join("\n"));
    const look = (await answer.json()) as { readonly file: string; readonly state: string; readonly said: string };
    expect([answer.status, look.file, look.state]).toEqual([200, "log.csv", "better"]);
    expect(look.said).toContain("(20 of");
    expect((await send("log.csv", "Website,Colour\nfirm201.example,red")).status).toBe(422);
    expect((await send("..%2Flog.csv", "a,b")).status).toBe(422);
    const [told] = (await viewer("GET", "/api/live-tests")).body.items;
    expect(told.looks.map(({ file }: { file: string | null }) => file)).toEqual(["log.csv", null]);
    await expect.poll(() => readdirSync(join(workspace.dir, "tmp"))).toEqual([]);
    expect((await admin("POST", `/api/live-tests/${id}/end`)).body.ended_at).not.toBeNull();
    await expect(done(await admin("POST", `/api/live-tests/${id}/look`))).rejects.toThrow("was ended on");
    expect((await admin("POST", "/api/live-tests/none/end")).status).toBe(404);
  });
});
