import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.ts";

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
