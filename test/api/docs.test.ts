import { describe, expect, it } from "vitest";
import { docRoutes } from "../../src/api/docs.ts";
import { apiError } from "../../src/api/errors.ts";
import { routes } from "../../src/api/route.ts";
import type { Caller } from "../../src/auth/caller.ts";

const READER: Caller = {
  ...{ kind: "person", id: "u", name: "Ada", email: "ada@a.example", role: "viewer", print: "p" },
  scopes: ["read"],
};

function guide() {
  const app = routes();
  app.use(async (c, next) => {
    c.set("caller", READER);
    await next();
  });
  app.route("/", docRoutes());
  app.onError((error, c) => c.json({ error: apiError(error)?.code ?? String(error) }, 404));
  return async (path: string) => (await app.request(path)).json();
}

interface Shown {
  readonly title: string;
  readonly html: string;
}

describe("the guide", () => {
  it("has every page of docs, and its links lead to pages that are there", async () => {
    const get = guide();
    const { items } = (await get("/api/docs")) as { items: { name: string; title: string }[] };
    const names = items.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["glossary", "workspace", "list", "serve"]));
    const pages = await Promise.all(
      names.map(async (name) => [name, (await get(`/api/docs/${name}`)) as Shown] as const),
    );
    const ids = new Map(pages.map(([name, { html }]) => [name, html]));
    const lost = pages.flatMap(([name, { html }]) =>
      [...html.matchAll(/href="\/docs\/([a-z0-9-]+)(?:#([^"]+))?"/g)].flatMap(([, page, at]) => {
        const there = ids.get(page!);
        const found = there !== undefined && (at === undefined || there.includes(`id="${decodeURIComponent(at)}"`));
        return found ? [] : [`${name}: ${page}#${at}`];
      }),
    );
    expect(lost).toEqual([]);
    expect(pages.find(([name]) => name === "glossary")![1].title).toBe("Glossary");
  });

  it("reads no other file", async () => {
    const get = guide();
    for (const name of ["..%2FREADME", "%2Fetc%2Fpasswd", "README", "decisions%2FREADME"])
      expect(await get(`/api/docs/${name}`)).toEqual({ error: "not_found" });
  });
});
