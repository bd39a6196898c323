import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import type { IcpEnvelope } from "../../src/icp/document.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const SAMPLE = join(ROOT, "examples/calvanto");
const BIN = join(ROOT, "bin/openicp.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The folder to run in; a process of its own runs there. */
  readonly cwd?: string;
  /** Shows the progress as on a terminal and sends SIGINT once it matches. */
  readonly interruptAt?: RegExp;
}

/** A module that makes stderr pass for a terminal, so that the progress is told. */
const TERMINAL = `data:text/javascript,${encodeURIComponent("process.stderr.isTTY = true")}`;

/** A process of its own with the shipped command line, run to its end. */
export function spawned(args: readonly string[], { cwd = ROOT, interruptAt }: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const before = interruptAt === undefined ? [] : ["--import", TERMINAL];
    const child = spawn(process.execPath, [...before, BIN, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let interrupted = false;
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      if (interrupted || interruptAt?.test(stderr) !== true) return;
      interrupted = child.kill("SIGINT");
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** What is written to a stream, as text. */
function gathered(): { readonly stream: NodeJS.WriteStream; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => chunks.join("") };
}

type Main = Pick<typeof import("../../src/cli/main.ts"), "run" | "surroundingsOf">;

/** One command of the shipped bundle within this process: no start of Node, and code that is warm. `process.test.ts` holds it against `spawned`. */
async function within(args: readonly string[], cwd: string): Promise<Ended> {
  const { run, surroundingsOf } = (await import(pathToFileURL(join(ROOT, "dist/cli.js")).href)) as Main;
  const [stdout, stderr] = [gathered(), gathered()];
  const streams = { stdout: stdout.stream, stderr: stderr.stream };
  const before = process.cwd();
  if (cwd !== ROOT) process.chdir(cwd);
  try {
    const code = await run([process.execPath, BIN, ...args], surroundingsOf(new AbortController().signal, streams));
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    if (cwd !== ROOT) process.chdir(before);
  }
}

/**
 * Runs the shipped command line to its end: within this process, or in one of its own where a signal is the point. With a folder to run in, one
 * command at a time: it is the folder of the whole process.
 */
export function openicp(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return options.interruptAt === undefined ? within(args, options.cwd ?? ROOT) : spawned(args, options);
}

/** A folder for the files of one test file, removed at its end. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "openicp-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file with the header and the first rows of another, for what does not need all of them. */
export function firstRows(path: string, rows: number, into: string): string {
  const text = readFileSync(path, "utf8");
  let quoted = false;
  let left = rows + 1;
  let end = 0;
  for (; end < text.length && left > 0; end++) {
    if (text[end] === '"') quoted = !quoted;
    else if (text[end] === "\n" && !quoted) left--;
  }
  const out = join(into, `first-${rows}-${basename(path)}`);
  writeFileSync(out, text.slice(0, end));
  return out;
}

/** What `build --json` prints. */
export interface Built {
  readonly id: string;
  readonly icp: IcpEnvelope;
  readonly written: readonly string[];
  readonly files: readonly {
    readonly role: string;
    readonly read: number;
    readonly taken: number;
    readonly merged: number;
    readonly outOfScope: readonly { readonly reason: string; readonly rows: number }[];
    readonly rejected: readonly unknown[];
  }[];
  readonly set_aside: readonly { readonly name: string; readonly header: string; readonly reason: string }[];
}

/** Builds with `--json`; throws with the stderr when it fails. */
export async function built(args: readonly string[]): Promise<Built> {
  const ended = await openicp(["build", ...args, "--json"]);
  if (ended.code !== 0) throw new Error(`exit ${ended.code}: ${ended.stderr}`);
  return JSON.parse(ended.stdout) as Built;
}

/** Headers of the attributes with this status. */
export function headersOf(result: Built, status: string): string[] {
  return result.icp.document.attributes.filter((a) => a.status === status).flatMap((a) => a.columns);
}

/** Files in a folder, or none. */
export function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
