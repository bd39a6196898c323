import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { heightInRem } from "../../../src/icp/page/html/print-height.ts";
import { sheetOf } from "../../../src/icp/page/html/print-size.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
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
    for (const name of ["weak", "none", "forced", "untested"]) {
      expect(hidden(FIXTURES[name]!)[0]).toBe(0);
      expect(sheetOf(onePage(FIXTURES[name]!)).size).toBeGreaterThanOrEqual(8.5);
    }
  });

  it("leaves bands out of the lists of the page at its fullest, and keeps its type readable", () => {
    expect(hidden(FIXTURES.rich!)[0]).toBeGreaterThan(0);
    expect(sheetOf(onePage(FIXTURES.rich!)).size).toBeGreaterThanOrEqual(8.5);
  });

  it("leaves out of the longest lists before the type becomes too small, and no more than that", () => {
    expect(hidden(fullest)[0]).toBeGreaterThan(0);
    const page = onePage(FIXTURES.dense!);
    const sheet = sheetOf(page);
    expect(sheet.size).toBeGreaterThanOrEqual(8.5);
    expect(hidden(FIXTURES.dense!)[0]).toBeGreaterThan(0);
    const longer = heightInRem(page, (714 / sheet.size - 2) / 2, { ...sheet, rows: 99 }) * sheet.size;
    expect(longer).toBeGreaterThan(985);
  });

  it("uses the longer A4 for larger type", () => {
    const { size, a4 } = sheetOf(onePage(FIXTURES.rich!));
    expect(a4).toBeGreaterThan(size);
    expect(renderHtml(onePage(FIXTURES.rich!))).toContain(
      `@media print and (max-aspect-ratio:29/40){html{font-size:${a4}px}}`,
    );
  });
});
