import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MarketCell } from "../../../src/build/tam.ts";
import { fillTiers } from "../../../src/engine/reach/fill-tiers.ts";
import { layTiers } from "../../../src/engine/tiers/lay-tiers.ts";
import type { TierRequest } from "../../../src/engine/tiers/request.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { type Database, openDatabase } from "../../../src/warehouse/database.ts";
import { rich } from "../../icp/fixtures/rich.ts";

const COLUMNS = new Set(["fit", "level", "known", "segment", "disqualified_by", "p_win"]);
const RELIABLE: IcpDocument = { ...rich, separation: { ...rich.separation, verdict: "reliable" } };
const asked = (rest: Partial<TierRequest>): TierRequest => ({
  by: "rank",
  capacity: [3, 5],
  control: 0,
  seed: 1,
  ...rest,
});

let database: Database;
let laid = 0;

/** 60 companies: fit 0..59 spread over 41..100 in steps, three of each from 70 on; every tenth disqualified, some in a segment, some watched. */
beforeAll(async () => {
  database = await openDatabase({ threads: 1 });
  await database.run(`CREATE TABLE scores AS SELECT i + 1 AS __row, 'c' || lpad(CAST(997 * i % 60 AS VARCHAR), 2, '0') AS name, fit,
      CASE WHEN i % 20 = 7 THEN 'unknown' WHEN fit >= 70 THEN 'high' WHEN fit >= 40 THEN 'medium' ELSE 'low' END AS level,
      CASE WHEN i % 4 = 0 THEN 1.0 ELSE 0.8 END AS known, CASE WHEN i % 3 = 0 THEN 'Fintech' END AS segment,
      CASE WHEN i % 10 = 3 THEN 'Agencies' END AS disqualified_by, CASE WHEN i % 2 = 0 THEN 'Tiny ones' END AS watch_out, fit / 100.0 AS p_win,
      CASE WHEN i % 5 = 0 THEN 90 ELSE 10 END AS timing, CASE WHEN i % 5 = 0 THEN 'pursue' WHEN fit >= 70 THEN 'watch' ELSE 'suppress' END AS action
    FROM (SELECT i, 41 + 10 * (i // 10) AS fit FROM range(60) t(i))`);
  await database.run("CREATE VIEW backwards AS SELECT * FROM scores ORDER BY __row DESC");
});
afterAll(() => database.close());

interface Row {
  readonly name: string;
  readonly fit: number;
  readonly level: string;
  readonly tier: string | null;
  readonly rank: number | null;
  readonly control: string | null;
  readonly segment: string | null;
  readonly watch_out: string | null;
  readonly disqualified_by: string | null;
  readonly action: string;
}

async function tiersOf(request: Partial<TierRequest>, document = RELIABLE, view = "scores", columns = COLUMNS) {
  const into = `t${laid++}`;
  const summary = await layTiers(database, document, { view, columns, id: "name", p: "p_win" }, into, asked(request));
  const rows = await database.rows<Row>(
    `SELECT s.*, t.tier, t.rank, t.control FROM scores s LEFT JOIN ${into} t USING (__row) ORDER BY t.rank NULLS LAST, s.name`,
  );
  return { summary, rows, tiered: rows.filter(({ tier }) => tier !== null) };
}

