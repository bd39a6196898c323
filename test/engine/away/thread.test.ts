import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stagedSource, withStaged } from "../../../src/engine/away/staged.ts";
import { type Away, inThisThread } from "../../../src/engine/away/tasks.ts";
import { inOwnThread } from "../../../src/engine/away/thread.ts";
import type { Effects } from "../../../src/engine/effects.ts";
import type { RefreshRequest } from "../../../src/engine/refresh.ts";
import { buildDraftAway } from "../../../src/engine/workspace/build-draft.ts";
import { declareDraft } from "../../../src/engine/workspace/declare-draft.ts";
import { defaultBuild } from "../../../src/engine/workspace/default-build.ts";
import { driftWorkspace } from "../../../src/engine/workspace/drift.ts";
import { editVersion } from "../../../src/engine/workspace/edit.ts";
import { keepDeclaredFile, keptDeclared } from "../../../src/engine/workspace/kept-declared.ts";
import { refreshWorkspace } from "../../../src/engine/workspace/refresh.ts";
import { workspaceSource } from "../../../src/engine/workspace/workspace-source.ts";
import { InputError } from "../../../src/errors.ts";
import { printIcp } from "../../../src/icp/print.ts";
import { filesIn, SAMPLE, scratch } from "../../cli/openicp.ts";
import { account, accounts, deals, type SmallWorkspace, smallWorkspace } from "../workspace/small-workspace.ts";

const folder = scratch();
let small: SmallWorkspace;

beforeAll(async () => {
  small = await smallWorkspace(folder);
  const all = Array.from({ length: 240 }, (_, i) =>
    account(i, { industry: ["fintech", "retail", "agency"][i % 3]!, country: i % 2 === 0 ? "DE" : "FR" }),
  );
  const stage = (i: number) => (i % 3 === 0 || i % 7 === 0 ? ("Closed Won" as const) : ("Closed Lost" as const));
  const sold = all.map((_, i) => [i, i, stage(i), `2025-0${1 + (i % 9)}-01`, `2025-1${i % 3}-20`] as const);
  await small.bring("accounts", accounts(...all));
  await small.bring("deals", deals(...sold));
});
afterAll(() => small.workspace.close());

const request = { icp: "main", why: null, build: { ...defaultBuild(1, false), forceScore: true }, typed: {} };

