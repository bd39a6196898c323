import { describe, expect, it } from "vitest";
import { filters } from "../../src/icp/disqualifier.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { printIcp } from "../../src/icp/print.ts";
import { FIXTURES } from "./fixtures.ts";

const text = printIcp({ created_at: null, approved_by: null, document: FIXTURES.rich! });

/** What the reader says of a document whose first disqualifier was edited by hand. */
function failure(edit: Record<string, unknown>): string {
  const value = JSON.parse(text);
  Object.assign(value.document.disqualifiers[0], edit);
  try {
    parseIcp(JSON.stringify(value), "icp.json");
  } catch (error) {
    return (error as Error).message;
  }
  return "read";
}

describe("a disqualifier edited by hand", () => {
  it("is refused with its place", () => {
    expect(failure({ status: "perhaps" })).toMatch(/^icp\.json: \$\.document\.disqualifiers\[0\]\.status is wrong/);
    expect(failure({ rule: [] })).toMatch(/\$\.document\.disqualifiers\[0\]\.rule is wrong/);
    expect(failure({ rule: [{ attribute: "employees", is: { from: "20", below: null } }] })).toMatch(
      /disqualifiers\[0\]\.rule\[0\]\.is/,
    );
    expect(failure({ status: "suggested" })).toBe("read");
  });

  it("of a document from before there were any is read", () => {
    const value = JSON.parse(text);
    value.document.disqualifiers = [];
    delete value.document.disqualifier_search;
    expect(parseIcp(JSON.stringify(value), "icp.json").document.disqualifiers).toEqual([]);
  });

  it("filters only when confirmed", () => {
    expect(FIXTURES.rich!.disqualifiers.map(filters)).toEqual([true, false, false, false]);
  });
});
