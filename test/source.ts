import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Paths of the TypeScript files under `src`, relative to it. */
export function sourceFiles(): string[] {
  const src = join(ROOT, "src");
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)))
    .sort();
}

/** The text of a file under `src`. */
export function sourceText(path: string): string {
  return readFileSync(join(ROOT, "src", path), "utf8");
}

/** One module that a file names. `typesOnly`: the import is erased, so nothing of that module runs. */
export interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
}

/** `import ... from "x"` and `export ... from "x"`; Biome puts both at the start of a line, over several when long. */
const STATEMENT = /^(?:import|export)\b([^;"'=()]*?)\bfrom\s*"([^"]+)"/gm;
const SIDE_EFFECT = /^import\s*"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*["'`]([^"'`]+)["'`]/g;

/** `{ type A, type B }` and `type { A }` are erased; `{ type A, b }` is not. */
function erased(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]?.split(",") ?? [];
  const said = names.map((name) => name.trim()).filter((name) => name !== "");
  return said.length > 0 && said.every((name) => name.startsWith("type "));
}

/** Everything a TypeScript text imports or re-exports, in the order of the forms above. */
export function importsOf(text: string): Import[] {
  const code = withoutComments(text);
  return [
    ...[...code.matchAll(STATEMENT)].map((m) => ({ from: m[2]!, typesOnly: erased(m[1]!) })),
    ...[...code.matchAll(SIDE_EFFECT)].map((m) => ({ from: m[1]!, typesOnly: false })),
    ...[...code.matchAll(DYNAMIC)].map((m) => ({ from: m[1]!, typesOnly: false })),
  ];
}

/** The text without its comments. A `//` inside a string (`https://`) is left alone because no blank or line start goes before it. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
