import { describe, expect, it } from "vitest";
import { icpDocument } from "../../../src/icp/document.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { withoutMoney } from "../../../src/icp/page/without-money.ts";
import { fullest } from "../fixtures/fullest.ts";
import { FIXTURES } from "../fixtures.ts";

const SUMS = /[€£$][\d]/g;

describe("a document without money", () => {
  it("is still a document, and its page names no sum", () => {
    let before = 0;
    for (const document of [...Object.values(FIXTURES), fullest]) {
      const bare = withoutMoney(document);
      expect(icpDocument.safeParse(bare).error).toBeUndefined();
      before += renderHtml(onePage(document)).match(SUMS)?.length ?? 0;
      expect(renderHtml(onePage(bare)).match(SUMS)).toBeNull();
    }
    expect(before).toBeGreaterThan(5);
  });
});
