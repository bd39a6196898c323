import { describe, expect, it } from "vitest";
import { keepReport } from "../../src/engine/workspace/keep-report.ts";
import { finishRun, startRun } from "../../src/store/runs.ts";
import { addDraft } from "../../src/store/versions.ts";
import { account, accounts, profile } from "../engine/workspace/small-workspace.ts";
import { testServer } from "./server.ts";

const server = await testServer(async ({ bring, inForce, workspace, effects }) => {
  await bring("accounts", accounts(...Array.from({ length: 12 }, (_, i) => account(i + 1))));
  await inForce(profile("one"));
  const document = JSON.stringify({ created_at: null, approved_by: null, document: profile("two", 50) });
  const draft = { id: "two", icp: "main", document, origin: "hand", at: effects.now(), by: "test" } as const;
  await workspace.store.transaction((tx) => addDraft(tx, draft));
});
const { admin, viewer, nobody, workspace, done } = server;
const SIGN_OFF = "/api/icp/versions/2/sign-off";
interface Told {
  readonly claim: string;
  readonly person: string;
}

describe("a sign-off", () => {
  it("is asked for, answered by whom it asks, and told", async () => {
    const before = await viewer("GET", SIGN_OFF);
    expect(before.body).toMatchObject({ number: 2, asked: [] });
    const claims = before.body.claims.map((one: { id: string }) => one.id);
    expect(claims).toContain("attribute:industry");
    const asked = await admin("POST", SIGN_OFF, { person: "Vic", team: "sales" });
    expect(asked.body.asked).toHaveLength(claims.length);
    const some = { claim: "attribute:industry", answer: "disagree", comment: "never there" };
    const answered = await viewer("POST", `${SIGN_OFF}/answers`, some);
    const about = answered.body.asked.filter((one: { claim: string }) => one.claim === "attribute:industry");
    expect(about).toMatchObject([{ person: "Vic", answer: "disagree", comment: "never there" }]);
    await viewer("POST", `${SIGN_OFF}/answers`, { answer: "agree" });
    const versions = (await viewer("GET", "/api/icp/versions")).body.items;
    expect(versions[0]).toMatchObject({ number: 2, asked: claims.length, answered: claims.length });
  });

  it("is answered for others by editors alone, and only about what is claimed", async () => {
    await admin("POST", SIGN_OFF, { person: "Grace", team: "product" });
    const forged = await viewer("POST", `${SIGN_OFF}/answers`, { person: "Grace", answer: "agree" });
    expect(forged.status).toBe(403);
    expect((await admin("POST", `${SIGN_OFF}/answers`, { person: "Grace", answer: "agree" })).status).toBe(200);
    expect((await viewer("POST", SIGN_OFF, { person: "Vic", team: "sales" })).status).toBe(403);
    const odd = await admin("POST", SIGN_OFF, { person: "Vic", team: "sales", claims: ["attribute:none"] });
    expect([odd.status, odd.body.error.message]).toEqual([422, expect.stringContaining("makes no claim")]);
    expect((await admin("GET", "/api/icp/versions/99/sign-off")).status).toBe(404);
  });
});

it("two people of one name are asked and answer each for themselves", async () => {
  const { body } = await admin("POST", "/api/invitations", { email: "vic2@calvanto.example", role: "viewer" });
  const token = body.url.split("#token=")[1];
  const joined = await nobody("POST", `/api/invitations/${token}/accept`, {
    name: "Vic",
    password: "another horse battery",
  });
  const cookie = joined.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const { origin } = server.serving;
  const second = async (value: object) => {
    const headers = { cookie, origin, "content-type": "application/json" };
    const sent = await fetch(`${origin}${SIGN_OFF}/answers`, { method: "POST", headers, body: JSON.stringify(value) });
    return { status: sent.status, body: (await sent.json()) as { readonly asked: readonly Told[] } };
  };
  const claim = "attribute:industry";
  // The first Vic disagreed before the second came; who is kept by address stays that one.
  expect((await second({ claim, answer: "agree" })).status).toBe(422);
  expect((await second({ person: "vic@calvanto.example", claim, answer: "agree" })).status).toBe(403);
  await admin("POST", SIGN_OFF, { person: "vic2@calvanto.example", team: "marketing" });
  expect((await admin("POST", SIGN_OFF, { person: "Vic", team: "sales" })).body.error.message).toContain(
    "2 people here are called Vic",
  );
  const told = await second({ claim, answer: "agree" });
  const about = told.body.asked.filter((one) => one.claim === claim && one.person !== "Grace");
  expect(about).toMatchObject([
    { person: "Vic (vic@calvanto.example)", answer: "disagree", own: false },
    { person: "Vic (vic2@calvanto.example)", answer: "agree", own: true },
  ]);
  const { body: first } = await viewer("GET", SIGN_OFF);
  expect(
    first.asked.filter(({ own }: { own: boolean }) => own).map(({ person }: { person: string }) => person),
  ).toContain("Vic (vic@calvanto.example)");
});

