import { cpSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { KINDS } from "../../../bench/soak/decisions.ts";
import { killDecisions } from "../../../bench/soak/kill-decisions.ts";
import { bundled, SHORT_LIVED } from "../../bundled.ts";
import { emptyWorkspace } from "./small-workspace.ts";

it("score, publish and rollback that are cut off by kill -9 are there whole or not at all, and nothing told as done is lost", async () => {
  const folder = mkdtempSync(join(inject("runFolder"), "kills-"));
  cpSync(await emptyWorkspace(), join(folder, "workspace"), { recursive: true });
  const kills = KINDS.map((kind, i) => ({ kind, share: 0.4 + 0.25 * i, intruded: kind === "publish" }));
  const { kinds, faults } = await killDecisions(folder, kills, undefined, [
    SHORT_LIVED,
    await bundled("bench/soak/decision-child.ts"),
  ]);
  expect(faults).toEqual([]);
  expect(KINDS.map((kind) => kinds[kind].kills)).toEqual([1, 1, 1]);
});
