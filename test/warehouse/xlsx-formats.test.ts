import { describe, expect, it } from "vitest";
import { shownFormats, withShownFormats } from "../../src/warehouse/files/xlsx-formats.ts";

const styles = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="00000"/><numFmt formatCode="0.0%" numFmtId="165"/><numFmt numFmtId="166" formatCode="#,##0.00&quot; EUR&quot;"/></numFmts>
  <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164" xfId="0"><alignment/></xf><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="166"/></cellXfs></styleSheet>`;

describe("number formats that show more than the number", () => {
  it("zeros in front and shares are read as a person sees them, money and texts as they are", () => {
    const shown = shownFormats(styles);
    expect([...shown.keys()]).toEqual(["1", "2", "3"]);
    const cell = (r: string, s: number, inside: string, more = "") => `<c r="${r}" s="${s}"${more}>${inside}</c>`;
    const text = (r: string, value: string) => `<c r="${r}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const before = [
      cell("A1", 1, "<v>2139</v>"),
      cell("B1", 2, "<f>B2/3</f><v>0.125</v>"),
      cell("C1", 3, "<v>0.07</v>"),
      cell("D1", 4, "<v>12.5</v>"),
      cell("E1", 1, "<v>7</v>", ' t="s"'),
      cell("F1", 1, "<v>1.5</v>"),
    ];
    const after = [text("A1", "02139"), text("B1", "12.5%"), text("C1", "7%"), ...before.slice(3)];
    expect(withShownFormats(before.join(""), shown)).toBe(after.join(""));
  });
});
