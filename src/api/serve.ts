import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { type DestinationStream, pino } from "pino";
import { makeAuth } from "../auth/auth.ts";
import { callers } from "../auth/caller.ts";
import { demoLogin } from "../auth/demo.ts";
import { loginLimits } from "../auth/login-limits.ts";
import { needsSetup } from "../auth/people.ts";
import { sessionSecret } from "../auth/secret.ts";
import { makeToken } from "../auth/tokens.ts";
import { inOwnThread } from "../engine/away/thread.ts";
import { makeScorers } from "../engine/workspace/in-force-scorers.ts";
import type { Pages } from "../engine/workspace/pages.ts";
import { sweepUploads, UPLOADS } from "../engine/workspace/uploads.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";
import { InputError } from "../errors.ts";
import { type ApiOptions, makeApi } from "./app.ts";
import { answerForApp, forApp } from "./app-words.ts";
import { apiError } from "./errors.ts";
import { makePeers } from "./held-peers.ts";
import { makeIndexes } from "./indexes.ts";
import { makeJobs } from "./jobs.ts";
import { makeLooks } from "./looks.ts";
import { makeLoop } from "./loop.ts";
import { makeMetrics } from "./metrics.ts";
import { makeQuiet } from "./quiet.ts";
import type { Server } from "./server.ts";
import { serveApp } from "./static-files.ts";

export interface ServeOptions {
  /** Default 127.0.0.1: this machine alone. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Address under which people reach it, `https://icp.example.com`; null: host and port. */
  readonly origin: string | null;
  /** Folder of the built app. */
  readonly app: string;
  readonly logLevel: "silent" | "error" | "warn" | "info";
  readonly logTo: DestinationStream;
  readonly pages: Pages;
  /** Bytes that an uploaded file may have; default `UPLOAD_LIMIT`. */
  readonly uploadLimit?: number;
  /** Also runs the jobs of the loop at their times; default not. */
  readonly work?: boolean;
  /** Makes the accounts ready before anybody asks for them; default not. */
  readonly early?: boolean;
  /** Whoever opens the address of `entry` is an admin: for the sample company on this machine. */
  readonly demo?: boolean;
  now(): Date;
  /** A client has so many ms to send its headers; default 15,000. */
  readonly headersWithin?: number;
  readonly api?: ApiOptions;
}

/** A server that answers. */
export interface Serving {
  readonly origin: string;
  /** Address where the first person sets the workspace up, or that lets into the demo; null where people sign in. */
  readonly entry: string | null;
  readonly server: Server;
  /** Takes no more requests, lets those that run end, stops jobs at their next safe point. The workspace stays open. */
  close(): Promise<void>;
}

/** 2 GB. */
export const UPLOAD_LIMIT = 2e9;

/** A client that sends its request slower than that is let go, in ms; an upload may take as long as it goes on. */
const HEADERS_WITHIN = 15_000;
const REQUEST_WITHIN = 30 * 60_000;
/** Without a byte in so many ms a connection ends. */
const IDLE = 60_000;
/** Requests that still run at the end have so many ms. */
const GRACE = 5_000;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

/**
 * Serves a workspace over HTTP until `close`.
 *
 * @throws InputError for a port that is taken, and an origin that is none
 */
