import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { keptFault } from "../../src/warehouse/kept/faults.ts";
import { MIGRATIONS } from "../../src/warehouse/kept/schema.ts";
import { inTransaction, openWarehouse, type Warehouse } from "../../src/warehouse/kept/warehouse.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const fresh = () => {
  const own = join(folder, String(++made));
  mkdirSync(own);
  return join(own, "warehouse.duckdb");
};
const open = (path: string, migrations?: readonly string[]) =>
  openWarehouse(path, { threads: 1, ...(migrations === undefined ? {} : { migrations }) });

async function value<T>(warehouse: Warehouse, sql: string): Promise<T> {
  const database = await warehouse.work();
  try {
    return await database.value<T>(sql);
  } finally {
    database.close();
  }
}

describe("the kept file", () => {
  it("is closed after the connections that were closed just before", async () => {
    for (let round = 0; round < 5; round++) {
      const warehouse = await open(fresh());
      const all = await Promise.all([1, 2, 3, 4, 5].map(() => warehouse.work()));
      for (const database of all) database.close();
      expect(await warehouse.compact()).toBe(true);
      for (const database of [await warehouse.work(), await warehouse.work()]) database.close();
      await warehouse.close();
    }
  });

  it("gives each job a catalog of its own beside the kept tables", async () => {
    const warehouse = await open(fresh());
    const [one, two] = [await warehouse.work(), await warehouse.work()];
    await one.create("t", [{ name: "a", type: "INTEGER", values: [1, 2] }]);
    await two.create("t", [{ name: "b", type: "VARCHAR", values: ["x", null] }]);
    expect(await one.rows("SELECT * FROM t")).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await two.texts("SELECT * FROM t")).toEqual([["x", null]]);
    await one.run("CREATE TABLE kept.raw.shared AS SELECT a FROM t");
    expect(await two.value("SELECT sum(a)::INTEGER FROM kept.raw.shared")).toBe(3);
    const long = one.value("SELECT count(*) FROM range(100000000) a, range(100000) b");
    setTimeout(() => one.interrupt(), 50);
    await expect(long).rejects.toThrow("interrupted");
    expect(await two.value("SELECT count(*) FROM t")).toBe(2);
    one.close();
    two.close();
    expect(
      await value(warehouse, "SELECT count(*) FROM duckdb_databases() WHERE database_name = 'work_2'"),
    ).toBeLessThanOrEqual(1);
    await warehouse.close();
  });

  it("keeps what is committed and nothing else", async () => {
    const path = fresh();
    const warehouse = await open(path);
    await warehouse.turn((database) =>
      inTransaction(database, () => database.run("CREATE TABLE kept.raw.a AS SELECT 1 AS x")),
    );
    const failed = warehouse.turn((database) =>
      inTransaction(database, async () => {
        await database.run("INSERT INTO kept.raw.a VALUES (2)");
        throw new Error("no");
      }),
    );
    await expect(failed).rejects.toThrow("no");
    await warehouse.close();
    const again = await open(path);
    expect(await value(again, "SELECT count(*) FROM kept.raw.a")).toBe(1);
    expect(await again.compact()).toBe(true);
    expect(await value(again, "SELECT count(*) FROM kept.raw.a")).toBe(1);
    const busy = await again.work();
    expect(await again.compact()).toBe(false);
    busy.close();
    await again.close();
  });

  it("brings older formats forward, and refuses newer ones and other databases", async () => {
    const path = fresh();
    await (await open(path)).close();
    const next = [...MIGRATIONS, "CREATE TABLE kept.meta.later (a INTEGER)"];
    const newer = await open(path, next);
    expect(await value(newer, "SELECT count(*) FROM kept.meta.later")).toBe(0);
    expect(await value(newer, "SELECT value FROM kept.meta.settings WHERE name = 'format'")).toBe(
      String(MIGRATIONS.length + 1),
    );
    await newer.close();
    await expect(open(path)).rejects.toThrow(
      `was written by a newer version of OpenICP (format ${MIGRATIONS.length + 1}, this one knows ${MIGRATIONS.length})`,
    );
    const failing = [...next, "CREATE TABLE kept.meta.last (a INTEGER); SELECT no_such_function()"];
    await expect(open(path, failing)).rejects.toThrow("no_such_function");
    const same = await open(path, next);
    expect(await value(same, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'last'")).toBe(0);
    await same.close();
    const other = fresh();
    const maker = await open(path, next);
    const database = await maker.work();
    await database.run(`ATTACH '${other}' AS o; CREATE TABLE o.t AS SELECT 1 AS a; DETACH o`);
    database.close();
    await maker.close();
    await expect(open(other)).rejects.toThrow("is a DuckDB file, but no workspace of OpenICP");
  });

  it("that is damaged is refused in a sentence, and stays as it is", async () => {
    const path = fresh();
    writeFileSync(path, "this is no database ".repeat(1000));
    await expect(open(path)).rejects.toThrow(/is damaged and cannot be read: put a backup in its place/);
    expect(readFileSync(path, "utf8")).toContain("no database");
    const good = fresh();
    const warehouse = await open(good);
    await warehouse.turn((database) =>
      database.run("CREATE TABLE kept.raw.a AS SELECT i, hash(i) AS h FROM range(20000) t(i)"),
    );
    await warehouse.close();
    const bytes = readFileSync(good);
    for (let at = 4096; at < bytes.length; at += 512) bytes[at] = bytes[at]! ^ 0xff;
    writeFileSync(good, bytes);
    const used = open(good).then((broken) =>
      broken.turn((database) => database.value("SELECT sum(h::DOUBLE) FROM kept.raw.a")),
    );
    await expect(used).rejects.toThrow(/is damaged and cannot be read/);
    writeFileSync(good, "");
    // A file of no bytes is what a kill at the very beginning leaves: it holds nothing to lose.
    await (await open(good)).close();
  });

  it("in a place that cannot be written to is refused in a sentence", async () => {
    await expect(open("/proc/warehouse.duckdb")).rejects.toThrow(
      "cannot write /proc/warehouse.duckdb: the folder must be there",
    );
    const path = fresh();
    await (await open(path)).close();
    const mount = readOnly(join(path, ".."));
    if (mount === null) return;
    try {
      await expect(open(path)).rejects.toThrow("you must be allowed to write");
    } finally {
      mount();
    }
    await (await open(path)).close();
  });

  it("of another process is refused with its PID", async () => {
    const path = fresh();
    await (await open(path)).close();
    const script = `import("@duckdb/node-api").then(async ({ DuckDBInstance }) => { const i = await DuckDBInstance.create(${JSON.stringify(path)}); globalThis.held = [i, await i.connect()]; console.log("open"); setInterval(() => undefined, 1000); })`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
    try {
      await new Promise((done) => child.stdout.once("data", done));
      await expect(open(path)).rejects.toThrow(`is in use by another process (PID ${child.pid}): stop that one`);
    } finally {
      child.kill("SIGKILL");
      await new Promise((done) => child.once("close", done));
    }
    await (await open(path)).close();
  });

  it("tells a full disk, and leaves other faults as they are", () => {
    const full = new Error("IO Error: Could not write all bytes to file: No space left on device");
    expect((keptFault(full, "w") as Error).message).toMatch(/^no space is left on the disk of w/);
    const other = new Error("Binder Error: x");
    expect(keptFault(other, "w")).toBe(other);
  });
});

/** Mounts a folder over itself for reading alone; null where that is not allowed. */
function readOnly(path: string): (() => void) | null {
  try {
    execFileSync("mount", ["--bind", path, path], { stdio: "ignore" });
  } catch {
    return null;
  }
  const undo = (): void => void execFileSync("umount", [path], { stdio: "ignore" });
  try {
    execFileSync("mount", ["-o", "remount,bind,ro", path], { stdio: "ignore" });
    return undo;
  } catch {
    undo();
    return null;
  }
}
