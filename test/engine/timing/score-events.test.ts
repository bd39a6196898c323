import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { salesforceId } from "../../../examples/generator/salesforce-id.ts";
import { type ScoreRequest, type ScoreSummary, scoreFile } from "../../../src/engine/score.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { printIcp } from "../../../src/icp/print.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { DEFAULT_EVENTS } from "../../../src/timing/default-events.ts";
import { lineOf } from "../../../src/timing/line-of.ts";
import { microPoints, timingOf } from "../../../src/timing/points.ts";
import { scratch } from "../../cli/openicp.ts";
import { readCsv } from "../../cli/read-csv.ts";
import { filtered, PROFILE, table, withVerdict } from "../filtering.ts";
import { csv } from "../gathering.ts";

const folder = scratch();
const AS_OF = "2026-03-01";
type Row = Readonly<Record<string, string | null>>;

let written = 0;
function file(rows: readonly Row[]): string {
  const path = join(folder, `${written++}.csv`);
  writeFileSync(path, csv(rows));
  return path;
}

async function scored(
  accounts: readonly Row[],
  events: readonly Row[] | null,
  more: Partial<ScoreRequest> & { readonly profile?: IcpDocument } = {},
): Promise<{ readonly summary: ScoreSummary; readonly rows: readonly Record<string, string>[]; readonly out: string }> {
  const { profile = PROFILE, ...rest } = more;
  const [icp, out] = [join(folder, `${written++}.json`), join(folder, `${written++}-out.csv`)];
  writeFileSync(icp, printIcp({ created_at: null, approved_by: null, document: profile }));
  const summary = await scoreFile(
    {
      ...{ accounts: file(accounts), icp, out, reading: {}, map: [], mapFile: "none", raw: false, valueMap: null },
      ...{ crm: null, events: events === null ? [] : [file(events)], ...rest },
    },
    { today: AS_OF, signal: new AbortController().signal, workers: 1, progress: () => {} },
  );
  return { summary, rows: readCsv(out), out };
}

const INDUSTRIES = ["Fintech", "Retail", "Agency"];
const accounts = Array.from({ length: 30 }, (_, i) => ({
  Id: salesforceId("account", i),
  Name: `Company ${String.fromCharCode(65 + (i % 26))}${i} Ltd`,
  Website: `https://www.company-${i}.example`,
  Industry: i % 7 === 6 ? "" : INDUSTRIES[i % 3]!,
}));