export async function serve(workspace: Workspace, options: ServeOptions): Promise<Serving> {
  const { host, port, now } = options;
  const log = pino({ level: options.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, options.logTo);
  let answer: (request: Request, env: object) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const headersTimeout = options.headersWithin ?? HEADERS_WITHIN;
  const serverOptions = {
    ...{ headersTimeout, requestTimeout: REQUEST_WITHIN, keepAliveTimeout: 10_000 },
    // How often Node looks for clients that are too slow: its own 30 seconds would double the time they have.
    connectionsCheckingInterval: Math.max(100, headersTimeout / 3),
  };
  const http = createAdaptorServer({ fetch: (request, env) => answer(request, env), serverOptions }) as HttpServer;
  http.setTimeout(IDLE);
  const bound = await listen(http, host, port);
  const release = await confineTo(workspace);
  const origin =
    options.origin === null ? `http://${host.includes(":") ? `[${host}]` : host}:${bound}` : originOf(options.origin);
  const server: Server = await makeServer(workspace, origin, options, log);
  const api = makeApi(server, hostsOf(origin, host, bound), options.api);
  serveApp(api, options.app);
  answer = (request, env) => api.fetch(request, env);
  const loop = makeLoop(server);
  if (server.working) loop.start();
  if (options.early === true) void server.indexes.early().catch(() => undefined);
  return {
    origin,
    entry: entryOf(server),
    server,
    close: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      server.stop.abort();
      // Those that an answer leaves idle, too: nobody is to wait for the next request on them.
      const idle = setInterval(() => http.closeIdleConnections(), 50);
      const late = setTimeout(() => http.closeAllConnections(), GRACE);
      late.unref();
      await loop.close();
      await server.jobs.close();
      await server.looks.close();
      await closed;
      clearTimeout(late);
      clearInterval(idle);
      await server.indexes.close();
      await server.peers.close();
      release();
      log.flush();
    },
  };

  async function makeServer(
    workspace: Workspace,
    origin: string,
    { pages, demo, uploadLimit = UPLOAD_LIMIT, work = false }: ServeOptions,
    log: Server["log"],
  ): Promise<Server> {
    const secret = await sessionSecret(workspace.dir);
    const auth = makeAuth(workspace.store, { secret, origin });
    const metrics = makeMetrics();
    const indexes = makeIndexes(workspace);
    const scorers = makeScorers(workspace);
    const peers = makePeers(workspace);
    const away = inOwnThread(workspace.dir);
    const jobs = makeJobs({
      now,
      broken: (error, { id, kind }) => log.error({ err: error, job: id, kind }, "a job broke"),
      settle: async () => {
        await indexes.renew();
        scorers.renew();
        peers.renew();
      },
      ended: ({ id, kind, state }, seconds) => {
        metrics.job(kind, state, seconds);
        log.info({ job: id, kind, state, seconds }, "job ended");
      },
      sentence: (error) => {
        const known = apiError(error);
        return known === null ? null : forApp(known.message);
      },
      worded: answerForApp,
    });
    const looks = makeLooks(workspace, (error) => log.error({ err: error }, "a look at a file broke"));
    const quiet = makeQuiet({
      letGo: async () => {
        peers.renew();
        await Promise.all([looks.close(), peers.close(), indexes.close()]);
      },
    });
    await sweepUploads(workspace, now());
    return {
      ...{ workspace, auth, jobs, indexes, scorers, peers, away, looks, quiet, uploadLimit, working: work, metrics },
      ...{ stop: new AbortController(), log, origin, pages, now },
      callers: callers(auth, workspace.store, now),
      logins: loginLimits(),
      demo: demo === true ? { ...(await demoLogin(auth, workspace.store, now())), token: makeToken().token } : null,
      setupToken: (await needsSetup(workspace.store)) ? makeToken().token : null,
    };
  }
}

/**
 * Whatever comes from outside, the warehouse reads and writes nothing but its own files: what is unpacked on the way lies in its folder for
 * temporary files. Gives what puts that folder back to what it was.
 */
async function confineTo({ dir, warehouse }: Workspace): Promise<() => void> {
  await warehouse.confine([join(dir, UPLOADS)]);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = join(dir, "tmp");
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  };
}

function entryOf({ origin, setupToken, demo }: Server): string | null {
  if (demo !== null) return `${origin}/demo#token=${demo.token}`;
  return setupToken === null ? null : `${origin}/setup#token=${setupToken}`;
}

function listen(http: HttpServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "EADDRINUSE"
          ? new InputError(`port ${port} is taken by another program: choose one with --port`, { cause })
          : new InputError(`cannot listen on ${host}:${port}: ${cause.code ?? cause.message}`, { cause }),
      ),
    );
    http.listen(port, host, () => resolve((http.address() as AddressInfo).port));
  });
}

function originOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "" || url.hash !== "")
    throw new InputError(`--origin ${text}: give the address that people type, https://icp.example.com`);
  return url.origin;
}

/** The names under which the server is known: its origin's; on this machine alone also the others of this machine. */
function hostsOf(origin: string, host: string, port: number): ReadonlySet<string> {
  const own = new URL(origin).host.toLowerCase();
  const local = LOOPBACK.has(host) ? [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`] : [`${host}:${port}`];
  return new Set([own, ...local]);
}
