import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { InputError } from "../errors.ts";
import { type Holder, heldBy, readHolder } from "./lock-holder.ts";
import { askSocket, holdSocket } from "./lock-socket.ts";

/** The hold of one process on a workspace's folder. */
export interface Lock {
  /** What others are told that this process does. */
  say(doing: string): void;
  release(): Promise<void>;
}

export interface LockEffects {
  readonly now: () => Date;
  /** How to hold a folder: by an abstract socket (Linux), or by a folder that is touched every few seconds. Default: what the platform can. */
  readonly by?: "socket" | "file";
}

/** Beside what the socket says, for when its holder is too busy to answer; it decides nothing. */
const NOTE = "lock.json";
const TRIES = 5;
/** A dead process is known by a lock that was not touched for this long. */
const STALE = 10_000;

function writeNote(dir: string, holder: Holder): void {
  try {
    writeFileSync(join(dir, NOTE), `${JSON.stringify(holder)}\n`);
  } catch {
    // A folder that cannot be written to has no note; whoever opens its databases says so.
  }
}

function readNote(dir: string): Holder | null {
  try {
    return readHolder(readFileSync(join(dir, NOTE), "utf8"));
  } catch {
    return null;
  }
}

type Release = () => Promise<void>;

async function lockBySocket(dir: string, holder: () => Holder, now: Date): Promise<Release> {
  for (let attempt = 1; ; attempt++) {
    const server = await holdSocket(dir, holder);
    if (server !== null) return () => new Promise((resolve) => server.close(() => resolve()));
    const other = await askSocket(dir);
    if (other !== "gone") throw new InputError(heldBy(dir, other ?? readNote(dir), now));
    if (attempt === TRIES) throw new InputError(heldBy(dir, null, now));
    await setTimeout(20 * attempt);
  }
}

async function lockByFile(dir: string, now: Date): Promise<Release> {
  const { default: lockfile } = await import("proper-lockfile");
  return lockfile
    .lock(dir, { lockfilePath: join(dir, "lock"), stale: STALE, update: STALE / 4 })
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ELOCKED") throw new InputError(heldBy(dir, readNote(dir), now));
      throw error;
    });
}

/**
 * Takes a workspace's folder for this process alone: before anything in it is opened, since PGlite and DuckDB opened twice lose rows
 * without an error. Freed by `release`, and by the end of the process whatever ends it (without a socket: 10 seconds after).
 *
 * @param dir a folder that is there @param doing the command, for the sentence that a second process gets
 * @throws InputError with the process that has it
 */
export async function lockWorkspace(dir: string, doing: string, { now, by }: LockEffects): Promise<Lock> {
  let holder: Holder = { pid: process.pid, doing, since: now().toISOString() };
  const how = by ?? (process.platform === "linux" ? "socket" : "file");
  const release = how === "socket" ? await lockBySocket(dir, () => holder, now()) : await lockByFile(dir, now());
  writeNote(dir, holder);
  return {
    say: (words) => {
      holder = { ...holder, doing: words };
      writeNote(dir, holder);
    },
    release,
  };
}
