import {
  copyFileSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { beforeAll, describe, expect, it } from "vitest";
import { durableFs } from "../../src/store/durable-fs.ts";
import { START } from "../../src/store/embedded-settings.ts";
import { openStore } from "../../src/store/open.ts";
import { putSetting, settingsOf } from "../../src/store/settings.ts";
import { packTar, unpackTar } from "../../src/store/tar.ts";
import { shippedTemplate } from "../../src/store/template.ts";
import { freshFolder } from "./engines.ts";

const AT = new Date("2026-11-22T09:00:00Z");
const onLinux = process.platform === "linux";

/** A disk that forgets at a power cut what was not synced: `shadow` has each file as its last fsync left it. */
function forgetfulDisk(live: string, shadow: string) {
  cpSync(live, shadow, { recursive: true });
  let syncs = 0;
  const sync = ({ nfd }: { nfd: number }) => {
    syncs++;
    fsyncSync(nfd);
    const path = readlinkSync(`/proc/self/fd/${nfd}`);
    if (!existsSync(path) || statSync(path).isDirectory()) return 0;
    const kept = join(shadow, relative(live, path));
    mkdirSync(dirname(kept), { recursive: true });
    copyFileSync(path, kept);
    return 0;
  };
  return { sync, count: () => syncs };
}

describe("the embedded store", () => {
  let prepared = "";
  beforeAll(() => {
    prepared = join(freshFolder(), "prepared");
    unpackTar(gunzipSync(readFileSync(shippedTemplate()!)), prepared);
  });
  const copy = () => {
    const dir = join(freshFolder(), "store");
    cpSync(prepared, dir, { recursive: true });
    return dir;
  };

  it.runIf(onLinux)("has on the disk, at a power cut, every commit that it acknowledged", async () => {
    const live = copy();
    const shadow = join(freshFolder(), "shadow");
    const disk = forgetfulDisk(live, shadow);
    const client = await PGlite.create({ fs: durableFs(live, disk.sync), startParams: [...START] });
    const write = (n: number) =>
      client.query("insert into openicp.settings values ($1, '1', now(), 'me')", [`row ${n}`]);
    const before = disk.count();
    for (let n = 1; n <= 30; n++) await write(n);
    expect(disk.count() - before).toBeGreaterThanOrEqual(30);
    await client.exec("begin");
    await write(31);
    const cut = join(freshFolder(), "cut");
    cpSync(shadow, cut, { recursive: true });
    await client.close();
    const store = await openStore({ kind: "embedded", dir: cut });
    expect((await settingsOf(store.db)).map(({ key }) => Number(key.slice(4))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    expect(store.durability).toContain("fsync on: every commit is on the disk");
    await store.close();
  });

  it.runIf(onLinux)("would lose them as PGlite is started by default", async () => {
    const live = copy();
    const disk = forgetfulDisk(live, join(freshFolder(), "shadow"));
    const client = await PGlite.create({ fs: durableFs(live, disk.sync) });
    const before = disk.count();
    await client.query("insert into openicp.settings values ('row', '1', now(), 'me')");
    expect(disk.count()).toBe(before);
    await client.close();
  });

  it("is made whole or not at all, whatever a dead process left, and stays what it is", async () => {
    const dir = join(freshFolder(), "store");
    mkdirSync(`${dir}.new`);
    writeFileSync(join(`${dir}.new`, "PG_VERSION"), "18\n");
    const first = await openStore({ kind: "embedded", dir });
    await putSetting(first.db, { key: "k", value: 1, at: AT, by: "me" });
    await first.close();
    expect(existsSync(`${dir}.new`)).toBe(false);
    const again = await openStore({ kind: "embedded", dir });
    expect(await settingsOf(again.db)).toHaveLength(1);
    await again.close();
  });

  it("of another PostgreSQL, of no PostgreSQL, or damaged, is refused in a sentence and left alone", async () => {
    const dir = copy();
    const control = join(dir, "global/pg_control");
    writeFileSync(join(dir, "PG_VERSION"), "19\n");
    const open = () => openStore({ kind: "embedded", dir });
    await expect(open()).rejects.toThrow("was made by a newer OpenICP (PostgreSQL 19, this one has 18)");
    writeFileSync(join(dir, "PG_VERSION"), "18\n");
    truncateSync(control, 100);
    await expect(open()).rejects.toThrow(`the store in ${dir} cannot be opened, its files are damaged`);
    expect(statSync(control).size).toBe(100);
    const strange = freshFolder();
    writeFileSync(join(strange, "notes.txt"), "mine");
    await expect(openStore({ kind: "embedded", dir: strange })).rejects.toThrow("is not a store of OpenICP");
    expect(readFileSync(join(strange, "notes.txt"), "utf8")).toBe("mine");
  });
});

describe("the archive of an empty store", () => {
  it("gives back every file and folder, empty ones too, and the same bytes for the same files", () => {
    const from = join(freshFolder(), "from");
    mkdirSync(join(from, "empty"), { recursive: true });
    mkdirSync(join(from, "deep/er"), { recursive: true });
    writeFileSync(join(from, "deep/er/none"), "");
    writeFileSync(join(from, "deep/exact"), Buffer.alloc(512, 7));
    writeFileSync(join(from, "odd"), Buffer.alloc(513, 9));
    const to = join(freshFolder(), "to");
    unpackTar(packTar(from), to);
    expect(packTar(to)).toEqual(packTar(from));
    expect(existsSync(join(to, "empty"))).toBe(true);
    expect(readFileSync(join(to, "odd"))).toEqual(Buffer.alloc(513, 9));
  });
});
