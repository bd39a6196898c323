import "../../properties.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eraseAccount } from "../../../src/engine/workspace/erase.ts";
import { type ScoredVersion, scoreVersion } from "../../../src/engine/workspace/score-version.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import type { NormaliseRule } from "../../../src/normalise/rule.ts";
import { defaultTiming } from "../../../src/timing/default-events.ts";
import { scoreColumns, scoresSql, sweepScores } from "../../../src/warehouse/kept/scores.ts";
import { documentOf, missing, risingByFit } from "../../compile/documents.ts";
import { effects, type Ground, ground } from "./workspace.ts";

const SIZE: NormaliseRule = { kind: "number", missing, decimal: "." };

/** Scores by industry, country (which a column of headquarters may say) and size. */
function profile(id: string, fintech: number, timing: IcpDocument["timing"] = null): IcpDocument {
  const cards: Parameters<typeof documentOf>[0]["cards"] = [
    {
      name: "industry",
      columns: ["Industry"],
      rule: { kind: "text", missing },
      weight: 50,
      bands: [
        [{ in: ["fintech"] }, fintech],
        [{ other: true }, 10],
        [{ missing: true }, 5],
      ],
    },
    {
      name: "country",
      columns: ["Country"],
      rule: { kind: "text", missing },
      weight: 20,
      bands: [
        [{ in: ["germany"] }, 20],
        [{ other: true }, 7],
        [{ missing: true }, 3],
      ],
    },
    {
      name: "employees",
      columns: ["Employees"],
      rule: SIZE,
      weight: 30,
      bands: [
        [{ from: 50, below: 2000 }, 30],
        [{ from: 2000, below: null }, 12],
        [{ from: null, below: 50 }, 1],
        [{ missing: true }, 4],
      ],
    },
  ];
  return { ...documentOf({ id, byFit: risingByFit, cards }), timing };
}

const LEARNED = defaultTiming("for the test");
const FEWER = { ...LEARNED, events: LEARNED.events.filter(({ type }) => type !== "page_view") };
const PROFILES = [profile("first", 50), profile("second", 40), profile("third", 50, FEWER)] as const;

