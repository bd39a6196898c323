import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { audit, auditLines } from "../../src/store/audit.ts";
import { changesOf, logChange, reviewChange } from "../../src/store/changes.ts";
import { compactStore, ERASED, eraseAccounts, erasePerson, tablesThatName } from "../../src/store/erase.ts";
import { eraseViews } from "../../src/store/erase-views.ts";
import { storeFaults } from "../../src/store/health.ts";
import { addIcp } from "../../src/store/icps.ts";
import { importsOf, recordImport } from "../../src/store/imports.ts";
import { entriesNow, entryHistory, moveEntries } from "../../src/store/list-entries.ts";
import { addList, changeList, freezeList, listsOf, readList, removeList } from "../../src/store/lists.ts";
import { narrativesOf, writeNarrative } from "../../src/store/narratives.ts";
import { failRun, finishRun, interruptRuns, readRun, runsOf, startRun, tellProgress } from "../../src/store/runs.ts";
import * as schema from "../../src/store/schema.ts";
import { showScores, visibleRuns } from "../../src/store/score-runs.ts";
import { putSetting, readSetting, removeSetting, settingsOf } from "../../src/store/settings.ts";
import { addTask, closeTask, openTasks } from "../../src/store/tasks.ts";
import { addDraft } from "../../src/store/versions.ts";
import { onBothEngines } from "./engines.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 29, 1, minute, 7, 89));
const BY = { at: at(1), by: "ann" };

