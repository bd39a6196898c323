import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openLinks } from "../../../src/engine/workspace/accounts/open-links.ts";
import { account, accounts, profile, smallWorkspace } from "./small-workspace.ts";

it("what columns mean is learned from part of very many rows, and from an even one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openicp-links-"));
  const { workspace, bring } = await smallWorkspace(folder);
  try {
    await bring("accounts", accounts(account(1)));
    // More rows than a look samples by itself: its steps and ours must not miss each other.
    const rows = Array.from({ length: 33_000 }, (_, i) => [
      `e${i}`,
      `firm${i % 50}.example`,
      "page_view",
      "2026-01-13",
    ]);
    await bring("events", [["event_id", "domain", "type", "occurred_at"], ...rows]);
    const { database, events } = await openLinks(workspace, profile("one"), 16_500);
    expect(events).toMatchObject([{ keys: { domains: ["domain"] }, columns: { domain: { header: "domain" } } }]);
    expect(events[0]!.columns.at?.profile.rows).toBe(16_500);
    database.close();
  } finally {
    await workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
