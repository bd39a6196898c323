// Bundles the command line and its resampling worker into dist/, with the store's migrations and an empty store beside them, and the app.
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { buildWeb } from "./build-web.mjs";
import { ensureInstalled, root } from "./ensure.mjs";

const dist = join(root, "dist");

/** Takes away what an earlier build left: pieces of the bundle and empty stores of other migrations. */
function clear(pattern, keep) {
  for (const name of readdirSync(dist))
    if (pattern.test(name) && !keep.has(name)) rmSync(join(dist, name), { force: true });
}

/** Of every source file and of the locked dependencies: tells this code from other code of the same version. */
function codeHash() {
  const hash = createHash("sha256");
  const names = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of [...names, join(root, "package-lock.json")])
    hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

/** Builds dist/; fast enough to do every time. An empty store takes four seconds once, and again when the migrations change. */
export async function build() {
  ensureInstalled();
  const { build: bundle } = await import("esbuild");
  const { metafile } = await bundle({
    absWorkingDir: root,
    entryPoints: {
      cli: "src/cli/main.ts",
      worker: "src/engine/worker.ts",
      away: "src/engine/away/worker.ts",
      "store-template": "src/store/template.ts",
    },
    outdir: "dist",
    bundle: true,
    // What is imported later (await import) stays apart, so that a command pays only for what it uses.
    splitting: true,
    metafile: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    define: { OPENICP_BUILD: JSON.stringify(codeHash()) },
    external: [
      "@duckdb/node-api",
      "@electric-sql/pglite",
      "@better-auth/api-key",
      "better-auth",
      "drizzle-orm",
      "pg",
      "pg-boss",
      "pino",
      "prom-client",
      "proper-lockfile",
      "tinypool",
    ],
    banner: {
      js: 'import { createRequire as openicpRequire } from "node:module"; const require = openicpRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  clear(/-[A-Z0-9]{8}\.js$/, new Set(Object.keys(metafile.outputs).map((path) => basename(path))));
  cpSync(join(root, "src/store/migrations"), join(dist, "migrations"), {
    recursive: true,
    filter: (path) => !path.endsWith("_snapshot.json"),
  });
  const { makeTemplate } = await import(`${new URL("../dist/store-template.js", import.meta.url).href}`);
  clear(/^store-template-.*\.gz$/, new Set([basename(await makeTemplate(dist))]));
  await buildWeb();
}

if (process.argv[1]?.endsWith("build.mjs")) await build();