describe("the tables", () => {
  onBothEngines("tables", (opened, engine) => {
    it("are in the database as the code declares them", async () => {
      const tables = Object.values(schema).filter((value) => is(value, PgTable));
      expect(tables).toHaveLength(22);
      const declared = tables
        .flatMap((table) => {
          const { name, columns } = getTableConfig(table);
          return columns.map(
            (column) => `${name}.${column.name} ${column.getSQLType().replace(" (3)", "(3)")} ${column.notNull}`,
          );
        })
        .sort();
      const found = await opened.store.execute(
        `select relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull as column
         from pg_attribute join pg_class on pg_class.oid = attrelid
         where relnamespace = 'openicp'::regnamespace and relkind = 'r' and attnum > 0 and relname <> 'migrations'`,
      );
      expect(found.map(({ column }) => String(column)).sort()).toEqual(declared);
    });

    it("keep moments, days, numbers and JSON as they were", async () => {
      const { db } = opened.store;
      for (const value of ["123", "text", 12.5, null, { b: [1, null], a: "\u0000" }, true]) {
        await putSetting(db, { key: "k", value, ...BY });
        expect(await readSetting(db, "k")).toEqual(value);
      }
      expect(await settingsOf(db)).toEqual([{ key: "k", value: true, ...BY }]);
      await removeSetting(db, "k");
      expect(await readSetting(db, "k", "none")).toBe("none");
      const old = new Date("1969-12-31T23:59:59.999Z");
      await putSetting(db, { key: "k", value: 1, at: old, by: "ann" });
      expect((await settingsOf(db))[0]!.at).toEqual(old);
    });

    it("keep all of a transaction, or nothing", async () => {
      const { store } = opened;
      const failed = store.transaction(async (tx) => {
        await putSetting(tx, { key: "half", value: 1, ...BY });
        throw new Error("stop");
      });
      await expect(failed).rejects.toThrow("stop");
      expect(await readSetting(store.db, "half")).toBeNull();
      await expect(
        store.script("insert into openicp.settings values ('s', '1', now(), 'x'); select 1/0"),
      ).rejects.toThrow("division by zero");
      expect(await readSetting(store.db, "s")).toBeNull();
    });

    it("say what the database says, without the values of the statement", async () => {
      const { store } = opened;
      const wrong = store.transaction((tx) =>
        putSetting(tx, { key: null as unknown as string, value: "private", ...BY }),
      );
      const said = String(await wrong.catch((error: Error) => error.message));
      expect(said).toContain('null value in column "key"');
      expect(said).not.toContain("private");
    });

    it("log runs from their start to their end", async () => {
      const { db } = opened.store;
      const id = await startRun(db, { kind: "score", ...BY });
      await tellProgress(db, id, 0.25, "scoring");
      expect(await readRun(db, id)).toMatchObject({
        id,
        state: "running",
        progress: 0.25,
        doing: "scoring",
        started_at: at(1),
      });
      await finishRun(db, id, { at: at(2), summary: { accounts: 3 } });
      expect(await readRun(db, id)).toMatchObject({
        state: "done",
        progress: 1,
        finished_at: at(2),
        summary: { accounts: 3 },
      });
      await expect(finishRun(db, id, { at: at(3) })).rejects.toThrow(`there is no run ${id} under way`);
      const failed = await startRun(db, { kind: "score", ...BY });
      await failRun(db, failed, { at: at(3), error: "disk full" });
      const left = await startRun(db, { kind: "drift", ...BY, job: "j", attempt: 2 });
      expect(await interruptRuns(db, at(4))).toMatchObject([
        { id: left, state: "interrupted", kind: "drift", attempt: 2 },
      ]);
      expect(await interruptRuns(db, at(5))).toEqual([]);
      expect((await runsOf(db, { kind: "score" })).map((run) => run.state)).toEqual(["failed", "done"]);
      await expect(readRun(db, 999)).rejects.toThrow("there is no run 999");
      expect(typeof id).toBe("number");
    });

    it("show scores by one row alone", async () => {
      const { store } = opened;
      await addIcp(store.db, { id: "main", name: "Main", at: at(0) });
      await store.transaction((tx) =>
        addDraft(tx, { id: "v1", icp: "main", document: "{}", origin: "hand", parent: null, why: "a try", ...BY }),
      );
      const run = await startRun(store.db, { kind: "score", ...BY });
      expect(await visibleRuns(store.db, { version: "v1" })).toEqual([]);
      const row = { run, icp: "main", version: "v1", at: at(5), accounts: 5_000_000_000, changed: 2 };
      await store.transaction((tx) => showScores(tx, row));
      expect(await visibleRuns(store.db, { icp: "main" })).toMatchObject([
        { run, accounts: 5_000_000_000, visible_at: at(5) },
      ]);
      await expect(showScores(store.db, { ...row, run: 999 })).rejects.toThrow();
      await finishRun(store.db, run, { at: at(6) });
    });

    it("mirror the warehouse's imports, each once", async () => {
      const { db } = opened.store;
      const record = { id: 7, role: "deals", file: "deals.csv", ...BY, came: 3, changed: 1, same: 2, rejected: 0 };
      await recordImport(db, { ...record, details: { layout: "salesforce" } });
      await recordImport(db, record);
      expect(await importsOf(db)).toEqual([{ ...record, details: { layout: "salesforce" } }]);
    });

    it("hold lists with why each account came and went", async () => {
      const { store } = opened;
      const { db } = store;
      const list = await addList(db, { name: "Q2", icp: "main", spec: { top: 2 }, ...BY });
      await expect(addList(db, { name: "Q2", icp: "main", spec: {}, ...BY })).rejects.toThrow(
        "there is a list Q2 already",
      );
      const move = (minute: number, moves: Partial<Parameters<typeof moveEntries>[2]>) =>
        store.transaction((tx) =>
          moveEntries(tx, list.id, { at: at(minute), entered: [], left: [], stayed: [], ...moves }),
        );
      await move(2, {
        entered: [
          { account: "b", tier: "B", rank: 2, why: "fit 80", details: { fit: 80 } },
          { account: "a", tier: "A", rank: 1, owner: "cy", action: "pursue", why: "fit 90" },
        ],
      });
      await move(3, {
        left: [{ account: "a", why: "became a customer" }],
        stayed: [{ account: "b", tier: "A", rank: 1 }],
      });
      await move(4, { entered: [{ account: "a", why: "churned", control: true }] });
      await expect(move(5, { entered: [{ account: "a", why: "twice" }] })).rejects.toThrow();
      expect(await entriesNow(db, list.id)).toMatchObject([
        { account: "b", tier: "A", rank: 1, control: false, entered_at: at(2), entered_why: "fit 80" },
        { account: "a", tier: null, rank: null, control: true },
      ]);
      expect(
        (await entryHistory(db, { account: "a" })).map((stay) => [stay.entered_why, stay.left_why, stay.left_at]),
      ).toEqual([
        ["fit 90", "became a customer", at(3)],
        ["churned", null, null],
      ]);
      expect((await entryHistory(db, { list: list.id })).map(({ account }) => account)).toEqual(["a", "b", "a"]);
      expect((await readList(db, "Q2")).made_at).toEqual(at(4));
      await freezeList(db, list.id, at(6));
      await expect(move(7, { left: [{ account: "b", why: "no" }] })).rejects.toThrow(
        "the list Q2 is frozen since 2026-03-29",
      );
      await freezeList(db, list.id, null);
      await changeList(db, list.id, { top: 3 });
      expect(await listsOf(db, "main")).toMatchObject([{ name: "Q2", spec: { top: 3 } }]);
      await expect(readList(db, "Q9")).rejects.toThrow("there is no list Q9");
    });

    it("hold a list of 20,500 in sets", async () => {
      const { store } = opened;
      const { id } = await addList(store.db, { name: "big", icp: "main", spec: {}, ...BY });
      const accounts = Array.from({ length: 20_500 }, (_, i) => ({ account: `a${i}`, rank: i, why: `rank ${i}` }));
      const moves = { at: at(1), entered: accounts, left: [], stayed: [] };
      await store.transaction((tx) => moveEntries(tx, id, moves));
      await store.transaction((tx) => moveEntries(tx, id, { ...moves, entered: [], left: accounts.slice(2) }));
      expect((await entriesNow(store.db, id)).map(({ account }) => account)).toEqual(["a0", "a1"]);
      await removeList(store.db, id);
      expect(await entryHistory(store.db, { list: id })).toEqual([]);
    });

    it("hold tasks, each once", async () => {
      const { db } = opened.store;
      const task = { key: "intent:a:2026-03-29", kind: "call", title: "Call a", account: "a", owner: "cy", ...BY };
      const late = await addTask(db, { ...task, due: at(50) });
      expect(late).toMatchObject({ state: "open", created_at: at(1) });
      expect(await addTask(db, task)).toBeNull();
      await addTask(db, { ...task, key: "k2", title: "No day" });
      await addTask(db, { ...task, key: "k3", title: "Sooner", due: at(40) });
      expect((await openTasks(db, { owner: "cy" })).map(({ title }) => title)).toEqual(["Sooner", "Call a", "No day"]);
      await closeTask(db, late!.id, BY);
      await expect(closeTask(db, late!.id, BY)).rejects.toThrow(`there is no open task ${late!.id}`);
      expect(await openTasks(db, { account: "a" })).toHaveLength(2);
    });

    it("hold narratives, changes and the audit log", async () => {
      const { db } = opened.store;
      await writeNarrative(db, {
        icp: "main",
        text: "They must comply.",
        owner: "bo",
        review_date: "2027-01-15",
        ...BY,
      });
      await writeNarrative(db, { icp: "main", text: "They grow.", owner: "bo", review_date: null, ...BY });
      expect((await narrativesOf(db, "main")).map(({ text, review_date }) => [text, review_date])).toEqual([
        ["They grow.", null],
        ["They must comply.", "2027-01-15"],
      ]);
      const launch = await logChange(db, { kind: "launch", date: "2026-04-01", icp: "main", note: "v2", ...BY });
      await logChange(db, { kind: "pivot", date: "2026-03-01", ...BY });
      expect((await changesOf(db, "main")).map(({ kind }) => kind)).toEqual(["pivot", "launch"]);
      await reviewChange(db, launch.id, { at: at(9), by: "bo" });
      await expect(reviewChange(db, launch.id, BY)).rejects.toThrow(`there is no change ${launch.id} to review`);
      expect((await changesOf(db, "main", { unreviewed: true })).map(({ date }) => date)).toEqual(["2026-03-01"]);
      await audit(db, {
        at: at(1),
        who: "ann",
        action: "publish",
        subject: "version 1 of main",
        details: { forced: true },
      });
      await audit(db, { at: at(2), who: "bo", action: "import", subject: "deals.csv" });
      expect((await auditLines(db)).map(({ action }) => action)).toEqual(["import", "publish"]);
      expect(await auditLines(db, { subject: "version 1 of main" })).toMatchObject([
        { who: "ann", details: { forced: true } },
      ]);
      await expect(opened.store.execute("delete from openicp.audit_log")).rejects.toThrow("only ever added to");
    });

    it("let a person and an account be erased everywhere", async () => {
      const { store } = opened;
      const day = "'2026-11-22T09:00:00Z'";
      await store.script(
        `insert into openicp.users values ('u1', 'Ann', 'a@b.example', true, null, 'editor', ${day}, ${day}), ('u2', 'bo', 'bo@b.example', true, null, 'admin', ${day}, ${day});
         insert into openicp.sessions (id, token, user_id, expires_at, created_at, updated_at) values ('s1', 't', 'u1', ${day}, ${day}, ${day});
         insert into openicp.invitations values ('i1', 'ann', 'viewer', 'h', ${day}, 'ann', ${day}), ('i2', 'cy', 'viewer', 'g', ${day}, 'ann', ${day});
         insert into openicp.saved_views values ('w1', 'accounts', 'Mine', '{}', 'u1', ${day}, 'Ann'), ('w2', 'accounts', 'Hers', '{"owner":["ann"]}', null, ${day}, 'bo'), ('w3', 'accounts', 'All', '{}', null, ${day}, 'ann'),
           ('w4', 'accounts', 'Annual plans', '{"q":"annual","owner":["joann"]}', null, ${day}, 'bo'), ('w5', 'lists', 'For ANN, weekly', '{}', null, ${day}, 'bo'),
           ('w6', 'accounts', 'A firm', '{"deep":{"q":"Firm1.Example"}}', 'u2', ${day}, 'bo')`,
      );
      expect(await tablesThatName(store.db, [], ["bo"])).toContain("users");
      expect(await tablesThatName(store.db, [], ["b+o", "nua"])).toEqual([]);
      await store.transaction((tx) => erasePerson(tx, "ann"));
      expect(await store.transaction((tx) => eraseViews(tx, ["ann", "firm1.example"]))).toBe(3);
      expect(await store.execute("select name from openicp.users")).toEqual([{ name: "bo" }]);
      expect(await store.execute("select id from openicp.sessions")).toEqual([]);
      expect(await store.execute("select email, invited_by from openicp.invitations")).toEqual([
        { email: "cy", invited_by: ERASED },
      ]);
      expect(await store.execute("select id, made_by from openicp.saved_views order by id")).toEqual([
        { id: "w3", made_by: ERASED },
        { id: "w4", made_by: "bo" },
      ]);
      expect(await store.transaction((tx) => eraseAccounts(tx, ["a"]))).toBe(5);
      const tables = await store.execute("select tablename as name from pg_tables where schemaname = 'openicp'");
      for (const { name } of tables) {
        const rows = await store.execute(`select t::text as row from openicp.${name} as t`);
        expect(rows.filter(({ row }) => /\bann\b/.test(String(row)))).toEqual([]);
      }
      expect((await auditLines(store.db)).map(({ who }) => who)).toEqual(["bo", ERASED]);
      expect(await entryHistory(store.db, { account: "a" })).toEqual([]);
      await expect(store.execute("delete from openicp.audit_log")).rejects.toThrow("only ever added to");
    });

    it("are as safe after their files could not be written anew as before", async () => {
      const { store } = opened;
      const said: string[] = [];
      const broken: typeof store = {
        ...store,
        execute: (text) => {
          said.push(text);
          return text.startsWith("vacuum") ? Promise.reject(new Error("no room")) : store.execute(text);
        },
      };
      await expect(compactStore(broken)).rejects.toThrow("no room");
      if (store.engine === "embedded")
        expect(said.slice(-2)).toEqual(["set wal_recycle = on", "set synchronous_commit = on"]);
      expect(await store.execute("show synchronous_commit")).toEqual([{ synchronous_commit: "on" }]);
    });

    it("are found in order, and not in order", async () => {
      const { store } = opened;
      expect(await storeFaults(store.db)).toEqual([]);
      await store.script(
        "alter table openicp.versions disable trigger all; update openicp.versions set document = '{' where id = 'v1'; alter table openicp.versions enable trigger all",
      );
      await store.script("alter table openicp.icps disable trigger all; update openicp.icps set in_force = 'v1'");
      expect(await storeFaults(store.db)).toEqual([
        "main says another version is in force than the one approved",
        "v1 is in force without an approval",
        "the document of version v1 is not JSON",
      ]);
    });

    it("say how safe a commit is", () => {
      expect(opened.store.durability).toContain(
        engine.name === "PGlite" ? "embedded (PGlite), fsync off" : "PostgreSQL, fsync off",
      );
    });
  });
});
