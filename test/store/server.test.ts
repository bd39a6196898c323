import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openJobs } from "../../src/store/jobs.ts";
import { openStore } from "../../src/store/open.ts";
import { runsOf } from "../../src/store/runs.ts";
import { putSetting, readSetting } from "../../src/store/settings.ts";
import type { Store } from "../../src/store/store.ts";
import { emptyDatabase, HAS_POSTGRES, needsPostgres, type OwnServer, ownServer } from "./postgres.ts";

/** Each cut so many times: some come before the connection notices, some after. */
const TIMES = Number(process.env.OPENICP_CUTS ?? 5);
const NOTHING_KEPT = /^PostgreSQL went away \(.+\): nothing of this was kept; start it and try again$/;
const NOT_KNOWN =
  /^PostgreSQL went away \(.+\) while this was being written: it is there whole or not at all; start it, look/;

const put = (store: Store, value: number) =>
  store.transaction((tx) => putSetting(tx, { key: "k", value, at: new Date(0), by: "me" }));

/** What came of it, and that something did. */
async function end(work: Promise<unknown>): Promise<string> {
  const timer = new AbortController();
  const hang = setTimeout(20_000, "it hangs", { signal: timer.signal }).catch(() => "");
  const said = await Promise.race([
    work.then(
      () => "done",
      (error: Error) => error.message,
    ),
    hang,
  ]);
  timer.abort();
  return said;
}

