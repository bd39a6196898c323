import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { storeFaults } from "../../src/store/health.ts";
import { lockWorkspace } from "../../src/store/lock.ts";
import { heldBy } from "../../src/store/lock-holder.ts";
import { openStore } from "../../src/store/open.ts";
import { settingsOf } from "../../src/store/settings.ts";
import { freshFolder } from "./engines.ts";

const now = () => new Date(2026, 10, 22, 14, 2);
const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => void child.kill("SIGKILL")));

/** Starts the writer; resolves when it has told `commits` commits. */
async function writer(
  folder: string,
  commits: number,
): Promise<{ readonly child: ChildProcess; told(): number; readonly ended: Promise<void> }> {
  const program = fileURLToPath(new URL("second-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, folder], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  let told = 0;
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.on("close", () => reject(new Error("the second process ended")));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      told = Number(line);
      if (told >= commits) resolve();
    });
  });
  return { child, told: () => told, ended };
}

describe("the lock of a workspace", () => {
  it("keeps a second process out with the PID of the first, is freed by kill -9, and every acknowledged commit is there", async () => {
    const folder = join(freshFolder(), "workspace");
    const { child, told, ended } = await writer(folder, 20);
    const link = join(freshFolder(), "link");
    symlinkSync(folder, link);
    for (const path of [folder, link])
      await expect(lockWorkspace(path, "openicp build", { now: () => new Date() })).rejects.toThrow(
        new RegExp(
          `^the workspace ${path} is open in process ${child.pid} \\(openicp serve, since \\d\\d:\\d\\d\\): stop it, or wait until it is done$`,
        ),
      );
    child.kill("SIGKILL");
    await ended;
    const lock = await lockWorkspace(folder, "openicp build", { now });
    const store = await openStore({ kind: "embedded", dir: join(folder, "store") });
    const there = (await settingsOf(store.db)).length;
    expect(there).toBeGreaterThanOrEqual(told());
    expect(there).toBeLessThanOrEqual(told() + 1);
    expect(await storeFaults(store.db)).toEqual([]);
    await store.close();
    await lock.release();
  });

  it("tells what its holder does now, and is free after its release", async () => {
    const folder = freshFolder();
    const lock = await lockWorkspace(folder, "openicp import", { now });
    lock.say("openicp score");
    const second = () => lockWorkspace(folder, "openicp build", { now });
    await expect(second()).rejects.toThrow(`process ${process.pid} (openicp score, since 14:02)`);
    await lock.release();
    await (await second()).release();
  });

  it("of one folder leaves another alone", async () => {
    const locks = await Promise.all(
      [freshFolder(), freshFolder()].map((folder) => lockWorkspace(folder, "a", { now })),
    );
    for (const lock of locks) await lock.release();
  });

  it("is taken by one of many that try at the same moment", async () => {
    const folder = freshFolder();
    const tries = Array.from({ length: 20 }, () => lockWorkspace(folder, "openicp build", { now }));
    const got = (await Promise.allSettled(tries)).flatMap((result) =>
      result.status === "fulfilled" ? [result.value] : [],
    );
    expect(got).toHaveLength(1);
    await got[0]!.release();
  });

  it("is a folder that is touched where there is no such socket, and dead after 10 seconds without", async () => {
    const folder = freshFolder();
    const effects = { now, by: "file" } as const;
    const lock = await lockWorkspace(folder, "openicp serve", effects);
    await expect(lockWorkspace(folder, "openicp build", effects)).rejects.toThrow(
      `is open in process ${process.pid} (openicp serve, since 14:02)`,
    );
    await lock.release();
    expect(existsSync(join(folder, "lock"))).toBe(false);
    mkdirSync(join(folder, "lock"));
    await expect(lockWorkspace(folder, "openicp build", effects)).rejects.toThrow("is open in process");
    const old = Date.now() / 1000 - 11;
    utimesSync(join(folder, "lock"), old, old);
    await (await lockWorkspace(folder, "openicp build", effects)).release();
  });

  it("says what it knows when its holder does not answer", () => {
    expect(heldBy("/w", null, now())).toBe(
      "the workspace /w is open in another process, which does not say which one it is: stop it",
    );
    const since = new Date(2026, 10, 20, 9, 5).toISOString();
    expect(heldBy("/w", { pid: 7, doing: "openicp serve", since }, now())).toContain(
      "process 7 (openicp serve, since 2026-11-20 09:05)",
    );
  });

  it("is not stopped by a note of another, nor by a damaged one", async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, "lock.json"), '{"pid": 1');
    const lock = await lockWorkspace(folder, "openicp build", { now });
    expect(JSON.parse(readFileSync(join(folder, "lock.json"), "utf8"))).toEqual({
      pid: process.pid,
      doing: "openicp build",
      since: now().toISOString(),
    });
    await lock.release();
  });
});