it("the narrative is written, told with what contradicts it, and kept", async () => {
  expect((await viewer("GET", "/api/icp/narrative")).body).toMatchObject({ narrative: null, before: 0 });
  const nobodyOwns = await admin("PUT", "/api/icp/narrative", { text: "They buy because audits hurt." });
  expect(nobodyOwns.status).toBe(422);
  const body = { text: "They buy because audits hurt.", owner: "Ada", review_date: "2027-01-15" };
  const written = await admin("PUT", "/api/icp/narrative", body);
  expect(written.body.narrative).toMatchObject({ ...body, written_by: "Ada" });
  await admin("PUT", "/api/icp/narrative", { text: "They buy because growth hurts." });
  expect((await viewer("GET", "/api/icp/narrative")).body).toMatchObject({ before: 1, due: false });
  expect((await viewer("PUT", "/api/icp/narrative", body)).status).toBe(403);
});

it("changes are logged, and looked at once", async () => {
  const logged = await admin("POST", "/api/changes", { kind: "pricing", date: "2026-03-01", note: "by usage" });
  expect(logged.body).toMatchObject({ kind: "pricing", reviewed_at: null, logged_by: "Ada" });
  expect((await viewer("GET", "/api/changes?open=true")).body.total).toBe(1);
  const path = `/api/changes/${logged.body.id}/reviewed`;
  expect((await admin("POST", path)).body).toMatchObject({ reviewed_by: "Ada" });
  expect((await admin("POST", path)).body.error.message).toContain("was reviewed on");
  expect((await viewer("GET", "/api/changes?open=true")).body).toEqual({ items: [], total: 0, next: null });
  expect((await admin("POST", "/api/changes", { kind: "pricing", date: "2026-02-31" })).status).toBe(422);
  expect((await viewer("POST", "/api/changes", { kind: "pricing", date: "2026-03-01" })).status).toBe(403);
});

describe("proof", () => {
  it("that cannot be had is a sentence", async () => {
    const live = await admin("POST", "/api/icp/validate", { by: "stamps" });
    await expect(done(live)).rejects.toThrow("no opportunity is stamped yet");
    await expect(done(await admin("POST", "/api/icp/validate", {}))).rejects.toThrow(/deals/);
    await expect(done(await admin("POST", "/api/icp/review", {}))).rejects.toThrow(/deals/);
    expect((await viewer("GET", "/api/icp/validation")).body).toMatchObject({ result: null });
    expect((await viewer("POST", "/api/icp/validate", {})).status).toBe(403);
    expect((await nobody("GET", "/api/icp/drift")).status).toBe(401);
  });

  it("of the newest look is told with its figures", async () => {
    expect((await viewer("GET", "/api/icp/drift")).status).toBe(404);
    const { db } = workspace.store;
    const at = new Date("2026-02-01T03:00:00Z");
    const run = await startRun(db, { kind: "drift", by: "schedule", at });
    const page = {
      ...{ kicker: "Drift", name: "main", facts: [], headline: [], support: [], charts: [], blocks: [], footer: [] },
    };
    const json = { alarms: ["Industry"] };
    const report = await keepReport(workspace, { kind: "drift", run, at, report: page, json });
    await finishRun(db, run, { at, summary: { icp: "main", alarms: ["Industry"], report } });
    const { body } = await viewer("GET", "/api/icp/drift");
    expect(body).toMatchObject({ run, by: "schedule", report: `2026-02-01-drift-${run}.html`, figures: json });
    expect((await viewer("GET", "/api/icp/drift?line=other")).status).toBe(404);
  });
});
