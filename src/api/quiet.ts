import type { MiddlewareHandler } from "hono";
import { ApiError } from "./errors.ts";
import type { Env } from "./server.ts";

/** Lets work have the workspace for itself for a moment, while the server goes on. */
export interface Quiet {
  /** Before a request; gives what is called after it. Waits while work has the workspace for itself. @throws ApiError where that takes long */
  enter(): Promise<() => void>;
  /** Waits for the requests that run, lets go of what the server holds open, and does the work; requests wait for it. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export interface QuietEffects {
  /** Closes what is held open between requests. */
  letGo(): Promise<void>;
  /** So long a request waits, in ms; default 10,000. */
  readonly patience?: number;
  /** So long the work waits for requests and answers that go on, in ms; default 20,000. Then it begins anyway. */
  readonly longest?: number;
}

const SECONDS = 5;

/** Whether it came within so many ms. */
async function within(ms: number, came: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([came.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

export function makeQuiet({ letGo, patience = 10_000, longest = 20_000 }: QuietEffects): Quiet {
  let inside = 0;
  let shut: Promise<void> | null = null;
  let emptied = (): void => undefined;
  const leave = (): void => {
    inside--;
    if (inside === 0) emptied();
  };
  return {
    enter: async () => {
      while (shut !== null)
        if (!(await within(patience, shut)))
          throw new ApiError(
            "busy",
            "somebody is being erased, and the files of the workspace are written anew: try again in a few seconds",
          );
      inside++;
      return leave;
    },
    alone: async (work) => {
      let open = (): void => undefined;
      shut = new Promise<void>((resolve) => {
        open = resolve;
      });
      try {
        const empty = new Promise<void>((resolve) => {
          emptied = resolve;
          if (inside === 0) resolve();
        });
        await within(longest, empty);
        await within(longest, letGo());
        return await work();
      } finally {
        shut = null;
        open();
      }
    },
  };
}

/** What needs nothing of the workspace's files, or goes on without an end. */
const APART = /^\/api\/(health|ready|session|stream|jobs(\/.*)?)$/;

/** Requests wait while work has the workspace for itself. */
export function waitsForQuiet(quiet: Quiet): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (APART.test(c.req.path)) return next();
    const leave = await quiet.enter().catch((error: unknown) => {
      c.header("retry-after", String(SECONDS));
      throw error;
    });
    try {
      await next();
    } finally {
      leave();
    }
  };
}
