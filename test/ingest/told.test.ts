import { expect, it } from "vitest";
import type { Evidence, FileTotals } from "../../src/ingest/facts.ts";
import { maskTold } from "../../src/ingest/told.ts";

it("what is told of files masks addresses and numbers among their values, and keeps every count", () => {
  const outOfScope = [{ reason: "another pipeline (Renewals zoe@mail.example)", rows: 3 }];
  const totals = [{ role: "deals", file: "d.csv", read: 9, taken: 6, merged: 0, outOfScope, rejected: [] }];
  const told = maskTold({
    guesses: [
      { what: "pipelines", text: "Sales (2,301), zoe@mail.example (4).", override: "--pipeline 'zoe@mail.example'" },
      { what: "dates", text: "03/04 was read as March 4.", override: null },
    ],
    notes: ["Leads converted by source: call +49 170 9876543, 1 of 5."],
    totals: totals as unknown as readonly FileTotals[],
    evidence: { opportunities: 6, excluded: outOfScope } as unknown as Evidence,
  });
  expect(told).toEqual({
    guesses: [
      { what: "pipelines", text: "Sales (2,301), [e-mail] (4).", override: "--pipeline '[e-mail]'" },
      { what: "dates", text: "03/04 was read as March 4.", override: null },
    ],
    notes: ["Leads converted by source: call [phone], 1 of 5."],
    totals: [{ ...totals[0], outOfScope: [{ reason: "another pipeline (Renewals [e-mail])", rows: 3 }] }],
    evidence: { opportunities: 6, excluded: [{ reason: "another pipeline (Renewals [e-mail])", rows: 3 }] },
  });
});