/** Done, or failed with the sentence: a connection that is cut as it is used may not have noticed. */
async function doneOrCut(work: Promise<unknown>): Promise<void> {
  const said = await end(work);
  if (said !== "done") expect(said).toMatch(NOTHING_KEPT);
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const OWNERS = "select pid from pg_locks where locktype = 'advisory' and classid = 4207 and objid = 2026";

/** Ends connections as the server's owner may; not ours to the cluster. */
function cut(url: string, which: "of statements" | "of the hold" | "all"): Promise<unknown> {
  const only = { "of statements": `pid not in (${OWNERS})`, "of the hold": `pid in (${OWNERS})`, all: "true" }[which];
  return asAdmin(url, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${only}`,
    ),
  );
}

describe("a PostgreSQL that cannot be used", () => {
  it("is told in a sentence, without the password", async () => {
    const url = "postgres://ann:secret@127.0.0.1:1/openicp";
    const refused = await openStore({ kind: "postgres", url }).catch((error: Error) => error);
    expect(refused).toMatchObject({ name: "InputError" });
    expect((refused as Error).message).toMatch(
      /^PostgreSQL at 127\.0\.0\.1:1\/openicp: .*ECONNREFUSED.*; check DATABASE_URL$/,
    );
    await expect(openStore({ kind: "postgres", url: "not an address" })).rejects.toThrow(
      "DATABASE_URL is not an address like",
    );
  });
});

describe("a PostgreSQL database", () => {
  let url: string;
  let store: Store;
  const open = () => openStore({ kind: "postgres", url });
  beforeEach(async (context) => {
    needsPostgres(context);
    url = await emptyDatabase("owner");
    store = await open();
    return async () => expect(await end(store.close())).toBe("done");
  });
  const inUse = () =>
    new RegExp(
      `^the database 127.0.0.1:\\d+/owner is open in another OpenICP \\(openicp, process ${process.pid} on [^#]+\\): stop it`,
    );

  it("is open in one process at a time", async () => {
    await expect(open()).rejects.toThrow(inUse());
    await put(store, 1);
    expect(await readSetting(store.db, "k")).toBe(1);
    await store.close();
    store = await open();
    // However the address calls the connection.
    await store.close();
    url = `${url}?application_name=mine`;
    store = await open();
    await cut(url, "of the hold");
    await Promise.all([put(store, 2), put(store, 3)].map(doneOrCut));
    await expect(open()).rejects.toThrow(inUse());
  });

  it("that cuts connections fails what they had begun with a sentence, and goes on with the next", async () => {
    for (let i = 0; i < TIMES; i++) {
      // Several connections are there.
      await Promise.all([put(store, 1), put(store, 2), readSetting(store.db, "k")]);
      const cutOff = end(
        store.transaction(async (tx) => {
          await putSetting(tx, { key: "k", value: "cut off", at: new Date(0), by: "me" });
          await cut(url, "of statements");
        }),
      );
      expect(await cutOff).toMatch(/^PostgreSQL went away/);
      await doneOrCut(i % 2 === 0 ? put(store, 3) : readSetting(store.db, "k"));
      expect(await end(put(store, i))).toBe("done");
      expect(await readSetting(store.db, "k")).toBe(i);
    }
  });

  it("that cuts the connection of the hold stays ours while another connection lives, and is taken again", async () => {
    for (let i = 0; i < TIMES; i++) {
      await store.transaction(async (tx) => {
        await putSetting(tx, { key: "k", value: i, at: new Date(0), by: "me" });
        await cut(url, "of the hold");
        expect(await end(open())).toMatch(inUse());
      });
      expect(await readSetting(store.db, "k")).toBe(i);
      await cut(url, "all");
      await doneOrCut(readSetting(store.db, "k"));
      expect(await end(put(store, -i))).toBe("done");
      expect(await end(open())).toMatch(inUse());
    }
  });

  it("that another process has taken meanwhile is not written to any more", async () => {
    await put(store, 1);
    const jobs = await openJobs(store, { now: () => new Date(), warn: () => undefined, pollSeconds: 0.05 });
    await jobs.work("idle", async () => ({}));
    await asAdmin(url, async (other) => {
      await other.query("set application_name = 'another'");
      const taken = other.query("select pg_advisory_lock(4207, 2026)");
      await asAdmin(url, (client) =>
        client.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'openicp, process%'",
        ),
      );
      await taken;
      const sentence = /is open in another OpenICP \(another\).*; what this process had begun is not kept$/;
      // The first may be on a connection whose end has not come yet.
      for (const last of [false, true]) {
        const said = await end(put(store, 2));
        if (last || !NOTHING_KEPT.test(said)) expect(said).toMatch(sentence);
      }
      expect(await end(readSetting(store.db, "k"))).toMatch(sentence);
      expect(store.taken()?.message).toMatch(sentence);
      expect((await jobs.taken).message).toMatch(sentence);
    });
    expect(await end(jobs.stop())).toBe("done");
    // Free again: what it decided meanwhile is not known here.
    expect(await end(put(store, 3))).toMatch(/is open in another OpenICP/);
    expect((await asAdmin(url, (client) => client.query("select value from openicp.settings"))).rows).toEqual([
      { value: "1" },
    ]);
  });

  it("that cuts a commit off says that it is not known whether it was kept", async () => {
    await store.script(`create function wait() returns trigger language plpgsql as 'begin perform pg_sleep(30); return null; end';
      create constraint trigger wait after insert on openicp.settings deferrable initially deferred for each row execute function wait()`);
    const committed = end(put(store, 1));
    const asleep = "select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
    await asAdmin(url, async (client) => {
      while ((await client.query(asleep)).rowCount === 0) await setTimeout(10);
    });
    await cut(url, "all");
    expect(await committed).toMatch(NOT_KNOWN);
    const written = end(store.execute("insert into openicp.settings values ('l', '1', now(), 'me')"));
    await asAdmin(url, async (client) => {
      while ((await client.query(asleep)).rowCount === 0) await setTimeout(10);
    });
    await cut(url, "all");
    expect(await written).toMatch(NOT_KNOWN);
    expect(await readSetting(store.db, "k")).toBeNull();
  });
});

describe("a PostgreSQL server", () => {
  beforeEach(needsPostgres);
  let server: OwnServer | undefined;
  let store: Store;
  const open = (patience?: number) =>
    openStore({ kind: "postgres", url: `${server!.url}/postgres` }, patience === undefined ? {} : { patience });
  beforeAll(async () => {
    if (HAS_POSTGRES) server = await ownServer();
  });
  afterAll(() => server?.stop("immediate"));

  it("that restarts fails what was under way, and what begins meanwhile waits for it", async () => {
    store = await open();
    for (let i = 0; i < TIMES; i++) {
      await Promise.all([put(store, 1), put(store, 2)]);
      const cutOff = end(store.execute("select pg_sleep(30)"));
      const restart = server!.restart(i % 2 === 0 ? "fast" : "immediate");
      expect(await cutOff).toMatch(NOTHING_KEPT);
      await doneOrCut(put(store, 3));
      await restart;
      await doneOrCut(readSetting(store.db, "k"));
      expect(await end(put(store, i))).toBe("done");
      expect(await readSetting(store.db, "k")).toBe(i);
    }
    expect(await end(store.close())).toBe("done");
  });

  it("that stays away is told, and closing does not wait for it", async () => {
    store = await open(200);
    await server!.stop("immediate");
    await end(put(store, 1));
    expect(await end(put(store, 1))).toMatch(NOTHING_KEPT);
    await server!.start();
    expect(await end(put(store, 7))).toBe("done");
    await server!.stop("fast");
    expect(await end(store.close())).toBe("done");
    await server!.start();
  });

  it("that restarts keeps the queue: jobs under way are tried again, those after it are done", async () => {
    // So short that what a job came to has to be told again and again.
    store = await open(20);
    const now = () => new Date();
    const jobs = await openJobs(store, { now, warn: () => undefined, pollSeconds: 0.05 });
    let began = () => {};
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    await jobs.work(
      "long",
      async (job) => {
        began();
        if (job.attempt === 1) await store.execute("select pg_sleep(30)");
        return { attempt: job.attempt };
      },
      { retrySeconds: 0 },
    );
    let settled = 0;
    let back = Promise.resolve();
    await jobs.work("short", async () => {
      settled++;
      if (settled > 1) return {};
      await server!.stop("immediate");
      back = setTimeout(200).then(() => server!.start());
      return {};
    });
    await jobs.send("long");
    await begun;
    await jobs.send("short");
    const done = async (kind: string) => (await runsOf(store.db, { kind, state: "done" })).length;
    const until = async (so: () => Promise<boolean>) => {
      while (!(await so().catch(() => false))) await setTimeout(20);
    };
    await until(async () => settled === 1);
    await back;
    expect(await end(until(async () => (await done("long")) === 1 && (await done("short")) === 1))).toBe("done");
    await jobs.send("short");
    expect(await end(until(async () => (await done("short")) === 2))).toBe("done");
    expect(await runsOf(store.db, { kind: "long" })).toMatchObject([
      { state: "done", summary: { attempt: 2 } },
      { state: "failed", error: expect.stringMatching(/^PostgreSQL went away/) },
    ]);
    expect(
      await end(
        until(
          async () =>
            (await store.execute("select 1 from openicp_jobs.job where state = 'active' and name in ('long', 'short')"))
              .length === 0,
        ),
      ),
    ).toBe("done");
    expect(await end(jobs.stop())).toBe("done");
    expect(await runsOf(store.db, { state: "running" })).toEqual([]);
    expect(await end(store.close())).toBe("done");
  });
});
