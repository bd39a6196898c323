import { docRoutes } from "../../src/api/docs.ts";
import { apiError } from "../../src/api/errors.ts";
import { routes } from "../../src/api/route.ts";
import type { Caller } from "../../src/auth/caller.ts";

const READER: Caller = {
  ...{ kind: "person", id: "u", name: "Ada", email: "ada@a.example", role: "viewer", print: "p" },
  scopes: ["read"],
};

/** Asks for pages of the guide, without a server. */
export function guide(): (path: string) => Promise<unknown> {
  const app = routes();
  app.use(async (c, next) => {
    c.set("caller", READER);
    await next();
  });
  app.route("/", docRoutes());
  app.onError((error, c) => c.json({ error: apiError(error)?.code ?? String(error) }, 404));
  return async (path: string) => (await app.request(path)).json();
}

export interface Shown {
  readonly title: string;
  readonly html: string;
}