describe("tiers", () => {
  it("never hold more than their capacity, take high fit only, and leave out who is disqualified or too little known", async () => {
    for (const capacity of [
      [3, 5],
      [0, 4],
      [50, 200],
    ] as const) {
      const { summary, tiered } = await tiersOf({ capacity });
      const [a, b, c] = summary.tiers;
      expect(a!.accounts).toBeLessThanOrEqual(capacity[0]);
      expect(b!.accounts).toBeLessThanOrEqual(capacity[1]);
      expect(a!.accounts + b!.accounts + c!.accounts).toBe(tiered.length);
      expect(tiered.every((one) => one.level === "high" && one.disqualified_by === null)).toBe(true);
      expect(summary.below).toBe(60 - tiered.length);
    }
  });

  it("rank by fit, then what is known, then the id, whatever the order of the file", async () => {
    const { tiered, summary } = await tiersOf({});
    const sorted = [...tiered].sort((x, y) => y.fit - x.fit || x.rank! - y.rank!);
    expect(tiered.map(({ name }) => name)).toEqual(sorted.map(({ name }) => name));
    expect(tiered.map(({ rank }) => rank)).toEqual(tiered.map((_, i) => i + 1));
    expect(summary.key).toEqual(["fit", "share known", "p_win", "name"]);
    const again = await tiersOf({}, RELIABLE, "backwards");
    expect(again.tiered).toEqual(tiered);
  });

  it("say where a tier ends among accounts that rank the same", async () => {
    const { summary, tiered } = await tiersOf({ capacity: [1, 1] });
    expect(summary.notes).toHaveLength(1);
    expect(summary.notes[0]).toMatch(/^a tier ends among \d+ accounts of fit 91 that rank the same: 1 in A, 1 in B/);
    expect(tiered.slice(0, 2).map(({ tier }) => tier)).toEqual(["A", "B"]);
  });

  it("put whom to pursue now first, by fit x timing, where the scores say so", async () => {
    const { tiered, summary } = await tiersOf({}, RELIABLE, "scores", new Set([...COLUMNS, "timing", "action"]));
    expect(summary.key.slice(0, 3)).toEqual(["to pursue now", "fit x timing", "fit"]);
    const first = tiered.findIndex(({ action }) => action !== "pursue");
    expect(first).toBeGreaterThan(0);
    expect(tiered.slice(first).every(({ action }) => action === "watch")).toBe(true);
  });

  it("by criteria: A is in a segment and has no watch-out; what finds no room goes on to the next tier", async () => {
    const { tiered } = await tiersOf({ by: "criteria", capacity: [2, 4] });
    const met = ({ segment, watch_out }: Row) => Number(segment !== null) + Number(watch_out === null);
    expect(tiered.filter(({ tier }) => tier === "A").every((one) => met(one) === 2)).toBe(true);
    expect(tiered.filter(({ tier }) => tier === "B").every((one) => met(one) >= 1)).toBe(true);
    expect(tiered.filter(({ tier }) => tier === "A")).toHaveLength(2);
    expect(tiered.filter(({ tier }) => tier === "B")).toHaveLength(4);
    const many = await tiersOf({ by: "criteria", capacity: [50, 200] });
    expect(many.tiered.filter(({ tier }) => tier === "C").every((one) => met(one) === 0)).toBe(true);
  });

  it("by share: the best fifth of those that may be called", async () => {
    const { tiered, rows } = await tiersOf({ by: "share" });
    const free = rows.filter((one) => one.level !== "unknown" && one.disqualified_by === null);
    expect(tiered).toHaveLength(Math.ceil(free.length / 5));
    expect(Math.min(...tiered.map(({ fit }) => fit))).toBeGreaterThanOrEqual(81);
  });

  it("mark a control sample below the line that the seed decides", async () => {
    const one = await tiersOf({ control: 6 });
    const marked = one.rows.filter(({ control }) => control !== null);
    expect(marked).toHaveLength(6);
    expect(marked.every((row) => row.tier === null && row.disqualified_by === null && row.level !== "unknown")).toBe(
      true,
    );
    expect((await tiersOf({ control: 6 })).rows).toEqual(one.rows);
    expect((await tiersOf({ control: 6, seed: 2 })).rows).not.toEqual(one.rows);
    const all = await tiersOf({ control: 1000 });
    expect(all.summary.notes.at(-1)).toMatch(/the control sample holds \d+ of the 1000 accounts asked for/);
  });

  it("are provisional with a weak score and empty with none", async () => {
    const weak = await tiersOf({}, { ...RELIABLE, separation: { ...rich.separation, verdict: "weak" } });
    expect(new Set(weak.tiered.map(({ tier }) => tier))).toEqual(
      new Set(["A (provisional)", "B (provisional)", "C (provisional)"]),
    );
    expect(weak.summary).toMatchObject({ provisional: true });
    const none = await tiersOf({ control: 5 }, { ...RELIABLE, separation: { ...rich.separation, verdict: "none" } });
    expect(none.tiered).toEqual([]);
    expect(none.rows.every(({ control }) => control === null)).toBe(true);
    expect(none.summary.notes).toEqual([
      "there are no tiers: the data of this profile does not tell winners from losers",
    ]);
  });
});

describe("tiers of a market by fit", () => {
  const cell = (fit: number, n: number, disqualified = false): MarketCell => ({
    fit,
    level: fit >= 70 ? "high" : "medium",
    segment: null,
    disqualified,
    n,
  });

  it("fill up from the top, cut within a fit, and never take medium fit", () => {
    const found = fillTiers(
      [cell(90, 30), cell(80, 40), cell(75, 100), cell(85, 9, true), cell(60, 500)],
      [50, 60],
      "universe",
      "f.csv",
    );
    expect(found.tiers).toEqual([
      { tier: "A", accounts: 50, from: 80, cut: 20 },
      { tier: "B", accounts: 60, from: 75, cut: 60 },
      { tier: "C", accounts: 60, from: 75, cut: 0 },
    ]);
    expect(found.disqualified).toBe(9);
    expect(found).not.toHaveProperty("already");
    const known = fillTiers(
      [
        { ...cell(90, 30), already: null },
        { ...cell(88, 7), already: "customer" },
        { ...cell(86, 3), already: "open deal" },
        { ...cell(60, 2), already: "churned" },
      ],
      [20, 60],
      "accounts",
      "f.csv",
    );
    expect(known.tiers.map(({ accounts }) => accounts)).toEqual([20, 10, 0]);
    expect(known.already).toEqual({ customers: 7, open: 3, churned: 0 });
    expect(fillTiers([cell(60, 5)], [50, 60], "accounts", "f.csv").tiers.map(({ accounts }) => accounts)).toEqual([
      0, 0, 0,
    ]);
  });
});
