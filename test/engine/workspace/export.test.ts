import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { sealed } from "../../../src/engine/document.ts";
import { currentScores } from "../../../src/engine/workspace/current.ts";
import { eraseAccount } from "../../../src/engine/workspace/erase.ts";
import { exportWorkspace } from "../../../src/engine/workspace/export.ts";
import { openWorkspace } from "../../../src/engine/workspace/open.ts";
import { restoreWorkspace } from "../../../src/engine/workspace/restore.ts";
import type { Workspace } from "../../../src/engine/workspace/workspace.ts";
import { addIcp } from "../../../src/store/icps.ts";
import { openJobs } from "../../../src/store/jobs.ts";
import { waitingJobs } from "../../../src/store/jobs-file.ts";
import { readRows } from "../../../src/store/rows-file.ts";
import { type ErasureList, erasureList } from "../../../src/warehouse/kept/erased.ts";
import { emptyDatabase, needsPostgres } from "../../store/postgres.ts";
import { account, accounts, deals, profile, type SmallWorkspace, smallWorkspace } from "./small-workspace.ts";

const options = { databaseUrl: null, doing: "a test", threads: 1 };

type Seen = { readonly store: Readonly<Record<string, readonly string[]>>; readonly jobs: readonly string[] };

async function seen(workspace: Workspace): Promise<unknown> {
  const database = await workspace.warehouse.work();
  const { store, jobs } = await workspace.store.transaction(async (tx) => ({
    store: await readRows(tx),
    jobs: await waitingJobs(tx),
  }));
  try {
    const { sql } = await currentScores(workspace, database, "main");
    return {
      scores: await database.rows(`SELECT * FROM (${sql}) ORDER BY source, "key"`),
      raw: await database.rows("SELECT * FROM kept.raw.accounts_1 ORDER BY __seq"),
      changes: await database.rows("SELECT * FROM kept.history.changes ORDER BY ALL"),
      store,
      jobs,
    };
  } finally {
    database.close();
  }
}

/** Queues one that waits for its hour, one that waits to be tried again, and one that is under way. */
async function queueJobs({ workspace, effects }: SmallWorkspace): Promise<void> {
  const { store } = workspace;
  const jobs = await openJobs(store, { now: effects.now, warn: () => undefined });
  try {
    await jobs.send("write", { accounts: ["acc-000001"] }, "later");
    await jobs.send("write", { account: "acc-000002", n: 0.1 });
    await jobs.send("read", { text: "O'Neil \\ é" });
  } finally {
    await jobs.stop();
  }
  const set = (what: string, where: string) => store.execute(`update openicp_jobs.job set ${what} where ${where}`);
  await set("start_after = '2099-01-01T02:03:04.567Z'", "singleton_key = 'later'");
  await set("state = 'retry', retry_count = 2, retry_limit = 5, started_on = now()", "data::text like '%acc-000002%'");
  await set("state = 'active', started_on = now()", "name = 'read'");
}

