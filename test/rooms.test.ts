import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf, ROOT, sourceFiles, sourceText, withoutComments } from "./source.ts";

interface Room {
  /** What belongs here. */
  readonly holds: string;
  /** Type-checked without Node and without a browser; no clock, no chance. */
  readonly pure: boolean;
  /** Rooms (or files of a room, by the start of their path) that may be imported. */
  readonly imports: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types: readonly string[];
  /** npm packages that may be imported. An impure room may import Node's own modules as well. */
  readonly packages: readonly string[];
}

const none: readonly string[] = [];

/**
 * The rooms in the order of the data, and who may import whom. Every room may import `errors`. Where this differs from the first plan,
 * docs/decisions/0012-import-table.md says why.
 */
const ROOMS: Readonly<Record<string, Room>> = {
  stats: {
    holds: "statistics by the function: no tables, no SQL, no company",
    pure: true,
    imports: none,
    types: none,
    packages: none,
  },
  sql: {
    holds: "SQL as small frozen expression forms, printed for any dialect",
    pure: true,
    imports: none,
    types: none,
    packages: none,
  },
  normalise: {
    holds: "one declarative rule per kind of cell, run in JS and printed as SQL",
    pure: true,
    imports: ["sql"],
    types: none,
    packages: ["zod"],
  },
  vocabulary: {
    holds: "what others call the same: industries, countries, funding stages, technologies",
    pure: true,
    imports: ["normalise"],
    types: none,
    packages: ["i18n-iso-countries"],
  },
  ingest: {
    holds: "what the columns of a file mean: roles, outcome, dates, joins, rejections",
    pure: true,
    imports: ["normalise", "sql", "vocabulary"],
    types: none,
    packages: ["tldts", "yaml", "zod"],
  },
  features: {
    holds: "columns -> pre-bin codes, and the leakage audit",
    pure: true,
    imports: ["stats", "sql", "normalise", "vocabulary"],
    types: none,
    packages: none,
  },
  icp: {
    holds: "the ICP document: schema, parse, print, and the one page in its renderings",
    pure: true,
    imports: ["normalise"],
    types: ["features"],
    packages: ["zod"],
  },
  segments: {
    holds: "coded won accounts and a market -> kinds of best customers: classes, rules, names, paragraphs",
    pure: true,
    imports: ["stats", "features/number-label", "features/round", "icp/concept", "icp/page/label"],
    types: ["features", "icp"],
    packages: none,
  },
  build: {
    holds: "coded deals and outcomes -> a draft: bands, scorecard, calibration, separation",
    pure: true,
    imports: ["icp", "features", "stats"],
    types: none,
    packages: none,
  },
  disqualify: {
    holds: "coded deals -> who not to sell to: rules with capacity saved and wins lost",
    pure: true,
    imports: ["icp", "features", "stats"],
    types: none,
    packages: none,
  },
  buyers: {
    holds: "deals with who was known, what had happened and what was written -> who buys inside, triggers, pain points",
    pure: true,
    imports: ["stats", "normalise"],
    types: none,
    packages: none,
  },
  timing: {
    holds: "events by day -> how active an account is now, by weights learned from deals or by default",
    pure: true,
    imports: ["stats", "icp", "ingest/event-type"],
    types: none,
    packages: none,
  },
  value: {
    holds: "won deals and their customers -> what they are worth by group, what differs, the best against the worst",
    pure: true,
    imports: ["stats", "buyers/contrasts", "segments/attribute", "segments/condition"],
    types: ["features"],
    packages: none,
  },
  declared: {
    holds: "what people believe: a declared ICP, its scorecard and rules, held against deals",
    pure: true,
    imports: [
      "stats",
      "normalise",
      "vocabulary",
      "ingest/placed-yaml",
      "ingest/nearest",
      "ingest/field-name",
      "features",
      "icp",
      "disqualify/templates",
      "build/points",
    ],
    types: none,
    packages: ["zod"],
  },
  proof: {
    holds: "the promises of a profile, held against deals it has not seen: verdicts and next steps",
    pure: true,
    imports: ["stats"],
    types: none,
    packages: none,
  },
  live: {
    holds: "a list against a control: limits that hold however often one looks",
    pure: true,
    imports: ["stats"],
    types: none,
    packages: none,
  },
  watch: {
    holds: "what changed: documents against each other, new deals against what a document learned from",
    pure: true,
    imports: ["stats", "segments", "icp"],
    types: ["features"],
    packages: ["zod"],
  },
  compile: {
    holds: "ICP document -> one expression tree -> scorer in JS, SQL in any dialect",
    pure: true,
    imports: ["icp", "normalise", "sql"],
    types: ["features"],
    packages: none,
  },
  whatif: {
    holds: "another card on a sample: levels, breadth, won and lost by level; runs in the browser",
    pure: true,
    imports: ["stats"],
    types: none,
    packages: none,
  },
  warehouse: {
    holds: "DuckDB: files into raw tables, facts and scores out of them",
    pure: false,
    imports: ["sql"],
    types: ["ingest"],
    packages: ["@duckdb/node-api", "read-excel-file", "write-excel-file", "fflate"],
  },
  store: {
    holds:
      "what people and runs decided: versions, approvals, runs, lists, tasks, on PGlite or PostgreSQL; the lock; the job queue",
    pure: false,
    imports: none,
    types: ["icp", "ingest"],
    packages: ["@electric-sql/pglite", "drizzle-orm", "pg", "pg-boss", "proper-lockfile"],
  },
  engine: {
    holds: "one file per verb: read, call the pure rooms, write, return a value",
    pure: false,
    imports: [
      "stats",
      "sql",
      "normalise",
      "ingest",
      "features",
      "icp",
      "build",
      "segments",
      "disqualify",
      "buyers",
      "timing",
      "value",
      "declared",
      "proof",
      "live",
      "watch",
      "compile",
      "whatif",
      "warehouse",
      "store",
      "vocabulary",
    ],
    types: none,
    packages: ["tinypool", "zod"],
  },
  auth: {
    holds: "who may come in and do what: people, roles, sessions, keys, invitations, kept in the store",
    pure: false,
    imports: ["store", "engine/write"],
    types: none,
    packages: ["better-auth", "@better-auth/api-key", "drizzle-orm", "rate-limiter-flexible"],
  },
  api: {
    holds: "one file per resource: HTTP in, verbs of the engine, JSON out",
    pure: false,
    imports: ["auth", "engine", "icp/page", "watch/diff/report", "declared/answers", "declared/pasted"],
    types: none,
    packages: [
      "@hono/node-server",
      "@hono/zod-openapi",
      "better-auth",
      "hono",
      "marked",
      "pino",
      "prom-client",
      "rate-limiter-flexible",
    ],
  },
  cli: {
    holds: "one file per command: options in, words and files out",
    pure: false,
    imports: [
      "engine",
      "api",
      "auth/from-terminal",
      "icp/page",
      "icp/print",
      "icp/filters",
      "watch",
      "ingest/options",
      "compile/javascript",
      "compile/sql",
      "sql/dialects",
    ],
    types: [
      "proof",
      "live",
      "stats",
      "sql",
      "normalise",
      "ingest",
      "features",
      "icp",
      "build",
      "disqualify",
      "compile",
      "warehouse",
    ],
    packages: ["commander", "cli-progress"],
  },
};

