#!/usr/bin/env node
import { existsSync } from "node:fs";

const bundle = new URL("../dist/cli.js", import.meta.url);
if (!existsSync(bundle)) {
  console.error("openicp is not built yet: run `npm install && npm run build` in its folder, or `npm run demo`.");
  process.exit(1);
}
const { main } = await import(bundle.href);
await main(process.argv);
