import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonFault } from "../../src/icp/json-fault.ts";

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("findJsonFault", () => {
  it("finds nothing in what JSON.stringify wrote", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, space) => {
        expect(findJsonFault(JSON.stringify(value, null, space))).toBeNull();
      }),
    );
  });

  it("agrees with JSON.parse on damaged texts", () => {
    const damaged = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + put + text.slice(cut + 1);
    });
    fc.assert(
      fc.property(damaged, (text) => {
        expect(findJsonFault(text) === null).toBe(parses(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['{"a":1,}', 1, 8, 'a name in "quotes"'],
    ['{"a" 1}', 1, 6, "a colon"],
    ["[1, 2", 1, 6, "a comma or ]"],
    ['{"a": 1}\nx', 2, 1, "nothing after the last }"],
    ['{"a":\r\n  nope}', 2, 3, "a value"],
    ['{"a": "x\ny"}', 1, 9, 'the closing " of a text'],
  ])("%j", (text, line, column, expected) => {
    expect(findJsonFault(text)).toEqual({ line, column, expected });
  });
});
