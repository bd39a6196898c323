import { describe, expect, it } from "vitest";
import { storeFaults } from "../../src/store/health.ts";
import { migrate } from "../../src/store/migrate.ts";
import { type Migration, shippedMigrations } from "../../src/store/migrations.ts";
import type { Store } from "../../src/store/store.ts";
import { onBothEngines } from "./engines.ts";

const ALL = shippedMigrations();
const DAY = "'2026-11-22T09:00:00Z'";

/**
 * Rows as they are written once that migration was done, by its name: who adds a migration adds rows to its tables, so that the next ones
 * are tried on a store with something in it. They are written in this order.
 */
const ROWS: Readonly<Record<string, string>> = {
  "0000_tables": `
    insert into openicp.icps values ('main', 'Main', null, ${DAY});
    insert into openicp.versions (id, icp, number, state, document, origin, parent, why, created_at, created_by, approved_at, approved_by, retired_at) values
      ('a1', 'main', 1, 'retired', '{"a":1}', 'build', null, null, ${DAY}, 'ann', ${DAY}, 'bo', ${DAY}),
      ('a2', 'main', 2, 'approved', '{"a":2}', 'hand', 'a1', 'wider', ${DAY}, 'ann', ${DAY}, 'bo', null),
      ('a3', 'main', 3, 'draft', '{"a":3}', 'refresh', 'a2', null, ${DAY}, 'ann', null, null, null);
    update openicp.icps set in_force = 'a2';
    insert into openicp.approvals (icp, version, kind, at, by, why, forced, replaced) values ('main', 'a1', 'publish', ${DAY}, 'bo', null, false, null), ('main', 'a2', 'publish', ${DAY}, 'bo', 'wider', true, 'a1');
    insert into openicp.sign_offs (version, person, team, claim, answer, comment, asked_at, answered_at) values ('a3', 'cy', 'product', 'size', 'agree', 'yes', ${DAY}, ${DAY}), ('a3', 'di', 'sales', 'size', null, null, ${DAY}, null);
    insert into openicp.runs (kind, state, by, started_at, finished_at, progress, doing, job, attempt, summary, error) values ('score', 'done', 'ann', ${DAY}, ${DAY}, 1, null, 'j', 1, '{"n":1}', null), ('score', 'failed', 'ann', ${DAY}, ${DAY}, 0.5, null, null, null, null, 'why');
    insert into openicp.score_runs values (1, 'main', 'a2', ${DAY}, 10, 3, '{}');
    insert into openicp.imports values (7, 'deals', 'deals.csv', ${DAY}, 'ann', 3, 1, 2, 0, '{}');
    insert into openicp.lists (name, icp, spec, created_at, created_by, made_at, frozen_at) values ('Q2', 'main', '{}', ${DAY}, 'ann', ${DAY}, null);
    insert into openicp.list_entries (list, account, tier, action, owner, rank, control, entered_at, entered_why, left_at, left_why, details) values (1, 'x', 'A', 'pursue', 'cy', 1, false, ${DAY}, 'fit', null, null, '{}'), (1, 'y', null, null, null, null, true, ${DAY}, 'fit', ${DAY}, 'won', null);
    insert into openicp.tasks (key, kind, account, title, owner, state, due, created_at, created_by, closed_at, closed_by, details) values ('k', 'call', 'x', 'Call x', 'cy', 'open', ${DAY}, ${DAY}, 'ann', null, null, null);
    insert into openicp.narratives (icp, text, owner, review_date, written_at, written_by) values ('main', 'Why', 'bo', '2027-01-01', ${DAY}, 'bo');
    insert into openicp.changes (icp, kind, date, note, logged_at, logged_by, reviewed_at, reviewed_by) values (null, 'pivot', '2026-01-01', 'n', ${DAY}, 'bo', null, null);
    insert into openicp.settings values ('k', '1', ${DAY}, 'ann');
    insert into openicp.audit_log (at, who, action, subject, details) values (${DAY}, 'ann', 'publish', 'version 2 of main', '{}')`,
  "0001_rules": "insert into openicp.settings values ('after the rules', '1', '2026-11-22T09:00:00Z', 'ann')",
  "0002_people": `
    insert into openicp.users values ('u1', 'Ann', 'ann@a.example', true, null, 'admin', ${DAY}, ${DAY});
    insert into openicp.sessions (id, token, user_id, expires_at, created_at, updated_at) values ('s1', 't', 'u1', ${DAY}, ${DAY}, ${DAY});
    insert into openicp.logins (id, account_id, provider_id, user_id, password, created_at, updated_at) values ('l1', 'u1', 'credential', 'u1', 'hash', ${DAY}, ${DAY});
    insert into openicp.verifications values ('v1', 'i', 'v', ${DAY}, ${DAY}, ${DAY});
    insert into openicp.api_keys (id, config_id, name, key, reference_id, created_at, updated_at) values ('k1', 'default', 'clay', 'hash', 'u1', ${DAY}, ${DAY});
    insert into openicp.invitations values ('i1', 'bo@a.example', 'viewer', 'hash', ${DAY}, 'Ann', ${DAY});
    insert into openicp.share_links values ('x1', 'main', 'a2', 'hash', false, false, ${DAY}, 'Ann', ${DAY}, null)`,
  "0003_views": `insert into openicp.saved_views values ('w1', 'accounts', 'Ours', '{"q":"ann"}', null, ${DAY}, 'Ann')`,
};

