import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: ["test/setup.ts"],
    server: { deps: { external: [/\/dist\/cli\.js$/] } },
    include: ["test/**/*.test.ts"],
  },
});
