import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import type { IngestOptions } from "../../src/ingest/options.ts";
import { scratchFiles } from "../warehouse/files.ts";
import { csv, gathered } from "./gathering.ts";

const file = scratchFiles();
let files = 0;

type Row = Readonly<Record<string, string | number | null>>;

/** Twelve plain closed deals of twelve accounts, half of them won. */
function plain(n = 12): Record<string, string | number | null>[] {
  return Array.from({ length: n }, (_, i) => ({
    "Deal ID": `d${i}`,
    "Account Name": `Company ${i}`,
    Stage: i % 2 ? "Closed Won" : "Closed Lost",
    "Created Date": `2024-0${1 + (i % 3)}-1${i % 9}`,
    "Close Date": `2024-0${4 + (i % 3)}-2${i % 9}`,
    Industry: ["retail", "bank", "health"][i % 3]!,
  }));
}

async function of(deals: readonly Row[], options: Partial<IngestOptions> = {}, accounts?: readonly Row[]) {
  const path = file(`deals${files++}.csv`, csv(deals));
  if (accounts === undefined) return gathered({ deals: path }, options);
  return gathered({ deals: path, accounts: file(`accounts${files++}.csv`, csv(accounts)) }, options);
}

async function refusal(
  deals: readonly Row[],
  options: Partial<IngestOptions> = {},
  accounts?: readonly Row[],
): Promise<string> {
  const error = await of(deals, options, accounts).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).not.toMatch(/\n|undefined|\[object/);
  return (error as InputError).message;
}

const fates = (facts: { totals: readonly { outOfScope: readonly { reason: string; rows: number }[] }[] }) =>
  Object.fromEntries(facts.totals[0]!.outOfScope.map(({ reason, rows }) => [reason, rows]));

