import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { icpDocument } from "../../../src/icp/document.ts";
import { html } from "../../../src/icp/page/html/html.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { renderSummary } from "../../../src/icp/page/summary.ts";
import { renderTerminal } from "../../../src/icp/page/terminal/render-terminal.ts";
import { textWidth } from "../../../src/icp/page/terminal/text-width.ts";
import { anyDocument } from "../arbitrary.ts";
import { manyBlocks } from "../fixtures/blocks.ts";
import { fullest } from "../fixtures/fullest.ts";
import { FIXTURES } from "../fixtures.ts";
import { poisoned } from "../poison.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with ESC
const COLOURS = /\u001b\[[0-9;]*m/g;

describe.each(Object.entries(FIXTURES))("the %s page", (name, document) => {
  const page = onePage(document);
  const file = (ending: string): string => `../../output/pages/${name}.${ending}`;

  it("is a document that the schema admits, with weights that sum to 100", () => {
    expect(icpDocument.safeParse(document).error).toBeUndefined();
    const weights = document.scorecard.attributes.map((one) => one.weight);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(weights.length === 0 ? 0 : 100);
  });

  it("looks the same as HTML", () => expect(renderHtml(page)).toMatchFileSnapshot(file("html")));
  it("looks the same as Markdown", () => expect(renderMarkdown(page)).toMatchFileSnapshot(file("md")));
  it("looks the same in a terminal", () =>
    expect(renderTerminal(page, { width: 100, color: false })).toMatchFileSnapshot(file("txt")));
  it("looks the same in a chat", () => expect(renderSummary(page)).toMatchFileSnapshot(file("summary.txt")));
});

describe("renderHtml", () => {
  it("loads nothing and runs nothing", () => {
    for (const document of Object.values(FIXTURES)) {
      const text = renderHtml(onePage(document));
      expect(text).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:|\son\w+=/i);
    }
  });

  it("takes less than 300 kB, whatever parts there are", () => {
    for (const document of [...Object.values(FIXTURES), fullest]) {
      const text = renderHtml({ ...onePage(document), blocks: manyBlocks(4, 30) });
      expect(Buffer.byteLength(text)).toBeLessThan(300_000);
    }
  });

  it("has its headings in order and scopes on every table header", () => {
    for (const document of Object.values(FIXTURES)) {
      const text = renderHtml(onePage(document));
      const depths = [...text.matchAll(/<h([1-6])/g)].map((found) => Number(found[1]));
      expect(depths[0]).toBe(1);
      expect(depths.filter((depth) => depth === 1)).toHaveLength(1);
      for (const [index, depth] of depths.entries()) expect(depth - (depths[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      expect(text.match(/<th(?![a-z])(?![^>]*scope=)/g)).toBeNull();
      expect(text).toMatch(/<html lang="en">/);
      expect(text.match(/<svg(?![^>]*(?:role="img" aria-label="[^"]+"|aria-hidden="true"))/g)).toBeNull();
    }
  });

  it("lets no value of a document become markup", () => {
    const text = renderHtml(onePage(poisoned(FIXTURES.rich!)));
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toMatch(/<script|<img/i);
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    const tags = text.replace(/"[^"]*"/g, '""').match(/<[a-z][^>]*>/gi) ?? [];
    expect(tags.filter((tag) => /\son\w+|src|href/i.test(tag))).toEqual([]);
  });

  it("escapes every way out of a text and of an attribute", () => {
    expect(html`<p title="${`"'<>&\``}">${`"'<>&\``}</p>`.markup).toBe(
      '<p title="&quot;&#39;&lt;&gt;&amp;&#96;">&quot;&#39;&lt;&gt;&amp;&#96;</p>',
    );
  });
});

describe("renderMarkdown", () => {
  it("keeps its tables whole and lets no value mark up", () => {
    const text = renderMarkdown(onePage(poisoned(FIXTURES.rich!)));
    expect(text).not.toMatch(/<script|<img|(?<!\\)\[evil/);
    const tables = text.split("\n\n").filter((block) => block.startsWith("|"));
    for (const block of tables) {
      const widths = block.split("\n").map((line) => line.replace(/\\\|/g, "").split("|").length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

describe("renderTerminal", () => {
  it.each([40, 80, 100, 120, 300])("keeps within %i columns", (width) => {
    for (const document of Object.values(FIXTURES)) {
      const text = renderTerminal(onePage(document), { width, color: false });
      const widest = Math.max(...text.split("\n").map(textWidth));
      expect(widest).toBeLessThanOrEqual(Math.max(72, Math.min(120, width)));
    }
  });

  it("colours only when asked, and says the same in colour", () => {
    for (const document of Object.values(FIXTURES)) {
      const plain = renderTerminal(onePage(document), { width: 96, color: false });
      const coloured = renderTerminal(onePage(document), { width: 96, color: true });
      expect(plain).not.toMatch(CONTROL);
      expect(coloured).toMatch(COLOURS);
      const trimmed = coloured.replace(COLOURS, "").replace(/ +$/gm, "");
      expect(trimmed).toBe(plain);
    }
  });
});

describe("what a score is worth", () => {
  it.each([72, 100, 120])("gives expected rate and range for every tenth point in %i columns", (width) => {
    const text = renderTerminal(onePage(FIXTURES.rich!), { width, color: false });
    const section = text.slice(text.indexOf("What a score is worth"), text.indexOf("How sure"));
    const cells = (name: string): string[] =>
      [...section.matchAll(new RegExp(`^  ${name} +(.*)$`, "gm"))].flatMap((row) => row[1]!.split(/ +/));
    const rows = onePage(FIXTURES.rich!).worth!.rows;
    expect(cells("points")).toEqual(rows.map((row) => row.fit));
    expect(cells("expected")).toEqual(rows.map((row) => row.value));
    expect(cells("range")).toEqual(rows.map((row) => row.range));
  });
});

describe("a used attribute with a caution", () => {
  const page = onePage(FIXTURES.dense!);
  const sentence = "more than the rest together; check that it was known when the deal was created.";

  it("is marked in the score of every rendering, the sentence beside it", () => {
    const markup = renderHtml(page);
    const section = markup.slice(markup.indexOf('<section class="score"'), markup.indexOf('aria-labelledby="sure"'));
    expect(section).toMatch(
      /<abbr class="care" title="Alone tells won from lost in 94 of 100 pairs[^"]*">use with care/,
    );
    expect(section.match(new RegExp(sentence, "g"))).toHaveLength(2);
    const terminal = renderTerminal(page, { width: 120, color: false });
    expect(terminal.indexOf(sentence.slice(0, 40))).toBeLessThan(terminal.indexOf("How sure"));
    expect(terminal).toContain("Competitor Type (about the deal) (use with care)");
    expect(renderMarkdown(page)).toContain("**Competitor Type** *about the deal* *use with care*");
    expect(renderMarkdown(page)).toContain("**Use with care**\n\n- **Competitor Type**: Alone tells");
    expect(renderSummary(page)).toContain("Competitor Type 4 (with care)");
  });
});

describe("a forced score", () => {
  it("is named so wherever it stands", () => {
    const page = onePage(FIXTURES.forced!);
    expect(renderHtml(page)).toMatch(/>The score, forced<\/h2><p class="light"><strong>Not to be used\.<\/strong>/);
    expect(renderMarkdown(page)).toContain("## The score, forced\n\n**Not to be used.**");
    expect(renderTerminal(page, { width: 120, color: false })).toContain("The score, forced  Not to be used.");
    expect(renderSummary(page)).toContain("The score, forced: Sector 60");
  });
});

describe("renderSummary", () => {
  it("takes at most ten lines of 200 signs, whatever parts there are", () => {
    for (const document of Object.values(FIXTURES))
      for (const blocks of [[], manyBlocks(3, 2)]) {
        const page = { ...onePage(document), blocks };
        const lines = renderSummary(page).trim().split("\n");
        expect(lines.length).toBeLessThanOrEqual(10);
        expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(200);
        expect(lines[1]).toBe(plainText(page.verdict.headline));
        if (page.next === null) expect(lines.filter((line) => line.startsWith("Made up"))).toHaveLength(blocks.length);
      }
  });
});

it("any document renders in every way: within its columns, without control characters, without a word from the machine", () => {
  fc.assert(
    fc.property(anyDocument(), fc.constantFrom(80, 100, 120), (document, width) => {
      const page = onePage(document);
      const terminal = renderTerminal(page, { width, color: false });
      expect(Math.max(...terminal.split("\n").map(textWidth))).toBeLessThanOrEqual(width);
      for (const text of [terminal, renderMarkdown(page), renderHtml(page), renderSummary(page)]) {
        expect(text).not.toMatch(CONTROL);
        expect(text).not.toMatch(/\b(?:undefined|NaN|Infinity|\[object)\b/);
      }
    }),
    { numRuns: 150 },
  );
});