function daysBefore(days: number): string {
  return new Date(Date.parse(`${AS_OF}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const TYPES = [
  "demo_request",
  "page_view",
  "intent_surge",
  "email_open",
  "funding_round",
  "webinar attended",
  "meeting",
];

/** Events of the accounts by id, domain, e-mail or name. */
const drawn = Array.from({ length: 400 }, (_, n) => {
  const random = createRandom(9, n);
  const at = random.int(accounts.length);
  const how = random.int(4);
  return {
    ...{ n, at, age: random.int(120), type: TYPES[random.int(TYPES.length)]! },
    topic: random.int(2) === 0 ? "/pricing" : "",
    id: how === 0 ? accounts[at]!.Id : "",
    domain: how === 1 ? `company-${at}.example` : "",
    email: how === 2 ? `ann@company-${at}.example` : "",
    company: how === 3 ? accounts[at]!.Name : "",
  };
});
const asFile = (rows: typeof drawn): Row[] =>
  rows.map(({ n, age, type, topic, id, domain, email, company }) => ({
    ...{ event_id: `e${n}`, account_id: id, domain, email, company, type, topic },
    occurred_at: `${daysBefore(age)}T10:00:00Z`,
  }));

/** The same by the pure functions. */
function expected(account: number): number {
  const micro = DEFAULT_EVENTS.map(() => 0);
  for (const { at, age, type, topic } of drawn) {
    const known = type === "webinar attended" ? "content_download" : type;
    const line = lineOf(DEFAULT_EVENTS, known, topic === "" ? null : topic);
    if (at === account && line !== null) micro[line]! += microPoints(DEFAULT_EVENTS[line]!, age);
  }
  return timingOf(DEFAULT_EVENTS, micro);
}

describe("score --events", () => {
  it("gives every account the timing of the pure functions, whatever the order of the events", async () => {
    const { rows, summary, out } = await scored(accounts, asFile(drawn), { asOf: AS_OF });
    expect(rows.map(({ timing }) => Number(timing))).toEqual(accounts.map((_, i) => expected(i)));
    expect(new Set(rows.map(({ timing }) => timing)).size).toBeGreaterThan(10);
    expect(summary.now.timing!.events).toMatchObject({ read: 400, counted: 400, unmatched: 0, after: 0 });
    const again = await scored(accounts, asFile([...drawn].reverse()), { asOf: AS_OF });
    expect(readCsv(again.out)).toEqual(readCsv(out));
  });

  it("writes timing, what it is made of, the hand raised and the action before the points, whose sum is the fit", async () => {
    const events = [
      { account_id: accounts[0]!.Id, type: "Demo Request", topic: "", date: daysBefore(3) },
      { account_id: accounts[0]!.Id, type: "page view", topic: "pricing", date: daysBefore(7) },
      { account_id: accounts[1]!.Id, type: "demo request", topic: "", date: daysBefore(14) },
      { account_id: accounts[2]!.Id, type: "demo request", topic: "", date: daysBefore(0) },
      { account_id: accounts[3]!.Id, type: "demo request", topic: "", date: daysBefore(15) },
    ];
    const { rows, summary } = await scored(accounts, events, { asOf: AS_OF });
    expect(Object.keys(rows[0]!).slice(-5)).toEqual([
      "timing",
      "timing_reasons",
      "hand_raised",
      "action",
      "points_industry",
    ]);
    const shown = rows
      .slice(0, 5)
      .map(({ level, timing, timing_reasons, hand_raised, action }) => [
        level,
        timing,
        timing_reasons,
        hand_raised,
        action,
      ]);
    expect(shown).toEqual([
      ["high", "76", "demo request +69; page view (pricing) +8", daysBefore(3), "pursue"],
      ["medium", "40", "demo request +40", daysBefore(14), "nurture"],
      ["low", "80", "demo request +80", daysBefore(0), "check"],
      ["high", "38", "demo request +38", "", "watch"],
      ["medium", "0", "", "", "nurture"],
    ]);
    expect(rows.every((row) => row.fit === row.points_industry)).toBe(true);
    const { actions, timing } = summary.now;
    expect(Object.values(actions).reduce((a, b) => a + b, 0)).toBe(30);
    expect(timing).toMatchObject({ as_of: AS_OF, high: 2, medium: 1, low: 27, hand_raisers: 3 });
  });

  it("accounts for every event: later ones, those of others, without a date or a name, repeated", async () => {
    const one = { event_id: "a", account_id: accounts[0]!.Id, type: "demo request", date: daysBefore(1) };
    const events = [
      one,
      { ...one },
      { ...one, event_id: "b", date: daysBefore(-4) },
      { ...one, event_id: "c", account_id: salesforceId("account", 999) },
      { ...one, event_id: "d", account_id: "" },
      { ...one, event_id: "e", date: "soon" },
      { ...one, event_id: "f" },
    ];
    const { summary, rows } = await scored(accounts, events, { asOf: AS_OF });
    const { files, read, ...fates } = summary.now.timing!.events;
    expect(fates).toEqual({
      ...{ counted: 2, after: 1, unmatched: 1, nameless: 1, undated: 1, repeated: 1, rejected: 0, copied: 0 },
    });
    expect(Object.values(fates).reduce((a, b) => a + b, 0)).toBe(read);
    expect([files.length, rows[0]!.timing]).toEqual([1, "80"]);
  });

  it("looks from the newest event unless told, and says so", async () => {
    const events = [{ account_id: accounts[0]!.Id, type: "demo request", date: daysBefore(20) }];
    const { summary, rows } = await scored(accounts, events);
    expect([summary.now.timing!.as_of, rows[0]!.timing]).toEqual([daysBefore(20), "80"]);
    expect(summary.guesses.map(({ override }) => override)).toContain(`--as-of ${daysBefore(20)}`);
  });

  it("gives events of a name that several companies bear to none, those of a shared website to all", async () => {
    const twins = [
      { Id: salesforceId("account", 1), Name: "Acme", Website: "", Industry: "Fintech" },
      { Id: salesforceId("account", 2), Name: "Acme", Website: "", Industry: "Fintech" },
      { Id: salesforceId("account", 3), Name: "Bolt North", Website: "bolt.example", Industry: "Fintech" },
      { Id: salesforceId("account", 4), Name: "Bolt South", Website: "bolt.example", Industry: "Fintech" },
    ];
    const event = { type: "demo request", date: AS_OF };
    const events = [
      { ...event, company: "Acme", domain: "" },
      { ...event, company: "", domain: "bolt.example" },
    ];
    const { rows } = await scored(twins, events);
    expect(rows.map(({ timing }) => timing)).toEqual(["0", "0", "80", "80"]);
  });

  it("leaves timing empty without events and says that fit alone decides; a provisional low fit is nurtured", async () => {
    const { rows, summary } = await scored(accounts, null, { profile: withVerdict("weak") });
    expect(new Set(rows.map(({ timing }) => timing))).toEqual(new Set([""]));
    expect(rows.slice(0, 3).map(({ action }) => action)).toEqual(["pursue", "nurture", "nurture"]);
    expect(summary.now.notes).toEqual([
      "Without events the actions rest on fit alone (--events FILE adds timing).",
      "The score is provisional: a low fit is nurtured, never suppressed.",
    ]);
    const none = await scored(accounts, null, { profile: withVerdict("none") });
    expect(new Set(none.rows.map(({ action }) => action))).toEqual(new Set([""]));
    expect(none.summary.now.actions).toEqual({});
  });

  it("refuses events without a readable date, and sends --map to the file that it is about", async () => {
    const bad = [{ account_id: accounts[0]!.Id, type: "demo request", date: "soon" }];
    await expect(scored(accounts, bad)).rejects.toThrow(/date|happened/);
    const odd = [{ Firm: accounts[0]!.Id, Kind_of: "demo request", Happened: AS_OF }];
    const map = ["Firm=account_id", "Kind_of=event_type", "Happened=occurred_at"];
    expect((await scored(accounts, odd, { map })).rows[0]!.timing).toBe("80");
  });

  it("fills the CRM's fields of timing and action", async () => {
    const events = [{ account_id: accounts[0]!.Id, type: "demo request", date: AS_OF }];
    const crm = { crm: "salesforce" as const, id: null, native: false, scoredAt: AS_OF };
    const { rows, summary } = await scored(accounts, events, { crm });
    expect([rows[0]!.OpenICP_Timing__c, rows[0]!.OpenICP_Action__c]).toEqual(["80", "pursue"]);
    expect([rows[3]!.OpenICP_Timing__c, rows[3]!.OpenICP_Action__c]).toEqual(["0", "watch"]);
    expect(summary.for_crm!.fields.map(([name]) => name)).toContain("OpenICP_Timing__c");
  });
});

describe("filter --events", () => {
  it("keeps who is highly active at low fit, to check, and says so", async () => {
    const batch = table(
      ["Company", "Website", "Industry"],
      ["A", "a.example", "Agency"],
      ["B", "b.example", "Agency"],
      ["C", "c.example", "Fintech"],
    );
    const events = file([{ domain: "a.example", type: "demo request", date: AS_OF }]);
    const { keep, drop, summary } = await filtered(batch, {}, { events: [events] });
    expect(keep.map(({ Company, timing, action }) => [Company, timing, action])).toEqual([
      ["A", "80", "check"],
      ["C", "0", "watch"],
    ]);
    expect(drop.map(({ Company, reason_code }) => [Company, reason_code])).toEqual([["B", "low_fit"]]);
    expect(summary.notes.join(" ")).toContain("1 row below fit 40 is kept because much is happening there");
    expect(summary.kept + summary.dropped).toBe(3);
  });
});
