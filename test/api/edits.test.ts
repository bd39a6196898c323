import { expect, it } from "vitest";
import { answerForApp } from "../../src/api/app-words.ts";
import { latestValidation } from "../../src/engine/workspace/kept-validation.ts";
import { account, accounts, deals, profile } from "../engine/workspace/small-workspace.ts";
import { testServer } from "./server.ts";

const server = await testServer(async ({ bring, inForce }) => {
  const industries = ["fintech", "retail", "agency"];
  await bring(
    "accounts",
    accounts(...Array.from({ length: 30 }, (_, i) => account(i + 1, { industry: industries[i % 3]! }))),
  );
  await bring(
    "deals",
    deals(
      ...Array.from({ length: 24 }, (_, i) => {
        const stage = i % 3 === 0 || i % 6 === 1 ? "Closed Won" : "Closed Lost";
        return [i + 1, i + 1, stage, "2025-03-13", `2025-06-${String((i % 20) + 10)}`] as const;
      }),
    ),
  );
  await inForce(profile("one"));
});
const { admin, viewer, done, workspace, bring } = server;

it("an edit is a draft with its effect; what is in force stays so", async () => {
  const body = { weights: [{ attribute: "industry", weight: 30 }], why: "the board asked" };
  const result = await done(await admin("POST", "/api/icp/edit", body));
  expect(result).toMatchObject({ from: 1, draft: { number: 2, state: "draft", isNew: true } });
  expect(result.effect).not.toBeNull();
  const { items } = (await viewer("GET", "/api/icp/versions")).body;
  expect(items.map((one: { state: string; why: string }) => [one.state, one.why])).toEqual([
    ["draft", "the board asked"],
    ["approved", null],
  ]);
  const document = await viewer("GET", "/api/icp/document?version=2");
  const weights = document.body.document.scorecard.attributes.map((one: { weight: number }) => one.weight);
  expect(weights).toEqual([70, 30]);
});

it("what cannot be edited is a sentence", async () => {
  const odd = await admin("POST", "/api/icp/edit", { weights: [{ attribute: "colour", weight: 30 }] });
  await expect(done(odd)).rejects.toThrow("colour");
  await expect(done(await admin("POST", "/api/icp/disqualifiers/r9", { status: "confirmed" }))).rejects.toThrow(
    "no disqualifiers",
  );
  expect((await admin("POST", "/api/icp/disqualifiers/r9", { status: "maybe" })).status).toBe(422);
  expect((await viewer("POST", "/api/icp/edit", {})).status).toBe(403);
  expect((await viewer("POST", "/api/icp/disqualifiers/r1", { status: "rejected" })).status).toBe(403);
});

it("a validation is told with its report, and another score is asked for by its column", async () => {
  await done(await admin("POST", "/api/icp/validate", {}));
  const { result } = (await viewer("GET", "/api/icp/validation?by=deals")).body;
  expect(result.report).toMatchObject({ kicker: "Does it hold", name: result.name });
  expect(result.report.blocks.length).toBeGreaterThan(0);
  expect(result).toMatchObject({ number: 1, by: "deals", asked_by: "Ada", import: 2 });
  const odd = await admin("POST", "/api/icp/validate", { against: "Vendor Score" });
  await expect(done(odd)).rejects.toThrow("Vendor Score");
  expect((await admin("POST", "/api/icp/validate", { by: "stamps", against: "Industry" })).status).toBe(422);
});

it("a validation is kept: with its version, and what was imported since", async () => {
  // What the jobs of this server know is not asked: a server that starts anew says the same.
  const result = answerForApp((await latestValidation(workspace, "main", "deals"))!.result);
  expect((await viewer("GET", "/api/icp/validation?by=deals")).body).toEqual({ result, in_force: 1, newer: null });
  expect(JSON.stringify(result)).not.toContain(workspace.dir);
  const [run] = (await viewer("GET", "/api/runs?kind=validate&state=done")).body.items;
  expect(run).toMatchObject({ by: "Ada", summary: { icp: "main", number: 1, import: 2, by: "deals" } });
  await bring("accounts", accounts(account(31)));
  const { body } = await viewer("GET", "/api/icp/validation?by=deals");
  expect(body.result).toEqual(result);
  expect(body.newer).toMatchObject({ import: 3, file: expect.stringMatching(/^accounts-/) });
  expect((await viewer("GET", "/api/icp/validation?by=stamps")).body).toEqual({
    ...{ result: null, in_force: null, newer: null },
  });
});
