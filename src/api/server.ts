import type { Logger } from "pino";
import type { Auth } from "../auth/auth.ts";
import type { Caller, Callers } from "../auth/caller.ts";
import type { LoginLimits } from "../auth/login-limits.ts";
import type { Away } from "../engine/away/tasks.ts";
import type { Scorers } from "../engine/workspace/in-force-scorers.ts";
import type { Pages } from "../engine/workspace/pages.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";
import type { HeldPeers } from "./held-peers.ts";
import type { Indexes } from "./indexes.ts";
import type { Jobs } from "./jobs.ts";
import type { Looks } from "./looks.ts";
import type { Metrics } from "./metrics.ts";
import type { Quiet } from "./quiet.ts";

/** What the routes share. */
export interface Server {
  readonly workspace: Workspace;
  readonly auth: Auth;
  readonly callers: Callers;
  readonly logins: LoginLimits;
  readonly jobs: Jobs;
  readonly indexes: Indexes;
  /** Compiled scorers, by version. */
  readonly scorers: Scorers;
  /** Accounts with decided deals, to be held against. */
  readonly peers: HeldPeers;
  /** Where jobs do what takes seconds. */
  readonly away: Away;
  readonly looks: Looks;
  /** Work that needs the workspace for itself, while requests wait. */
  readonly quiet: Quiet;
  /** Bytes that an uploaded file may have. */
  readonly uploadLimit: number;
  /** The jobs of the loop run in this server, at their times. */
  readonly working: boolean;
  /** How reports of jobs are worded. */
  readonly pages: Pages;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** `http://127.0.0.1:7878`: begins the links that it gives out. */
  readonly origin: string;
  /** For the first person, printed in the terminal; null once somebody looks after the workspace. */
  setupToken: string | null;
  /** Aborted when the server ends: streams without an end of their own end then. */
  readonly stop: AbortController;
  /** In the demo: lets whoever has the address that the terminal shows in, as often as they like. */
  readonly demo: { readonly token: string; readonly email: string; readonly password: string } | null;
  now(): Date;
}

/** What a request carries through the routes. */
export interface Env {
  Variables: {
    /** Null for nobody. */
    caller: Caller | null;
    /** Of the connection; a header cannot say it. */
    address: string;
  };
}
