import { describe, expect, it } from "vitest";
import { ACTIONS } from "../../../src/icp/action.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { defaultTiming } from "../../../src/timing/default-events.ts";
import { none } from "../fixtures/none.ts";
import { rich } from "../fixtures/rich.ts";
import { learnedTiming } from "../fixtures/timing.ts";
import { weak } from "../fixtures/weak.ts";

const when = (document: IcpDocument) => onePage(document).blocks.find(({ id }) => id === "when");
const told = (document: IcpDocument) => {
  const { lead, facts, tables, notes } = when(document)!;
  return {
    lead: plainText(lead),
    facts: Object.fromEntries(facts.map(({ name, text }) => [name, plainText(text)])),
    open: tables.filter(({ open }) => open).map(({ title }) => title),
    rows: Object.fromEntries(tables.map(({ title, rows }) => [title, rows.map((row) => row.map(plainText))])),
    notes: notes.map(plainText),
  };
};

describe("when, on the page", () => {
  it("tells what was learned, what counts most, and who is where on the map", () => {
    const { lead, facts, open, rows } = told({ ...rich, timing: learnedTiming });
    expect(lead).toMatch(/^Learned: the weights put the won deal first in 72 of 100 pairs/);
    expect(facts["Counts most"]).toBe(
      "A demo request counts 40 points, half of it after 14 days; an intent surge counts 17 points, half of it after 60 days; a report exported counts 5 points, half of it after 1 day.",
    );
    expect(open).toEqual(["What to do", "Actions"]);
    expect(rows["What to do"]!.map((row) => row.slice(1))).toEqual([
      ["pursue 14", "pursue 29", "watch 482"],
      ["nurture 12", "nurture 27", "nurture 569"],
      ["check 2", "suppress 15", "suppress 321"],
      ["ask 0", "ask 0", "ask 27"],
    ]);
    const counts = rows.Actions!.map(([, accounts]) => Number(accounts));
    expect(counts).toHaveLength(ACTIONS.length);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(learnedTiming.accounts!.rows);
  });

  it("leaves customers and open deals out of the actions, with lines of their own", () => {
    const accounts = { ...learnedTiming.accounts!, already: { customers: 30, open: 4, churned: 0 } };
    const { rows } = told({ ...rich, timing: { ...learnedTiming, accounts } });
    expect(rows.Actions!.slice(ACTIONS.length)).toEqual([
      ["already open: a deal is open: its owner goes on with it", "4"],
      ["customers: they buy already", "30"],
    ]);
  });

  it("is a sentence and the default table a click away where no events are known; nothing in older documents", () => {
    const { lead, facts, open, rows } = told({
      ...rich,
      timing: defaultTiming("No events were given, so the defaults stand."),
    });
    expect([lead, facts, open]).toEqual(["No events were given, so the defaults stand.", {}, []]);
    expect(rows["What events count"]![0]).toEqual(["demo request", "80", "14 days", "80"]);
    expect(when({ ...rich, timing: null })).toBeUndefined();
  });

  it("shows no map without a score, and none that suppresses on a provisional one", () => {
    const without = told({ ...none, timing: learnedTiming });
    expect(Object.keys(without.rows)).toEqual(["What events count"]);
    expect(without.notes.join(" ")).toContain("nothing but a disqualifier decides");
    const provisional = told({ ...weak, timing: learnedTiming });
    expect(provisional.rows["What to do"]!.flat().join(" ")).not.toContain("suppress");
  });
});
