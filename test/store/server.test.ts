import pg from "pg";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { putSetting, readSetting } from "../../src/store/settings.ts";
import { emptyDatabase, needsPostgres } from "./postgres.ts";

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
  it("is open in one process at a time, also after its connections broke", async (context) => {
    needsPostgres(context);
    const url = await emptyDatabase("owner");
    const store = await openStore({ kind: "postgres", url });
    const second = () => openStore({ kind: "postgres", url });
    await expect(second()).rejects.toThrow(
      new RegExp(
        `^the database 127.0.0.1:\\d+/owner is open in another OpenICP \\(openicp, process ${process.pid} on .+\\): stop it`,
      ),
    );
    const other = new pg.Client(url);
    await other.connect();
    const cut = () =>
      other.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'openicp, %'");
    const put = (value: number) =>
      store.transaction((tx) => putSetting(tx, { key: "k", value, at: new Date(0), by: "me" }));
    await put(1);
    await cut();
    await expect
      .poll(async () =>
        put(2).then(
          () => "put",
          (error: Error) => error.name,
        ),
      )
      .toBe("put");
    expect(await readSetting(store.db, "k")).toBe(2);
    await cut();
    await expect
      .poll(async () => (await other.query("select pg_try_advisory_lock(4207, 2026) as got")).rows[0].got)
      .toBe(true);
    await expect
      .poll(async () => put(3).catch((error: Error) => error.message))
      .toContain("is open in another OpenICP");
    await other.end();
    await expect
      .poll(async () =>
        put(4).then(
          () => "put",
          (error: Error) => error.message,
        ),
      )
      .toBe("put");
    await store.close();
    await (await second()).close();
  });
});
