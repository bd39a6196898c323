import { describe, expect, it } from "vitest";
import type { Block } from "../../../src/icp/page/block.ts";
import { blockSection } from "../../../src/icp/page/html/block.ts";
import { block as inMarkdown } from "../../../src/icp/page/markdown/block.ts";
import { light, phrase, strong } from "../../../src/icp/page/phrase.ts";
import { block as inTerminal } from "../../../src/icp/page/terminal/block.ts";
import { paintFor } from "../../../src/icp/page/terminal/paint.ts";

const ALL = { no: 9, inside: 9, facts: 9, rows: 9 };

const BLOCK: Block = {
  id: "worth",
  title: "What they are worth",
  lead: phrase("Of 84 customers."),
  facts: [{ name: "Mean", text: phrase(strong("19K"), light(" (n 84)")) }],
  tables: [
    {
      title: "By level",
      open: true,
      more: 2,
      columns: [
        { head: "level", number: false },
        { head: "mean", number: true },
      ],
      rows: [
        [phrase("high | <b>"), phrase("25K")],
        [phrase("low"), phrase("9K")],
      ],
    },
    { title: "By band", open: false, more: 0, columns: [{ head: "band", number: false }], rows: [[phrase("Fintech")]] },
  ],
  notes: [phrase("Drawn toward the mean.")],
};

describe("a block", () => {
  it("is set as HTML with what is open before what is a click away, and every value escaped", () => {
    const { markup } = blockSection(BLOCK, ALL);
    expect(markup.indexOf("By level")).toBeLessThan(markup.indexOf("<details>"));
    expect(markup.indexOf("By band")).toBeGreaterThan(markup.indexOf("<details>"));
    expect(markup).toContain("high | &lt;b&gt;");
    expect(markup).toContain("and 2 more, in the document");
    expect(markup.match(/<td class="number">/g)).toHaveLength(2);
  });

  it("is set as Markdown that a value cannot break", () => {
    const text = inMarkdown(BLOCK);
    expect(text).toContain("## What they are worth\n\nOf 84 customers.\n\n- Mean: **19K** (n 84)");
    expect(text).toContain("| high \\| &lt;b> | 25K |");
    expect(text).toContain("- Drawn toward the mean.");
  });

  it("is set for a terminal within its width, what is a click away left out", () => {
    const lines = inTerminal({ width: 72, paint: paintFor(false) }, BLOCK);
    expect(lines.filter((line) => line.length > 72)).toEqual([]);
    expect(lines).toContain("  high | <b>     25K");
    expect(lines.join("\n")).not.toContain("By band");
  });
});
