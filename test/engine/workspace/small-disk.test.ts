import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { bundled, SHORT_LIVED } from "../../bundled.ts";
import type { ToldOfDisk } from "./small-disk-child.ts";

/** As root, or as one who may make a namespace in which they are: the mount is seen by that process alone and goes with it. */
const OWN_MOUNTS = process.getuid?.() === 0 ? "-m" : "-rm";
const MOUNT = 'mount -t tmpfs -o "$1" tmpfs "$0" || exit 99; shift; exec "$@"';
const NO_MOUNT = 99;

/** Runs a script on a disk of its own; null where this machine does not allow one. */
async function onDisk(
  options: string,
  script: string,
): Promise<{ readonly folder: string; readonly stderr: string } | null> {
  const folder = mkdtempSync(join(inject("runFolder"), "disk-"));
  const disk = join(folder, "disk");
  mkdirSync(disk);
  const command = [process.execPath, SHORT_LIVED, await bundled(script), disk, folder];
  const { status, stderr, error } = spawnSync("unshare", [OWN_MOUNTS, "sh", "-c", MOUNT, disk, options, ...command], {
    encoding: "utf8",
  });
  if (error !== undefined || status === NO_MOUNT || stderr.startsWith("unshare:")) return null;
  return { folder, stderr };
}

it("what a full or a read-only disk stops is told in a sentence, nothing is lost, and all of it goes where there is room again", async (context) => {
  const ran = await onDisk("size=64m", "test/engine/workspace/small-disk-child.ts");
  if (ran === null) {
    // Also in CI: a container may forbid it, and nothing there can be installed for it. faults.test.ts needs no disk.
    console.warn("skipped: needs a disk of its own, get it with: root, or user namespaces (unshare -rm mount)");
    return context.skip("needs a disk of its own");
  }
  expect(ran.stderr).toBe("");
  const told = JSON.parse(readFileSync(join(ran.folder, "told.json"), "utf8")) as ToldOfDisk;
  const ofStore = /^InputError: the disk is full: nothing of this was kept, and what was there before still is/;
  const ofEither =
    /^InputError: (the disk is full: nothing of this was kept|no space is left on the disk of .*: free some)/;
  expect(told.full).toEqual({
    note: expect.stringMatching(ofStore),
    import: expect.stringMatching(/^InputError: no space is left on the disk of .*warehouse\.duckdb: free some/),
    score: expect.stringMatching(ofEither),
    publish: expect.stringMatching(ofEither),
    rollback: expect.stringMatching(ofEither),
    export: expect.stringMatching(/^InputError: cannot write .*backup\.tar\.gz: the disk is full; free some space or/),
  });
  expect(told.open).toMatch(/^InputError: (the disk of .* is full: the store needs 4 MB|no space is left on the disk)/);
  expect(told.after).toEqual(told.before);
  expect(told.before).toMatchObject({ approvals: 2, runs: 2, accounts: 2000, wrong: 0, faults: [] });
  expect(told.room).toEqual({ export: "done", score: "done", publish: "done", rollback: "done" });
  expect(told.left).toEqual(["backup.tar.gz"]);
  expect(told.readOnly).toEqual({
    open: expect.stringMatching(
      /^InputError: cannot write .*: the folder must be there and you must be allowed to write$/,
    ),
    init: expect.stringMatching(/^InputError: cannot make the folder .*new: (EROFS|ENOENT)$/),
    export: expect.stringMatching(/^InputError: cannot write \/proc\/backup.tar.gz/),
  });
});
