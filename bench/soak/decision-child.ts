import { writeSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace } from "../../src/engine/workspace/open.ts";
import { EFFECTS, look } from "./decision-world.ts";
import { type Kind, prepare } from "./decisions.ts";

/** Tells what stands in the workspace, then does one thing over and over until it is killed; tells when it begins and when it is done. */
const [folder, kind] = process.argv.slice(2) as [string, Kind];
const tell = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);
const options = { databaseUrl: null, doing: `soak ${kind}`, threads: 1, memoryLimit: "1GB" };
const workspace = await openWorkspace(join(folder, "workspace"), options, EFFECTS);
tell({ seen: await look(workspace) });
for (;;) {
  const { version, go } = await prepare(workspace, folder, kind);
  tell({ begun: version });
  const from = performance.now();
  await go();
  tell({ done: version, milliseconds: performance.now() - from });
}
