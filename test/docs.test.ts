import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bandOptions } from "../src/build/bands.ts";
import { REPETITIONS } from "../src/build/calibrate.ts";
import { ENOUGH, LEVELS } from "../src/build/check.ts";
import { RESAMPLING_ROWS } from "../src/build/draft.ts";
import { FIT, fitOptions, ridge, SMALLEST_BAND, STEADY_BELOW } from "../src/build/fit.ts";
import { HELD_OUT_ROWS } from "../src/build/learn.ts";
import { PERMUTATIONS } from "../src/build/separation.ts";
import { STEADY } from "../src/build/steady.ts";
import { firstRows, openicp } from "./cli/openicp.ts";
import { sampleDemo } from "./cli/sample.ts";
import { ROOT } from "./source.ts";

/** Pages with commands, in the order in which a reader meets them: later ones use the document that earlier ones write. */
const PAGES = [
  "README.md",
  "docs/build.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md") && name !== "build.md")
    .sort()
    .map((name) => `docs/${name}`),
];
/** Run once for all test files, by `sampleDemo`. */
const DEMO = "node bin/openicp.js demo --dir out/demo";
const VERBS = [
  "audit",
  "build",
  "compare",
  "compile",
  "demo",
  "diff",
  "drift",
  "edit",
  "filter",
  "refresh",
  "score",
  "show",
  "validate",
];
/** Verbs of a workspace: their commands need one, and are tried in the tests of the workspace. */
const WORKSPACE_VERBS = ["activate", "customers", "list"];
/** Verbs of a workspace that docs/workspace.md and docs/loop.md explain together. */
const TOGETHER = ["doctor", "erase", "import", "init", "list", "publish", "versions", "workspace"];
/** With too few options for a table of their own. */
const SMALL_VERBS = ["confirm", "declare", "reject"];

