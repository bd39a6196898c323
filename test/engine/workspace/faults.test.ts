import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { killImports } from "../../../bench/soak/kill-imports.ts";
import { importFiles } from "../../../src/engine/workspace/import.ts";
import { openWarehouse } from "../../../src/warehouse/kept/warehouse.ts";
import { effects } from "./workspace.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an import that is cut off", () => {
  it("by kill -9 is there whole or not at all, and none that was told as done is lost", async () => {
    const { imports, faults } = await killImports(folder, [
      { done: 0, delay: 20 },
      { done: 1, delay: 60 },
    ]);
    expect(faults).toEqual([]);
    expect(imports).toBeGreaterThan(0);
  });

  it("by a full disk says so, keeps what was there, and goes through where there is room", async () => {
    const small = join(folder, "small");
    mkdirSync(small);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", small], { stdio: "ignore" });
    } catch {
      return;
    }
    try {
      const path = join(small, "warehouse.duckdb");
      const file = (name: string, rows: number) => {
        const text = Array.from(
          { length: rows },
          (_, i) => `A${String(i).padStart(9, "0")},Company ${Math.sin(i)},c${i}.com,${Math.cos(i)},${Math.tan(i)}`,
        );
        writeFileSync(join(folder, name), `Id,Name,Website,Industry,Country\n${text.join("\n")}\n`);
        return [{ path: join(folder, name), role: "accounts" as const }];
      };
      const clock = effects({ today: "2026-01-01" });
      let warehouse = await openWarehouse(path, { threads: 1 });
      await importFiles(warehouse, file("little.csv", 200), {}, clock);
      await expect(importFiles(warehouse, file("much.csv", 40_000), {}, clock)).rejects.toThrow(
        /no space is left on the disk of .*: free some/,
      );
      await warehouse.close();
      warehouse = await openWarehouse(path, { threads: 1 });
      const database = await warehouse.work();
      expect(await database.value("SELECT count(*) FROM kept.raw.accounts_1")).toBe(200);
      expect(await database.value("SELECT count(*) FROM kept.meta.imports")).toBe(1);
      database.close();
      execFileSync("mount", ["-o", "remount,size=200m", small]);
      const [done] = await importFiles(warehouse, file("much.csv", 40_000), {}, clock);
      expect(done).toMatchObject({ import: 2, new: 39_800, read: 40_000 });
      await warehouse.close();
    } finally {
      execFileSync("umount", ["-l", small], { stdio: "ignore" });
    }
  });
});
