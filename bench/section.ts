import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Writes a part of a Markdown file that begins with `# title`, in place of the one of that title, else at the end; other parts stay. */
export function writeSection(path: string, title: string, body: string): void {
  const parts = (existsSync(path) ? readFileSync(path, "utf8") : "").split(/^(?=# )/m).filter((part) => part !== "");
  const own = `# ${title}\n\n${body.trimEnd()}\n`;
  const at = parts.findIndex((part) => part.startsWith(`# ${title}\n`));
  const all = at < 0 ? [...parts, own] : parts.with(at, own);
  writeFileSync(path, all.map((part) => `${part.trimEnd()}\n`).join("\n"));
}
