import { describe, expect, it } from "vitest";
import { guide, type Shown } from "./guide.ts";

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
