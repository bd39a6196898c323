// npm test: installs what is missing, builds, then types, lint and format, tests. One yes or no.
import { build } from "./build.mjs";
import { run } from "./ensure.mjs";

await build();
run("npx", ["tsc", "-p", "tsconfig.json"]);
run("npx", ["tsc", "-p", "tsconfig.pure.json"]);
run("npx", ["tsc", "-p", "web/tsconfig.json"]);
run("npx", ["biome", "check", "--error-on-warnings", "."]);
run("npx", ["vitest", "run", ...process.argv.slice(2)]);
