import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importFiles } from "../../../src/engine/workspace/import.ts";
import { type ListRequest, makeList } from "../../../src/engine/workspace/list.ts";
import { initWorkspace, openWorkspace } from "../../../src/engine/workspace/open.ts";
import { publish, scoreAgain } from "../../../src/engine/workspace/publish.ts";
import type { KeptRole } from "../../../src/engine/workspace/role-of.ts";
import { stampNew } from "../../../src/engine/workspace/stamps.ts";
import type { Workspace, WorkspaceEffects } from "../../../src/engine/workspace/workspace.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { addDraft } from "../../../src/store/versions.ts";
import { documentOf, missing, risingByFit } from "../../compile/documents.ts";
import { once } from "../../once.ts";

/** Scores by industry (fintech 60, retail 30, agency 5) and country (DE 40, FR 20, else 0). */
export function profile(
  id: string,
  fintech = 60,
  segments: Parameters<typeof documentOf>[0]["segments"] = [],
): IcpDocument {
  return documentOf({
    id,
    segments,
    byFit: risingByFit,
    cards: [
      {
        name: "industry",
        columns: ["Industry"],
        rule: { kind: "text", missing },
        weight: 60,
        bands: [
          [{ in: ["fintech"] }, fintech],
          [{ in: ["retail"] }, 30],
          [{ in: ["agency"] }, 5],
          [{ missing: true }, 20],
        ],
      },
      {
        name: "country",
        columns: ["Country"],
        rule: { kind: "text", missing },
        weight: 40,
        bands: [
          [{ in: ["de"] }, 40],
          [{ in: ["fr"] }, 20],
          [{ other: true }, 0],
          [{ missing: true }, 10],
        ],
      },
    ],
  });
}

/** A workspace whose clock is moved by hand. */
export interface SmallWorkspace {
  readonly workspace: Workspace;
  readonly effects: WorkspaceEffects;
  /** Closes it and opens it again. */
  reopen(): Promise<Workspace>;
  /** Sets the clock: an ISO day. */
  day(day: string): void;
  /** Imports rows, the first one the header, and stamps what they bring, as the command does. */
  bring(role: KeptRole, rows: readonly (readonly (string | number)[])[]): Promise<void>;
  /** Puts a document in force. */
  inForce(document: IcpDocument, icp?: string): Promise<void>;
  score(): ReturnType<typeof scoreAgain>;
  list(name: string, request?: Partial<ListRequest>): ReturnType<typeof makeList>;
}

const EFFECTS: WorkspaceEffects = {
  today: "2026-01-01",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => undefined,
  now: () => new Date("2026-01-01T12:00:00Z"),
  by: "test",
};

/** The folder of a new workspace, to be copied: it is made once in a run of the tests. */
export async function emptyWorkspace(): Promise<string> {
  const made = await once("empty-workspace", async (folder) => {
    await initWorkspace(join(folder, "workspace"), { databaseUrl: null, doing: "a test", threads: 1 }, EFFECTS);
  });
  return join(made, "workspace");
}

/** Makes one in a folder that is there. @param databaseUrl an empty database for its state; null: a folder of its own */
export async function smallWorkspace(folder: string, databaseUrl: string | null = null): Promise<SmallWorkspace> {
  let now = "2026-01-01";
  let files = 0;
  const effects: WorkspaceEffects = { ...EFFECTS, now: () => new Date(`${now}T12:00:00Z`) };
  const dir = join(folder, "workspace");
  const options = { databaseUrl, doing: "a test", threads: 1 };
  if (databaseUrl === null) cpSync(await emptyWorkspace(), dir, { recursive: true });
  else await initWorkspace(dir, options, effects);
  const workspace = await openWorkspace(dir, options, effects);
  return {
    workspace,
    effects,
    reopen: async () => {
      await workspace.close();
      return openWorkspace(dir, options, effects);
    },
    day: (day) => {
      now = day;
    },
    bring: async (role, rows) => {
      const path = join(folder, `${role}-${++files}.csv`);
      writeFileSync(path, rows.map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n"));
      await importFiles(
        workspace.warehouse,
        [{ path, role }],
        {},
        { ...effects, now: () => effects.now().toISOString() },
      );
      if (role === "deals" || role === "leads") await stampNew(workspace, effects);
    },
    inForce: async (document, icp = "main") => {
      const text = JSON.stringify({ created_at: null, approved_by: null, document });
      const draft = {
        id: document.id,
        icp,
        document: text,
        origin: "hand",
        at: effects.now(),
        by: "test",
      } as const;
      await workspace.store.transaction((tx) => addDraft(tx, draft));
      await publish(workspace, { icp, version: document.id, why: null, force: true }, effects);
    },
    score: () => scoreAgain(workspace, { icp: "main", asOf: null }, effects),
    list: (name, request = {}) =>
      makeList(
        workspace,
        { icp: "main", name, spec: {}, seed: 1, asOf: null, dropped: null, raw: false, ...request },
        effects,
      ),
  };
}

const ACCOUNT = ["AccountId", "Account Name", "Website", "Industry", "Country", "Account Owner", "Type"];

/** An account's row: `acc-000007`, `Firm 7`, `firm7.example`. */
export function account(
  i: number,
  {
    industry = "fintech",
    country = "DE",
    owner = "Ann",
    type = "Prospect",
  }: Partial<Record<"industry" | "country" | "owner" | "type", string>> = {},
): readonly string[] {
  return [`acc-${String(i).padStart(6, "0")}`, `Firm ${i}`, `firm${i}.example`, industry, country, owner, type];
}

/** A file of accounts. */
export function accounts(...rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [ACCOUNT, ...rows];
}

/** A file of deals: account, stage, created, closed. */
export function deals(
  ...rows: readonly (readonly [
    id: number,
    account: number,
    stage: "Open" | "Closed Won" | "Closed Lost",
    created: string,
    closed: string,
  ])[]
): readonly (readonly string[])[] {
  return [
    ["Opportunity ID", "Account ID", "Opportunity Name", "Stage", "Created Date", "Close Date", "Opportunity Owner"],
    ...rows.map(([id, of, stage, created, closed]) => [
      `opp-${String(id).padStart(6, "0")}`,
      `acc-${String(of).padStart(6, "0")}`,
      `Deal ${id}`,
      stage,
      created,
      closed,
      "Bea",
    ]),
  ];
}
