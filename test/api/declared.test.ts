import { expect, it } from "vitest";
import { account, accounts } from "../engine/workspace/small-workspace.ts";
import { testServer } from "./server.ts";

const server = await testServer(async ({ bring }) => {
  const industries = ["Fintech", "Retail", "Agency"];
  await bring(
    "accounts",
    accounts(...Array.from({ length: 12 }, (_, i) => account(i + 1, { industry: industries[i % 3]! }))),
  );
});
const { admin, viewer, nobody, done } = server;
const PATH = "/api/icp/declared";
const ANSWERS = {
  ...{ problem: "Audits hurt.", feels: ["Controller"], buyers: ["CFO"], champions: [], industries: ["Fintech"] },
  ...{ near: [], from: null, to: null, countries: ["DE"], tools: [], triggers: [], red_flags: [], floor: null },
  ...{ not_industries: ["Agency"], not_countries: [], not: ["Friends of the founder"] },
};

it("twelve answers become a draft that says it is a hypothesis, and are there to be changed", async () => {
  const before = await viewer("GET", PATH);
  expect(before.body).toMatchObject({ own: false, answers: null });
  expect(before.body.text).toContain("disqualifiers:");
  expect(before.body.text).not.toContain("openicp");
  const made = await done(await admin("POST", PATH, { answers: ANSWERS, why: "the first guess" }));
  expect(made).toMatchObject({ draft: { number: 1, isNew: true }, scores: true, maturity: "hypothesis" });
  const { document } = (await viewer("GET", "/api/icp/document?version=1")).body;
  expect(document.scorecard.attributes.map((one: { weight: number }) => one.weight)).toEqual([63, 37]);
  expect(document.disqualifiers.map((one: { who: string }) => one.who)).toEqual([
    "Companies in Agency",
    "Friends of the founder",
  ]);
  expect(document.strategic.narrative).toBe("Audits hurt.");
  expect((await viewer("GET", "/api/icp/versions")).body.items).toMatchObject([
    { origin: "declared", why: "the first guess", created_by: "Ada" },
  ]);
  expect((await viewer("GET", PATH)).body).toMatchObject({ own: true, answers: ANSWERS });
});

it("a text is read with line and column, and what is faulty changes nothing", async () => {
  const text = (await admin("POST", `${PATH}/text`, { answers: ANSWERS })).body.text as string;
  const odd = await admin("POST", PATH, { text: text.replace("points: 63", "points: many") });
  await expect(done(odd)).rejects.toThrow(/declared\.yaml:\d+:\d+/);
  expect((await viewer("GET", PATH)).body.answers).toEqual(ANSWERS);
  const named = `name: Whom we like\n${text.replaceAll('"DE"', '"FR"')}`;
  const made = await done(await admin("POST", PATH, { text: named }));
  expect(made.draft.number).toBe(2);
  await done(await admin("POST", "/api/icp/versions/2/approve", { force: true }));
  expect((await viewer("GET", PATH)).body).toMatchObject({ own: true, answers: null });
});

it("companies one would clone come to a text of what they have in common", async () => {
  const rows = ["a", "b", "c", "d", "e", "f"].map((name, i) =>
    [`${name}.example`, i < 4 ? "Fintech" : "Retail", 80 + 40 * i, "Germany"].join("\t"),
  );
  const companies = ["Website\tIndustry\tEmployees\tCountry", ...rows].join("\n");
  const { status, body } = await admin("POST", `${PATH}/text`, { companies });
  expect([status, body.text]).toEqual([200, expect.stringContaining("Fintech")]);
  expect((await admin("POST", `${PATH}/text`, { companies: "Website\na.example" })).body.error.message).toContain(
    "at least two companies",
  );
  expect(body.text).toContain("in: [Germany] # of 6: Germany 6");
  const bare = await admin("POST", `${PATH}/text`, { companies: "a.example\nb.example\nc.example" });
  expect([bare.status, bare.body.error.message]).toEqual([422, expect.stringContaining("names of its columns")]);
  const made = await done(await admin("POST", PATH, { text: body.text }));
  expect(made.scores).toBe(true);
  const unnamed = await done(await admin("POST", PATH, { answers: { ...ANSWERS, countries: ["AT"] } }));
  const { document } = (await viewer("GET", `/api/icp/document?version=${unnamed.draft.number}`)).body;
  expect(document.name).toBe("Whom we like");
});

it("an ICP as somebody had it is read as answers, and what was not understood is listed", async () => {
  const { status, body } = await admin("POST", `${PATH}/read`, { pasted: "Industry: Fintech\nRegion: DACH, Narnia" });
  expect([status, body.answers.industries, body.answers.countries]).toEqual([200, ["Fintech"], ["DACH"]]);
  expect(body.left).toEqual([{ line: "Narnia", why: "not known as a country or a region" }]);
  expect((await viewer("POST", `${PATH}/read`, { pasted: "x" })).status).toBe(403);
  expect((await admin("POST", `${PATH}/read`, { pasted: "x".repeat(50_001) })).status).toBe(422);
});

it("a plain build takes what was declared along and says so, unless it is told not to", async () => {
  const made = await done(await admin("POST", "/api/icp/build", { why: null }));
  expect([made.maturity, made.notes]).toEqual([
    "hypothesis",
    expect.arrayContaining([expect.stringContaining("taken along")]),
  ]);
  await expect(done(await admin("POST", "/api/icp/build", { why: null, beliefs: false }))).rejects.toThrow(/no deals/);
});

it("is for editors, and refuses what says nothing", async () => {
  expect((await viewer("POST", PATH, { answers: ANSWERS })).status).toBe(403);
  expect((await viewer("POST", `${PATH}/text`, { answers: ANSWERS })).status).toBe(403);
  expect((await nobody("GET", PATH)).status).toBe(401);
  const empty = await admin("POST", PATH, { answers: { ...ANSWERS, industries: [], countries: [] } });
  expect([empty.status, empty.body.error.message]).toEqual([422, expect.stringContaining("answer at least one")]);
  expect((await admin("POST", PATH, {})).status).toBe(422);
});
