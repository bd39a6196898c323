import { describe, expect, it } from "vitest";
import { capture, replace, text } from "../../src/sql/expr.ts";
import { anyOf, portablePattern } from "../../src/sql/pattern.ts";

describe("portablePattern", () => {
  it.each(["abc", "^[a-z0-9]+$", "(?:a|b)?(c)*", String.raw`\$\.\(\[`, "[^()]{1,3}", String.raw`[\]\\-]`, "≥|–"])(
    "takes %s",
    (pattern) => {
      expect(portablePattern(pattern)).toBe(pattern);
    },
  );

  it.each([
    ".",
    String.raw`\s`,
    String.raw`\d`,
    String.raw`\w`,
    String.raw`a\b`,
    "(?=a)",
    "(?<!a)",
    "(?<n>a)",
    "(?i)a",
    String.raw`(a)\1`,
    "[[:alpha:]]",
    String.raw`[\s]`,
    "a{1000}",
    String.raw`\u00a0`,
  ])("refuses %s", (pattern) => {
    expect(() => portablePattern(pattern)).toThrow("not portable");
  });
});

describe("forms with patterns", () => {
  it("replace refuses a pattern that matches nothing at all", () => {
    expect(() => replace(text("a"), "b*", [])).toThrow("matches the empty text");
  });

  it("replace refuses groups that RE2 cannot put back", () => {
    expect(() => replace(text("a"), "(a)", [10])).toThrow("groups are 1 to 9");
  });

  it("capture counts its groups", () => {
    expect(capture(text("a"), "(a)(?:b)?(c)?")).toMatchObject({ groups: 2 });
    expect(() => capture(text("a"), "a")).toThrow("no groups");
  });
});

describe("anyOf", () => {
  it.each([";", ",|", '[]"', "^-\\", "a-z", ".", "]"])("matches each of %s and nothing else", (characters) => {
    const pattern = new RegExp(`^(?:${portablePattern(anyOf(characters))})$`, "u");
    for (let code = 32; code < 127; code++) {
      const sign = String.fromCharCode(code);
      expect([sign, pattern.test(sign)]).toEqual([sign, characters.includes(sign)]);
    }
  });
});
