import { describe, expect, it } from "vitest";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { hypothesis } from "../fixtures/hypothesis.ts";
import { kinds } from "../fixtures/kinds.ts";

const UNTOLD = "Nothing found tells your customers from the other companies";
const customers = { rows: 300, high: 246, medium: 51, low: 3, unknown: 0 };
const alike = {
  ...hypothesis,
  declared: { ...hypothesis.declared!, from: "customers" as const, customers },
  breadth: kinds.breadth ?? null,
};

describe("customers held against a universe", () => {
  const said = (document: typeof alike): string => onePage(document).verdict.support.map(plainText).join(" ");

  it("that nothing tells apart say nobody to call", () => {
    expect(alike.breadth).not.toBeNull();
    expect(said(alike)).toContain(UNTOLD);
    expect(onePage(alike).call).toBeNull();
  });

  it("say whom to call where they are told apart, too few to be, or where there is no universe", () => {
    const contrast = { customers: 300, others: 1500, auc: 0.75, auc_interval: [0.72, 0.79] as [number, number] };
    for (const document of [
      { ...alike, declared: { ...alike.declared, contrast } },
      { ...alike, declared: { ...alike.declared, customers: { ...customers, rows: 29 } } },
      { ...alike, breadth: null },
    ]) {
      expect(said(document)).not.toContain(UNTOLD);
      expect(onePage(document).call).not.toBeNull();
    }
  });
});
