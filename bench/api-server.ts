// A server of the sample company for bench/api.ts: makes the workspace where there is none, serves it, and prints its origin and a key.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRoute, gives, jsonBody, needs, routes, z } from "../src/api/route.ts";
import { serve } from "../src/api/serve.ts";
import { addKey } from "../src/auth/keys.ts";
import { addPerson } from "../src/auth/people.ts";
import { SCOPES } from "../src/auth/roles.ts";
import { PAGES } from "../src/cli/workspace/pages.ts";
import { buildDraftAway } from "../src/engine/workspace/build-draft.ts";
import { defaultBuild } from "../src/engine/workspace/default-build.ts";
import { importFiles } from "../src/engine/workspace/import.ts";
import { initWorkspace, openWorkspace } from "../src/engine/workspace/open.ts";
import { publish } from "../src/engine/workspace/publish.ts";
import type { WorkspaceEffects } from "../src/engine/workspace/workspace.ts";

const [folder = "", accounts = "0"] = process.argv.slice(2);
const dir = join(folder, "workspace");
const effects: WorkspaceEffects = {
  today: new Date().toISOString().slice(0, 10),
  signal: new AbortController().signal,
  ...{ workers: 1, progress: () => undefined, now: () => new Date(), by: "bench" },
};
const options = { databaseUrl: null, doing: "bench/api.ts" };
const sample = "examples/calvanto";

/** The sample's prospects again and again, each under names of its own. */
function manyProspects(n: number): string {
  const [header = "", ...rows] = readFileSync(join(sample, "prospects.csv"), "utf8").trim().split("\n");
  const plain = rows.filter((row) => /^[\w .&-]+,[\w.-]+,/.test(row));
  const lines = Array.from({ length: n }, (_, i) => {
    const [name, site, ...rest] = plain[i % plain.length]!.split(",");
    return `${name} ${i},n${i}-${site?.replace(/^www\./, "")},${rest.join(",")}`;
  });
  const path = join(folder, "many.csv");
  writeFileSync(path, [header, ...lines].join("\n"));
  return path;
}

if (!existsSync(dir)) {
  mkdirSync(folder, { recursive: true });
  await initWorkspace(dir, options, effects);
  const made = await openWorkspace(dir, options, effects);
  const files = [
    { path: join(sample, "salesforce/Opportunity.csv"), role: "deals" },
    { path: join(sample, "salesforce/Account.csv"), role: "accounts" },
    { path: Number(accounts) > 0 ? manyProspects(Number(accounts)) : join(sample, "prospects.csv"), role: "universe" },
    { path: join(sample, "events.csv"), role: "events" },
  ] as const;
  await importFiles(made.warehouse, files, {}, { ...effects, now: () => effects.now().toISOString() });
  const build = { icp: "main", why: null, build: defaultBuild(1, false), typed: {} };
  const { draft } = await buildDraftAway(made, build, effects);
  await publish(made, { icp: "main", version: draft.number, why: null, force: true }, effects);
  await made.close();
}

const workspace = await openWorkspace(dir, options, effects);
const empty = () => {
  const app = routes();
  app.openapi(
    createRoute({
      ...{ method: "post", path: "/api/bench/empty", ...needs("score") },
      request: jsonBody(z.unknown()),
      responses: gives(z.object({})),
    }),
    (c) => {
      c.req.valid("json");
      return c.json({}, 200);
    },
  );
  return app;
};
const serving = await serve(workspace, {
  ...{
    host: "127.0.0.1",
    port: 0,
    origin: null,
    app: "dist/web",
    logLevel: "warn",
    logTo: process.stderr,
    pages: PAGES,
  },
  now: () => new Date(),
  api: { keyPerMinute: Number.MAX_SAFE_INTEGER, more: empty },
});
const { auth } = serving.server;
const by = { at: new Date(), by: "bench" };
const wanted = {
  name: "Bench",
  email: `bench-${Date.now()}@firm.example`,
  password: "a long pass phrase",
  role: "admin",
} as const;
const { id } = await addPerson(auth, workspace.store, wanted, by);
const { key } = await addKey(auth, workspace.store, { name: "bench", scopes: [...SCOPES], expires_in_days: 1 }, id, by);
process.stdout.write(
  `${JSON.stringify({ origin: serving.origin, key, email: wanted.email, password: wanted.password })}\n`,
);
process.on("SIGTERM", async () => {
  await serving.close();
  await workspace.close();
  process.exit(0);
});
