import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flatMembers } from "../../src/warehouse/files/flat-json.ts";
import { cellsOf } from "../../src/warehouse/files/json-cells.ts";

const scalar = fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
const flat = fc.dictionary(fc.string({ unit: "binary" }), fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), {
  minKeys: 1,
  maxKeys: 6,
  noNullPrototype: true,
});
/** What often stands where it breaks a text, or looks as if it did. */
const slips = [
  ..."{}[],:\"'\\ \t\n\u00a0",
  "01",
  "1.",
  "-",
  "+1",
  ".5",
  "1e5",
  "NaN",
  "\\x",
  "\\u12",
  "\u0001",
  "nul",
  "[]",
  "{}",
];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

describe("the members of a flat object", () => {
  it("are those that JSON has, for every object of plain values and flat lists", () => {
    fc.assert(
      fc.property(flat, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const members = flatMembers(` ${text}\r`)!;
        expect(members.map(([key, raw]) => [JSON.parse(key), JSON.parse(raw)])).toEqual(
          Object.keys(JSON.parse(text)).map((key) => [key, (JSON.parse(text) as Record<string, unknown>)[key]]),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("are none of a text that JSON refuses, wherever it is broken", () => {
    fc.assert(
      fc.property(
        flat,
        fc.nat(),
        fc.nat(3),
        fc.array(fc.constantFrom(...slips), { maxLength: 2 }),
        (value, at, cut, put) => {
          const whole = JSON.stringify(value);
          const place = at % whole.length;
          const text = whole.slice(0, place) + put.join("") + whole.slice(place + cut);
          const members = flatMembers(text);
          const read = parsed(text);
          if (members === null) return;
          expect(read).toBeDefined();
          expect(parsed(`{${members.map(([key, raw]) => `${key}:${raw}`).join(",")}}`)).toEqual(read);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("are left to the careful way where something is deeper, empty, no object or very long", () => {
    for (const text of ["{}", "[1]", '{"a":{"b":1}}', '{"a":[[1]]}', '{"a":1}x', `{"a":"${"x".repeat(100_001)}"}`])
      expect(flatMembers(text)).toBeNull();
    expect(cellsOf(`{"a":"${"x".repeat(100_001)}"}`)).toEqual(new Map([["a", "x".repeat(100_001)]]));
  });

  it("keep numbers as they are written, and a name twice is told", () => {
    expect(cellsOf('{"a":1.50,"b":123456789012345678901,"c":"\\u00e9 \\"x\\"","d":["x",null,2.0],"e":null}')).toEqual(
      new Map([
        ["a", "1.50"],
        ["b", "123456789012345678901"],
        ["c", 'é "x"'],
        ["d", "x;2.0"],
        ["e", ""],
      ]),
    );
    expect(cellsOf('{"a":1,"a":2}')).toBe('it has "a" twice');
  });

  it("take no longer than their text", () => {
    const started = performance.now();
    for (const text of [`{"a":"${"\\\\".repeat(49_000)}`, `{"a":[${"1,".repeat(49_000)}`, `{"a":${" ".repeat(99_000)}`])
      expect(flatMembers(text)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
