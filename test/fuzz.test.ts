import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { check } from "../bench/fuzz/check.ts";
import { mutant } from "../bench/fuzz/mutate.ts";
import { bases } from "../bench/fuzz/tables.ts";
import { openDatabase } from "../src/warehouse/database.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A slice of `npx tsx bench/fuzz.ts`, which runs as many as wanted and watches time and memory too. */
it("40 mutated files are read, every row accounted for, or refused in one sentence", async () => {
  const all = bases();
  const database = await openDatabase({ threads: 1 });
  const counts = { read: 0, refused: 0, finding: 0 };
  try {
    for (let seed = 1; seed <= 40; seed++) {
      const one = mutant(all, seed);
      const verdict = await check(database, one, folder);
      counts[verdict.what]++;
      expect(verdict, `seed ${seed}: ${one.story.join(", ")}`).not.toMatchObject({ what: "finding" });
    }
  } finally {
    database.close();
  }
  expect(counts.read).toBeGreaterThan(20);
  expect(counts.refused).toBeGreaterThan(5);
});
