import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { isServerGone, plainError } from "../../src/store/plain-error.ts";

/** As drizzle wraps what the database says. */
function failed(code: string, message: string): Error {
  const cause = Object.assign(new Error(message), { code });
  return new Error("Failed query: insert into x\nparams: secret", { cause });
}

describe("an error of the store", () => {
  it("is a sentence where a person can act", () => {
    const full = plainError(failed("53100", 'could not extend file "base/5/1": No space left on device'));
    expect(full).toBeInstanceOf(InputError);
    expect((full as Error).message).toContain("the disk is full: nothing of this was kept");
    expect((plainError(failed("57P01", "terminating connection")) as Error).message).toBe(
      "PostgreSQL went away (terminating connection): nothing of this was kept; start it and try again",
    );
    expect(plainError(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }))).toBeInstanceOf(
      InputError,
    );
  });

  it("says of a write whose answer was lost that it may be there, and is known as a matter of the server", () => {
    const lost = plainError(new Error("Connection terminated unexpectedly"), "unknown");
    expect((lost as Error).message).toBe(
      "PostgreSQL went away (Connection terminated unexpectedly) while this was being written: it is there whole or not at all; start it, look, and try again if it is not there",
    );
    expect(isServerGone(lost)).toBe(true);
    expect(isServerGone(plainError(failed("57P01", "terminating connection")))).toBe(true);
    // What the database answers when it is there.
    for (const error of [failed("23505", "duplicate key"), failed("53100", "no space"), new InputError("no")])
      expect(isServerGone(plainError(error, "unknown"))).toBe(false);
  });

  it("is else what the database said, or what was thrown", () => {
    expect(plainError(failed("23505", "duplicate key"))).toMatchObject({ message: "duplicate key", code: "23505" });
    const own = new InputError("no");
    expect(plainError(own)).toBe(own);
    expect(plainError("text")).toBe("text");
  });
});