describe("outcome", () => {
  it("is guessed from a stage, open stages counted as open", async () => {
    const { facts, rows } = await of([...plain(), { ...plain()[0]!, "Deal ID": "o", Stage: "Negotiation" }]);
    expect(facts.outcome).toBe("Stage=Closed Won/Closed Lost");
    expect(facts.guesses[0]).toEqual({
      what: "outcome",
      text: "Outcome from Stage: won is Closed Won (6); lost is Closed Lost (6); still open: Negotiation (1).",
      override: "--outcome 'Stage=Closed Won/Closed Lost'",
    });
    expect(rows.map(({ y }) => y)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    expect(facts.evidence).toMatchObject({ opportunities: 12, won: 6, lost: 6, open: 1 });
    expect(facts.totals[0]).toMatchObject({ read: 13, taken: 12, outOfScope: [{ reason: "still open", rows: 1 }] });
  });

  it("is guessed from HubSpot's stage and from IsWon with IsClosed", async () => {
    const hubspot = plain().map(({ Stage, ...row }) => ({
      ...row,
      dealstage: Stage === "Closed Won" ? "closedwon" : "closedlost",
    }));
    expect((await of(hubspot)).facts.outcome).toBe("dealstage=closedwon/closedlost");
    const flags = plain(14).map(({ Stage, ...row }, i) => ({
      ...row,
      StageName: "Whatever",
      IsWon: String(Stage === "Closed Won" && i < 12),
      IsClosed: String(i < 12),
    }));
    const { facts } = await of(flags);
    expect(facts.evidence).toMatchObject({ won: 6, lost: 6, open: 2 });
    expect(facts.guesses[0]!.text).toBe(
      "Outcome from IsWon and IsClosed: won where IsWon is true (6), open where IsClosed is false (2), lost the rest (6).",
    );
  });

  it("with only the won value named, others are lost but for those that look open, and that is told", async () => {
    const rows: Row[] = plain().map((row, i) => ({ ...row, Stage: ["Signed!", "Gone", "Qualification"][i % 3]! }));
    const { facts } = await of([...rows, ...rows.map((row) => ({ ...row, "Deal ID": `x${row["Deal ID"]}` }))], {
      outcome: "stage = signed!",
    });
    expect(facts.evidence).toMatchObject({ won: 8, lost: 8, open: 8 });
    expect(facts.guesses[0]!.override).toBe("--outcome 'Stage=Signed!/Gone'");
  });

  it("takes lists, folded spellings, and values that hold a slash", async () => {
    const words = ["Won/Signed", "WON", "Lost", "No  Decision", "Talking"];
    const rows = plain(20).map((row, i) => ({ ...row, Stage: words[i % 5]! }));
    const { facts } = await of(rows, { outcome: "Stage=won/signed|Won/Lost|no decision" });
    expect(facts.evidence).toMatchObject({ won: 8, lost: 8, open: 4 });
    expect(facts.guesses[0]!.override).toBe(null);
  });

  it("offers the nearest names for a wrong column or value", async () => {
    expect(await refusal(plain(), { outcome: "Stge=Closed Won" })).toBe(
      '--outcome: there is no column "Stge"; did you mean "Stage"?',
    );
    expect(await refusal(plain(), { outcome: "Stage=Closed Wan" })).toBe(
      '--outcome: "Closed Wan" does not occur in the column "Stage"; did you mean "Closed Won" or "Closed Lost"? its values are Closed Lost (6), Closed Won (6)',
    );
    expect(await refusal(plain(), { outcome: "Won" })).toBe("--outcome must be written 'COLUMN=VALUE', got 'Won'");
    expect(await refusal(plain(), { outcome: "Stage=" })).toMatch(/say which value of "Stage" means won/);
    expect(await refusal(plain(), { outcome: "Stage=Closed Won/Closed Won" })).toMatch(/both won and lost/);
  });

  it("says what is missing: no outcome, one class, under ten deals", async () => {
    expect(await refusal(plain().map(({ Stage: _, ...row }) => row))).toMatch(
      /^cannot tell won deals from lost ones: .*--outcome 'COLUMN=WON'/,
    );
    expect(await refusal(plain().map((row) => ({ ...row, Stage: "Closed Won" })))).toMatch(
      /^all 12 closed deals .* are won .*without lost ones/,
    );
    expect(await refusal(plain(8))).toMatch(/holds 8 closed deals.*at least 10/);
  });
});

describe("outcome words", () => {
  it.each([
    ["6 - Closed Won", "7 - Closed Lost", "3 - Proposal"],
    ["✅ Won", "❌ Lost", "⏳ Open"],
    ["Closed Won (100%)", "Closed Lost (0%)", "Negotiation (80%)"],
    ["Gewonnen", "Verloren", "In Bearbeitung"],
    ["Abgeschlossen und gewonnen", "Abgeschlossen und verloren", "Angebot gesendet"],
    ["Gagné", "Perdu", "Open"],
    ["Cierre ganado", "Cierre perdido", "Open"],
  ])("knows %s, %s and %s", async (won, lost, open) => {
    const deals = plain().map((row, i) => ({ ...row, Stage: i === 11 ? open : i % 2 ? won : lost }));
    const { facts } = await of(deals);
    expect(facts.evidence).toMatchObject({ won: 5, lost: 6, open: 1 });
  });

  it("takes W and L for an outcome in a column called so, never elsewhere", async () => {
    const letters = plain().map(({ Stage, ...row }) => ({ ...row, "Win/Loss": Stage === "Closed Won" ? "W" : "L" }));
    expect((await of(letters)).facts.evidence).toMatchObject({ won: 6, lost: 6 });
    const wings = plain().map(({ Stage, ...row }) => ({ ...row, Wing: Stage === "Closed Won" ? "W" : "L" }));
    expect(await refusal(wings)).toMatch(/cannot tell won deals from lost ones/);
  });
});

describe("which deals count", () => {
  it("renewals by type are left out, counts told, and the type is no attribute", async () => {
    const rows = plain(24).map((row, i) => ({ ...row, Type: i < 14 ? "New Customer" : "Existing Customer - Renewal" }));
    const { facts } = await of(rows);
    expect(fates(facts)).toEqual({ "not new business": 10 });
    expect(facts.newBusiness).toBe("Type is not Existing Customer - Renewal");
    expect(facts.guesses[1]).toEqual({
      what: "new business",
      text: "New business by Type: counted New Customer (14); left out Existing Customer - Renewal (10).",
      override: "--new-business 'Type!=Existing Customer - Renewal'",
    });
    expect(facts.setAside.find(({ header }) => header === "Type")!.reason).toMatch(/new business/);
  });

  it("renewals by words in the name where there is no type", async () => {
    const rows = plain(24).map((row, i) => ({
      ...row,
      "Deal Name": i < 14 ? `Plan ${i}` : `Company ${i} - Upsell 2024`,
    }));
    const { facts } = await of(rows);
    expect(fates(facts)).toEqual({ "not new business": 10 });
  });

  it("a type that says nothing about it stays an attribute, and every deal counts", async () => {
    const { facts } = await of(plain().map((row, i) => ({ ...row, Type: i % 4 ? "Direct" : "Partner" })));
    expect(facts.newBusiness).toMatch(/^every deal counts/);
    expect(facts.candidates.map(({ name }) => name)).toContain("type");
  });

  it("new business as a person says", async () => {
    const rows = plain(24).map((row, i) => ({ ...row, Kind: i < 14 ? "Hunting" : "Farming" }));
    const { facts } = await of(rows, { newBusiness: ["kind=hunting"] });
    expect(fates(facts)).toEqual({ "not new business": 10 });
    expect(facts.newBusiness).toBe("Kind is Hunting");
    expect(await refusal(rows, { newBusiness: ["Kind=Huntin"] })).toMatch(
      /^--new-business: "Huntin" does not occur .* "Hunting"/,
    );
  });

  it("administrative closes leave the evidence; loss reasons fall into six kinds", async () => {
    const reasons = [
      "Duplicate",
      "Test record",
      "Price too high",
      "Lost to competitor",
      "Went dark",
      "Timing",
      "Missing features",
      "Moon phase",
      "",
    ];
    const rows = [
      ...plain(20),
      ...reasons.map((reason, i) => ({ ...plain()[0]!, "Deal ID": `r${i}`, "Closed Lost Reason": reason })),
    ];
    const { facts } = await of([{ ...rows[0]!, "Closed Lost Reason": "No budget" }, ...rows.slice(1)]);
    expect(fates(facts)).toEqual({ "clean-up: duplicate, test or merged record": 2 });
    expect(facts.evidence.lostByReason).toEqual({
      unknown: 10,
      price: 2,
      competitor: 1,
      fit: 1,
      no_decision: 1,
      other: 1,
      timing: 1,
    });
  });

  it("deleted records and empty rows are no deals", async () => {
    const empty = Object.fromEntries(Object.keys(plain()[0]!).map((key) => [key, null]));
    const rows = [...plain(13), empty].map((row, i) => ({ ...row, IsDeleted: i === 13 ? null : String(i === 0) }));
    expect(fates((await of(rows)).facts)).toEqual({ "deleted in the CRM": 1, "empty row": 1 });
  });

  it("the same record twice counts once: an exact repeat the first time, a changed one the last", async () => {
    const rows = [...plain(14), plain(14)[3]!, { ...plain(14)[5]!, Industry: "changed" }];
    const { facts, rows: taken } = await of(rows);
    expect(facts.totals[0]).toMatchObject({ read: 16, taken: 14, merged: 2 });
    expect(taken.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16]);
    expect(facts.notes).toEqual([
      "1 row is an exact repeat of another (same Deal ID) and counted once.",
      "1 row repeats the Deal ID of another with other content: the last one counts.",
    ]);
  });

  it("a number that merely repeats is no id", async () => {
    const rows = plain(20).map(({ "Deal ID": _, ...row }, i) => ({ "Opportunity Number": 100 + (i % 19), ...row }));
    const { facts } = await of(rows);
    expect(facts.totals[0]).toMatchObject({ taken: 20, merged: 0 });
    expect(facts.notes[0]).toMatch(/^1 row shares its Opportunity Number/);
  });

  it("a file pasted several times counts once, row for row; a few coarse columns may agree by chance", async () => {
    const deal = (i: number) => ({
      Company: `Firm ${i}`,
      Result: i % 3 === 0 ? "Won" : "Lost",
      "Close Date": `2025-03-${10 + i}`,
    });
    const once = [...Array.from({ length: 12 }, (_, i) => deal(i)), deal(5)];
    const thrice = await of([...once, ...once, ...once]);
    expect(thrice.facts.evidence.opportunities).toBe(13);
    expect(thrice.facts.notes.join()).toContain(
      ": every row stands there 3 times, alike in every column: the same export pasted 3 times, so 13 of its 39 rows count.",
    );
    const nearly = await of([...once, ...once.slice(1)]);
    expect(nearly.facts.evidence.opportunities).toBe(25);
    expect(nearly.facts.notes.join()).toContain("13 rows are the same as another in every column");
    const coarse = Array.from({ length: 24 }, (_, i) => ({ Result: i % 2 ? "Won" : "Lost", Size: `${i % 4}` }));
    expect((await of(coarse)).facts.evidence.opportunities).toBe(24);
  });

  it("a lost deal re-opened within 90 days counts once, with its last outcome", async () => {
    const again = (id: string, created: string, closed: string, stage: string) => ({
      "Deal ID": id,
      "Account Name": "Company 0, Inc.",
      "Deal Name": "Rollout",
      Stage: stage,
      "Created Date": created,
      "Close Date": closed,
      Industry: "retail",
    });
    const base = plain(12).map((row) => ({ ...row, "Deal Name": `Plan ${row["Deal ID"]}` }));
    const { facts, rows } = await of([
      ...base,
      again("a", "2024-01-01", "2024-02-01", "Closed Lost"),
      again("b", "2024-04-20", "2024-05-20", "Closed Won"),
      again("c", "2024-10-01", "2024-11-01", "Closed Lost"),
    ]);
    expect(facts.totals[0]).toMatchObject({ merged: 1, taken: 14 });
    expect(facts.notes).toContain(
      "1 closed deal (0 won, 1 lost) has a later one of the same company and name, created within 90 days: counted once with it, by the last outcome.",
    );
    expect(rows.slice(12).map(({ row, y }) => [row, y])).toEqual([
      [14, 1],
      [15, 0],
    ]);
  });
});

