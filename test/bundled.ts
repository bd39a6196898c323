import { cpSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { shippedTemplate } from "../src/store/template.ts";
import { once } from "./once.ts";
import { ROOT } from "./source.ts";

/** For processes that open the embedded store and end soon: they do not make its code faster first, which takes half as long again. */
export const SHORT_LIVED = "--liftoff-only";

/**
 * A script of the tests or the bench as one file, for processes that are started again and again: it loads in a third of the time. What the store looks
 * for beside it lies beside it. @returns what to give to node
 */
export async function bundled(script: string): Promise<string> {
  const name = basename(script, ".ts");
  const folder = await once(`bundled-${name}`, async (made) => {
    await build({
      entryPoints: [join(ROOT, script)],
      outfile: join(made, `${name}.mjs`),
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
    });
    cpSync(join(ROOT, "src/store/migrations"), join(made, "migrations"), { recursive: true });
    const template = shippedTemplate();
    if (template !== null) cpSync(template, join(made, basename(template)));
    symlinkSync(join(ROOT, "node_modules"), join(made, "node_modules"));
  });
  return join(folder, `${name}.mjs`);
}
