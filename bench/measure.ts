import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** One finished run of a whole process. */
export interface Measured {
  readonly seconds: number;
  /** Peak resident memory in MiB, by the kernel's high-water mark. */
  readonly peakMiB: number;
  readonly stdout: string;
}

function highWaterMiB(pid: number): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line === null ? 0 : Number(line[1]) / 1024;
  } catch {
    return 0;
  }
}

/** Runs a command to its end; throws with its stderr when it fails. Peak memory is read from /proc while it runs. */
export function measure(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    let stdout = "";
    let stderr = "";
    let peakMiB = 0;
    const watch = setInterval(() => {
      peakMiB = Math.max(peakMiB, highWaterMiB(child.pid ?? 0));
    }, 20);
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, peakMiB, stdout });
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}: ${stderr.slice(0, 500)}`));
    });
  });
}

/** Middle value. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
