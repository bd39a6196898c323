// Writes the sample company's page into README.md, between the page markers. With --check it changes nothing and fails when the page is not fresh.
// --icp FILE takes the document that `openicp demo` has just written instead of building it again.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./ensure.mjs";

const BEGIN = "<!-- page:begin -->";
const END = "<!-- page:end -->";
const readme = join(root, "README.md");

function openicp(...args) {
  return execFileSync(process.execPath, [join(root, "bin/openicp.js"), ...args], { encoding: "utf8", cwd: root });
}

/** The page as Markdown, its headings two levels down: it stands under one of the README's. */
function pageOf(icp) {
  return openicp("show", icp, "--format", "md")
    .replace(/^#(?=#* )/gm, "###")
    .trim();
}

function builtPage() {
  const folder = mkdtempSync(join(tmpdir(), "openicp-readme-"));
  try {
    openicp("demo", "--dir", folder, "--quiet");
    return pageOf(join(folder, "icp.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { check: { type: "boolean" }, icp: { type: "string" } } });

const before = readFileSync(readme, "utf8");
const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
if (from < 0 || to < from) throw new Error(`README.md must hold ${BEGIN} and ${END}`);
const after = `${before.slice(0, from + BEGIN.length)}\n\n${values.icp === undefined ? builtPage() : pageOf(values.icp)}\n\n${before.slice(to)}`;
if (after === before) console.log("README.md: the page is fresh");
else if (values.check) {
  console.error(
    "README.md: the page is not what `openicp show` prints now; run `node scripts/readme-page.mjs` and look at the change",
  );
  process.exitCode = 1;
} else {
  writeFileSync(readme, after);
  console.log("README.md: page written");
}
