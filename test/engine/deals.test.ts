import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import type { Facts } from "../../src/ingest/facts.ts";
import type { IngestOptions } from "../../src/ingest/options.ts";
import { scratchFiles } from "../warehouse/files.ts";
import { csv, gathered } from "./gathering.ts";

const file = scratchFiles();
let files = 0;
type Row = Record<string, string | number | null>;

const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

/** Closed deals, one of two won, each 30 days long; `more` changes or adds cells. */
function deals(n: number, more: (i: number) => Row = () => ({})): Row[] {
  return Array.from({ length: n }, (_, i) => ({
    "Deal ID": `d${i}`,
    Account: `Company ${i}`,
    Stage: i % 2 ? "Closed Won" : "Closed Lost",
    Created: day(i),
    "Close Date": day(i + 30),
    Industry: ["retail", "bank", "health"][i % 3]!,
    ...more(i),
  }));
}

const of = (rows: readonly Row[], options: Partial<IngestOptions> = {}) =>
  gathered({ deals: file(`deals${files++}.csv`, csv(rows)) }, options);

async function refusal(rows: readonly Row[], options: Partial<IngestOptions>): Promise<string> {
  const error = await of(rows, options).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
}

const guess = (facts: Facts, what: string) => facts.guesses.filter((one) => one.what === what);
const fates = (facts: Facts) =>
  Object.fromEntries(facts.totals[0]!.outOfScope.map(({ reason, rows }) => [reason, rows]));

/** The values that a printed override gives an option, as a shell would read them. */
function said(override: string | null, option: string): string[] {
  const words = (override ?? "").matchAll(/(--[a-z-]+) ('(?:[^']|'\\'')*'|\S+)/g);
  return [...words]
    .filter(([, name]) => name === option)
    .map(([, , word]) => (word!.startsWith("'") ? word!.slice(1, -1).replaceAll("'\\''", "'") : word!));
}

describe("the option printed beside a guess gives the guess again", () => {
  const types = ["New Business", "Renewal", "Customer's Upsell|2"];
  it.each<[string, (i: number) => Row]>([
    ["by a type", (i) => ({ Type: types[i % 3]! })],
    ["by a type with empty cells", (i) => ({ Type: i % 4 ? types[i % 3]! : null })],
    [
      "by a type, and a pipeline where it is empty",
      (i) => ({ Type: i % 4 ? types[i % 3]! : null, Pipeline: i % 5 ? "Sales" : "Renewals" }),
    ],
    ["by words in the names", (i) => ({ Name: `Deal ${i}${i % 4 ? "" : " renewal"}` })],
  ])("new business %s", async (_, more) => {
    const rows = deals(40, more);
    const guessed = await of(rows);
    const [printed] = guess(guessed.facts, "new business");
    const newBusiness = said(printed!.override, "--new-business");
    expect(newBusiness.length).toBeGreaterThan(0);
    const told = await of(rows, { newBusiness });
    expect(told.rows).toEqual(guessed.rows);
    expect(told.rows.length).toBeLessThan(40);
    expect(told.facts.newBusiness).toBe(guessed.facts.newBusiness);
    expect(told.facts.totals[0]).toMatchObject({ ...guessed.facts.totals[0]!, file: told.facts.totals[0]!.file });
    expect(told.facts.mapping.newBusiness.says).toEqual(newBusiness);
  });

  it("pipelines, rows without one included", async () => {
    const rows = deals(30, (i) => ({ Pipeline: ["Sales", "Enterprise", "Customer Success", null][i % 4]! }));
    const guessed = await of(rows);
    expect(fates(guessed.facts)).toEqual({ "another pipeline (Customer Success)": 7 });
    const pipelines = said(guess(guessed.facts, "pipelines")[0]!.override, "--pipeline");
    expect(pipelines).toEqual(["Enterprise", "Sales", "(none)"]);
    const told = await of(rows, { pipelines });
    expect(told.rows).toEqual(guessed.rows);
  });
});