describe("dates", () => {
  it("as-of is the newest plausible date; the window is the 24 months before it", async () => {
    const rows = plain(16).map((row, i) =>
      i === 3 ? { ...row, "Close Date": "2022-06-27", "Created Date": "2022-01-01" } : row,
    );
    rows[4] = { ...rows[4]!, "Close Date": "2022-06-30", "Created Date": "2022-01-01" };
    const { facts } = await of([
      ...rows,
      { ...rows[0]!, "Deal ID": "open", Stage: "Demo", "Close Date": "2025-12-31" },
    ]);
    expect(facts.evidence.asOf).toBe("2024-06-28");
    expect(fates(facts)).toEqual({ "still open": 1, "closed before 2022-06-29": 1 });
    expect(facts.evidence).toMatchObject({ from: "2022-06-30", to: "2024-06-28" });
  });

  it("as-of as a person says leaves out what closed later", async () => {
    const { facts } = await of(plain(20), { asOf: "2024-05-31" });
    expect(facts.evidence.asOf).toBe("2024-05-31");
    expect(fates(facts)).toEqual({ "closed after 2024-05-31": 6 });
    expect(await refusal(plain(), { asOf: "2024-02-30" })).toBe(
      "--as-of must be a date like 2024-06-30, got 2024-02-30",
    );
  });

  it("odd dates become unknown, are told, and drop no row", async () => {
    const rows = plain(30);
    rows[0] = { ...rows[0]!, "Created Date": "1900-01-01" };
    rows[1] = { ...rows[1]!, "Close Date": "2099-12-31" };
    rows[2] = { ...rows[2]!, "Close Date": "2023-12-01" };
    rows[3] = { ...rows[3]!, "Close Date": "1900-01-01" };
    rows[4] = { ...rows[4]!, "Created Date": "soon" };
    const { facts, rows: taken } = await of(rows);
    expect(taken.slice(0, 5).map(({ created, closed }) => [created === null, closed === null])).toEqual([
      [true, false],
      [false, true],
      [true, false],
      [false, true],
      [true, false],
    ]);
    expect(facts.totals[0]!.taken).toBe(30);
    expect(facts.evidence.asOf).toBe("2024-06-28");
    expect(facts.notes).toEqual([
      'Created Date: 1 cell holds no date that can be read, such as "soon": taken as unknown.',
      "2 dates of closed deals lie before 1990 (placeholders such as 1900-01-01): taken as unknown.",
      expect.stringMatching(
        /^1 date of closed deals lies after 2024-\d\d-\d\d, long after all others: taken as unknown\.$/,
      ),
      "1 closed deals were closed before they were created: their creation date is taken as unknown.",
    ]);
  });

  it("no dates: no as-of, no window", async () => {
    const { facts, rows } = await of(plain().map(({ "Created Date": _, "Close Date": __, ...row }) => row));
    expect(facts.evidence).toMatchObject({ asOf: null, from: null, to: null });
    expect(rows.every(({ created, closed }) => created === null && closed === null)).toBe(true);
  });

  it("day and month that cannot be told apart are told, or decided by the other date column or a person", async () => {
    const dated = (created: string, closed: string) =>
      plain().map((row) => ({ ...row, "Created Date": created, "Close Date": closed }));
    const american = await of(dated("01/02/2024", "03/04/2024"));
    expect(american.rows[0]).toMatchObject({ created: "2024-01-02", closed: "2024-03-04" });
    expect(american.facts.guesses.filter(({ what }) => what === "dates").length).toBe(2);
    const european = await of(dated("25/02/2024", "03/04/2024"));
    expect(european.rows[0]).toMatchObject({ created: "2024-02-25", closed: "2024-04-03" });
    const told = await of(dated("01/02/2024", "03/04/2024"), { dateOrder: "day-first" });
    expect(told.rows[0]).toMatchObject({ created: "2024-02-01", closed: "2024-04-03" });
  });

  it("a day with many losses is a clean-up", async () => {
    const rows = plain(120).map((row, i) =>
      row.Stage === "Closed Lost" && i < 60 ? { ...row, "Close Date": "2024-06-30" } : row,
    );
    expect((await of(rows)).facts.notes.at(-1)).toBe(
      "30 deals (50% of the lost ones) were closed on 2024-06-30: it looks like a clean-up of old records, so their cycle times are left out.",
    );
  });
});

