import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sweepUploads } from "../../src/engine/workspace/uploads.ts";
import { account, accounts } from "../engine/workspace/small-workspace.ts";
import { testServer } from "./server.ts";

const LIMIT = 200_000;
const server = await testServer(async () => undefined, { uploadLimit: LIMIT });
const { admin, viewer, nobody, serving, cookie, workspace, done } = server;

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join(",")).join("\n");
}

async function upload(): Promise<string> {
  return (await admin("POST", "/api/imports")).body.id as string;
}

async function put(
  id: string,
  name: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  more: object = {},
) {
  const answer = await fetch(`${serving.origin}/api/imports/${id}/files/${encodeURIComponent(name)}`, {
    ...{ method: "PUT", body, headers: { cookie, origin: serving.origin } },
    ...more,
  });
  return { status: answer.status, body: (await answer.json()) as { name?: string; error?: { message: string } } };
}

const folderOf = (id: string): string => join(workspace.dir, "uploads", id);
const shown = (id: string): string[] => readdirSync(folderOf(id)).filter((name) => name !== ".about.json");
const ACCOUNTS = csv(accounts(...Array.from({ length: 30 }, (_, i) => account(i + 1))));

describe("a file on its way in", () => {
  it("is looked at, imported with what is said of it, and taken away", async () => {
    const id = await upload();
    expect(await put(id, "Account.csv", ACCOUNTS)).toMatchObject({ status: 200, body: { name: "Account.csv" } });
    expect(statSync(join(folderOf(id), "Account.csv")).mode & 0o777).toBe(0o600);
    const { body } = await admin("GET", `/api/imports/${id}`);
    expect(body.files).toHaveLength(1);
    const [file] = body.files;
    expect(file).toMatchObject({ state: "read", rows: 30, role: "accounts", key: ["AccountId"], question: null });
    const industry = file.columns.find((one: { header: string }) => one.header === "Industry");
    expect(industry).toMatchObject({
      field: "industry",
      by: "known",
      kind: "category",
      samples: ["fintech"],
      filled: 1,
    });
    const owner = file.columns.find((one: { header: string }) => one.header === "Website");
    expect(owner).toMatchObject({ kind: "website" });
    const again = await admin("POST", `/api/imports/${id}/look`, {
      files: [{ name: "Account.csv", as: "universe", map: ["Type=customer_tier"] }],
    });
    const type = again.body.files[0].columns.find((one: { header: string }) => one.header === "Type");
    expect([again.body.files[0].role, type.field, type.by]).toEqual(["universe", "customer_tier", "said"]);

    const result = await done(await admin("POST", `/api/imports/${id}/run`, { files: [{ name: "Account.csv" }] }));
    expect(result.imports).toMatchObject([{ role: "accounts", read: 30, new: 30, changed: 0, rejected: 0 }]);
    expect(existsSync(folderOf(id))).toBe(false);
    const log = await admin("GET", "/api/imports");
    expect(log.body).toMatchObject({ total: 1, items: [{ import: 1, file: "Account.csv", new: 30 }], next: null });
    const audit = await admin("GET", "/api/audit-log");
    expect(audit.body.items[0]).toMatchObject({ who: "Ada", action: "import", subject: "Account.csv as accounts" });
  });

  it("is asked about where another file of the upload makes it doubtful", async () => {
    const id = await upload();
    await put(id, "Account.csv", ACCOUNTS.replaceAll("acc-", "own-").replaceAll("AccountId", "Id"));
    await put(id, "prospects.csv", "Company,Website,Industry\nAcme,acme.example,Retail\nBolt,bolt.example,Retail\n");
    const told = async (files: object[]) =>
      (await admin("POST", `/api/imports/${id}/look`, { files })).body.files.find(
        (one: { name: string }) => one.name === "prospects.csv",
      );
    const asked = await told([{ name: "Account.csv" }]);
    expect([asked.role, asked.question]).toEqual([null, expect.stringContaining("without the ids")]);
    expect(await told([{ name: "prospects.csv", as: "universe" }])).toMatchObject({ role: "universe", question: null });
    await admin("DELETE", `/api/imports/${id}`);
  });

  it("that comes again is known, with what was changed", async () => {
    const id = await upload();
    await put(id, "Account.csv", ACCOUNTS.replace("fintech", "retail"));
    const look = await admin("GET", `/api/imports/${id}`);
    expect(look.body.files[0].like).toEqual({ source: "accounts_1", files: ["Account.csv"] });
    const result = await done(await admin("POST", `/api/imports/${id}/run`, { files: [{ name: "Account.csv" }] }));
    expect(result.imports).toMatchObject([{ new: 0, changed: 1, unchanged: 29 }]);
  });

  it("gives its rejected rows in pages, each with the reason", async () => {
    const id = await upload();
    const rows = accounts(...[50, 51, 52, 53].map((i) => account(i)));
    const nameless = [1, 2, 3].map(() => ["", "", "", "fintech", "DE", "Ann", "Prospect"]);
    const many = accounts(...Array.from({ length: 40 }, (_, i) => account(i + 60))).slice(1);
    await put(id, "Account.csv", csv([...rows, ...many, ...nameless]));
    const result = await done(await admin("POST", `/api/imports/${id}/run`, { files: [{ name: "Account.csv" }] }));
    const [summary] = result.imports;
    expect(summary.rejected).toBe(3);
    const first = await admin("GET", `/api/imports/runs/${summary.import}/rejections?limit=2`);
    expect(first.body).toMatchObject({ total: 3, next: "2", rejected: 3 });
    expect(first.body.items[0].reason).toContain("row 45");
    const last = await admin("GET", `/api/imports/runs/${summary.import}/rejections?limit=2&cursor=${first.body.next}`);
    expect([last.body.items.length, last.body.next]).toEqual([1, null]);
    expect((await admin("GET", "/api/imports/runs/999/rejections")).status).toBe(404);
  });

  it("that cannot be imported stays, with a sentence, and the others go in", async () => {
    const id = await upload();
    await put(id, "odd.csv", "colour,shape\nred,round\nblue,flat\n");
    await put(id, "more.csv", csv(accounts(...[201, 202, 203].map((i) => account(i)))));
    const look = await admin("GET", `/api/imports/${id}`);
    const odd = look.body.files.find((one: { name: string }) => one.name === "odd.csv");
    expect(odd.role).toBeNull();
    expect(odd.question).toContain("do not tell what it is");
    const run = { files: [{ name: "odd.csv" }, { name: "more.csv" }] };
    const result = await done(await admin("POST", `/api/imports/${id}/run`, run));
    expect(result.imports).toMatchObject([{ file: "more.csv", new: 3 }]);
    expect(result.refused).toMatchObject([{ name: "odd.csv" }]);
    expect(shown(id)).toEqual(["odd.csv"]);
    expect((await admin("DELETE", `/api/imports/${id}`)).status).toBe(200);
    expect((await admin("GET", `/api/imports/${id}`)).status).toBe(404);
  });
});

