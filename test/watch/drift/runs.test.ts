import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/stats/random.ts";
import { noteOf, withAlarms } from "../../../src/watch/drift/alarms.ts";
import { dayOf, isoOf } from "../../../src/watch/drift/days.ts";
import { lastPeriod, runDays } from "../../../src/watch/drift/period.ts";
import type { Reference } from "../../../src/watch/drift/reference.ts";
import { driftRun } from "../../../src/watch/drift/run.ts";
import type { WatchRows } from "../../../src/watch/rows.ts";
import { type PlantedDeal, plantedDeals } from "./planted.ts";

const INDUSTRIES = ["Fintech", "Retail", "Care"];
const END = dayOf("2026-06-30");
const REFERENCE: Reference = {
  from: dayOf("2025-01-06"),
  since: dayOf("2026-01-01"),
  worth: 700,
  levels: new Map([
    ["high", 270],
    ["medium", 330],
    ["low", 100],
  ]),
  auc: { value: 0.63, interval: [0.59, 0.67], n: 700 },
};

/** Fintech is high, Retail medium, Care low; the score forecasts what they truly win. */
function rowsOf(deals: readonly PlantedDeal[], more: Partial<WatchRows> = {}): WatchRows {
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
    ...more,
  };
}

function watched(rows: WatchRows) {
  return withAlarms(
    runDays(REFERENCE.since, END).map((day) => driftRun(rows, REFERENCE, day)),
    [],
  );
}

describe("the runs", () => {
  it("are one a month since the profile was built", () => {
    const days = runDays(dayOf("2026-01-01"), END).map(isoOf);
    expect(days).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]);
    expect(runDays(dayOf("2026-06-20"), END)).toEqual([]);
  });

  it("look at 3 months, or 200 rows where these are more, and at nothing the profile has seen", () => {
    const rows = rowsOf(plantedDeals(1, null));
    const many = lastPeriod(rows, "created", REFERENCE.since, END);
    expect([isoOf(many.from), many.rows.length]).toEqual(["2026-03-23", 200]);
    const double = lastPeriod(
      rowsOf(plantedDeals(1, null).flatMap((deal) => [deal, deal])),
      "created",
      REFERENCE.since,
      END,
    );
    expect([isoOf(double.from), double.rows.length]).toEqual(["2026-04-01", 364]);
    const early = lastPeriod(rows, "created", REFERENCE.since, dayOf("2026-01-31"));
    expect([isoOf(early.from), early.rows.length]).toEqual(["2026-01-01", 62]);
  });

  it("raise no alarm where nothing moves, and one of each kind where a kind takes over", () => {
    for (const seed of [1, 2, 3])
      expect(watched(rowsOf(plantedDeals(seed, null))).flatMap(({ alarms }) => alarms)).toEqual([]);
    const last = watched(rowsOf(plantedDeals(1, "2026-02-01"))).at(-1)!;
    expect(last.alarms).toEqual(
      expect.arrayContaining(["attribute:industry", "score", "wins-at-high", "win-rate:high", "ranking"]),
    );
  });

  it("do not take young deals that are still open for lost ones", () => {
    const deals = plantedDeals(4, null).map((deal) => ({ ...deal, closed: deal.created + (deal.won ? 20 : 100) }));
    const rows = rowsOf(deals);
    const { monitors } = driftRun(rows, REFERENCE, END);
    expect(monitors.filter(({ kind, rejected }) => kind === "win rate" && rejected)).toEqual([]);
  });

  it("leave a value that is not known out of the mix, and tell its share", () => {
    const deals = plantedDeals(1, null);
    const rows = rowsOf(deals);
    const [mix] = rows.mixes;
    const codes = mix!.codes.map((code, i) => (deals[i]!.created >= REFERENCE.since && i % 2 === 0 ? 3 : code));
    const monitor = driftRun({ ...rows, mixes: [{ ...mix!, codes }] }, REFERENCE, END).monitors.find(
      ({ id }) => id === "attribute:industry",
    )!;
    expect(monitor.rejected).toBe(false);
    expect(monitor.unknown!.now.value).toBeCloseTo(0.5, 1);
    expect(monitor.cells.map(({ label }) => label)).toEqual(INDUSTRIES);
  });

  it("hold new deals against the document's own counts where the file has no earlier ones", () => {
    const rows = rowsOf(plantedDeals(1, "2026-02-01").filter(({ created }) => created >= REFERENCE.since));
    const mixes = rows.mixes.map((mix) => ({ ...mix, known: [270, 330, 100, 5] }));
    const monitors = driftRun({ ...rows, mixes }, REFERENCE, END).monitors;
    expect(monitors.find(({ id }) => id === "attribute:industry")).toMatchObject({ rejected: true, material: true });
    expect(monitors.find(({ id }) => id === "cycle")).toMatchObject({ p: null });
  });
});

describe("alarms", () => {
  const rows = rowsOf(plantedDeals(1, "2026-02-01"));
  const all = watched(rows);

  it("need two runs in a row", () => {
    const first = all.findIndex(({ run }) => noteOf(run).pointed.includes("attribute:industry"));
    expect(first).toBeGreaterThan(-1);
    expect(all[first]!.alarms).not.toContain("attribute:industry");
    expect(all[first + 1]!.alarms).toContain("attribute:industry");
  });

  it("take the run before from what was kept", () => {
    const last = all.at(-1)!.run;
    expect(withAlarms([last], [])[0]!.alarms).toEqual([]);
    const kept = [{ as_of: "2026-05-31", pointed: ["attribute:industry"] }];
    expect(withAlarms([last], kept)[0]).toMatchObject({ before: "2026-05-31", alarms: ["attribute:industry"] });
    const near = [{ as_of: "2026-06-25", pointed: ["attribute:industry"] }];
    expect(withAlarms([last], near)[0]!.alarms).toEqual([]);
  });
});

describe("random worlds", () => {
  it("rarely reject anything where nothing moves", () => {
    let rejected = 0;
    const random = createRandom(5);
    for (let world = 0; world < 20; world++) {
      const run = driftRun(rowsOf(plantedDeals(100 + Math.floor(random.next() * 1e6), null)), REFERENCE, END);
      if (run.monitors.some((one) => one.rejected)) rejected++;
    }
    expect(rejected).toBeLessThanOrEqual(1);
  });
});