describe("new business", () => {
  it("tells the counts of types that take no part", async () => {
    const { facts } = await of(
      deals(20, (i) => ({ Type: i % 4 ? "New" : "Renewal", "Record Type": i % 2 ? "Direct" : "Channel" })),
    );
    expect(guess(facts, "deal types")[0]!.text).toBe(
      "Record Type takes no part in telling new business: Channel (10), Direct (10).",
    );
  });

  it("first-won needs accounts and an order, and stands alone", async () => {
    const nameless = deals(20).map(({ Account: _, ...row }) => row);
    expect(await refusal(nameless, { newBusiness: ["first-won"] })).toMatch(/no column names the account/);
    const undated = deals(20).map(({ Created: _, "Close Date": __, ...row }) => row);
    expect(await refusal(undated, { newBusiness: ["first-won"] })).toMatch(/which deal came first/);
    expect(await refusal(deals(20), { newBusiness: ["first-won", "Stage=Closed Won"] })).toMatch(/stands alone/);
  });

  it("first-won counts by close, whatever the order of rows; open deals of customers are left out too", async () => {
    const one = (id: string, stage: string, created: number, closed: number): Row => ({
      ...deals(1)[0]!,
      "Deal ID": id,
      Account: "Acme Works",
      Stage: stage,
      Created: day(created),
      "Close Date": day(closed),
    });
    const acme = [
      one("second", "Closed Won", 100, 140),
      one("lost later", "Closed Lost", 110, 150),
      one("open later", "Negotiation", 120, 300),
      one("first", "Closed Won", 40, 60),
      one("lost before", "Closed Lost", 5, 20),
    ];
    const { facts } = await of([...deals(12), ...acme], { newBusiness: ["first-won"] });
    expect(fates(facts)).toEqual({ "after the first won": 3 });
    expect(facts.evidence).toMatchObject({ opportunities: 14, won: 7, lost: 7, open: 0 });
    expect(facts.notes.join(" ")).toContain("1 of 7 accounts with a won deal bought again (1 more won deal");
  });

  it("all takes every deal in spite of a type", async () => {
    const { facts } = await of(
      deals(20, (i) => ({ Type: i % 4 ? "New" : "Renewal" })),
      { newBusiness: ["all"] },
    );
    expect(facts.evidence.opportunities).toBe(20);
  });
});

describe("loss reasons", () => {
  const reasons: Readonly<Record<string, string>> = {
    "Went dark": "no_decision",
    "Kein Interesse": "no_decision",
    "Pas de réponse": "no_decision",
    "Sin respuesta": "no_decision",
    "Chose competitor": "competitor",
    Mitbewerber: "competitor",
    Concurrent: "competitor",
    "Otro proveedor": "competitor",
    "Budget cut": "price",
    "Zu teuer": "price",
    "Trop cher": "price",
    "Sin presupuesto": "price",
    "Not now": "timing",
    "Auf nächstes Jahr verschoben": "timing",
    "Plus tard": "timing",
    Aplazado: "timing",
    Unqualified: "fit",
    "Funktionsumfang reicht nicht": "fit",
    "Fonctionnalité manquante": "fit",
    "No encaja": "fit",
    Sonstiges: "other",
    "Autre raison": "other",
  };
  const administrative = ["Duplicate", "Dublette", "Doublon", "Duplicado", "Test record"];

  it("fall into six kinds in four languages, and are told with their counts", async () => {
    const names = [...Object.keys(reasons), ...administrative];
    const rows = deals(names.length * 2, (i) => ({ "Loss Reason": i % 2 ? null : names[i / 2]! }));
    const { facts } = await of(rows);
    const kinds = Object.fromEntries(facts.mapping.lossReasons.map(({ says }) => says));
    expect(kinds).toEqual({
      ...reasons,
      ...Object.fromEntries(administrative.map((name) => [name, "administrative"])),
    });
    expect(fates(facts)).toEqual({ "clean-up: duplicate, test or merged record": administrative.length });
    const table = guess(facts, "loss reasons").map(({ text }) => text);
    expect(table).toHaveLength(7);
    expect(table.join(" ")).toContain("Unqualified (1)");
  });

  it("are what a person says, administrative or not", async () => {
    const rows = deals(24, (i) => ({
      "Loss Reason": i % 2 ? null : ["Test drive only", "Duplicate", "Blue", "Red"][(i / 2) % 4]!,
    }));
    const { facts } = await of(rows, { lossReasons: ["duplicate=fit", "Blue=administrative", "Red = no decision"] });
    expect(fates(facts)).toEqual({ "clean-up: duplicate, test or merged record": 3 });
    expect(facts.evidence.lostByReason).toEqual({ fit: 3, no_decision: 3, other: 3 });
  });

  it("that do not occur are refused", async () => {
    const rows = deals(24, (i) => ({ "Loss Reason": i % 2 ? null : "Budget" }));
    expect(await refusal(rows, { lossReasons: ["Budgett=price"] })).toMatch(/did you mean "Budget"/);
    expect(await refusal(rows, { lossReasons: ["Budget=prise"] })).toMatch(/did you mean price\?/);
    expect(await refusal(rows, { lossReasons: ["Budget"] })).toMatch(/must be written 'REASON=kind'/);
    expect(await refusal(deals(24), { lossReasons: ["Budget=price"] })).toMatch(/no column of loss reasons/);
  });
});

