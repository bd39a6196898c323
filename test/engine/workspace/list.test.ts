import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportList } from "../../../src/engine/workspace/list/export.ts";
import { inflationWarnings } from "../../../src/engine/workspace/list/inflation.ts";
import { happenedSince, heldAgainst, historyOf } from "../../../src/engine/workspace/list/look-back.ts";
import type { LastMade } from "../../../src/engine/workspace/list/spec.ts";
import { meets, whereOf } from "../../../src/engine/workspace/list/where.ts";
import { findList, freeze } from "../../../src/engine/workspace/list.ts";
import { entriesNow } from "../../../src/store/list-entries.ts";
import { readCsv } from "../../cli/read-csv.ts";
import { account, accounts, deals, profile, type SmallWorkspace, smallWorkspace } from "./small-workspace.ts";

let folder: string;
let small: SmallWorkspace;

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** 1-24 high, 25-32 medium, 33-36 low; 1 to 12 with Ann, then Ben, then nobody. */
const FIRMS = [
  ...range(1, 12).map((i) => account(i)),
  ...range(13, 20).map((i) => account(i, { owner: "Ben", country: i < 17 ? "FR" : "DE" })),
  ...range(21, 24).map((i) => account(i, { owner: "" })),
  ...range(25, 32).map((i) => account(i, { industry: "retail", country: "FR" })),
  ...range(33, 36).map((i) => account(i, { industry: "agency", country: "US" })),
];

/** Old deals that say what won and lost are. */
const HISTORY = range(1, 10).map(
  (i) => [i, 33 + (i % 4), i % 2 === 0 ? "Closed Won" : "Closed Lost", "2025-01-10", "2025-02-10"] as const,
);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "openicp-list-"));
  small = await smallWorkspace(folder);
  await small.bring("accounts", accounts(...FIRMS));
  await small.bring(
    "deals",
    deals(
      ...HISTORY,
      [11, 1, "Open", "2026-01-02", "2026-05-01"],
      [12, 2, "Closed Lost", "2025-10-01", "2025-12-01"],
      [13, 3, "Closed Lost", "2024-10-01", "2024-12-01"],
      [14, 4, "Closed Won", "2025-10-01", "2025-12-20"],
    ),
  );
  await small.bring("customers", [
    ["Account ID", "Start Date", "End Date"],
    ["acc-000005", "2025-03-01", ""],
    ["acc-000006", "2024-03-01", "2025-06-01"],
  ]);
  await small.inForce(profile("one"));
});

