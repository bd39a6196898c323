import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";
import { ApiError } from "./errors.ts";
import { createRoute, gives, needs, routes, z } from "./route.ts";

/** The guide, beside the bundle or in a checkout. */
function docsFolder(): string | null {
  const places = ["./docs", "../docs", "../../docs"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return places.find((folder) => existsSync(join(folder, "glossary.md"))) ?? null;
}

const TITLE = /^# (.+)$/m;
/** A page of the guide that another one links to. */
const TO_PAGE = /^(?:\.\/)?([a-z0-9-]+)\.md(#.*)?$/;

const marked = new Marked({
  renderer: {
    heading({ tokens, depth }) {
      const inner = this.parser.parseInline(tokens);
      return `<h${depth} id="${slug(inner)}">${inner}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens);
      const page = TO_PAGE.exec(href);
      if (page !== null) return `<a href="/docs/${page[1]}${page[2] ?? ""}">${inner}</a>`;
      // The rest of the repository is not here.
      return /^(https:|#)/.test(href) ? `<a href="${href}" rel="noreferrer">${inner}</a>` : inner;
    },
  },
});

/** As GitHub makes them, so that links to a section lead there too. */
function slug(html: string): string {
  return html
    .replace(/<[^>]+>/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

/** What may be wider than the page is scrolled by keyboard too. */
function reachable(html: string): string {
  return html.replaceAll("<pre>", '<pre tabindex="0">').replaceAll("<table>", '<table tabindex="0">');
}

/** A word of the glossary is a place of its page, as a section is: `#control-sample`. */
function withPlaces(html: string): string {
  return html.replace(/<tr>\n<td>([^<(]+)/g, (row, word: string) => {
    const id = word
      .toLowerCase()
      .replace(/&amp;/g, "")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    return row.replace("<tr>", `<tr id="${id}">`);
  });
}

interface DocPage {
  readonly name: string;
  readonly title: string;
}

/** The guide that comes with this OpenICP: its pages as HTML, and what its words mean. */
export function docRoutes() {
  const app = routes();
  const tags = ["docs"];
  const folder = docsFolder();
  const pages = async (): Promise<readonly DocPage[]> => {
    if (folder === null) return [];
    const names = (await readdir(folder)).filter((name) => name.endsWith(".md") && name !== "README.md").sort();
    return Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(folder, name), "utf8");
        return { name: name.slice(0, -".md".length), title: TITLE.exec(text)?.[1] ?? name };
      }),
    );
  };
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/docs", tags, summary: "Pages of the guide", ...needs("read") },
      responses: gives(z.object({ items: z.array(z.object({ name: z.string(), title: z.string() })) })),
    }),
    async (c) => c.json({ items: [...(await pages())] }, 200),
  );
  app.openapi(
    createRoute({
      ...{ method: "get", path: "/api/docs/{name}", tags, summary: "A page of the guide", ...needs("read") },
      request: { params: z.object({ name: z.string().max(100) }) },
      responses: gives(z.object({ name: z.string(), title: z.string(), html: z.string() })),
    }),
    async (c) => {
      const { name } = c.req.valid("param");
      // By the list, not by the path: what is not a page of the guide is not read.
      const page = (await pages()).find((one) => one.name === name);
      if (page === undefined || folder === null) throw new ApiError("not_found", "the guide has no such page");
      const written = reachable(await marked.parse(await readFile(join(folder, `${page.name}.md`), "utf8")));
      const html = page.name === "glossary" ? withPlaces(written) : written;
      return c.json({ ...page, html }, 200);
    },
  );
  return app;
}
