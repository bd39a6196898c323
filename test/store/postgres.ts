import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { needs } from "../need.ts";
import { once } from "../once.ts";

const DEBIAN = "/usr/lib/postgresql";
const run = promisify(execFile);

function newestPrograms(): string | null {
  const majors = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const programs = join(DEBIAN, String(Math.max(...majors)), "bin");
  return existsSync(join(programs, "postgres")) ? programs : null;
}

const PROGRAMS = newestPrograms();

export const HAS_POSTGRES = PROGRAMS !== null;

/** `beforeEach(needsPostgres)`, or called with a test's context. */
export const needsPostgres = needs(HAS_POSTGRES, "PostgreSQL", "apt-get install postgresql");

/** PostgreSQL refuses to run as root: then it runs as its own user. */
async function owner(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const id = async (flag: string) => Number((await run("id", [flag, "postgres"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Runs the server until the process of the tests is gone, whatever ended it; then its folder goes as well. */
const KEEPER = `
"$1/postgres" -D "$2/data" -p "$3" & server=$!
while [ -d "/proc/$4" ] && kill -0 $server 2>/dev/null; do sleep 0.3; done
kill -QUIT $server 2>/dev/null; wait $server; rm -rf "$2"/*; rmdir "$2"`;

const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
full_page_writes = off
max_connections = 60
shared_buffers = 32MB
timezone = 'Asia/Kolkata'
log_min_messages = fatal
`;

interface Cluster {
  readonly who: { uid?: number; gid?: number };
  readonly folder: string;
  readonly port: number;
  readonly url: string;
}

/** Makes a cluster on a free loopback port, without fsync, with a time zone that catches those who mix up moments. */
async function makeCluster(): Promise<Cluster> {
  const who = await owner();
  const folder = mkdtempSync(join(tmpdir(), "openicp-postgres-"));
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid!);
  const data = join(folder, "data");
  const how = ["-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "openicp", "--no-sync"];
  await run(join(PROGRAMS!, "initdb"), how, { ...who, cwd: "/" });
  writeFileSync(join(data, "postgresql.conf"), SETTINGS, { flag: "a" });
  const port = await freePort();
  return { who, folder, port, url: `postgres://openicp@127.0.0.1:${port}` };
}

/** Has a script of the shell look after a cluster in the background: what it is given is the programs, the folder, the port, and a process. */
function keepWith(script: string, { who, folder, port }: Cluster, process: number): void {
  const log = openSync(join(folder, "log"), "a");
  const args = ["-c", script, "sh", PROGRAMS!, folder, String(port), String(process)];
  spawn("sh", args, { ...who, cwd: "/", detached: true, stdio: ["ignore", log, log] }).unref();
}

async function start(): Promise<string> {
  const cluster = await makeCluster();
  // The parent of a worker is the test runner.
  keepWith(KEEPER, cluster, process.ppid);
  await answers(`${cluster.url}/postgres`, join(cluster.folder, "log"));
  return cluster.url;
}

/** A server that a test may stop and start. */
export interface OwnServer {
  readonly url: string;
  start(): Promise<void>;
  /** @param mode `fast` tells every connection, `immediate` does not. */
  stop(mode: "fast" | "immediate"): Promise<void>;
  restart(mode: "fast" | "immediate"): Promise<void>;
}

/** Takes the cluster away when its test file is over, whatever ended it. */
const WATCHER = `
while [ -d "/proc/$4" ] && [ -d "$2/data" ]; do sleep 0.3; done
[ -f "$2/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$2/data/postmaster.pid")"
sleep 0.5; rm -rf "$2"/*; rmdir "$2"`;

/** Starts a server of its own, for tests that stop it; it goes with the process of the tests. */
export async function ownServer(): Promise<OwnServer> {
  const cluster = await makeCluster();
  keepWith(WATCHER, cluster, process.pid);
  const control = async (...args: readonly string[]) => {
    const all = [
      "-D",
      join(cluster.folder, "data"),
      "-o",
      `-p ${cluster.port}`,
      "-l",
      join(cluster.folder, "server.log"),
      "-w",
    ];
    // A server that lives on would keep a pipe open.
    await new Promise<void>((resolve, reject) =>
      spawn(join(PROGRAMS!, "pg_ctl"), [...all, ...args], { ...cluster.who, cwd: "/", stdio: "ignore" })
        .on("error", reject)
        .on("exit", (code) =>
          code === 0 ? resolve() : reject(new Error(`pg_ctl ${args.join(" ")} ended with ${code}`)),
        ),
    );
  };
  await control("start");
  return {
    url: cluster.url,
    start: () => control("start"),
    stop: (mode) => control("stop", "-m", mode),
    restart: (mode) => control("restart", "-m", mode),
  };
}

async function answers(url: string, log: string): Promise<void> {
  for (const end = Date.now() + 30_000; ; ) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > end)
        throw new Error(`PostgreSQL does not start: ${readFileSync(log, "utf8")}`, { cause: error });
      await setTimeout(30);
    }
  }
}

/** An empty database of a cluster that serves this run of the tests alone; the first that asks starts it. @returns its address */
export async function emptyDatabase(name: string): Promise<string> {
  const folder = await once("postgres", async (made) => writeFileSync(join(made, "url"), await start()));
  const url = readFileSync(join(folder, "url"), "utf8");
  const client = new pg.Client(`${url}/postgres`);
  await client.connect();
  await client.query(`drop database if exists "${name}" with (force)`);
  await client.query(`create database "${name}"`);
  await client.end();
  return `${url}/${name}`;
}
