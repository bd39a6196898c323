import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { killImports } from "../../../bench/soak/kill-imports.ts";
import { importFiles } from "../../../src/engine/workspace/import.ts";
import { checkKept } from "../../../src/warehouse/kept/check.ts";
import { openWarehouse } from "../../../src/warehouse/kept/warehouse.ts";
import { bundled } from "../../bundled.ts";
import { effects } from "./workspace.ts";

const child = () => bundled("bench/soak/import-child.ts");
const folder = mkdtempSync(join(tmpdir(), "openicp-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function checked(path: string): Promise<{ readonly imports: number; readonly faults: readonly string[] }> {
  const warehouse = await openWarehouse(path, { threads: 1 });
  const database = await warehouse.work();
  try {
    const imports = await database.value<number>("SELECT count(*) FROM kept.meta.imports");
    return { imports, faults: await checkKept(database) };
  } finally {
    database.close();
    await warehouse.close();
  }
}

describe("an import that is cut off", () => {
  it("by kill -9 is there whole or not at all, and none that was told as done is lost", async () => {
    const kills = [
      { done: 0, delay: 20 },
      { done: 1, delay: 60 },
    ];
    const { imports, faults } = await killImports(folder, kills, [await child()]);
    expect(faults).toEqual([]);
    expect(imports).toBeGreaterThan(0);
  });

  // The limit that the system sets to a file's size stands for the disk: it needs no rights. small-disk.test.ts has a disk.
  it("by a disk without room says so, keeps what was told as done, and goes through where there is room", async () => {
    const path = join(folder, "warehouse.duckdb");
    const before = (await checked(path)).imports;
    const { stderr, stdout, status } = spawnSync(
      "bash",
      ["-c", `ulimit -f 1000; exec "$0" "$@"`, process.execPath, await child(), folder],
      { encoding: "utf8" },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /no space is left on the disk of .*warehouse\.duckdb: free some and do it again; nothing of what was being written is kept, what was there before is/,
    );
    const told = Number(stdout.trim().split("\n").at(-1));
    expect(told).toBeGreaterThan(before);
    expect(await checked(path)).toEqual({ imports: told, faults: [] });
    const warehouse = await openWarehouse(path, { threads: 1 });
    const file = { path: join(folder, told % 2 === 0 ? "even.csv" : "odd.csv"), role: "accounts" as const };
    await importFiles(warehouse, [file], { again: true }, effects({ today: "2026-01-01" }));
    await warehouse.close();
    expect(await checked(path)).toEqual({ imports: told + 1, faults: [] });
  });
});
