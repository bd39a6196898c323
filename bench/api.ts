// How fast the server answers: `npx tsx bench/api.ts [rounds]`. Writes bench/API.md.
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const ROUNDS = Number(process.argv[2] ?? 3);
const SECONDS = 8;
const RATE = 500;
const BARE_RATE = 50;
/** Requests go on for so many seconds of a build. */
const BUILD_SECONDS = 15;
const MANY = 100_000;
const P99_BAR = 15;
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "openicp-bench-api-"));

interface Served {
  readonly origin: string;
  readonly key: string;
  stop(): Promise<void>;
}

async function served(name: string, accounts: number): Promise<Served> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "bench/api-server.ts", join(folder, name), String(accounts)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk)));
    child.once("exit", (code) => reject(new Error(`the server ended: ${code}`)));
  });
  return {
    ...(JSON.parse(said) as { origin: string; key: string }),
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit").once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

const ACCOUNT = {
  ...{ Company: "Almveld Relief", Website: "almveld-relief.example", Industry: "Insurance", "# Employees": "1416" },
  ...{ "Annual Revenue": "87000000", "Company Country": "Sweden", Technologies: "Snowflake;Azure;AWS;Salesforce" },
  ...{ "Compliance Team": "No", "Open Job Postings": "4" },
};

interface Shot {
  readonly requests: { readonly average: number; readonly total: number };
  readonly latency: Readonly<Record<"p50" | "p97_5" | "p99" | "max", number>>;
  readonly non2xx: number;
  readonly errors: number;
}

/** Requests in a process of their own; `rate` a second, or as many as go. */
async function shoot({ origin, key }: Served, path: string, seconds: number, rate: number | null): Promise<Shot> {
  const paced = rate === null ? [] : ["-R", String(rate)];
  const { stdout } = await run("node_modules/.bin/autocannon", [
    ...["-j", "-n", "-c", "10", "-d", String(seconds), "-m", "POST", ...paced],
    ...["-H", `x-api-key=${key}`, "-H", "content-type=application/json"],
    ...["-b", JSON.stringify({ account: ACCOUNT }), origin + path],
  ]);
  const shot = JSON.parse(stdout) as Shot;
  if (shot.non2xx + shot.errors > 0) throw new Error(`${path}: ${shot.non2xx} refused, ${shot.errors} errors`);
  return shot;
}

async function json(at: Served, path: string, body?: unknown): Promise<Record<string, never>> {
  const answer = await fetch(at.origin + path, {
    method: body === undefined ? "GET" : "POST",
    headers: { "x-api-key": at.key, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, never>;
}

interface DuringBuild {
  readonly seconds: number;
  /** The same with no build beside it. */
  readonly idle: Shot;
  readonly score: Shot;
  readonly health: readonly number[];
  /** A server of nothing, in a process of its own, at the same time: what the machine takes. */
  readonly bare: Shot;
}

/** A server of Node's own that answers `{}`. */
async function bareServer(): Promise<Served> {
  const code =
    "const s=require('http').createServer((q,a)=>{q.resume();q.on('end',()=>a.end('{}'))}).listen(0,'127.0.0.1',()=>console.log(s.address().port))";
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(String(chunk).trim())),
  );
  return { origin: `http://127.0.0.1:${port}`, key: "none", stop: async () => void child.kill() };
}

/** A build of the sample with its tests against chance, and requests from its beginning to its end. */
async function duringBuild(at: Served): Promise<DuringBuild> {
  const idle = await shoot(at, "/api/score", SECONDS, RATE);
  const began = performance.now();
  const { id } = (await json(at, "/api/icp/build", { resampling: true })) as unknown as { id: string };
  const health: number[] = [];
  let building = true;
  const watch = (async () => {
    while (building) {
      const sent = performance.now();
      await json(at, "/api/health");
      health.push(performance.now() - sent);
      await sleep(20);
    }
  })();
  const nothing = await bareServer();
  const firing = shoot(at, "/api/score", BUILD_SECONDS, RATE);
  const beside = shoot(nothing, "/", BUILD_SECONDS, BARE_RATE);
  for (;;) {
    await sleep(500);
    const { state, error } = (await json(at, `/api/jobs/${id}`)) as unknown as { state: string; error: string };
    if (state === "failed") throw new Error(error);
    if (state === "done") break;
  }
  const seconds = (performance.now() - began) / 1000;
  building = false;
  await watch;
  if (seconds < BUILD_SECONDS)
    throw new Error(`a build of ${seconds} s is over before the ${BUILD_SECONDS} s of requests`);
  const [score, bare] = [await firing, await beside];
  await nothing.stop();
  return { seconds, idle, health, score, bare };
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

const LISTS = {
  "first page": "?limit=100",
  "level high, by name": "?level=high&sort=name&limit=100",
  "search of a word": "?q=insurance&limit=100",
  "two filters, search, by activity": "?level=high&level=medium&action=nurture&q=capital&sort=-timing&limit=100",
  "page 500": "?limit=100&cursor=50000",
  "counts per level": "/counts?by=level",
  "check by a domain": "/check?q=n42-almveld-relief.example",
} as const;

async function lists(at: Served): Promise<Readonly<Record<string, readonly number[]>>> {
  const measured: Record<string, number[]> = {};
  for (const path of Object.values(LISTS)) await json(at, `/api/accounts${path}`);
  for (const [name, path] of Object.entries(LISTS)) {
    measured[name] = [];
    for (let i = 0; i < 30; i++) {
      const sent = performance.now();
      await json(at, `/api/accounts${path}`);
      measured[name].push(performance.now() - sent);
    }
  }
  return measured;
}

if (!existsSync("dist/away.js")) throw new Error("npm run build first: builds run in a bundled thread");
const loads: number[] = [];
const load = (): void => void loads.push(loadavg()[0] ?? 0);
const sample = await served("sample", 0);
const ratios: { empty: number; score: number }[] = [];
const builds: DuringBuild[] = [];
for (let round = 0; round < ROUNDS; round++) {
  load();
  const empty = await shoot(sample, "/api/bench/empty", SECONDS, null);
  const score = await shoot(sample, "/api/score", SECONDS, null);
  ratios.push({ empty: empty.requests.average, score: score.requests.average });
  process.stderr.write(`round ${round + 1}: empty ${empty.requests.average}/s, score ${score.requests.average}/s\n`);
}
for (let round = 0; round < ROUNDS; round++) {
  load();
  const one = await duringBuild(sample);
  builds.push(one);
  const { p50, p99 } = one.score.latency;
  process.stderr.write(
    `build ${one.seconds.toFixed(0)} s: score p50 ${p50} ms, p99 ${p99} ms, without a build ${one.idle.latency.p99} ms, bare server ${one.bare.latency.p99} ms\n`,
  );
}
await sample.stop();
const many = await served("many", MANY);
const listed: Readonly<Record<string, readonly number[]>>[] = [];
for (let round = 0; round < ROUNDS; round++) listed.push(await lists(many));
await many.stop();
rmSync(folder, { recursive: true, force: true });

const best = ratios.reduce((a, b) => (b.score / b.empty > a.score / a.empty ? b : a));
/** The middle one of what all rounds tell. */
const middle = (of: (one: DuringBuild) => number): number => quantile(builds.map(of), 0.5);
const below = builds.filter(({ score }) => score.latency.p99 < P99_BAR).length;
const MEASURED: readonly ((one: DuringBuild) => number)[] = [
  ...[({ seconds }: DuringBuild) => Math.round(seconds), ({ score }: DuringBuild) => score.latency.p50],
  ...[({ score }: DuringBuild) => score.latency.p97_5, ({ score }: DuringBuild) => score.latency.p99],
  ...[({ score }: DuringBuild) => score.latency.max, ({ health }: DuringBuild) => quantile(health, 0.5)],
  ...[({ health }: DuringBuild) => quantile(health, 0.99), ({ idle }: DuringBuild) => idle.latency.p50],
  ...[({ idle }: DuringBuild) => idle.latency.p99, ({ bare }: DuringBuild) => bare.latency.p50],
  ({ bare }: DuringBuild) => bare.latency.p99,
];
const cell = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));
const round1 = (value: number): string => value.toFixed(1);
const lines = [
  "# The server",
  "",
  `\`npx tsx bench/api.ts ${ROUNDS}\`, ${availableParallelism()} cores, Node ${process.versions.node}, requests from another process on the same machine, 10 connections, an API key,`,
  `one account of nine columns each. Load of the machine before the rounds: ${loads.map(round1).join(", ")} (2 is full).`,
  "",
  "## Requests a second",
  "",
  "| round | a route that reads the same body and answers `{}` | `POST /api/score` | share |",
  "|---|---|---|---|",
  ...[best, ...ratios].map(
    ({ empty, score }, i) =>
      `| ${i === 0 ? "best" : i} | ${empty.toFixed(0)} | ${score.toFixed(0)} | ${((100 * score) / empty).toFixed(0)}% |`,
  ),
  "",
  "Wanted: 40% or more.",
  "",
  `## ${RATE} requests a second while a build of the sample runs`,
  "",
  `During the first ${BUILD_SECONDS} s of each build; health is asked every 20 ms beside them; the same requests without a build, and ${BARE_RATE} a second to a bare Node server in a process of its own during it, tell what the machine takes.`,
  "",
  "| round | build, s | score p50, ms | p97.5 | p99 | most | health p50, ms | p99 | score without a build p50, ms | p99 | a bare server beside p50, ms | p99 |",
  "|---|---|---|---|---|---|---|---|---|---|---|---|",
  `| middle | ${MEASURED.map((of) => cell(middle(of))).join(" | ")} |`,
  ...builds.map((one, i) => `| ${i + 1} | ${MEASURED.map((of) => cell(of(one))).join(" | ")} |`),
  "",
  `Wanted: p99 below ${P99_BAR} ms: ${below} of ${builds.length} rounds. The first row is the middle of each column.`,
  "",
  `## ${MANY.toLocaleString("en-US")} companies`,
  "",
  "30 requests each, one after the other, ms.",
  "",
  "| request | best p50 | best p95 | worst of all |",
  "|---|---|---|---|",
  ...Object.keys(LISTS).map((name) => {
    const all = listed.map((one) => one[name] ?? []);
    const least = (q: number): string => round1(Math.min(...all.map((one) => quantile(one, q))));
    return `| ${name} | ${least(0.5)} | ${least(0.95)} | ${round1(Math.max(...all.flat()))} |`;
  }),
  "",
  "Wanted: below 100 ms.",
  "",
];
writeFileSync("bench/API.md", lines.join("\n"));
process.stdout.write(lines.join("\n"));
