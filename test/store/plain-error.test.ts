import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { plainError } from "../../src/store/plain-error.ts";

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

  it("is else what the database said, or what was thrown", () => {
    expect(plainError(failed("23505", "duplicate key"))).toMatchObject({ message: "duplicate key", code: "23505" });
    const own = new InputError("no");
    expect(plainError(own)).toBe(own);
    expect(plainError("text")).toBe("text");
  });
});
