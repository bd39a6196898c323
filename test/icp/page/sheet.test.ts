import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { backInRem } from "../../../src/icp/page/html/back-height.ts";
import { heightInRem } from "../../../src/icp/page/html/print-height.ts";
import { sheetOf } from "../../../src/icp/page/html/print-size.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { manyBlocks } from "../fixtures/blocks.ts";
import { fullest } from "../fixtures/fullest.ts";
import { FIXTURES } from "../fixtures.ts";

const DOCUMENTS: readonly (readonly [string, IcpDocument])[] = [...Object.entries(FIXTURES), ["fullest", fullest]];

/** Rows that paper does not show, and the sum of what the page says is not there. */
function hidden(document: IcpDocument): readonly [number, number] {
  const markup = renderHtml(onePage(document));
  const rows = markup.match(/<(?:tr|li|article|div) class="screen"/g)?.length ?? 0;
  const said = [...markup.matchAll(/<p class="light paper">and (\d+) more, in the file/g)];
  return [rows, said.reduce((sum, found) => sum + Number(found[1]), 0)];
}

describe("the printed sheet", () => {
  it.each(DOCUMENTS)("of %s counts every row that it leaves out", (_, document) => {
    const [rows, said] = hidden(document);
    expect(said).toBe(rows);
  });

  it("leaves nothing out where everything fits in a readable size", () => {
    for (const name of ["rich", "dense", "weak", "none", "forced", "untested", "hypothesis"]) {
      expect(hidden(FIXTURES[name]!)[0]).toBe(0);
      expect(sheetOf(onePage(FIXTURES[name]!)).size).toBeGreaterThanOrEqual(8.5);
    }
  });

  it("leaves rows out of the longest lists to keep its type readable, and no more than that", () => {
    const page = onePage(FIXTURES.inside!);
    const sheet = sheetOf(page);
    expect(hidden(FIXTURES.inside!)[0]).toBeGreaterThan(0);
    expect(sheet.size).toBeGreaterThanOrEqual(8.5);
    const longer = heightInRem(page, (714 / sheet.size - 2) / 2, { ...sheet, standouts: 99 }) * sheet.size;
    expect(longer).toBeGreaterThan(985);
  });

  it("prints any blocks on the back, with fewer rows where there are many", () => {
    const page = { ...onePage(fullest), blocks: manyBlocks(4, 30) };
    const sheet = sheetOf(page);
    expect(sheet.rows).toBeLessThan(30);
    expect(backInRem(page, (714 / sheet.size - 2) / 2, sheet) * sheet.size).toBeLessThanOrEqual(985);
    expect(sheet.size).toBe(sheetOf(onePage(fullest)).size);
    const most = { ...page, blocks: manyBlocks(7, 30) };
    expect(sheetOf(most)).toMatchObject({ rows: 0, size: sheet.size });
    expect(renderHtml(most).match(/<p class="light paper">and (?:a table|2 tables), in the file/g)).toHaveLength(7);
  });

  it("uses the longer A4 for larger type", () => {
    const { size, a4 } = sheetOf(onePage(FIXTURES.rich!));
    expect(a4).toBeGreaterThan(size);
    expect(renderHtml(onePage(FIXTURES.rich!))).toContain(
      `@media print and (max-aspect-ratio:29/40){html{font-size:${a4}px}}`,
    );
  });
});
