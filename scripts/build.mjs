// Bundles the command line and its resampling worker into dist/.
import { ensureInstalled, root } from "./ensure.mjs";

/** Builds dist/; fast enough to do every time. */
export async function build() {
  ensureInstalled();
  const { build: bundle } = await import("esbuild");
  await bundle({
    absWorkingDir: root,
    entryPoints: { cli: "src/cli/main.ts", worker: "src/engine/worker.ts" },
    outdir: "dist",
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    external: ["@duckdb/node-api", "tinypool"],
    banner: {
      js: 'import { createRequire as openicpRequire } from "node:module"; const require = openicpRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
}

if (process.argv[1]?.endsWith("build.mjs")) await build();
