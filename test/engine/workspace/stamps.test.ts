import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rollback } from "../../../src/engine/workspace/publish.ts";
import { periodsOf, stampNew } from "../../../src/engine/workspace/stamps.ts";
import { validateStamps } from "../../../src/engine/workspace/validate-stamps.ts";
import { addIcp } from "../../../src/store/icps.ts";
import { account, accounts, deals, profile, type SmallWorkspace, smallWorkspace } from "./small-workspace.ts";

let folder: string;
let small: SmallWorkspace;

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** 1-30 high, 31-69 low. */
const FIRMS = range(1, 69).map((i) => account(i, i <= 30 ? {} : { industry: "agency", country: "US" }));

interface Stamp {
  readonly key: string;
  readonly created: string;
  readonly stamped: string;
  readonly version: string;
  readonly fit: number;
  readonly level: string;
}

async function stamps(role = "deals"): Promise<readonly Stamp[]> {
  const database = await small.workspace.warehouse.work();
  try {
    return await database.rows<Stamp>(
      `SELECT "key", created, left(stamped, 10) AS stamped, version, fit, level FROM kept.stamps.stamps WHERE role = '${role}' ORDER BY "key", stamped`,
    );
  } finally {
    database.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "openicp-stamps-"));
  small = await smallWorkspace(folder);
  small.day("2026-03-01");
  await small.bring("accounts", accounts(...FIRMS));
  await small.bring(
    "deals",
    deals(
      ...range(1, 12).map(
        (i) => [i, 30 + i, i % 2 === 0 ? "Closed Won" : "Closed Lost", "2025-01-10", "2025-02-10"] as const,
      ),
      [13, 50, "Open", "2026-02-20", "2026-05-01"],
    ),
  );
  await small.inForce(profile("one"));
});