afterAll(async () => {
  await small.workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("who is on a list", () => {
  it("leaves out customers, open deals and recent losses, each counted with its reason", async () => {
    const dropped = join(folder, "dropped.csv");
    const made = await small.list("reasons", { dropped });
    expect(made.left_out).toEqual([
      { code: "customer", label: "customer", accounts: 2 },
      { code: "open_deal", label: "already open", accounts: 1 },
      { code: "churned", label: "churned customer", accounts: 1 },
      { code: "lost_recently", label: "lost within 180 days", accounts: 1 },
    ]);
    const on = made.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
    expect([on, made.below, made.accounts]).toEqual([19, 12, 36]);
    expect(made.warnings).toEqual([expect.stringContaining("24 of 36 accounts (67%) are at high")]);
    expect(readCsv(dropped).map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      'Firm 1: open deal "Deal 11" of Bea',
      'Firm 2: lost "Deal 12" on 2025-12-01, 19 days before 2025-12-20',
      'Firm 4: customer: won "Deal 14" on 2025-12-20',
      "Firm 5: customer since 2025-03-01",
      "Firm 6: churned customer, left on 2025-06-01",
    ]);
  });

  it("holds no more in a tier than its capacity, and of no owner more than its room", async () => {
    const made = await small.list("room", { spec: { capacity: [3, 4], per_owner: 2, control: 5 } });
    expect(made.tiers.map(({ tier, accounts: n }) => `${tier} ${n}`)).toEqual(["A 3", "B 3", "C 13"]);
    const list = await findList(small.workspace, "main", "room");
    const entries = await entriesNow(small.workspace.store.db, list!.id);
    const perOwner = new Map<string | null, number>();
    for (const { tier, owner } of entries)
      if (tier === "A" || tier === "B") perOwner.set(owner, (perOwner.get(owner) ?? 0) + 1);
    expect(Object.fromEntries(perOwner)).toEqual({ Ann: 2, Ben: 2, null: 2 });
    expect(
      made.notes.some((note) =>
        note.startsWith("4 accounts that fit have no owner: accounts without owner share the room of one, 2"),
      ),
    ).toBe(true);
    const control = entries.filter((entry) => entry.control);
    expect(control).toHaveLength(5);
    expect(control.every(({ tier }) => tier === null)).toBe(true);
    const ranks = entries.flatMap(({ rank }) => rank ?? []);
    expect(ranks).toEqual(range(1, 19));
  });

  it("readmits and leaves out as told, writes what a spreadsheet does not run, and the same again while it is frozen", async () => {
    await small.bring("accounts", accounts([...account(40).slice(0, 1), "=cmd()", ...account(40).slice(2)]));
    await small.score();
    const exclude = join(folder, "rivals.csv");
    writeFileSync(exclude, "website\nfirm20.example\nfirm21.example\n");
    const first = await small.list("frozen", { spec: { readmit_churned: true, exclude: [exclude] } });
    const codes = Object.fromEntries(first.left_out.map(({ code, accounts: n }) => [code, n]));
    expect(codes).toEqual({ customer: 2, open_deal: 1, excluded: 2, lost_recently: 1 });
    await freeze(small.workspace, { icp: "main", name: "frozen", frozen: true }, small.effects);
    const written = async (): Promise<string> => {
      const list = await findList(small.workspace, "main", "frozen");
      const out = join(folder, "frozen.csv");
      await exportList(small.workspace, list!, out, false);
      return readFileSync(out, "utf8");
    };
    const before = await written();
    expect(before).toContain(",'=cmd(),");
    await small.bring("accounts", accounts(account(40, { industry: "agency" })));
    await small.score();
    expect(await written()).toBe(before);
    await expect(small.list("frozen")).rejects.toThrow("the list frozen is frozen since 2026-01-01");
    await freeze(small.workspace, { icp: "main", name: "frozen", frozen: false }, small.effects);
    const { left, left_out } = await small.list("frozen");
    // How it is made is remembered.
    expect(left_out).toEqual(first.left_out);
    expect(left.map(({ name, why }) => `${name}: ${why}`)).toEqual([
      "=cmd(): no longer high: fit fell from 100 to 45: industry -55",
    ]);
    expect(await written()).not.toBe(before);
  });
});

describe("a list for some accounts", () => {
  const named = async (list: string) => {
    const found = await findList(small.workspace, "main", list);
    return entriesNow(small.workspace.store.db, found!.id);
  };

  it("leaves out whom its conditions do not mean, first of all, and remembers them", async () => {
    const dropped = join(folder, "outside.csv");
    const made = await small.list("german", { spec: { where: ["Country=DE|at", "Account Owner!=Ben"] }, dropped });
    expect(made.left_out.map(({ code, accounts: n }) => `${n} ${code}`)).toEqual([
      "8 outside",
      "2 customer",
      "1 open_deal",
      "1 churned",
      "1 lost_recently",
    ]);
    const on = made.tiers.reduce((sum, { accounts: n }) => sum + n, 0);
    expect(on + made.below + made.left_out.reduce((sum, { accounts: n }) => sum + n, 0)).toBe(made.accounts);
    const reasons = readCsv(dropped).map(({ name, reason }) => `${name}: ${reason}`);
    expect(reasons).toContain("Firm 13: outside what the list is for: Country is FR (Country=DE|at)");
    expect(reasons).toContain("Firm 20: outside what the list is for: Account Owner is Ben (Account Owner!=Ben)");
    const again = await small.list("german");
    expect([again.spec.where, again.entered, again.left]).toEqual([["Country=DE|at", "Account Owner!=Ben"], [], []]);
    const wide = await small.list("german", { spec: { where: [] } });
    expect(wide.entered.length).toBe(8);
    const narrow = await small.list("german", { spec: { where: ["Account Owner=Ben"] } });
    expect(narrow.left.find(({ name }) => name === "Firm 3")!.why).toBe(
      "outside what the list is for: Account Owner is Ann (Account Owner=Ben)",
    );
    expect(narrow.left.find(({ name }) => name === "Firm 21")!.why).toContain("Account Owner is not known");
  });

  it("says what it does not understand, and what no account meets", async () => {
    const list = (where: string) => small.list("odd", { spec: { where: [where] } });
    await expect(list("Contry=DE")).rejects.toThrow('the accounts have no column "Contry"; did you mean "Country"?');
    await expect(list("Country")).rejects.toThrow("is not understood");
    await expect(list("Country=9..3")).rejects.toThrow("begins above its end");
    expect((await list("Industry=fintec")).notes).toContain(
      'no account meets Industry=fintec; did you mean "fintech"?',
    );
    await expect(small.list("odd", { spec: { segments: ["Banks"] } })).rejects.toThrow("knows no kinds of companies");
  });

  it("holds of no team more than its room, of no owner more than its own, told by a column or by a file", async () => {
    const counted = async (list: string, of: (owner: string | null) => string): Promise<Record<string, number>> => {
      const counts = new Map<string, number>();
      for (const { tier, owner } of await named(list))
        if (tier === "A" || tier === "B") counts.set(of(owner), (counts.get(of(owner)) ?? 0) + 1);
      return Object.fromEntries(counts);
    };
    await expect(small.list("teams", { spec: { per_team: 3 } })).rejects.toThrow("what tells the teams?");
    const column = { per_team: 3, team_column: "account owner" };
    const made = await small.list("teams", { spec: column });
    expect(await counted("teams", String)).toEqual({ Ann: 3, Ben: 3, null: 3 });
    expect(made.notes).toContain(
      "4 accounts that fit have no team: accounts without team share the room of one, 3 in A and B",
    );
    const teams = join(folder, "teams.csv");
    writeFileSync(teams, "Owner,Team\nann,North\nBEN,North\nCleo,South\n");
    await small.list("teams", { spec: { per_team: 5, per_owner: 4, team_column: null, teams } });
    expect(await counted("teams", (owner) => (owner === null ? "none" : "North"))).toEqual({ North: 5, none: 4 });
    const out = join(folder, "teams-out.csv");
    await exportList(small.workspace, (await findList(small.workspace, "main", "teams"))!, out, false);
    const ben = readCsv(out).find(({ owner }) => owner === "Ben")!;
    expect([ben.team, Object.keys(ben).indexOf("team") - Object.keys(ben).indexOf("owner")]).toEqual(["North", 1]);
  });
});

describe("a condition", () => {
  const passes = (text: string, ...cells: readonly string[]): readonly boolean[] =>
    cells.map((cell) => meets(cell, whereOf(text), "."));

  it("compares whole values, whatever their case, one of several in a cell too", () => {
    expect(
      passes("Industry=Software|Real Estate", "software", "Real  estate", "Software AG", "Retail; Software"),
    ).toEqual([true, true, false, true]);
    expect(passes("Country!=US|CA", "us", "DE", "CA")).toEqual([false, true, false]);
  });

  it("reads numbers as people write them; the ends of a range belong to it", () => {
    expect(passes("Employees=50..200", "50", "200", "201", "1,5", "some", "11-50")).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(passes("Revenue=1.5M..", "$2,300,000", "1M")).toEqual([true, false]);
    expect(passes("Employees=..10", "10", "11")).toEqual([true, false]);
  });
});

describe("why accounts come and go", () => {
  it("says which attribute moved them, who bought, who has an open deal, and whose rest is over", async () => {
    await small.list("story", { spec: { capacity: [4, 4] } });
    small.day("2026-07-01");
    await small.bring(
      "accounts",
      accounts(
        account(25, { industry: "fintech", country: "FR" }),
        account(7, { industry: "retail", country: "FR" }),
        account(13, { country: "DE", owner: "Ben" }),
        account(41),
      ),
    );
    await small.bring(
      "deals",
      deals(
        [15, 8, "Open", "2026-06-20", "2026-09-01"],
        [16, 9, "Closed Won", "2026-03-01", "2026-06-30"],
        [17, 36, "Closed Lost", "2026-06-01", "2026-07-01"],
      ),
    );
    await small.score();
    const made = await small.list("story");
    const said = (moves: typeof made.entered): string[] => moves.map(({ name, why }) => `${name}: ${why}`).sort();
    expect(said(made.entered)).toEqual([
      "Firm 25: fit rose from 50 to 80: industry +30",
      'Firm 2: nothing speaks against it any more ("Deal 12" lost on 2025-12-01: that is long enough ago)',
      "Firm 41: new among the accounts: fit 100",
    ]);
    expect(said(made.left)).toEqual([
      "Firm 7: no longer high: fit fell from 100 to 50: industry -30",
      'Firm 8: already open: open deal "Deal 15" of Bea',
      'Firm 9: became a customer: won "Deal 16" on 2026-06-30',
    ]);
    expect(made.moved.every(({ why }) => why !== "")).toBe(true);
    expect(made.moved.map(({ name, from, to }) => `${name} ${from} ${to}`)).toContain("Firm 13 C B");
    expect(made.moved.find(({ name }) => name === "Firm 13")!.why).toBe("fit rose from 80 to 100: country +20");
    const since = await happenedSince(
      small.workspace,
      (await findList(small.workspace, "main", "story"))!,
      "2026-07-01",
    );
    expect(since).toHaveLength(made.entered.length + made.left.length + made.moved.length);
  });

  it("keeps the history of an account, found by its id, website or name", async () => {
    const told = await historyOf(small.workspace, "main", "firm7.example");
    expect(told.filter(({ list }) => list === "story").map(({ what, why }) => `${what}: ${why}`)).toEqual([
      "entered: fit 100, when the list was first made",
      "left: no longer high: fit fell from 100 to 50: industry -30",
    ]);
    expect(await historyOf(small.workspace, "main", "ACC-000007")).toEqual(told);
    expect(await historyOf(small.workspace, "main", "firm 7")).toEqual(told);
    await expect(historyOf(small.workspace, "main", "nobody")).rejects.toThrow("there is no account nobody");
  });

  it("holds a list against another", async () => {
    const of = async (name: string) => (await findList(small.workspace, "main", name))!;
    const held = await heldAgainst(small.workspace, await of("story"), await of("reasons"));
    const told = held.filter(({ what }) => what !== "moved").map(({ what, name }) => `${what} ${name}`);
    expect(told.sort()).toEqual([
      "entered Firm 2",
      "entered Firm 25",
      "entered Firm 41",
      "left Firm 7",
      "left Firm 8",
      "left Firm 9",
    ]);
  });

  it("tells a new version's hand from a change of the account", async () => {
    await small.inForce(profile("two", 48));
    const { left } = await small.list("story");
    expect(left.map(({ name, why }) => `${name}: ${why}`).sort()[0]).toBe(
      "Firm 14: no longer high: fit fell from 80 to 68 by version 2 (version 1 before): industry -12",
    );
  });
});

describe("inflation", () => {
  const of = (version: string, accounts: number, high: number): LastMade => ({
    ...{ version, number: 1, run: 1, accounts, high, provisional: false },
  });

  it("warns with figures when a quarter more are high by the same version", () => {
    const at = new Date("2026-07-01T00:00:00Z");
    expect(inflationWarnings(of("a", 10_000, 1260), of("a", 9000, 1000), at)).toEqual([
      expect.stringMatching(/^1,260 accounts are at high, 1,000 were on 2026-07-01 by the same version: 26% more/),
    ]);
    expect(inflationWarnings(of("a", 10_000, 1250), of("a", 9000, 1000), at)).toEqual([]);
    expect(inflationWarnings(of("b", 10_000, 2000), of("a", 9000, 1000), at)).toEqual([]);
  });

  it("warns when more than three of ten are high", () => {
    expect(inflationWarnings(of("a", 1000, 300), null, null)).toEqual([]);
    expect(inflationWarnings(of("a", 1000, 310), null, null)[0]).toContain("310 of 1,000 accounts (31%) are at high");
  });
});
