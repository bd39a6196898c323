import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { openEmbedded } from "./embedded.ts";
import { START, WAL_SEGMENT } from "./embedded-settings.ts";
import { migrate } from "./migrate.ts";
import { shippedMigrations } from "./migrations.ts";
import { packTar } from "./tar.ts";

function engineVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  return (JSON.parse(readFileSync(join(dirname(entry), "../package.json"), "utf8")) as { version: string }).version;
}

/** Its name says what is in it, so that a template of other migrations or of another PGlite is never taken. */
function templateName(): string {
  const parts = [engineVersion(), WAL_SEGMENT, ...START, ...shippedMigrations().map(({ hash }) => hash)];
  return `store-template-${createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16)}.tar.gz`;
}

/** The packed store that came with this OpenICP, or null. Beside the bundle, or in `dist/` of a checkout. */
export function shippedTemplate(): string | null {
  const name = templateName();
  const paths = [`./${name}`, `../../dist/${name}`].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Makes an empty store with all migrations done and packs it into `folder`, unless it is there. @returns its path */
export async function makeTemplate(folder: string): Promise<string> {
  const path = join(folder, templateName());
  if (existsSync(path)) return path;
  const work = mkdtempSync(join(tmpdir(), "openicp-template-"));
  try {
    const store = await openEmbedded(join(work, "store"), { template: null });
    await migrate(store, shippedMigrations());
    await store.execute("vacuum analyze");
    await store.close();
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, gzipSync(packTar(join(work, "store")), { level: 6 }));
    renameSync(unfinished, path);
    return path;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