describe("an export", () => {
  let folder: string;
  let small: SmallWorkspace;
  let file: string;
  let before: unknown;
  let list: ErasureList;
  beforeAll(async () => {
    folder = mkdtempSync(join(inject("runFolder"), "export-"));
    small = await smallWorkspace(folder);
    const { workspace, bring, effects } = small;
    await bring("accounts", accounts(account(1), account(2), account(3, { industry: "retail" })));
    await bring("deals", deals([1, 1, "Open", "2026-01-01", "2026-03-01"]));
    await small.inForce(sealed(profile("a")));
    await small.inForce(sealed(profile("b", 50)));
    await small.list("targets");
    await queueJobs(small);
    file = join(folder, "backup.tar.gz");
    before = await seen(workspace);
    const said = await exportWorkspace(workspace, file, effects);
    expect(said.counts).toMatchObject({ "raw.accounts_1": 3, "store.versions": 2, "store.lists": 1, "store.jobs": 3 });
    await eraseAccount(workspace.warehouse, "firm1.example", "2026-02-01T00:00:00Z");
    const database = await workspace.warehouse.work();
    list = await erasureList(database);
    database.close();
    await expect(exportWorkspace(workspace, join(workspace.dir, "in.tar.gz"), effects)).rejects.toThrow(
      "lies in the workspace itself",
    );
    await workspace.close();
  });

  it("gives the very workspace again, in which work goes on", async () => {
    const dir = join(folder, "again");
    const done = await restoreWorkspace({ file, dir, erased: null }, options, small.effects);
    expect(done.checks.flatMap(({ faults }) => faults)).toEqual([]);
    const workspace = await openWorkspace(dir, options, small.effects);
    try {
      expect(await seen(workspace)).toEqual(before);
      expect(
        (before as Seen).jobs
          .map((job) => JSON.parse(job))
          .map(({ name, data, state, start_after }) => [
            name,
            data,
            state,
            start_after.startsWith("2099-01-01T02:03:04.567"),
          ]),
      ).toEqual([
        ["write", { accounts: ["acc-000001"] }, "created", true],
        ["write", { account: "acc-000002", n: 0.1 }, "retry", false],
        ["read", { text: "O'Neil \\ é" }, "retry", false],
      ]);
      const jobs = await openJobs(workspace.store, {
        now: small.effects.now,
        warn: () => undefined,
        pollSeconds: 0.05,
      });
      const done: unknown[] = [];
      for (const name of ["write", "read"])
        await jobs.work(name, async ({ data, attempt }) => {
          done.push([data.account ?? data.text, attempt]);
          return {};
        });
      await expect
        .poll(() => done.toSorted())
        .toEqual([
          ["O'Neil \\ é", 2],
          ["acc-000002", 4],
        ]);
      await jobs.stop();
      await workspace.store.transaction((tx) => addIcp(tx, { id: "second", name: "Second", at: new Date() }));
    } finally {
      await workspace.close();
    }
    await expect(restoreWorkspace({ file, dir, erased: null }, options, small.effects)).rejects.toThrow(
      "is not empty: restore into a folder that is empty",
    );
  });

  it("that was changed, cut off or is none is refused with a sentence, and nothing is there", async () => {
    const bytes = gunzipSync(readFileSync(file));
    const at = bytes.lastIndexOf("Firm 3");
    bytes.write("Hurm 3", at);
    const dir = join(folder, "refused");
    const whole = readFileSync(file);
    for (const [name, content, says] of [
      [
        "changed",
        gzipSync(bytes, { level: 1 }),
        /was changed or damaged \(.*\): take another backup; nothing was restored/,
      ],
      ["cut", whole.subarray(0, whole.length / 2), /is no export of a workspace, or is damaged/],
      ["other", Buffer.from("Id,Name\n1,a\n"), /is no export of a workspace, or is damaged/],
    ] as const) {
      writeFileSync(join(folder, name), content);
      await expect(
        restoreWorkspace({ file: join(folder, name), dir, erased: null }, options, small.effects),
      ).rejects.toThrow(says);
      expect([name, existsSync(dir), existsSync(`${dir}.restoring`)]).toEqual([name, false, false]);
    }
    await expect(
      restoreWorkspace({ file: join(folder, "none"), dir, erased: null }, options, small.effects),
    ).rejects.toThrow("cannot read");
  });

  it("moves a workspace to PostgreSQL, from where it can be exported again", async (context) => {
    needsPostgres(context);
    const databaseUrl = await emptyDatabase("export");
    const there = { ...options, databaseUrl };
    const dir = join(folder, "moved");
    await restoreWorkspace({ file, dir, erased: null }, there, small.effects);
    await expect(
      restoreWorkspace({ file, dir: join(folder, "second"), erased: null }, there, small.effects),
    ).rejects.toThrow("holds a workspace already");
    const workspace = await openWorkspace(dir, there, small.effects);
    const back = join(folder, "back.tar.gz");
    try {
      expect(workspace.about.store).toBe("postgres");
      expect(await seen(workspace)).toEqual(before);
      await exportWorkspace(workspace, back, small.effects);
      file = back;
    } finally {
      await workspace.close();
    }
  });

  it("comes back into a folder without whom a later workspace has erased", async () => {
    const dir = join(folder, "later");
    const { erased } = await restoreWorkspace({ file, dir, erased: list }, options, small.effects);
    expect(erased.map(({ source, rows }) => [source, rows])).toEqual([
      ["accounts_1", 1],
      ["deals_1", 1],
    ]);
    for (const name of ["warehouse.duckdb"])
      expect(readFileSync(join(dir, name)).toString("latin1")).not.toContain("firm1.example");
    const workspace = await openWorkspace(dir, options, small.effects);
    const { store, jobs } = (await seen(workspace)) as Seen;
    await workspace.close();
    // From PostgreSQL, where there is one, back into a folder.
    for (const name of ["versions", "approvals", "lists", "settings"])
      expect(store[name]).toEqual((before as Seen).store[name]);
    expect(JSON.stringify(store.list_entries)).not.toContain("acc-000001");
    expect([JSON.stringify(jobs).includes("acc-000001"), jobs.length]).toEqual([false, 2]);
    expect(JSON.stringify(store.list_entries)).toContain("acc-000002");
  });
});