describe("accounts", () => {
  const deals = () =>
    plain().map(({ "Account Name": _, Industry: __, ...row }, i) => ({ ...row, "Account ID": `a${i % 6}` }));
  const accounts = () =>
    Array.from({ length: 6 }, (_, i) => ({
      Id: `a${i}`,
      Name: `Company ${i}`,
      Website: `https://www.company${i}.com`,
      ParentId: i === 5 ? "a0" : "",
      Industry: ["retail", "bank"][i % 2]!,
    }));

  it("are joined by id; children belong to their parent's family", async () => {
    const { facts, rows } = await of(deals(), {}, accounts());
    expect(facts.guesses.find(({ what }) => what === "join")!.text).toMatch(
      /^Matched 12 of 12 deals to accounts\d+\.csv by account id\.$/,
    );
    expect(rows.map(({ account }) => account)).toEqual([0, 1, 2, 3, 4, 0, 0, 1, 2, 3, 4, 0]);
    expect(rows.map(({ industry }) => industry).slice(0, 3)).toEqual(["retail", "bank", "retail"]);
    expect(facts.candidates).toEqual([
      { name: "industry", header: "Industry", about: "account", file: expect.stringMatching(/^accounts/) },
    ]);
    expect(facts.hasAccounts).toBe(true);
    expect(facts.evidence.accounts).toBe(6);
  });

  it("are joined by domain, or by name whatever its legal form", async () => {
    const byDomain = deals().map(({ "Account ID": _, ...row }, i) => ({ ...row, Domain: `company${i % 6}.com` }));
    expect((await of(byDomain, {}, accounts())).facts.guesses.find(({ what }) => what === "join")!.text).toMatch(
      /12 of 12 .* by domain/,
    );
    const byName = deals().map(({ "Account ID": _, ...row }, i) => ({ ...row, Company: `COMPANY ${i % 6}, Inc.` }));
    expect((await of(byName, {}, accounts())).facts.guesses.find(({ what }) => what === "join")!.text).toMatch(
      /12 of 12 .* by account name/,
    );
  });

  it("15 and 18 character ids of Salesforce are the same", async () => {
    const long = (i: number) => `0015g00000Abc${String(i).padStart(2, "0")}`;
    const { facts } = await of(
      deals().map((row, i) => ({ ...row, "Account ID": long(i % 6) })),
      {},
      accounts().map((row, i) => ({ ...row, Id: `${long(i)}AAX`, ParentId: "" })),
    );
    expect(facts.guesses.find(({ what }) => what === "join")!.text).toMatch(/12 of 12/);
  });

  it("closed deals that find none are out of scope, open ones counted", async () => {
    const lost = { ...deals()[0]!, "Deal ID": "x", "Account ID": "" };
    const open = { ...deals()[0]!, "Deal ID": "y", "Account ID": "", Stage: "Demo" };
    const { facts } = await of([...deals(), lost, open], {}, accounts());
    expect(fates(facts)).toEqual({ "still open": 1, "without an account": 1 });
    expect(facts.evidence.openWithoutAccount).toBe(1);
  });

  it("of accounts with the same id the last counts", async () => {
    const { facts, rows } = await of(deals(), {}, [...accounts(), { ...accounts()[1]!, Industry: "changed" }]);
    expect(facts.totals[1]).toMatchObject({ role: "accounts", read: 7, taken: 6, merged: 1 });
    expect(rows[1]!.industry).toBe("changed");
  });

  it("that share nothing with the deals are refused", async () => {
    const others = accounts().map((row, i) => ({ ...row, Id: `z${i}`, ParentId: "" }));
    expect(await refusal(deals(), {}, others)).toMatch(
      /^cannot match the deals of .* \(account id 0 of 12 match\): .*--map 'COLUMN=account_id'$/,
    );
  });

  it("families come out the same from one flat table with the same information", async () => {
    const flat = deals().map((row, i) => {
      const { Id: _, Name, Website, ParentId } = accounts()[i % 6]!;
      return { ...row, "Account Name": Name, Website, "Parent Account ID": ParentId };
    });
    const [two, one] = [await of(deals(), {}, accounts()), await of(flat)];
    expect(one.rows.map(({ account }) => account)).toEqual(two.rows.map(({ account }) => account));
  });

  it("the same domain is one family; free mail is not", async () => {
    const rows = plain().map((row, i) => ({
      ...row,
      "Account ID": `a${i}`,
      Website: ["acme.com", "https://www.acme.com/de", "gmail.com", "gmail.com"][i] ?? "",
    }));
    expect((await of(rows)).rows.map(({ account }) => account)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("without any account every row is its own", async () => {
    const { rows } = await of(plain().map(({ "Account Name": _, ...row }) => row));
    expect(rows.map(({ account }) => account)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("a flat table tells what is about the account by its constancy within accounts", async () => {
    const rows = plain(60).map((row, i) => ({
      ...row,
      "Account Name": `Company ${i % 20}`,
      Mood: ["calm", "bold", "odd"][(i % 20) % 3]!,
      Weather: ["sun", "rain", "snow"][Math.floor(i / 20)]!,
    }));
    const { facts } = await of(rows);
    expect(Object.fromEntries(facts.candidates.map(({ name, about }) => [name, about]))).toEqual({
      industry: "account",
      mood: "account",
      weather: "opportunity",
    });
  });
});

describe("columns", () => {
  it("with another role are set aside, each with its reason", async () => {
    const rows = plain(30).map((row, i) => ({
      ...row,
      "Sales Rep": ["Ann", "Bob"][i % 2]!,
      "Contact Email": `p${i}@acme.com`,
      Phone: `+49 30 ${1000000 + i}`,
      LinkedIn: `https://linkedin.com/in/p${i}`,
      "Campaign ID": `c${i % 3}`,
      "First Meeting": `2024-02-${10 + (i % 9)}`,
      "Has Manager": i % 2 ? "Yes" : "No",
      "Email Provider": ["Google", "Microsoft"][i % 2]!,
      Nothing: "n/a",
      "Number of Locations": i,
    }));
    const { facts } = await of(rows);
    expect(Object.fromEntries(facts.setAside.map(({ header, reason }) => [header, reason]))).toEqual({
      "Deal ID": "an id",
      "Account Name": "a company's name",
      Stage: "says the outcome",
      "Created Date": "a date: when the deal was created",
      "Close Date": "a date: when the deal was closed",
      "Sales Rep": "a person, not a property of the company",
      "Contact Email": "e-mail addresses",
      Phone: "phone numbers",
      LinkedIn: "a web address",
      "Campaign ID": "an id",
      "First Meeting": "a date: dates are no property of a company",
      Nothing: "empty in every row",
    });
    expect(facts.candidates.map(({ name }) => name)).toEqual([
      "industry",
      "has_manager",
      "email_provider",
      "number_of_locations",
    ]);
  });

  it("a property of the client is not the client's name", async () => {
    const { facts } = await of(
      plain(30).map(({ "Account Name": _, ...row }, i) => ({ ...row, Client: ["Current", "New", "Past"][i % 3]! })),
    );
    expect(facts.candidates.map(({ name }) => name)).toContain("client");
  });

  it("are left out, named and ordered by as a person says", async () => {
    const rows = plain().map((row, i) => ({
      ...row,
      Secret: `s${i % 2}`,
      Heads: i,
      Round: `R${String(i).padStart(2, "0")}`,
    }));
    const { facts, rows: taken } = await of(rows, {
      ignore: ["secret"],
      map: ["Heads=No. of Employees"],
      order: "Round",
    });
    expect(facts.setAside.find(({ header }) => header === "Secret")!.reason).toBe("left out by --ignore");
    expect(facts.setAside.find(({ header }) => header === "Round")!.reason).toMatch(/--order/);
    expect(facts.candidates.find(({ header }) => header === "Heads")).toMatchObject({
      name: "employees",
      about: "account",
    });
    expect(taken.map(({ ord }) => ord)).toEqual(taken.map((_, i) => i + 1));
    expect(await refusal(rows, { ignore: ["Secrets"] })).toMatch(
      /^--ignore: there is no column "Secrets"; did you mean "Secret"/,
    );
    expect(await refusal(rows, { order: "Rund" })).toMatch(/^--order: .*"Round"/);
    expect(await refusal(rows, { map: ["Heads="] })).toBe(
      "--map: say which field \"Heads\" is, such as 'Heads=employees'",
    );
  });

  it("order by numbers and by dates", async () => {
    const rows = plain().map((row, i) => ({ ...row, Number: 1000 - i }));
    expect((await of(rows, { order: "Number" })).rows.map(({ ord }) => ord).slice(0, 3)).toEqual([1000, 999, 998]);
    const days = (await of(rows, { order: "Close Date" })).rows.map(({ ord }) => ord);
    expect(days[0]).toBe(Date.UTC(2024, 3, 20) / 86_400_000);
  });

  it("of both files with one name get names of their own", async () => {
    const deals = plain().map(({ "Account Name": _, ...row }, i) => ({
      ...row,
      AccountId: `a${i}`,
      Kind: "x",
      Score: i,
    }));
    const accounts = plain().map((_, i) => ({ Id: `a${i}`, Kind: `k${i % 2}`, Score: i, Industry: "bank" }));
    const { facts, rows } = await of(deals, {}, accounts);
    expect(facts.candidates.map(({ name, about }) => [name, about])).toEqual([
      ["kind", "account"],
      ["score", "account"],
      ["industry", "account"],
      ["opportunity_kind", "opportunity"],
      ["opportunity_score", "opportunity"],
    ]);
    expect(facts.setAside.find(({ header, about }) => header === "Industry" && about === "opportunity")!.reason).toBe(
      "the accounts file has it too",
    );
    expect(rows[0]).toMatchObject({ kind: "k0", opportunity_kind: "x" });
  });
});

describe("names of columns that clash with our own", () => {
  it.each([
    "n",
    "value",
    "shown",
    "rows",
    "status",
    "fate",
    "loss",
    "empty",
    "print",
    "family",
    "Times n",
    "kin",
    "cell",
  ])("%s is a column like any other", async (header) => {
    const deals = plain(60).map((row, i) => ({ ...row, "Account Name": `Firm ${i % 20}`, [header]: `v${i % 3}` }));
    const { facts, rows } = await of(deals);
    const name = facts.candidates.find((candidate) => candidate.header === header)!.name;
    expect(rows.map((row) => row[name])).toEqual(deals.map((deal) => deal[header]));
  });
});

describe("damage done by a spreadsheet", () => {
  it("does not join, group or repeat by ids written as 1.2E+17, and says so", async () => {
    const deals = plain().map((row, i) => ({ ...row, "Deal ID": "1.2E+17", "Account ID": `${1 + (i % 2)}.0E+14` }));
    const { facts, rows } = await of(deals);
    expect(new Set(rows.map(({ account }) => account)).size).toBe(12);
    expect(facts.notes.filter((note) => note.includes("damaged by a spreadsheet"))).toHaveLength(2);
    const accounts = plain().map((row, i) => ({
      "Account ID": `${1 + (i % 2)}.0E+14`,
      "Account Name": row["Account Name"]!,
      Kind: `k${i}`,
    }));
    const joined = await of(deals, {}, accounts);
    expect(joined.rows.map(({ kind }) => kind)).toEqual(plain().map((_, i) => `k${i}`));
  });

  it("reports dates that cannot be read", async () => {
    const deals = plain().map((row, i) => (i < 2 ? { ...row, "Close Date": "2024-02-31" } : row));
    const { facts, rows } = await of(deals);
    expect(facts.notes).toContain(
      'Close Date: 2 cells hold no date that can be read, such as "2024-02-31": taken as unknown.',
    );
    expect(rows.map(({ closed }) => closed).filter((closed) => closed === null)).toHaveLength(2);
  });
});

describe("few accounts with many deals each", () => {
  const deals = plain(60).map((row, i) => ({ ...row, "Account Name": `Firm ${i % 12}` }));

  it("are told apart by a column called the account's name", async () => {
    const { rows } = await of(deals);
    expect(new Set(rows.map(({ account }) => account)).size).toBe(12);
  });

  it("are told apart by ids in a column called Account", async () => {
    const ids = deals.map(({ "Account Name": _, ...row }, i) => ({ ...row, Account: `0015g00000AbC${10 + (i % 12)}` }));
    const { facts, rows } = await of(ids);
    expect(new Set(rows.map(({ account }) => account)).size).toBe(12);
    expect(facts.setAside.find(({ header }) => header === "Account")!.reason).toBe("an id");
  });

  it("join the accounts by it", async () => {
    const accounts = Array.from({ length: 12 }, (_, i) => ({ "Account Name": `FIRM ${i}, Inc.`, Kind: `k${i}` }));
    const { rows } = await of(deals, {}, accounts);
    expect(rows.map(({ kind }) => kind)).toEqual(deals.map((_, i) => `k${i % 12}`));
  });
});

describe("a German export", () => {
  it("is read like an English one", async () => {
    const deals = plain().map((row) => ({
      Firma: row["Account Name"]!,
      Branche: row.Industry!,
      Mitarbeiter: 10,
      Umsatz: "1,5 Mio. €",
      Status: row.Stage === "Closed Won" ? "Gewonnen" : "Verloren",
      "Angelegt am": row["Created Date"]!,
      "Abgeschlossen am": row["Close Date"]!,
    }));
    const { facts, rows } = await of(deals);
    expect(facts.candidates.map(({ name, about }) => [name, about])).toEqual([
      ["industry", "account"],
      ["employees", "account"],
      ["annual_revenue", "account"],
    ]);
    expect(rows.every(({ created, closed }) => created !== null && closed !== null)).toBe(true);
  });
});

describe("money", () => {
  it("reads amounts as people write them", async () => {
    const written = ["1000", "$2,300", "1.5M", "12k EUR", "", "n/a"];
    const { rows } = await of(plain().map((row, i) => ({ ...row, Amount: written[i % 6]! })));
    expect(rows.slice(0, 6).map(({ amount }) => amount)).toEqual([1000, 2300, 1_500_000, 12_000, null, null]);
  });

  it("prefers converted amounts; never mixes currencies", async () => {
    const mixed = plain().map((row, i) => ({ ...row, Amount: 100 + i, Currency: i % 2 ? "EUR" : "USD" }));
    const without = await of(mixed);
    expect(without.rows.every(({ amount }) => amount === null)).toBe(true);
    expect(without.facts.notes.at(-1)).toMatch(
      /^Amount is in several currencies that nothing converts \(EUR \d+ deals, median [\d,.]+; USD \d+ deals, median/,
    );
    const converted = await of(mixed.map((row, i) => ({ ...row, "Amount (converted)": 200 + i })));
    expect(converted.rows[0]!.amount).toBe(200);
    expect(converted.facts.candidates.map(({ name }) => name)).toContain("amount_converted");
    expect(converted.facts.setAside.find(({ header }) => header === "Amount")!.reason).toMatch(/2 currencies/);
  });

  it("keeps a converted amount that stands alone as a property of the deal", async () => {
    const { facts, rows } = await of(plain().map((row, i) => ({ ...row, "Amount (converted)": 200 + i })));
    expect(rows[0]!.amount).toBe(200);
    expect(facts.candidates.map(({ name }) => name)).toContain("amount_converted");
  });
});