const cell = {
  industry: fc.constantFrom("Fintech", "Retail", "Fintech;Retail", ""),
  place: fc.constantFrom("Germany", "Berlin, Germany", "Lyon, FR", "Austin, CA", "France", ""),
  size: fc.constantFrom("40", "1.200", "1,200", "3.5", "12,5", "c_00101_00250", "201-500", "unknown", ""),
  firm: fc.integer({ min: 1, max: 6 }),
};
const firms = fc.record({ ...cell, site: fc.integer({ min: 1, max: 6 }) });
const event = fc.record({
  firm: cell.firm,
  by: fc.constantFrom("id", "domain", "name"),
  type: fc.constantFrom("demo_request", "page_view", "email_reply"),
  day: fc.constantFrom("2026-01-02", "2026-01-20", "2026-02-01"),
});
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant("accounts" as const),
      rows: fc.array(firms, { minLength: 1, maxLength: 4 }),
      columns: fc.subarray(["site", "industry", "place", "size"] as const, { minLength: 1 }),
      whole: fc.constantFrom(false, false, false, false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant("universe" as const),
      rows: fc.array(firms, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant("events" as const),
      rows: fc.array(event, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("erase" as const), firm: cell.firm }) },
);
const scoring = fc.record({
  profile: fc.constantFrom(0, 0, 0, 0, 0, 1, 2),
  asOf: fc.constantFrom(null, null, "2026-02-01", "2026-02-10"),
  dies: fc.constantFrom(false, false, false, false, false, false, true),
});
const world = fc.record({
  // Without a market, and without events, less has to be looked at.
  market: fc.boolean(),
  events: fc.boolean(),
  turns: fc.array(fc.record({ steps: fc.array(step, { maxLength: 2 }), scoring }), { minLength: 3, maxLength: 5 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const idOf = (firm: number): string => `acc-00000${firm}`;
const siteOf = (firm: number): string => `firm${firm}.example`;
const csv = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((cells) => cells.map((one) => `"${one}"`).join(",")).join("\n")}\n`;

/** So many that ids, websites and names are known as such. */
const FILLER = Array.from({ length: 22 }, (_, i) => i + 10);
const HEADERS = { site: "Website", industry: "Industry", place: "Headquarters", size: "Employees" } as const;

function filler(decimal: "." | ","): string {
  const size = decimal === "." ? "1,200" : "1.200";
  const rows = FILLER.map((i) => [`acc-0000${i}`, `Firm ${i}`, siteOf(i), "Retail", "Munich, Germany", size]);
  return csv([["Id", "Name", ...Object.values(HEADERS)], ...rows]);
}

let files = 0;

async function apply(self: Ground, one: Step): Promise<void> {
  const name = `${one.what}-${++files}.csv`;
  if (one.what === "erase") {
    // An account that was never there is remembered all the same.
    await eraseAccount(self.warehouse, idOf(one.firm), "2026-01-01").catch(() => undefined);
    return;
  }
  if (one.what === "events") {
    const rows = one.rows.map(({ firm, by, type, day }) => [
      by === "id" ? idOf(firm) : "",
      by === "domain" ? siteOf(firm) : "",
      by === "name" ? `Firm ${firm}` : "",
      ...[type, day],
    ]);
    const more = FILLER.map((i) => [`acc-0000${i}`, siteOf(i), `Firm ${i}`, "page_view", "2026-01-02"]);
    await self.take(
      name,
      csv([["account_id", "domain", "account_name", "type", "occurred_at"], ...more, ...rows]),
      "events",
    );
    return;
  }
  if (one.what === "universe") {
    const rows = one.rows.map(({ site, firm, industry, place, size }) => [
      siteOf(site),
      `Firm ${firm}`,
      industry,
      place,
      size,
    ]);
    const more = FILLER.map((i) => [siteOf(i + 15), `Firm ${i + 15}`, "Fintech", "Paris, France", "300"]);
    await self.take(
      name,
      csv([["Domain", "Company Name", "Industry", "Headquarters", "Employees"], ...more, ...rows]),
      "universe",
    );
    return;
  }
  const shown = one.columns.map((column) => HEADERS[column]);
  const rows = one.rows.map((row) => [
    idOf(row.firm),
    `Firm ${row.firm}`,
    ...one.columns.map((column) => (column === "site" ? siteOf(row.site) : row[column])),
  ]);
  await self.take(name, csv([["Id", "Name", ...shown], ...rows]), "accounts", { whole: one.whole });
}

type Cells = readonly Readonly<Record<string, unknown>>[];

/** What readers see of a version after a run. */
async function seen(self: Ground, version: string, run: number): Promise<{ readonly fit: Cells; readonly now: Cells }> {
  const database = await self.warehouse.work();
  try {
    const of = async (kind: "fit" | "now"): Promise<Cells> =>
      (await scoreColumns(database, version, kind)) === null
        ? []
        : database.rows(`SELECT * EXCLUDE (run) FROM (${scoresSql(version, kind, run)}) ORDER BY source, "key"`);
    return { fit: await of("fit"), now: await of("now") };
  } finally {
    database.close();
  }
}

/** Scores what changed, and everything by the same profile under another name; both have to be the same. */
async function scoreBoth(self: Ground, request: Parameters<typeof scoreVersion>[1]): Promise<ScoredVersion | string> {
  const { document, run } = request;
  const score = (asked: typeof request): Promise<ScoredVersion | string> =>
    scoreVersion(self.warehouse, asked, { ...effects(self), now: () => new Date(0), by: "test" }).catch(
      (error: Error) => error.message,
    );
  const few = await score(request);
  const whole = { ...document, id: `whole-${run}` };
  const all = await score({ ...request, document: whole, visible: new Map() });
  if (typeof few === "string" || typeof all === "string") expect(few).toEqual(all);
  else {
    const told = ({ rows, levels, as_of, notes, import: at }: ScoredVersion) => ({ rows, levels, as_of, notes, at });
    expect(told(few)).toEqual(told(all));
    expect(await seen(self, document.id, run)).toEqual(await seen(self, whole.id, run));
  }
  return few;
}

describe("scoring again", () => {
  it("computes what changed alone, and gives what scoring everything gives", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(".", ","), async ({ market, events, turns }, decimal) => {
        const self = await ground();
        await self.take("filler.csv", filler(decimal as "."), "accounts");
        let visible: ReadonlyMap<string, number> = new Map();
        let run = 0;
        for (const { steps, scoring: how } of turns) {
          for (const one of steps)
            if ((market || one.what !== "universe") && (events || one.what !== "events")) await apply(self, one);
          const document = PROFILES[how.profile]!;
          const few = await scoreBoth(self, { document, run: ++run, asOf: how.asOf, visible });
          if (how.dies || typeof few === "string") await sweep(self, visible);
          else visible = new Map([...visible, [document.id, run]]);
        }
        await self.warehouse.close();
      }),
      { numRuns: 4 },
    );
  });
});

it("follows companies that are known by something else now, and events that came or count less", async () => {
  const self = await ground();
  await self.take("filler.csv", filler("."), "accounts");
  const market = (firm: number): readonly string[] => [siteOf(firm), `Firm ${firm}`, "Fintech", "Paris, France", "300"];
  const header = ["Domain", "Company Name", "Industry", "Headquarters", "Employees"];
  await self.take("market.csv", csv([header, ...Array.from({ length: 22 }, (_, i) => market(i + 30))]), "universe");
  const event = (firm: number, day: string): readonly string[] => [siteOf(firm), "demo_request", day];
  const events = (...rows: readonly (readonly string[])[]): string => csv([["domain", "type", "occurred_at"], ...rows]);
  await self.take("events.csv", events(...FILLER.map((i) => event(i + 15, "2026-01-02"))), "events");
  let visible: ReadonlyMap<string, number> = new Map();
  let run = 0;
  const [document, other] = PROFILES;
  const score = async (asked: IcpDocument, asOf: string | null = null): Promise<readonly number[]> => {
    const done = (await scoreBoth(self, { document: asked, run: ++run, asOf, visible })) as ScoredVersion;
    visible = new Map([...visible, [asked.id, run]]);
    return [done.rows, done.computed, done.changed, done.gone, done.moved];
  };
  const first = await score(document);
  // Firms 30 and 31 are accounts and of the market.
  expect(first.slice(0, 2)).toEqual([42, 42]);
  // A version that was never scored takes activity over.
  expect((await score(other))[0]).toBe(42);
  const site = (account: number, firm: number): string =>
    csv([
      ["Id", "Website"],
      [`acc-0000${account}`, siteOf(firm)],
    ]);
  // Firm 40 of the market is an account now, by its website, and so are its events; then it is not any more.
  await self.take("site.csv", site(10, 40), "accounts");
  expect(await score(document)).toEqual([41, 1, 0, 1, 2]);
  await self.take("site-2.csv", site(10, 10), "accounts");
  expect(await score(document)).toEqual([42, 2, 1, 0, 2]);
  await self.take("events-2.csv", events(event(45, "2026-01-12"), event(12, "2026-01-11")), "events");
  const [, computed, changed, , moved] = await score(document);
  expect([computed, changed]).toEqual([0, 0]);
  expect(moved).toBeGreaterThan(2);
  expect((await score(document, "2026-01-20"))[4]).toBeGreaterThan(2);
  expect((await score(other, "2026-01-20"))[4]).toBeGreaterThan(2);
  await self.warehouse.close();
});

it("tells how many accounts were computed", async () => {
  const self = await ground();
  await self.take("filler.csv", filler("."), "accounts");
  const visible = new Map<string, number>();
  let run = 0;
  const score = async (
    document: IcpDocument,
    asOf: string | null = null,
  ): Promise<readonly [number, number, number]> => {
    const request = { document, run: ++run, asOf, visible };
    const all = { ...effects(self), now: () => new Date(0), by: "test" };
    const { computed, changed, gone } = await scoreVersion(self.warehouse, request, all);
    visible.set(document.id, run);
    return [computed, changed, gone];
  };
  const [first, second] = PROFILES;
  const one = (cells: Record<string, string>): string =>
    csv([
      ["Id", ...Object.keys(cells)],
      ["acc-000010", ...Object.values(cells)],
    ]);
  const n = FILLER.length;
  expect(await score(first)).toEqual([n, n, 0]);
  expect(await score(first)).toEqual([0, 0, 0]);
  await self.take("industry.csv", one({ Industry: "Fintech" }), "accounts");
  expect(await score(first)).toEqual([1, 1, 0]);
  // Nothing that the profile scores by.
  await self.take("same.csv", one({ Industry: "fintech " }), "accounts");
  expect(await score(first)).toEqual([1, 0, 0]);
  await self.take("name.csv", one({ Name: "Another name" }), "accounts");
  expect(await score(first)).toEqual([1, 0, 0]);
  await self.take(
    "new.csv",
    csv([
      ["Id", "Name"],
      ["acc-000099", "Firm 99"],
    ]),
    "accounts",
  );
  expect(await score(first)).toEqual([1, 1, 0]);
  // A version that was never scored, then one that lags behind.
  expect(await score(second)).toEqual([n + 1, n + 1, 0]);
  await self.take("industry-2.csv", one({ Industry: "Retail" }), "accounts");
  expect(await score(first)).toEqual([1, 1, 0]);
  expect(await score(second)).toEqual([1, 1, 0]);
  // A size with a decimal comma among points: the whole column may mean something else.
  await self.take("all.csv", filler(","), "accounts");
  expect((await score(first))[0]).toBe(n + 1);
  // All but one, then that one again.
  const lines = filler(",").split("\n");
  await self.take("whole.csv", lines.filter((line) => !line.includes("acc-000012")).join("\n"), "accounts", {
    whole: true,
  });
  expect(await score(first)).toEqual([0, 0, 2]);
  await self.take("back.csv", lines.filter((line) => /"Id"|acc-000012/.test(line)).join("\n"), "accounts");
  expect(await score(first)).toEqual([1, 1, 0]);
  // A process that died before the store knew of its run.
  await self.take("industry-3.csv", one({ Industry: " Fintech" }), "accounts");
  const shown = new Map(visible);
  expect(await score(first)).toEqual([1, 1, 0]);
  await sweep(self, shown);
  visible.set(first.id, shown.get(first.id)!);
  expect(await score(first)).toEqual([n, 1, 0]);
  await eraseAccount(self.warehouse, "acc-000011", "2026-01-01");
  expect(await score(first)).toEqual([n - 1, 0, 0]);
  expect(await score(first)).toEqual([0, 0, 0]);
  await self.warehouse.close();
});

async function sweep(self: Ground, visible: ReadonlyMap<string, number>): Promise<void> {
  const database = await self.warehouse.work();
  await sweepScores(database, visible);
  database.close();
}