describe("work in a thread of its own", () => {
  it("gives the very document that this thread gives, told step by step, and leaves no file", async () => {
    const steps: string[] = [];
    const told: string[] = [];
    const away = inOwnThread(small.workspace.dir);
    expect(away).not.toBe(inThisThread);
    const effects = {
      ...small.effects,
      progress: (step: string) => void steps.push(step),
      warn: (sentence: string) => void told.push(sentence),
    };
    const here = await buildDraftAway(small.workspace, request, small.effects);
    const there = await buildDraftAway(small.workspace, request, { ...effects, away });
    expect(printIcp(there.envelope)).toBe(printIcp(here.envelope));
    expect(there.notes).toEqual(here.notes);
    expect([here.draft.isNew, there.draft.isNew]).toEqual([true, false]);
    expect(new Set(steps).size).toBeGreaterThan(3);
    expect(here.envelope.document.scorecard.attributes.length).toBeGreaterThan(0);
    expect(filesIn(join(small.workspace.dir, "tmp"))).toEqual([]);
  });

  it("gives the same edit by hand", async () => {
    const wishes = { weights: [], points: [], levels: { high: 80, medium: 30 } };
    const edit = { icp: "main", version: "1", why: "agreed", seed: 1, typed: {}, wishes, top: 3 };
    const here = await editVersion(small.workspace, edit, small.effects);
    const there = await editVersion(small.workspace, edit, {
      ...small.effects,
      away: inOwnThread(small.workspace.dir),
    });
    expect(there.result).toEqual(here.result);
    expect([here.draft.isNew, there.draft.isNew, there.draft.number]).toEqual([true, false, here.draft.number]);
  });

  it("ends at a safe point when it is stopped, and says what a person has to mend", async () => {
    const stop = new AbortController();
    const away = inOwnThread(small.workspace.dir);
    const effects = { ...small.effects, away, signal: stop.signal, progress: () => stop.abort() };
    await expect(buildDraftAway(small.workspace, request, effects)).rejects.toMatchObject({ name: "InterruptedError" });
    const none = { ...request, build: { ...request.build, declared: join(folder, "none.yaml") } };
    const mend = buildDraftAway(small.workspace, none, { ...small.effects, away });
    await expect(mend).rejects.toMatchObject({ name: "InputError", message: expect.stringContaining("none.yaml") });
    expect(filesIn(join(small.workspace.dir, "tmp"))).toEqual([]);
    await expect(
      driftWorkspace(small.workspace, { icp: "main", since: null, typed: {} }, { ...small.effects, away }),
    ).rejects.toMatchObject({ name: "InputError" });
  });

  it("reaches no file but those it was given", async () => {
    const effects: Effects = small.effects;
    await withStaged(workspaceSource(small.workspace.warehouse), folder, effects, async (staged) => {
      const database = await stagedSource(staged, 1).open();
      try {
        const tables = await stagedSource(staged, 1).tables(database, {} as never, effects);
        expect(tables.map(({ role }) => role)).toEqual(["deals", "accounts"]);
        const other = join(SAMPLE, "prospects.csv");
        await expect(database.run(`SELECT * FROM read_csv('${other}')`)).rejects.toThrow(
          /disabled|not allowed|Permission/i,
        );
        await expect(database.run("SET enable_external_access = true")).rejects.toThrow(/lock|cannot/i);
        await expect(database.run(`COPY (SELECT 1) TO '${folder}/out.csv'`)).rejects.toThrow(
          /disabled|not allowed|Permission/i,
        );
      } finally {
        database.close();
      }
    });
  });

  it("builds what people believe there too, and every later build and refresh takes it along unless it is told not to", async () => {
    const text = "score:\n  - attribute: Industry\n    bands:\n      - in: [fintech]\n        points: 100\n";
    const tasks: string[] = [];
    const own = inOwnThread(small.workspace.dir);
    const away: Away = (task, ...rest) => {
      tasks.push(task);
      return own(task, ...rest);
    };
    const declare = { icp: "main", text, answers: null, why: null, seed: 1 };
    await declareDraft(small.workspace, declare, { ...small.effects, away });
    expect(tasks).toEqual(["build"]);
    const plain = { icp: "main", why: null, build: { ...defaultBuild(1, false), name: "believed" }, typed: {} };
    const again = await buildDraftAway(small.workspace, plain, small.effects);
    expect(again.envelope.document.declared?.attributes.map(({ label }) => label)).toEqual(["Industry"]);
    expect(again.notes[0]).toBe(
      "What you believe was taken along; where there are deals, the page holds it against them.",
    );
    const without = await buildDraftAway(
      small.workspace,
      { ...plain, build: { ...plain.build, resampling: false }, withoutBeliefs: true },
      small.effects,
    );
    expect([without.envelope.document.declared, without.notes.some((note) => note.includes("believe"))]).toEqual([
      null,
      false,
    ]);
    await small.inForce(again.envelope.document, "main");
    const asked: (string | null)[] = [];
    const look: Away = (task, request) => {
      asked.push(
        task === "refresh" ? readFileSync((request as RefreshRequest).build.declared ?? "/dev/null", "utf8") : null,
      );
      throw new InputError("seen");
    };
    const refresh = { icp: "main", build: defaultBuild(1, false), typed: {}, keep: false, why: null };
    for (const withoutBeliefs of [false, true])
      await expect(
        refreshWorkspace(
          small.workspace,
          { ...refresh, withoutBeliefs },
          { ...small.effects, away: look },
          async () => {
            throw new Error("never");
          },
        ),
      ).rejects.toThrow("seen");
    expect(asked).toEqual([text, ""]);
    const file = join(folder, "icp.yaml");
    writeFileSync(file, `\uFEFF${text.replace("fintech", "retail")}`);
    await keepDeclaredFile(small.workspace, "main", file, small.effects);
    const kept = await keptDeclared(small.workspace, "main");
    expect(kept).toEqual({ own: true, answers: null, text: text.replace("fintech", "retail") });
  });
});
