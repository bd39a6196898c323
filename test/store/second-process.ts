// A process that has a workspace open and writes until it is killed; the tests start it. Tells each commit once it is acknowledged.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lockWorkspace } from "../../src/store/lock.ts";
import { openStore } from "../../src/store/open.ts";
import { putSetting } from "../../src/store/settings.ts";

const folder = process.argv[2]!;
mkdirSync(folder, { recursive: true });
await lockWorkspace(folder, "openicp serve", { now: () => new Date() });
const { db } = await openStore({ kind: "embedded", dir: join(folder, "store") });
for (let n = 1; ; n++) {
  await putSetting(db, { key: `row ${n}`, value: "x".repeat(500), at: new Date(n), by: "second" });
  process.stdout.write(`${n}\n`);
}