describe("cycles", () => {
  it("of losses on a clean-up day are unknown, those of wins that day are not", async () => {
    const rows = deals(80, (i) => (i < 50 ? { "Close Date": day(200) } : {}));
    const { rows: read } = await of(rows);
    for (const { y, closed, cycle, created } of read) {
      const days = (Date.parse(closed!) - Date.parse(created!)) / 86_400_000;
      expect(cycle).toBe(y === 0 && closed === day(200) ? null : days);
    }
    expect(read.filter(({ cycle }) => cycle === null)).toHaveLength(25);
  });

  it("stale open deals are lost at the age of three median cycles, without a cycle of their own", async () => {
    const open = { Stage: "Negotiation", "Close Date": day(900) };
    const rows = [
      ...deals(40),
      ...deals(3, (i) => ({ ...open, "Deal ID": `o${i}`, Account: `Open ${i}`, Created: day(i * 20 - 60) })),
    ];
    const before = await of(rows);
    expect(before.facts.evidence).toMatchObject({ opportunities: 40, open: 3 });
    const { facts, rows: read } = await of(rows, { staleOpen: "no_decision" });
    expect(facts.notes.join(" ")).toContain(
      "2 open deals are older than 90 days, three times the median cycle of 30: they count as lost",
    );
    expect(facts.evidence).toMatchObject({ opportunities: 42, lost: 22, open: 1, lostByReason: {} });
    expect(read.slice(40).map(({ y, closed, cycle }) => ({ y, closed, cycle }))).toEqual([
      { y: 0, closed: day(30), cycle: null },
      { y: 0, closed: day(50), cycle: null },
    ]);
    expect(facts.evidence.asOf).toBe(before.facts.evidence.asOf);
  });

  it("are unknown where dates are quarters", async () => {
    const { facts, rows } = await of(
      deals(20, (i) => ({ "Close Date": `FY2024 Q${1 + (i % 4)}` })),
      { fiscalYearStart: 7 },
    );
    expect(rows[0]).toMatchObject({ closed: "2023-09-30", cycle: null });
    expect(guess(facts, "dates").at(-1)!.text).toContain("start in July");
  });
});

describe("money", () => {
  const priced = (more: (i: number) => Row) =>
    deals(20, (i) => ({ Amount: 1000 + i, Currency: ["USD", "EUR"][i % 2]!, ...more(i) }));

  it("is converted at the rate in force on the day of the close", async () => {
    const rates = [
      { code: "USD", rate: 0.5, from: null },
      { code: "USD", rate: 0.25, from: day(40) },
    ];
    const { rows } = await of(
      priced(() => ({})),
      { currency: "eur", rates },
    );
    for (const [i, { amount }] of rows.entries()) {
      const rate = i % 2 === 1 ? 1 : i + 30 >= 40 ? 0.25 : 0.5;
      expect(amount).toBe((1000 + i) * rate);
    }
  });

  it("before the first rate is unknown, and that is told", async () => {
    const { facts, rows } = await of(
      priced(() => ({})),
      { currency: "EUR", rates: [{ code: "USD", rate: 0.5, from: day(40) }] },
    );
    expect(rows[0]!.amount).toBeNull();
    expect(facts.notes.join(" ")).toContain(
      "5 amounts have no rate into EUR and are taken as unknown: USD before its first rate (5).",
    );
  });

  it("asks for what a wish needs", async () => {
    const rates = [{ code: "USD", rate: 0.5, from: null }];
    expect(
      await refusal(
        priced(() => ({})),
        { currency: "EUR" },
      ),
    ).toMatch(/give --rates FILE/);
    expect(
      await refusal(
        priced(() => ({})),
        { rates },
      ),
    ).toMatch(/say with --currency/);
    expect(
      await refusal(
        priced(() => ({ Currency: "USD" })),
        { currency: "EUR" },
      ),
    ).toMatch(/is in USD: give --rates FILE/);
    expect(await refusal(deals(20), { currency: "EUR", rates })).toMatch(/no column holds amounts/);
    expect(
      await refusal(
        priced(() => ({})),
        { amountIs: "tcv" },
      ),
    ).toMatch(/no column says how long contracts run/);
  });

  it("of a month is taken twelve times; of a contract, per year of its term", async () => {
    const mrr = await of(
      priced(() => ({ Currency: "USD" })),
      { amountIs: "mrr" },
    );
    expect(mrr.rows[3]!.amount).toBe(12 * 1003);
    const terms = ["24", "3 years", "6 months", null];
    const tcv = await of(
      priced((i) => ({ Currency: "USD", "Contract Term": terms[i % 4]! })),
      { amountIs: "tcv" },
    );
    expect(tcv.rows.slice(0, 4).map(({ amount }) => amount)).toEqual([1000 / 2, 1001 / 3, 1002 * 2, null]);
    expect(tcv.facts.notes.join(" ")).toContain("5 deals have an amount and no Contract Term");
  });
});

it("a team that seems to record no losses is told so, with at least twenty deals", async () => {
  const won = (i: number) => ({ Stage: i % 5 ? "Closed Won" : "Closed Lost" });
  expect((await of(deals(20, won))).facts.notes.join(" ")).toContain(
    "80% of 20 closed deals are won: your team may not record losses",
  );
  expect((await of(deals(15, won))).facts.notes.join(" ")).not.toContain("record losses");
  expect((await of(deals(20))).facts.notes.join(" ")).not.toContain("record losses");
});
