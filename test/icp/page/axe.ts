import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds wrong in light and in dark with every part of the page open, each with an example. */
export async function violationsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true;${AXE}`);
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const violations = (await page.evaluate(
      `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`,
    )) as readonly Violation[];
    for (const { id, impact, nodes } of violations)
      found.push(`${colorScheme}: ${impact}: ${id}: ${nodes[0]!.html.slice(0, 120)}`);
  }
  return found;
}