describe("attacks by upload", () => {
  it("that are too large are refused, also when they do not say how large they are; nothing stays", async () => {
    const id = await upload();
    expect(await put(id, "big.csv", "x".repeat(LIMIT + 1))).toMatchObject({ status: 413 });
    const piece = new TextEncoder().encode("x".repeat(50_000));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => (sent++ < 100 ? controller.enqueue(piece) : controller.close()),
    });
    const answer = await put(id, "endless.csv", endless, { duplex: "half" }).catch(() => null);
    // Whoever keeps sending may see the connection end before the answer.
    if (answer !== null) expect(answer.status).toBe(413);
    await expect.poll(() => shown(id)).toEqual([]);
    expect(sent).toBeLessThan(100);
  });

  it("cannot leave their folder by their name, or be found by another", async () => {
    const id = await upload();
    const { body } = await put(id, "../../../escape\u0000.csv", "a,b\n1,2\n");
    expect(body.name).toBe("escape_.csv");
    expect(shown(id)).toEqual(["escape_.csv"]);
    expect((await put(id, "...", "a")).status).toBe(422);
    const hidden = await put(id, ".about.json", "a,b\n1,2\n");
    expect(hidden.body.name).toBe("about.json");
    expect((await put("../uploads", "a.csv", "a")).status).toBe(404);
    expect((await admin("GET", `/api/imports/${"0".repeat(24)}`)).status).toBe(404);
    const run = { files: [{ name: "../../workspace.json" }] };
    expect((await admin("POST", `/api/imports/${id}/run`, run)).status).toBe(404);
  });

  it("that unpack to hundreds of times their size are not read", async () => {
    const id = await upload();
    const bomb = gzipSync(Buffer.alloc(105 << 20, "a,b\n"), { level: 6 });
    expect(bomb.length).toBeLessThan(LIMIT);
    await put(id, "bomb.csv.gz", new Uint8Array(bomb));
    const { body } = await admin("GET", `/api/imports/${id}`);
    expect(body.files[0]).toMatchObject({ state: "failed" });
    expect(body.files[0].error).toMatch(/unpacks to \d+ times its size/);
  });

  it("are for editors alone", async () => {
    expect((await viewer("POST", "/api/imports")).status).toBe(403);
    expect((await nobody("POST", "/api/imports")).status).toBe(401);
    const id = await upload();
    expect((await viewer("GET", `/api/imports/${id}`)).status).toBe(403);
    const forged = await fetch(`${serving.origin}/api/imports/${id}/files/a.csv`, {
      ...{ method: "PUT", body: "a,b\n1,2", headers: { cookie, origin: "https://evil.example" } },
    });
    expect(forged.status).toBe(403);
  });
});

it("what waits for longer than a day is swept", async () => {
  const id = await upload();
  await put(id, "a.csv", "a,b\n1,2\n");
  expect(await sweepUploads(workspace, new Date())).toBe(0);
  expect(await sweepUploads(workspace, new Date(Date.now() + 25 * 3_600_000))).toBeGreaterThan(0);
  expect(existsSync(folderOf(id))).toBe(false);
});
