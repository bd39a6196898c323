import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { killImports } from "./soak/kill-imports.ts";

/** `tsx bench/soak-workspace.ts [kills]`: kill -9 in the middle of imports; the delays are spread evenly, in a shuffled order. */
const SPREAD = 400;
const kills = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), "openicp-soak-"));
const spread = Array.from({ length: kills }, (_, i) => ({
  done: i % 3,
  delay: Math.round(((i * 37) % kills) * (SPREAD / kills)),
}));
const place = join(fileURLToPath(new URL("..", import.meta.url)), "bench/SOAK-WORKSPACE.md");
try {
  const { imports, within, faults } = await killImports(folder, spread);
  const text = `# Kills in the middle of imports\n\nWritten by \`tsx bench/soak-workspace.ts ${kills}\` on ${new Date().toISOString().slice(0, 10)}: a process that imports 2,000 changed rows over and over is killed with SIGKILL 0 to ${SPREAD} ms after it opened the workspace and did none, one or two of them, then the workspace is opened and looked at: every import whole or not at all, none lost that was told as done, the history of exactly the imports that are there.\n\n| kills | imports kept | done and not yet told | faults | bar |\n|---|---|---|---|---|\n| ${kills} | ${imports} | ${within} | ${faults.length} | 0 |\n${faults.map((fault) => `\n- ${fault}`).join("")}`;
  writeFileSync(place, text);
  console.log(readFileSync(place, "utf8"));
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
