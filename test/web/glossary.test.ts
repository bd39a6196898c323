import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readGlossary } from "../../web/glossary.ts";
import { guide, type Shown } from "../api/guide.ts";
import { ROOT } from "../source.ts";

const MARKDOWN = readFileSync(join(ROOT, "docs/glossary.md"), "utf8");
const WORDS = readGlossary(MARKDOWN);

describe("the words of the app", () => {
  it("are those of the guide: every row, by each of its names", () => {
    const rows = MARKDOWN.split("\n").filter((line) => /^\| (?!word )/.test(line));
    expect(new Set(Object.values(WORDS)).size).toBe(rows.length);
    expect(WORDS.fit?.meaning).toMatch(/^0-100 from the scorecard: .*high ≥ 70/);
    expect(WORDS.market).toBe(WORDS.universe);
    expect(WORDS.market).toBeDefined();
    expect(WORDS.tal?.id).toBe("target-account-list");
    expect(WORDS["data-driven"]).toBe(WORDS.hypothesis);
    expect(WORDS.attribute?.meaning).toContain("It is about the account");
  });

  it("have a place on their page, where their hints lead", async () => {
    const { html } = (await guide()("/api/docs/glossary")) as Shown;
    const ids = [...html.matchAll(/<tr id="([^"]+)">/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.values(WORDS).filter(({ id }) => !ids.includes(id))).toEqual([]);
  });

  it("are known wherever the app marks one", () => {
    const files = readdirSync(join(ROOT, "web/src"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".tsx"),
    );
    const used = files.flatMap((name) => {
      const text = readFileSync(join(ROOT, "web/src", name), "utf8");
      const heads = /HEADS = new Set\(\s*"([^"]+)"/.exec(text)?.[1]?.split(",") ?? [];
      return [...[...text.matchAll(/\bword="([^"]+)"|termHint\("([^"]+)"\)/g)].map(([, a, b]) => a ?? b!), ...heads];
    });
    expect(used.length).toBeGreaterThan(40);
    expect(used.filter((word) => WORDS[word] === undefined)).toEqual([]);
  });
});