/** `page/html/dot.ts` of `icp` is `icp/page/html/dot`; a file directly in `src` is a room of its own name. */
function placeOf(path: string): string {
  return path.replace(/\.ts$/, "");
}

function roomOf(path: string): string {
  return placeOf(path).split("/")[0]!;
}

function within(place: string, allowed: readonly string[]): boolean {
  return allowed.some((room) => place === room || place.startsWith(`${room}/`));
}

/** Rooms that may hold code which needs both: what the file's own room gives, and the place it reached for. */
function whereItBelongs(home: string, place: string): string {
  const fitting = Object.entries(ROOMS).filter(
    ([name, room]) => (name === home || room.imports.includes(home)) && within(place, [name, ...room.imports]),
  );
  return fitting.map(([name, room]) => `${name} (${room.holds})`).join("; ");
}

/** Why a file may not import this, in words that say where the code belongs; null when it may. */
function forbidden(path: string, from: string, typesOnly: boolean): string | null {
  const home = roomOf(path);
  const room = ROOMS[home]!;
  if (!from.startsWith(".")) return packageForbidden(path, room, from);
  const place = placeOf(posix.join(posix.dirname(path), from));
  if (place.startsWith("..")) return `src/${path} imports ${from}, which lies outside src`;
  if (place === "errors" || roomOf(place) === home || within(place, room.imports)) return null;
  if (within(place, room.types))
    return typesOnly
      ? null
      : `src/${path} imports values of ${roomOf(place)}; from \`${home}\` only \`import type\` is allowed`;
  const belongs = whereItBelongs(home, place);
  const advice =
    belongs === ""
      ? "give it what it needs as an argument"
      : `such code belongs in ${belongs}, or gets what it needs as an argument`;
  return `src/${path} imports src/${place}.ts, but \`${home}\` (${room.holds}) may import only [${room.imports.join(", ")}]: ${advice}`;
}