afterAll(async () => {
  await small.workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("stamps", () => {
  it("are not given to what was created before a version was in force", async () => {
    await small.score();
    expect(await stamps()).toEqual([]);
    await expect(validateStamps(small.workspace, "main", small.effects)).rejects.toThrow(
      "no opportunity is stamped yet: those created from 2026-03-01 on",
    );
  });

  it("keep the score of the day, whatever becomes of account, version or deal", async () => {
    small.day("2026-04-01");
    await small.bring(
      "deals",
      deals([20, 1, "Open", "2026-03-20", "2026-06-01"], [21, 31, "Open", "2026-03-21", "2026-06-01"]),
    );
    await small.bring("leads", [
      ["Lead ID", "Email", "Company", "Created Date"],
      ["lead-000001", "kim@firm2.example", "Firm 2", "2026-03-22"],
      ["lead-000002", "lee@nobody.example", "Nobody", "2026-03-22"],
      ["lead-000003", "ada@firm3.example", "Firm 3", "2026-02-22"],
    ]);
    const first = await stamps();
    expect(first).toEqual([
      { key: "id:opp-000020", created: "2026-03-20", stamped: "2026-04-01", version: "one", fit: 100, level: "high" },
      { key: "id:opp-000021", created: "2026-03-21", stamped: "2026-04-01", version: "one", fit: 5, level: "low" },
    ]);
    expect((await stamps("leads")).map(({ key, fit }) => `${key} ${fit}`)).toEqual(["id:lead-000001 100"]);
    small.day("2026-05-01");
    await small.bring("accounts", accounts(account(1, { industry: "agency" })));
    await small.inForce(profile("two", 50));
    await small.score();
    await small.bring(
      "deals",
      deals(
        [20, 1, "Closed Lost", "2026-03-20", "2026-05-20"],
        [22, 2, "Open", "2026-05-01", "2026-08-01"],
        [23, 3, "Open", "2026-04-20", "2026-08-01"],
      ),
    );
    await rollback(small.workspace, { icp: "main", version: null, why: null }, small.effects);
    await stampNew(small.workspace, small.effects);
    const now = await stamps();
    expect(now.slice(0, 2)).toEqual(first);
    expect(now.slice(2).map(({ key, version, fit }) => `${key} ${version} ${fit}`)).toEqual([
      "id:opp-000022 two 90",
      "id:opp-000023 one 100",
    ]);
  });

  it("wait for an account that has no score yet", async () => {
    await small.bring("deals", deals([24, 70, "Open", "2026-05-02", "2026-08-01"]));
    expect(await stamps()).toHaveLength(4);
    await small.bring("accounts", accounts(account(70)));
    const { stamped } = await small.score();
    expect(stamped.find(({ role }) => role === "deals")).toEqual({
      icp: "main",
      role: "deals",
      stamped: 1,
      waiting: 0,
    });
    expect(await stamps()).toHaveLength(5);
  });
});

describe("validation by stamps", () => {
  it("tells how many are missing", async () => {
    const { stamps: told, check } = await validateStamps(small.workspace, "main", small.effects);
    expect(told).toMatchObject({ stamped: 5, counted: 1, open: 4, late: 0, unstamped: 12, since: "2026-04-01" });
    expect(check!.verdict).toBe("not enough data");
  });

  it("counts those that closed since by the fit they carry, and none that was scored afterwards", async () => {
    small.day("2026-06-01");
    const opened = [...range(4, 29), ...range(32, 69)];
    await small.bring("deals", deals(...opened.map((i) => [100 + i, i, "Open", "2026-05-20", "2026-09-01"] as const)));
    // What the account is called today does not matter: the stamp does.
    await small.bring(
      "accounts",
      accounts(...range(4, 29).map((i) => account(i, { industry: "agency", country: "US" }))),
    );
    await small.score();
    small.day("2026-08-01");
    const wins = (i: number): "Closed Won" | "Closed Lost" =>
      (i <= 30 ? i % 6 !== 0 : i % 6 === 0) ? "Closed Won" : "Closed Lost";
    await small.bring("accounts", accounts(account(71)));
    await small.bring(
      "deals",
      deals(...opened.map((i) => [100 + i, i, wins(i), "2026-05-20", "2026-07-15"] as const), [
        200,
        71,
        "Closed Won",
        "2026-06-10",
        "2026-07-20",
      ]),
    );
    await small.score();
    const { stamps: told, check, claims } = await validateStamps(small.workspace, "main", small.effects);
    expect(told.late).toBe(1);
    expect(told.stamped).toBe(told.counted + told.met + told.open + told.late + told.other_levels);
    expect(check).toMatchObject({ verdict: "confirmed", n: told.counted });
    const [high, , low] = check!.levels;
    expect([high!.n, high!.won]).toEqual([27, 22]);
    expect(low!.win_rate!).toBeLessThan(0.3);
    expect(claims[0]).toMatchObject({ promise: "win_rate", verdict: "confirmed" });
    const met = opened.filter((i) => i >= 31 && i <= 42).length;
    expect(told.met).toBe(met);
  });
});

describe("several product lines", () => {
  it("stamp each for themselves", async () => {
    await small.workspace.store.transaction((tx) =>
      addIcp(tx, { id: "cloud", name: "Cloud", at: small.effects.now() }),
    );
    await small.inForce(profile("cloud", 20), "cloud");
    await small.bring("deals", deals([300, 30, "Open", "2026-08-01", "2026-12-01"]));
    const own = (await stamps()).filter(({ key }) => key === "id:opp-000300");
    expect(own.map(({ version, fit }) => `${version} ${fit}`).sort()).toEqual(["cloud 60", "one 100"]);
  });
});

describe("days in force", () => {
  it("gives a day to the version that came last", () => {
    const at = (version: string, day: string, hour: string) =>
      ({ version, at: new Date(`${day}T${hour}:00:00Z`) }) as Parameters<typeof periodsOf>[0][number];
    expect(periodsOf([at("a", "2026-01-01", "08"), at("b", "2026-02-01", "08"), at("c", "2026-02-01", "09")])).toEqual([
      { version: "a", from: "2026-01-01", to: "2026-02-01" },
      { version: "c", from: "2026-02-01", to: null },
    ]);
  });
});
