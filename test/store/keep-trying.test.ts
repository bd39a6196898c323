import { describe, expect, it } from "vitest";
import { InputError, NotFoundError } from "../../src/errors.ts";
import { keepTrying } from "../../src/store/keep-trying.ts";
import { plainError } from "../../src/store/plain-error.ts";

const gone = plainError(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));

/** A step that fails so, one after the other, and then is done. */
function failing(...errors: readonly unknown[]): { readonly step: () => Promise<void>; readonly tries: () => number } {
  let tries = 0;
  const step = async (): Promise<void> => {
    const error = errors[tries++];
    if (error !== undefined) throw error;
  };
  return { step, tries: () => tries };
}

describe("a step that must not be lost with a connection", () => {
  const warnings: string[] = [];
  const keep = keepTrying(
    0,
    () => false,
    (text) => warnings.push(text),
  );

  it("is tried again until the server is there, and told once", async () => {
    const { step, tries } = failing(gone, gone, gone);
    await keep(step);
    expect(tries()).toBe(4);
    expect(warnings.splice(0)).toEqual([
      "PostgreSQL went away (connect ECONNREFUSED): nothing of this was kept; start it and try again; waiting for it",
    ]);
  });

  it("that was done the time before is done", async () => {
    await keep(failing(gone, new NotFoundError("there is no run 1 under way")).step);
    await expect(keep(failing(new NotFoundError("there is no run 1")).step)).rejects.toThrow("there is no run 1");
  });

  it("fails with what is no matter of the server, and when all is to stop", async () => {
    await expect(keep(failing(new InputError("no")).step)).rejects.toThrow("no");
    const stopped = keepTrying(
      0,
      () => true,
      () => undefined,
    );
    await expect(stopped(failing(gone).step)).rejects.toThrow("PostgreSQL went away");
  });
});
