import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ACCOUNTS } from "./soak/decision-world.ts";
import { KINDS } from "./soak/decisions.ts";
import { killDecisions } from "./soak/kill-decisions.ts";
import { killImports } from "./soak/kill-imports.ts";

/**
 * `tsx bench/soak-workspace.ts [kills]`: kill -9 in the middle of imports, scores, publishes and rollbacks, so many times each; the moments are
 * spread evenly, in a shuffled order.
 */
const SPREAD = 400;
/** As a share of how long a thing takes: some kills come just after it. */
const LATEST = 1.1;
const kills = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), "openicp-soak-"));
const shuffled = (i: number): number => ((i * 37) % kills) / kills;
const place = join(fileURLToPath(new URL("..", import.meta.url)), "bench/SOAK-WORKSPACE.md");

async function ofImports(): Promise<{ readonly text: string; readonly faults: readonly string[] }> {
  const at = Array.from({ length: kills }, (_, i) => ({ done: i % 3, delay: Math.round(shuffled(i) * SPREAD) }));
  const { imports, within, faults } = await killImports(join(folder, "imports"), at);
  const text = `## Imports\n\nA process that imports 2,000 changed rows over and over is killed 0 to ${SPREAD} ms after it opened the workspace and did none, one or two of them, then the workspace is opened and looked at: every import whole or not at all, none lost that was told as done, the history of exactly the imports that are there.\n\n| kills | imports kept | done and not yet told | faults | bar |\n|---|---|---|---|---|\n| ${kills} | ${imports} | ${within} | ${faults.length} | 0 |\n`;
  return { text, faults };
}

async function ofDecisions(): Promise<{ readonly text: string; readonly faults: readonly string[] }> {
  const at = Array.from({ length: kills }, (_, i) => i).flatMap((i) =>
    KINDS.map((kind) => ({ kind, share: shuffled(i) * LATEST, intruded: i % 10 === 0 })),
  );
  const { kinds, faults } = await killDecisions(join(folder, "decisions"), at, (text) => console.log(text));
  const rows = KINDS.map((kind) => {
    const { kills: n, within, untold, swept } = kinds[kind];
    const own = faults.filter((fault) => fault.startsWith(`${kind},`)).length;
    return `| ${kind} | ${n} | ${within} | ${untold} | ${swept} | ${own} | 0 |`;
  });
  const text = `## Score, publish, rollback\n\nA process that opens the workspace (${ACCOUNTS.toLocaleString("en-US")} accounts, embedded store) and scores, publishes or rolls back is killed at a moment within it, each in turn, on one workspace. Every such step changes the score of most accounts. In the first of ten, another process tries to open it meanwhile, and is told who has it. Then it is opened and looked at: \`doctor\` finds nothing, what was told as done is in force, approved once and visible, what was cut off is there whole or not at all, and every account has exactly the score of the version in force and of the import that its visible run read.\n\n| killed | kills | in the middle | of these: whole and not yet told | of these: scores taken away that were never shown | faults | bar |\n|---|---|---|---|---|---|---|\n${rows.join("\n")}\n`;
  return { text, faults };
}

try {
  for (const name of ["imports", "decisions"]) mkdirSync(join(folder, name));
  const decisions = await ofDecisions();
  const imports = await ofImports();
  const faults = [...decisions.faults, ...imports.faults];
  const list = faults.length === 0 ? "" : `\n${faults.map((fault) => `- ${fault}`).join("\n")}\n`;
  const head = `# Kills in the middle of work\n\nWritten by \`tsx bench/soak-workspace.ts ${kills}\` on ${new Date().toISOString().slice(0, 10)}: SIGKILL, ${kills} times each.\n`;
  writeFileSync(place, [head, decisions.text, `${imports.text}${list}`].join("\n"));
  console.log(readFileSync(place, "utf8"));
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