/** How many rows each table has, and the documents: what no migration may lose. */
async function contents(store: Store): Promise<Contents> {
  const tables = await store.execute(
    "select tablename as name from pg_tables where schemaname = 'openicp' and tablename <> 'migrations' order by 1",
  );
  const counts: (readonly [unknown, unknown])[] = [];
  for (const { name } of tables)
    counts.push([name, (await store.execute(`select count(*)::int as rows from openicp.${name}`))[0]!.rows]);
  const documents =
    tables.length === 0 ? [] : await store.execute("select id, document from openicp.versions order by id");
  return { counts, documents };
}

interface Contents {
  readonly counts: readonly (readonly [table: unknown, rows: unknown])[];
  readonly documents: unknown;
}

/** What was there before, with the tables that came since, which are empty. */
function withNewTables(before: Contents, { counts }: Contents): Contents {
  const rows = new Map(before.counts);
  return { ...before, counts: counts.map(([table]) => [table, rows.get(table) ?? 0] as const) };
}

const SHAPE = `select 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull as part
    from pg_attribute join pg_class on pg_class.oid = attrelid where relnamespace = 'openicp'::regnamespace and attnum > 0
  union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'openicp'::regnamespace and contype <> 'n'
  union all select 'trigger ' || tgrelid::regclass || ' ' || pg_get_triggerdef(oid)
    from pg_trigger where not tgisinternal union all select 'function ' || proname || md5(prosrc)
    from pg_proc where pronamespace = 'openicp'::regnamespace order by 1`;

function withOneMore(statement: string): readonly Migration[] {
  return [...ALL, { name: `000${ALL.length}_next`, hash: "next", statements: [statement] }];
}

describe("the migrations", () => {
  it("each say which rows the next ones are tried on", () => {
    expect(Object.keys(ROWS)).toEqual(ALL.map(({ name }) => name));
  });

  onBothEngines("migrations", (opened) => {
    const empty = async () => {
      await opened.store.script("drop schema if exists openicp cascade");
      return opened.store;
    };

    it("lead from every earlier state to the newest, with its rows", async () => {
      const fresh = (await opened.store.execute(SHAPE)).map(({ part }) => part);
      expect(fresh.length).toBeGreaterThan(150);
      for (let known = 0; known < ALL.length; known++) {
        const store = await empty();
        expect(await migrate(store, ALL.slice(0, known))).toEqual(ALL.slice(0, known).map(({ name }) => name));
        for (const { name } of ALL.slice(0, known)) await store.script(ROWS[name]!);
        const before = await contents(store);
        expect(await migrate(store, ALL)).toEqual(ALL.slice(known).map(({ name }) => name));
        expect((await store.execute(SHAPE)).map(({ part }) => part)).toEqual(fresh);
        if (known > 0) expect(await contents(store)).toEqual(withNewTables(before, await contents(store)));
        for (const { name } of ALL.slice(known)) await store.script(ROWS[name]!);
        expect(await storeFaults(store.db)).toEqual([]);
        expect(await migrate(store, ALL)).toEqual([]);
      }
    });

    it("run one that is to come on the rows that are there, or not at all", async () => {
      const { store } = opened;
      const settings = () => store.execute("select * from openicp.settings order by key");
      const before = await settings();
      const broken = withOneMore("alter table openicp.settings add column more text default 'x'; select 1/0");
      const parts = [...ALL, { ...broken.at(-1)!, statements: broken.at(-1)!.statements[0]!.split(";") }];
      await expect(migrate(store, parts)).rejects.toThrow();
      expect(await settings()).toEqual(before);
      expect(
        await migrate(store, withOneMore("alter table openicp.settings add column more text default 'x'")),
      ).toEqual([`000${ALL.length}_next`]);
      expect(await settings()).toEqual(before.map((row) => ({ ...row, more: "x" })));
    });

    it("leave a newer store, and one that is not ours, as it is", async () => {
      const { store } = opened;
      const shape = await store.execute(SHAPE);
      await expect(migrate(store, ALL)).rejects.toThrow(
        /^the store was made by a newer OpenICP \(it is at 000\d_next, this one knows up to 000\d_\w+\): use that version; nothing was changed$/,
      );
      const other = ALL.map((migration) => ({ ...migration, hash: "other" }));
      await expect(migrate(store, other)).rejects.toThrow(
        "made by another build of OpenICP (its 0000_tables is not ours)",
      );
      expect(await store.execute(SHAPE)).toEqual(shape);
    });
  });
});
