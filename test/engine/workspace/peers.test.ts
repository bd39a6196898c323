import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPeers, type Peers } from "../../../src/engine/workspace/check/peers.ts";
import { rowScorer } from "../../../src/engine/workspace/row-scorer.ts";
import { account, accounts, profile, type SmallWorkspace, smallWorkspace } from "./small-workspace.ts";

const HEAD = [
  "Opportunity ID",
  "Account Name",
  "Website",
  "Industry",
  "Country",
  "Stage",
  "Created Date",
  "Close Date",
];
const deal = (i: number, firm: number, industry: string, stage: string, closed = "2025-06-20"): (string | number)[] => [
  ...[`opp-${String(i).padStart(6, "0")}`, `Firm ${firm}`, `www.firm${firm}.example`, industry, "DE", stage],
  ...["2025-03-13", closed],
];
/** Deals 0 to 11 of Firms 100 to 111: fintechs are won, agencies lost; Firm 100 was lost before it was won. */
const DEALS = [
  HEAD,
  ...Array.from({ length: 12 }, (_, i) =>
    deal(i, 100 + i, i < 6 ? "fintech" : "agency", i < 6 ? "Closed Won" : "Closed Lost"),
  ),
  deal(50, 100, "retail", "Closed Lost", "2025-01-20"),
];

const folder = mkdtempSync(join(tmpdir(), "openicp-peers-"));
let small: SmallWorkspace;
let peers: Peers;
beforeAll(async () => {
  small = await smallWorkspace(folder);
  await small.bring("universe", accounts(...Array.from({ length: 12 }, (_, i) => account(i + 99))));
  await small.bring("deals", DEALS);
  await small.inForce(profile("one"));
  peers = await openPeers(small.workspace, "main");
});
afterAll(async () => {
  await small.workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

const score = rowScorer(profile("one"));
const fintech = score({ Industry: "fintech", Country: "DE" });

it("deals of no account that is kept stand for their companies: one each, by its newest deal", () => {
  expect([peers.won, peers.lost]).toEqual([6, 6]);
  const { won, lost } = peers.similar(fintech, 3, null);
  expect(won).toMatchObject([
    { name: "Firm 100", won: 1, lost: 1, listed: false, fit: 100, alike: 1, same: ["industry", "country"] },
    { name: "Firm 101", won: 1, lost: 0 },
    { name: "Firm 102", won: 1, lost: 0 },
  ]);
  expect(lost).toMatchObject([{ alike: 0.4 }, { alike: 0.4 }, { alike: 0.4 }]);
});

it("a company is not compared with itself", () => {
  const but = { source: "universe_1", key: "web:firm100.example", name: "Firm 100 Inc.", website: "firm100.example" };
  expect(peers.similar(fintech, 1, but).won).toMatchObject([{ name: "Firm 101" }]);
  expect(peers.similar(fintech, 1, { ...but, website: null }).won).toMatchObject([{ name: "Firm 101" }]);
});

it("what an account's own row says goes before what its deals say, and deals that say nothing of a company are nobody", async () => {
  await small.bring("accounts", accounts(account(101, { industry: "retail" })));
  await small.bring("deals", [
    ["Deal Key", "Account Name", "Stage", "Created Date", "Close Date"],
    ["key-000001", "Silent", "Closed Won", "2025-03-13", "2025-06-20"],
  ]);
  const now = await openPeers(small.workspace, "main");
  expect([now.won, now.lost]).toEqual([6, 6]);
  const { won } = now.similar(score({ Industry: "retail", Country: "DE" }), 1, null);
  expect(won).toMatchObject([{ name: "Firm 101", listed: true, won: 1, lost: 0, alike: 1 }]);
});
