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
  it("is open in one process at a time", async (context) => {
    needsPostgres(context);
    const url = await emptyDatabase("owner");
    const store = await openStore({ kind: "postgres", url });
    const second = () => openStore({ kind: "postgres", url });
    await expect(second()).rejects.toThrow(
      new RegExp(
        `^the database 127.0.0.1:\\d+/owner is open in another OpenICP \\(openicp, process ${process.pid} on .+\\): stop it`,
      ),
    );
    const put = (value: number) =>
      store
        .transaction((tx) => putSetting(tx, { key: "k", value, at: new Date(0), by: "me" }))
        .then(
          () => "put",
          (error: Error) => error.message,
        );
    expect(await put(1)).toBe("put");
    expect(await readSetting(store.db, "k")).toBe(1);
    await store.close();
    await (await second()).close();
  });
});