function pageText(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

/** Lines of the ```sh blocks; a line that ends in a backslash goes on. */
function commandsIn(page: string): string[] {
  return [...pageText(page).matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .flatMap((block) => block[1]!.replace(/\\\n\s*/g, "").split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function sh(command: string): { status: number | null; said: string; stdout: string } {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: ROOT, encoding: "utf8" });
  return { status, said: `$ ${command}\n${stderr}`, stdout };
}

/** The words of a command as the shell reads it; null where it has more to do than take off quotes. */
function wordsOf(command: string): string[] | null {
  if (/[|&;<>$`\\*?~#(){}]/.test(command.replace(/'[^']*'/g, ""))) return null;
  const words = command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
}

/** Runs a command: the README's as a reader does, by the shell, others within this process, which spares each the start of Node. */
async function runs(page: string, command: string): Promise<{ readonly status: number | null; readonly said: string }> {
  const words = page === "README.md" ? null : wordsOf(command);
  if (words === null) return sh(command);
  const { code, stderr } = await openicp(words.slice(2));
  return { status: code, said: `$ ${command}\n${stderr}` };
}

/** Where the commands write, instead of `out/`. */
const out = mkdtempSync(join(tmpdir(), "openicp-docs-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** The sample company with fewer rows in the longest files: what holds of all of them is in `cli/sample-company.test.ts`. */
const part = mkdtempSync(join(tmpdir(), "openicp-docs-part-"));
const LONGEST: Readonly<Record<string, number>> = {
  "flat/deals.csv": 400,
  "salesforce/Opportunity.csv": 600,
  "hubspot/deals.csv": 500,
  "prospects.csv": 1000,
};
afterAll(() => rmSync(part, { recursive: true, force: true }));
beforeAll(() => {
  const sample = join(ROOT, "examples/calvanto");
  for (const entry of readdirSync(sample, { recursive: true, withFileTypes: true })) {
    const path = relative(sample, join(entry.parentPath, entry.name));
    const rows = LONGEST[path];
    if (entry.isDirectory()) mkdirSync(join(part, path), { recursive: true });
    else if (rows === undefined) symlinkSync(join(sample, path), join(part, path));
    else renameSync(firstRows(join(sample, path), rows, part), join(part, path));
  }
});

/**
 * The command as it is run here: into a folder of our own, and `build` without resampling, most of its time. With resampling the same
 * files are built by `demo`. The README's commands read the sample company as it is, those of the other pages a part of it.
 */
function asRun(page: string, command: string): string {
  const sample = page === "README.md" ? "examples/calvanto" : part;
  const run = command
    .replace(/^node /, `"${process.execPath}" `)
    .replace(/(?<= )out\//g, `${out}/`)
    .replace(/(?<= )examples\/calvanto(?=\/)/g, sample);
  // A build without its test against chance is put in force by force alone.
  if (/ publish /.test(command)) return `${run} --force`;
  return / build /.test(command) && !command.includes("--no-resampling") ? `${run} --no-resampling` : run;
}

describe("the commands in the docs", () => {
  const commands = PAGES.flatMap((page) => commandsIn(page).map((command) => [page, command] as const));

  it("write to a folder that a fresh clone has", () => {
    expect(existsSync(join(ROOT, "out/.gitkeep"))).toBe(true);
    expect(commands.every(([, command]) => !/--(out|page|scores|dir|keep|drop|ledger) (?!out\/)/.test(command))).toBe(
      true,
    );
  });

  it("show every verb", () => {
    const verbs = new Set(commands.map(([, command]) => command.split(" ")[2]));
    expect([...verbs].sort()).toEqual([...VERBS, ...SMALL_VERBS, ...TOGETHER].sort());
  });

  it.each(commands)("%s: %s", async (page, command) => {
    expect(command).toMatch(/^node bin\/openicp\.js /);
    if (command === DEMO) return void (await sampleDemo());
    const run = asRun(page, command);
    const { status, said } = await runs(page, run);
    expect(status, said).toBe(0);
    const written = [...run.matchAll(/--(?:out|page|scores|keep|drop|ledger) (\S+)/g)].map((m) => m[1]!);
    expect(written.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe("the pages of the verbs", () => {
  const shared = `${pageText("docs/options.md")}${pageText("docs/reading-files.md")}`;

  it.each([...VERBS, ...WORKSPACE_VERBS])("%s: every option of --help is explained, and no other", async (verb) => {
    const { stdout } = await openicp([verb, "--help"]);
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((m) => m[1]!);
    const page = pageText(`docs/${verb}.md`);
    expect(options.length).toBeGreaterThan(5);
    expect(options.filter((option) => !new RegExp(`${option}(?![a-z-])`).test(page + shared))).toEqual([]);
    const explained = [...page.matchAll(/^\| `(--[^|]*)`/gm)].flatMap((row) => row[1]!.match(/--[a-z-]+/g)!);
    expect(explained.filter((option) => !options.includes(option))).toEqual([]);
  });
});

describe("the docs", () => {
  it("link to files that are there", () => {
    const decisions = readdirSync(join(ROOT, "docs/decisions")).map((name) => `docs/decisions/${name}`);
    const pages = [...PAGES, "CONTRIBUTING.md", "CHANGELOG.md", ...decisions];
    const broken = pages.flatMap((page) =>
      [...pageText(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)]
        .map((link) => link[1]!)
        .filter((link) => !/^https?:/.test(link) && !existsSync(join(ROOT, dirname(page), link)))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it("name files and folders of the code that are there", () => {
    const pages = [...PAGES, "CONTRIBUTING.md"];
    const lost = pages.flatMap((page) =>
      [...pageText(page).matchAll(/`((?:src|test|scripts|docs|examples|schema)\/[\w./-]*)`/g)]
        .filter((m) => !existsSync(join(ROOT, m[1]!)))
        .map((m) => `${page}: ${m[1]}`),
    );
    expect(lost).toEqual([]);
  });

  it("give the constants of the code", () => {
    const text = pageText("docs/how-the-numbers-are-made.md").replace(/\s+/g, " ");
    const thousands = (x: number): string => x.toLocaleString("en-US");
    const percent = (x: number): string => `${Math.round(100 * x)}%`;
    const wide = bandOptions(STEADY_BELOW);
    const { merging } = STEADY;
    expect(fitOptions(4999)).toEqual(FIT);
    expect(fitOptions(5000)).not.toEqual(FIT);
    for (const said of [
      `a prior of ${wide.priorRows} deals`,
      `costs ${wide.price} nat of evidence`,
      `Below ${thousands(STEADY_BELOW)} deals bands that follow the outcome follow chance`,
      `prior variances from ${STEADY.scales[0]!.toString().slice(1)} to ${STEADY.scales.at(-1)} are averaged`,
      `${merging.most === 5 ? "five" : merging.most} at most, of at least ${merging.least === 5 ? "five" : merging.least} deals`,
      `At most ${wide.most} bands of at least ${percent(wide.smallest)} of the known deals.`,
      `fewer than ${SMALLEST_BAND} deals`,
      `a ridge of ${ridge(3000, 1500)} on every effect (${ridge(3000, 200)} when the rarer outcome`,
      `It stops at ${FIT.most}, or when the next attribute saves less than ${FIT.price} nat per band`,
      "From 5,000 deals the ranking alone chooses",
      `in ${REPETITIONS} x 5 folds`,
      `\`high\` from ${LEVELS.high}, \`medium\` from ${LEVELS.medium}`,
      `${ENOUGH} won and ${ENOUGH} lost in the check`,
      `${PERMUTATIONS} shuffles`,
      `Above ${thousands(RESAMPLING_ROWS)} deals`,
      `Above ${thousands(HELD_OUT_ROWS)} deals these folds use`,
    ])
      expect(text).toContain(said);
  });
});

describe("the README", () => {
  it("holds the sample company's page as it is printed today", async () => {
    const { icp } = await sampleDemo();
    const { status, said } = sh(`"${process.execPath}" scripts/readme-page.mjs --check --icp "${icp}"`);
    expect(status, said).toBe(0);
  });
});
