import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { KINDS } from "../../../bench/soak/decisions.ts";
import { killDecisions } from "../../../bench/soak/kill-decisions.ts";

it("score, publish and rollback that are cut off by kill -9 are there whole or not at all, and nothing told as done is lost", async () => {
  const folder = mkdtempSync(join(inject("runFolder"), "kills-"));
  const kills = KINDS.map((kind, i) => ({ kind, share: 0.4 + 0.25 * i, intruded: kind === "publish" }));
  const { kinds, faults } = await killDecisions(folder, kills);
  expect(faults).toEqual([]);
  expect(KINDS.map((kind) => kinds[kind].kills)).toEqual([1, 1, 1]);
});
