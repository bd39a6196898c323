// Builds the app into dist/web, unless what it is made of is what it was.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./ensure.mjs";

const out = join(root, "dist/web");
const kept = join(out, ".hash");

/** The app's own files, what it takes of src/ (test/rooms.test.ts holds it to that), and the lock that says with which libraries. */
function sources() {
  const own = ["web", "src/whatif", "src/icp", "src/stats"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return [
    ...own,
    join(root, "docs/glossary.md"),
    join(root, "package-lock.json"),
    join(root, "scripts/build-web.mjs"),
  ].sort();
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** kB that the first page costs, compressed: what index.html names, which are the shell and its styles. */
function shellSize() {
  const page = readFileSync(join(out, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) =>
    readFileSync(join(out, path)),
  );
  return Math.round(named.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000);
}

/** Builds dist/web; gives whether it had to. */
export async function buildWeb() {
  const hash = hashOf(sources());
  if (existsSync(kept) && readFileSync(kept, "utf8") === hash) return false;
  const { build } = await import("vite");
  // The tests set another one, and React's own checks would be built in.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  try {
    await build({ configFile: join(root, "web/vite.config.ts"), logLevel: "warn" });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  writeFileSync(kept, hash);
  return true;
}

if (process.argv[1]?.endsWith("build-web.mjs"))
  console.log(`dist/web: ${(await buildWeb()) ? "built" : "fresh"}; the shell is ${shellSize()} kB gzip (budget 250)`);
