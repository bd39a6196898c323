import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { icpEnvelope } from "../../src/icp/document.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { contentForHash, printIcp } from "../../src/icp/print.ts";
import { anyEnvelope } from "./arbitrary.ts";
import { FIXTURES } from "./fixtures.ts";

const envelope = { created_at: null, approved_by: null, document: FIXTURES.rich! };

function failure(text: string): string {
  try {
    parseIcp(text, "icp.json");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error("parsed");
}

/** The printed rich document with one JSON path changed. */
// biome-ignore lint/suspicious/noExplicitAny: it is about to be broken
function changed(change: (document: any) => void): string {
  const value = JSON.parse(printIcp(envelope));
  change(value.document);
  return JSON.stringify(value);
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe("printIcp and parseIcp", () => {
  it("give back the text byte for byte and the value unchanged, for any document", () => {
    fc.assert(
      fc.property(anyEnvelope, (any) => {
        const text = printIcp(any);
        const parsed = parseIcp(text, "icp.json");
        expect(printIcp(parsed)).toBe(text);
        expect(parsed).toEqual(icpEnvelope.parse(any));
      }),
      { numRuns: 150 },
    );
  });

  it("print the same text whatever the order of the keys", () => {
    fc.assert(
      fc.property(anyEnvelope, (any) => {
        const shuffled = reversed(any) as typeof any;
        expect(printIcp(shuffled)).toBe(printIcp(any));
        expect(contentForHash(shuffled.document)).toBe(contentForHash(any.document));
      }),
      { numRuns: 50 },
    );
  });

  it("print two spaces and one newline at the end", () => {
    expect(printIcp(envelope)).toMatch(
      /^\{\n {2}"created_at": null,\n {2}"approved_by": null,\n {2}"document": \{\n {4}"schema"/,
    );
    expect(printIcp(envelope)).toMatch(/[^\n]\n$/);
  });

  it("read a file that begins with a byte order mark", () => {
    expect(parseIcp(`\uFEFF${printIcp(envelope)}`, "icp.json")).toEqual(envelope);
  });
});

describe("contentForHash", () => {
  it("does not depend on the id, and on everything else", () => {
    const { document } = envelope;
    expect(contentForHash({ ...document, id: "another" })).toBe(contentForHash(document));
    expect(contentForHash({ ...document, seed: 2 })).not.toBe(contentForHash(document));
  });
});

describe("parseIcp says what is wrong", () => {
  it("with line and column where it is not JSON", () => {
    expect(failure('{\n  "a": 1,\n  "b" 2\n}')).toBe(
      "icp.json is not JSON, line 3, column 7: expected a colon; give the file that openicp build --out wrote",
    );
  });

  it.each([
    ["", "icp.json is empty"],
    ["[1, 2]", "icp.json is not an ICP document"],
    ["null", "icp.json is not an ICP document"],
    [
      '{ "document": { "schema": "openicp/icp@2" } }',
      "icp.json has schema openicp/icp@2; this openicp reads openicp/icp@1",
    ],
    ['{ "schema": "openicp/icp@1" }', "icp.json holds a bare document"],
    ["{".repeat(3000), "icp.json is not JSON"],
    ["[".repeat(300_000), "icp.json is not JSON"],
  ])("%#: %s", (text, message) => {
    expect(failure(text)).toContain(message);
  });

  it("with the JSON path where a value is wrong", () => {
    const text = changed((document) => {
      document.scorecard.attributes[1].bands[2].points = "ten";
    });
    expect(failure(text)).toContain("icp.json: $.document.scorecard.attributes[1].bands[2].points is wrong");
  });

  it("with the JSON path of a condition that is none", () => {
    const text = changed((document) => {
      document.scorecard.attributes[0].bands[0].match = { like: "x%" };
    });
    expect(failure(text)).toContain(
      "$.document.scorecard.attributes[0].bands[0].match is none of the forms it may have",
    );
  });

  it("with the names of unknown keys", () => {
    const text = changed((document) => {
      document.extra = 1;
    });
    expect(failure(text)).toContain("$.document has unknown keys: extra");
  });
});