function packageForbidden(path: string, room: Room, from: string): string | null {
  if (from.startsWith("node:"))
    return room.pure
      ? `src/${path} imports ${from}, but \`${roomOf(path)}\` is pure: files, processes and hashes belong in warehouse, engine or cli`
      : null;
  const name = from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");
  return room.packages.includes(name)
    ? null
    : `src/${path} imports the package ${name}, but \`${roomOf(path)}\` may use only [${room.packages.join(", ")}]: see ROOMS in test/rooms.test.ts`;
}

const files = sourceFiles();
const inRooms = files.filter((path) => path.includes("/"));
const inPureRooms = inRooms.filter((path) => ROOMS[roomOf(path)]?.pure);

describe("the rooms", () => {
  it("are all in the table, and the table names no others", () => {
    expect([...new Set(inRooms.map(roomOf))].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it("import only what the table allows", () => {
    const faults = inRooms.flatMap((path) =>
      importsOf(sourceText(path)).flatMap(({ from, typesOnly }) => forbidden(path, from, typesOnly) ?? []),
    );
    expect(faults).toEqual([]);
  });

  it("stand in the table after everything they import", () => {
    const order = Object.keys(ROOMS);
    const upward = order.flatMap((name, i) =>
      [...ROOMS[name]!.imports]
        .map((other) => roomOf(other))
        .filter((other) => order.indexOf(other) >= i)
        .map((other) => `${name} imports ${other}`),
    );
    expect(upward).toEqual([]);
  });

  it("are all on the README's map", () => {
    const map = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(Object.keys(ROOMS).filter((name) => !map.includes(`\n  ${name}/ `))).toEqual([]);
  });

  it("that are pure are type-checked without Node and without a browser", () => {
    const { compilerOptions, include } = JSON.parse(readFileSync(join(ROOT, "tsconfig.pure.json"), "utf8"));
    const pure = Object.keys(ROOMS).filter((name) => ROOMS[name]!.pure);
    expect(compilerOptions).toMatchObject({ lib: ["es2023"], types: [] });
    expect(include).toEqual(expect.arrayContaining(["src/errors.ts", ...pure.map((name) => `src/${name}`)]));
  });
});

describe("the files in src", () => {
  /** A clock or chance that is not an argument. */
  const AMBIENT =
    /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bcrypto\.(?:random|getRandom)\w*/g;
  const DEFAULT_EXPORT = /^export\s+default\b|^export\s*\{[^}]*\bas default\b/m;
  const EXPORT_ALL = /^export\s*\*/m;

  it("take clock and randomness as arguments in pure rooms", () => {
    const faults = inPureRooms.flatMap((path) =>
      [...withoutComments(sourceText(path)).matchAll(AMBIENT)].map(
        ([found]) =>
          `src/${path} uses ${found}: take the day or a seeded random (stats/random.ts) as an argument; the engine gives it`,
      ),
    );
    expect(faults).toEqual([]);
  });

  it("export by name, one thing at a time", () => {
    const faults = files.flatMap((path) => {
      const code = withoutComments(sourceText(path));
      return [
        ...(DEFAULT_EXPORT.test(code) ? [`src/${path} has a default export: name it`] : []),
        ...(EXPORT_ALL.test(code) ? [`src/${path} has export *: list the names`] : []),
      ];
    });
    expect(faults).toEqual([]);
  });

  it("would be caught", () => {
    expect("const t = Date.now() + new Date().getTime() + Math.random();".match(AMBIENT)).toHaveLength(3);
    expect("new Date(text); new Date(day * 86_400_000)".match(AMBIENT)).toBeNull();
    expect(DEFAULT_EXPORT.test("export default 1") && DEFAULT_EXPORT.test("export { a as default };")).toBe(true);
    expect(EXPORT_ALL.test('export * from "./a.ts";') && EXPORT_ALL.test('export * as a from "./a.ts";')).toBe(true);
  });
});

describe("the app in web/", () => {
  const own = readdirSync(join(ROOT, "web/src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const imported = own.flatMap((path) =>
    importsOf(readFileSync(path, "utf8")).map((one) => ({ ...one, path: relative(ROOT, path) })),
  );

  /** What runs in the browser as well: trying another card is told at once, without a server. */
  const SHARED = new Set([
    "src/whatif/sample.ts",
    "src/whatif/what-if.ts",
    "src/icp/edit.ts",
    "src/icp/page/band-label.ts",
  ]);

  it("takes types alone from the rooms, but for the what-if: what it knows it asks the server", () => {
    const faults = imported.filter(({ from, typesOnly, path }) => {
      const place = posix.join(posix.dirname(path), from);
      if (SHARED.has(place)) return false;
      return from.startsWith(".") && !place.startsWith("web/src/") && !(typesOnly && place.startsWith("src/"));
    });
    expect(own.length).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  });

  it("uses the packages that it names, and no part of Node", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "web/package.json"), "utf8"));
    // What the build makes of the guide's words (web/glossary.ts).
    const named = [...Object.keys(dependencies), "virtual:glossary"];
    const faults = imported.filter(
      ({ from }) => !from.startsWith(".") && !named.some((name) => from === name || from.startsWith(`${name}/`)),
    );
    expect(faults).toEqual([]);
  });
});

