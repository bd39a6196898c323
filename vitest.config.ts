import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    // Files share their worker's modules and warm code: none replaces a module, a clock or a global.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Machines are slow at times; whoever polls says what comes, not how soon.
    expect: { poll: { timeout: 20_000 } },
    globalSetup: ["test/setup.ts"],
    setupFiles: ["test/properties.ts"],
    // The shipped bundle runs as it is, see test/cli/openicp.ts.
    server: { deps: { external: [/\/dist\/cli\.js$/] } },
    include: ["test/**/*.test.ts"],
  },
});
