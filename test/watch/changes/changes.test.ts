import { describe, expect, it } from "vitest";
import { changeKind } from "../../../src/watch/changes/change.ts";
import { changesOf } from "../../../src/watch/changes/changes.ts";
import { dayOf } from "../../../src/watch/drift/days.ts";
import type { WatchRows } from "../../../src/watch/rows.ts";
import { type PlantedDeal, plantedDeals } from "../drift/planted.ts";

const INDUSTRIES = ["Fintech", "Retail", "Care"];
const END = dayOf("2026-06-30");
const LEARNED = { from: dayOf("2025-01-06"), since: dayOf("2026-01-01") };

function rowsOf(deals: readonly PlantedDeal[]): WatchRows {
  const place = ({ industry }: PlantedDeal): number => INDUSTRIES.indexOf(industry);
  return {
    n: deals.length,
    created: Float64Array.from(deals, ({ created }) => created),
    closed: Float64Array.from(deals, ({ closed }) => (closed <= END ? closed : Number.NaN)),
    y: Int8Array.from(deals, ({ closed, won }) => (closed > END ? -1 : won ? 1 : 0)),
    account: Int32Array.from(deals.keys()),
    cycle: Float64Array.from(deals, ({ created, closed }) => closed - created),
    fit: Float64Array.from(deals, (deal) => [90, 50, 10][place(deal)]!),
    p: Float64Array.from(deals, (deal) => [0.6, 0.3, 0.3][place(deal)]!),
    level: Uint8Array.from(deals, place),
    inKind: Uint8Array.from(deals, ({ industry }) => (industry === "Care" ? 0 : 1)),
    mixes: [
      {
        attribute: "industry",
        label: "Industry",
        scored: true,
        values: [...INDUSTRIES, "not known"],
        codes: Uint8Array.from(deals, place),
        known: null,
      },
    ],
  };
}

const change = (iso: string, kind = "pricing") => ({ day: dayOf(iso), kind: changeKind(kind), said: kind, note: "" });
const moved = rowsOf(plantedDeals(1, "2026-02-01"));
const still = rowsOf(plantedDeals(1, null));

describe("a change that a company tells of", () => {
  it("shows what is before and after it: the mix that moved, by its value", () => {
    const [told] = changesOf(moved, [change("2026-02-01", "new product")], LEARNED, END).since;
    const mix = told!.figures.find(({ what }) => what === "mix")!;
    expect(mix).toMatchObject({ name: "Industry: Care", clear: true });
    expect(mix.before!.value).toBeCloseTo(0.15, 1);
    expect(mix.after!.value).toBeCloseTo(0.55, 1);
    expect(mix.interval![0]).toBeGreaterThan(0.2);
    const high = told!.figures.find(({ what }) => what === "share at high")!;
    expect(high.difference).toBeLessThan(-0.1);
    expect(high.clear).toBe(true);
  });

  it("shows nothing clear where nothing moved", () => {
    const { since, found } = changesOf(still, [change("2026-02-01"), change("2026-04-01", "pivot")], LEARNED, END);
    expect(since.flatMap(({ figures }) => figures.filter(({ clear }) => clear))).toEqual([]);
    expect(found.map(({ what, clear }) => [what, clear])).toEqual([
      ["cycle", false],
      ["wins outside the kinds", false],
    ]);
  });

  it("asks for a refit, later where few deals are decided, and for a review where who to sell to changes", () => {
    const asks = (...changes: ReturnType<typeof change>[]) => changesOf(still, changes, LEARNED, END).step;
    expect(asks(change("2026-02-01"))).toBe("refit");
    expect(asks(change("2026-06-20"))).toBe("refit later");
    expect(asks(change("2026-02-01"), change("2026-06-20", "geography"))).toBe("strategic review");
    expect(asks(change("2025-06-01"), change("2024-01-01"), change("2026-09-01"))).toBeNull();
    const { within, earlier, ahead, since } = changesOf(
      still,
      [change("2025-06-01"), change("2024-01-01"), change("2026-09-01")],
      LEARNED,
      END,
    );
    expect([within.length, earlier, ahead.length, since.length]).toEqual([1, 1, 1, 0]);
  });

  it("has a kind, however it is called", () => {
    const kinds = ["Price increase", "new_product", "Launch of v2", "HubSpot integration", "Entered DACH region", "x"];
    expect(kinds.map(changeKind)).toEqual([
      "pricing",
      "new product",
      "new product",
      "integration",
      "geography",
      "other",
    ]);
    expect([changeKind("Competitor entry"), changeKind("pivot"), changeKind("")]).toEqual([
      "competitor entry",
      "pivot",
      "other",
    ]);
  });
});

describe("what the data tells of by itself", () => {
  it("is more wins of none of the kinds, and a shift of the cycle", () => {
    const { found, step } = changesOf(moved, null, LEARNED, END);
    const outside = found.find(({ what }) => what === "wins outside the kinds")!;
    expect(outside.clear).toBe(true);
    expect(outside.interval![0]).toBeGreaterThan(0.1);
    expect(step).toBe("refit");
    const slower = {
      ...still,
      cycle: still.cycle.map((days, i) => (still.closed[i]! >= LEARNED.since ? days + 14 : days)),
    };
    const cycle = changesOf(slower, null, LEARNED, END).found.find(({ what }) => what === "cycle")!;
    expect(cycle.clear).toBe(true);
    expect(cycle.difference).toBeCloseTo(14, -0.5);
    expect(cycle.interval![0]).toBeGreaterThan(8);
  });

  it("is left out where the profile names no kinds, and says what is missing", () => {
    const { found } = changesOf({ ...still, inKind: null }, null, LEARNED, LEARNED.since + 5);
    expect(found).toHaveLength(1);
    expect(found[0]!.missing).toMatch(/won deals are needed on each side/);
  });
});