describe("the import reader", () => {
  it("finds every form, and tells types from values", () => {
    const text = [
      'import type { A } from "./types.ts";',
      'import { type B, type C } from "./erased.ts";',
      'import {\n  type D,\n  e,\n} from "./mixed.ts";',
      'import * as f from "./star.ts";',
      'import "./effect.ts";',
      'export { g } from "./again.ts";',
      'const h = await import("./later.ts");',
      '// import { i } from "./comment.ts";',
      'export const text = `sent from "nowhere"`;',
    ].join("\n");
    const found = importsOf(text).map(({ from, typesOnly }) => `${from}${typesOnly ? " types" : ""}`);
    expect(found).toEqual([
      "./types.ts types",
      "./erased.ts types",
      "./mixed.ts",
      "./star.ts",
      "./again.ts",
      "./effect.ts",
      "./later.ts",
    ]);
  });

  it("leads to a sentence that says where the code belongs", () => {
    expect(forbidden("build/draft.ts", "../warehouse/database.ts", false)).toContain("belongs in engine");
    expect(forbidden("stats/auc.ts", "../sql/expr.ts", false)).toContain("such code belongs in features");
    expect(forbidden("warehouse/files/read.ts", "../../ingest/outcome.ts", false)).toContain("only `import type`");
    expect(forbidden("warehouse/files/read.ts", "../../ingest/facts.ts", true)).toBeNull();
    expect(forbidden("features/kinds.ts", "node:fs", false)).toContain("is pure");
    expect(forbidden("cli/show.ts", "../icp/page/page.ts", false)).toBeNull();
    expect(forbidden("cli/show.ts", "../icp/parse.ts", false)).not.toBeNull();
  });
});
