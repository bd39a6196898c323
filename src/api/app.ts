import type { HttpBindings } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { routePath } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import { VERSION } from "../engine/version.ts";
import { accountRoutes } from "./accounts.ts";
import { backupRoutes } from "./backup.ts";
import { batchRoutes } from "./batches.ts";
import { changeRoutes } from "./changes.ts";
import { checkRoutes } from "./check.ts";
import { customerRoutes } from "./customers.ts";
import { declaredRoutes } from "./declared.ts";
import { docRoutes } from "./docs.ts";
import { editRoutes } from "./edits.ts";
import { erasureRoutes } from "./erasures.ts";
import { ApiError, answerError, apiError } from "./errors.ts";
import { eventRoutes } from "./events.ts";
import { fitTimingRoutes } from "./fit-timing.ts";
import { knownHost, lookUpCaller, ownOrigin, rateLimits, smallBodies } from "./guards.ts";
import { healthRoutes } from "./health.ts";
import { importRoutes } from "./imports.ts";
import { jobRoutes } from "./job-routes.ts";
import { keyRoutes } from "./keys.ts";
import { leadRoutes } from "./leads.ts";
import { listExportRoutes } from "./list-exports.ts";
import { listRoutes } from "./lists.ts";
import { liveTestRoutes } from "./live-tests.ts";
import { messagingRoutes } from "./messaging.ts";
import { narrativeRoutes } from "./narrative.ts";
import { noHeadOfStreams } from "./no-head.ts";
import { overviewRoutes } from "./overview.ts";
import { peopleRoutes } from "./people.ts";
import { proofRoutes } from "./proof.ts";
import { waitsForQuiet } from "./quiet.ts";
import { routes } from "./route.ts";
import { runRoutes } from "./runs.ts";
import { scoreRoutes } from "./score.ts";
import type { Env, Server } from "./server.ts";
import { sessionRoutes } from "./session.ts";
import { settingRoutes } from "./settings.ts";
import { shareRoutes } from "./shares.ts";
import { signOffRoutes } from "./sign-offs.ts";
import { taskRoutes } from "./tasks.ts";
import { versionRoutes } from "./versions.ts";
import { viewRoutes } from "./views.ts";

/** Scripts only of our own files; styles also inline, as the components of radix-ui and Plot set them. */
const CONTENT_SECURITY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Paths that hold what opens something: the log has their pattern alone. */
const SECRET = /^\/(api\/invitations|share)\//;

/** The groups of routes under `/api`, in the order of the OpenAPI document. */
const GROUPS = [
  healthRoutes,
  sessionRoutes,
  peopleRoutes,
  keyRoutes,
  overviewRoutes,
  versionRoutes,
  scoreRoutes,
  checkRoutes,
  batchRoutes,
  eventRoutes,
  leadRoutes,
  accountRoutes,
  jobRoutes,
  shareRoutes,
  importRoutes,
  runRoutes,
  listRoutes,
  listExportRoutes,
  taskRoutes,
  customerRoutes,
  signOffRoutes,
  narrativeRoutes,
  changeRoutes,
  proofRoutes,
  liveTestRoutes,
  editRoutes,
  docRoutes,
  declaredRoutes,
  messagingRoutes,
  fitTimingRoutes,
  viewRoutes,
  erasureRoutes,
  backupRoutes,
  settingRoutes,
];

export interface ApiOptions {
  /** Requests of a key in a minute; default 120,000. */
  readonly keyPerMinute?: number | undefined;
  /** More routes: those of a measurement. */
  readonly more?: (() => ReturnType<typeof routes>) | undefined;
}

/** Everything the server answers but the app's own files: `/api` and `/metrics`. */
export function makeApi(server: Server, hosts: ReadonlySet<string>, { keyPerMinute, more }: ApiOptions = {}) {
  const app = routes();
  app.use(async (c, next) => {
    const began = performance.now();
    const bound = c.env as Partial<HttpBindings> | undefined;
    c.set("address", bound?.incoming === undefined ? "in-process" : (getConnInfo(c).remote.address ?? "unknown"));
    c.set("caller", null);
    await next();
    const ms = performance.now() - began;
    const route = routePath(c);
    server.metrics.request(c.req.method, route, c.res.status, ms / 1000);
    const { caller } = c.var;
    server.log.info(
      {
        method: c.req.method,
        path: SECRET.test(c.req.path) ? route : c.req.path,
        status: c.res.status,
        ms: Math.round(ms * 10) / 10,
        ...(caller === null ? {} : { caller: caller.print, as: caller.kind }),
      },
      "request",
    );
  });
  app.use("/api/reports/*", inSandbox);
  app.use(
    secureHeaders({
      contentSecurityPolicy: CONTENT_SECURITY,
      xFrameOptions: "DENY",
      referrerPolicy: "no-referrer",
      crossOriginOpenerPolicy: "same-origin",
      crossOriginResourcePolicy: "same-origin",
      strictTransportSecurity: server.origin.startsWith("https:") ? "max-age=31536000" : false,
      permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    }),
  );
  app.use(knownHost(hosts));
  const limits = rateLimits(keyPerMinute);
  app.use(
    "/api/*",
    lookUpCaller(server),
    limits,
    ownOrigin(server.origin, hosts),
    smallBodies(),
    noStore,
    noHeadOfStreams(),
  );
  app.use("/api/*", waitsForQuiet(server.quiet));
  app.use("/share/*", limits, waitsForQuiet(server.quiet));
  app.use("/metrics", lookUpCaller(server), limits);
  for (const group of GROUPS) app.route("/", group(server));
  if (more !== undefined) app.route("/", more());
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "openicp.session_token",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "apiKey", in: "header", name: "x-api-key" });
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "OpenICP",
      version: VERSION,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: server.origin }],
  });
  app.all("/api/*", (c) => {
    throw new ApiError("not_found", `there is no ${c.req.method} ${c.req.path}: /api/openapi.json tells what there is`);
  });
  app.onError((error, c) => {
    const known = apiError(error);
    if (known === null) {
      server.log.error({ err: error, path: c.req.path }, "broken");
      return answerError(c, new ApiError("broken", "this is a mistake of OpenICP; the log of the server says more"));
    }
    return answerError(c, known);
  });
  return app;
}

/** A page that was written for people, and shown within the app: it runs nothing, and loads nothing. */
const inSandbox: Parameters<ReturnType<typeof routes>["use"]>[1] = async (c, next) => {
  await next();
  c.res.headers.set(
    "content-security-policy",
    "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  );
  c.res.headers.set("x-frame-options", "SAMEORIGIN");
};

const noStore: Parameters<ReturnType<typeof routes>["use"]>[1] = async (c, next) => {
  await next();
  if (c.res.headers.get("cache-control") === null) c.header("cache-control", "no-store");
};

export type { Env };
