// Fills the disk that it is given while a workspace on it is open, and tells what each thing says then; the test starts it.
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { EFFECTS, look, type Seen, writeAccounts } from "../../../bench/soak/decision-world.ts";
import { importNext, KINDS, prepare } from "../../../bench/soak/decisions.ts";
import { exportWorkspace } from "../../../src/engine/workspace/export.ts";
import { initWorkspace, openWorkspace } from "../../../src/engine/workspace/open.ts";
import { putSetting } from "../../../src/store/settings.ts";

/** What the test reads. */
export interface ToldOfDisk {
  /** What each says on the full disk. */
  readonly full: Readonly<Record<string, string>>;
  /** And what opening says there. */
  readonly open: string;
  readonly before: Seen;
  readonly after: Seen;
  /** What each says where there is room again. */
  readonly room: Readonly<Record<string, string>>;
  readonly left: readonly string[];
  /** What each says while nothing can be written. */
  readonly readOnly: Readonly<Record<string, string>>;
}

const OPTIONS = { databaseUrl: null, doing: "a test", threads: 1, memoryLimit: "500MB" };

/** Leaves no byte of the disk. */
function fill(path: string): void {
  const file = openSync(path, "w");
  for (const size of [1_048_576, 4096, 1])
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  closeSync(file);
}

const said = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: Error) => `${error.name}: ${error.message}`,
  );

async function main(disk: string, elsewhere: string): Promise<ToldOfDisk> {
  const dir = join(disk, "workspace");
  const backup = join(disk, "backups", "backup.tar.gz");
  const filler = join(disk, "filler");
  mkdirSync(join(disk, "backups"));
  writeAccounts(elsewhere);
  await initWorkspace(dir, OPTIONS, EFFECTS);
  let workspace = await openWorkspace(dir, OPTIONS, EFFECTS);
  await importNext(workspace, elsewhere);
  for (let n = 0; n < 2; n++) await (await prepare(workspace, elsewhere, "publish")).go();
  const steps: Record<string, () => Promise<unknown>> = {};
  for (const kind of KINDS) steps[kind] = (await prepare(workspace, elsewhere, kind)).go;
  steps.import = () => importNext(workspace, elsewhere);
  steps.export = () => exportWorkspace(workspace, backup, EFFECTS);
  steps.note = () =>
    workspace.store.transaction((tx) =>
      putSetting(tx, { key: "note", value: "x".repeat(3_000_000), at: new Date(0), by: "test" }),
    );
  const before = await look(workspace);
  fill(filler);
  const full: Record<string, string> = {};
  for (const name of ["note", "import", "score", "publish", "rollback", "export"])
    full[name] = await said(steps[name]!());
  await said(workspace.close());
  const open = await said(openWorkspace(dir, OPTIONS, EFFECTS));
  rmSync(filler);
  const mounted = (how: string) => execFileSync("mount", ["-o", `remount,${how}`, disk]);
  mounted("ro");
  const readOnly: Record<string, string> = {
    open: await said(openWorkspace(dir, OPTIONS, EFFECTS)),
    init: await said(initWorkspace(join(disk, "new"), OPTIONS, EFFECTS)),
  };
  mounted("rw");
  workspace = await openWorkspace(dir, OPTIONS, EFFECTS);
  const after = await look(workspace);
  readOnly.export = await said(exportWorkspace(workspace, "/proc/backup.tar.gz", EFFECTS));
  const room: Record<string, string> = { export: await said(exportWorkspace(workspace, backup, EFFECTS)) };
  for (const kind of ["score", "publish", "rollback"] as const)
    room[kind] = await said((await prepare(workspace, elsewhere, kind)).go());
  await workspace.close();
  return { readOnly, full, open, before, after, room, left: readdirSync(join(disk, "backups")) };
}

const [disk, elsewhere] = process.argv.slice(2) as [string, string];
writeFileSync(join(elsewhere, "told.json"), JSON.stringify(await main(disk, elsewhere)));
