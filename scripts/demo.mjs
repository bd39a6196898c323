// npm run demo: installs what is missing, builds, then the demo.
import { build } from "./build.mjs";
import { root, run } from "./ensure.mjs";

await build();
run(process.execPath, [`${root}/bin/openicp.js`, "demo", "--serve", ...process.argv.slice(2)]);
