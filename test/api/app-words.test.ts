import { describe, expect, it } from "vitest";
import { answerForApp, forApp } from "../../src/api/app-words.ts";
import { onePage } from "../../src/icp/page/one-page.ts";
import { FIXTURES } from "../icp/fixtures.ts";
import { sourceFiles, sourceText, withoutComments } from "../source.ts";

/** As the app must not say it. */
const COMMAND = /(^|[\s('"`])(--[a-z]|openicp )/;

/** Texts of the source that name an option or a command, with X where something is filled in. Sentences stand on a line each. */
function textsIn(path: string): readonly string[] {
  return withoutComments(sourceText(path))
    .split("\n")
    .filter((line) => COMMAND.test(line))
    .map((line) => {
      for (let text = line; ; ) {
        const next = text.replace(/\$\{[^{}]*\}/g, "X");
        if (next === text) return text;
        text = next;
      }
    })
    .flatMap((line) => [...line.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`/g)].map((m) => m[1] ?? m[2] ?? ""))
    .filter((text) => COMMAND.test(text));
}

describe("sentences of the engine, as the app says them", () => {
  it.each([
    [
      "no version of main is in force: openicp build makes one, openicp publish approves it",
      "no version of main is in force: build one, and approve it in Versions",
    ],
    [
      "Acme was built without its test against chance: build it again without --no-resampling (--force puts it in force all the same, marked)",
      "Acme was built without its test against chance: build it again with that test, or approve it all the same, marked",
    ],
    [
      "the list targets is frozen since 2026-01-01: it stays as it is until --thaw",
      "the list targets is frozen since 2026-01-01: it stays as it is until it is thawed",
    ],
    [
      "Vic was not asked about version 2: openicp signoff ask Vic --team TEAM",
      "Vic was not asked about version 2: an editor asks them first",
    ],
    [
      "events.csv says nowhere when its events happened: it needs a column such as occurred_at, or name one with --map 'COLUMN=occurred_at'",
      "events.csv says nowhere when its events happened: it needs a column such as occurred_at, or say on the import page which column is its occurred_at",
    ],
    ["--against Score: nobody can tell which of its values is best", "nobody can tell which of its values is best"],
    ["Read so. Mend it with --encoding latin1. It counts.", "Read so. It counts."],
    [
      "cannot tell won from lost: no words; say it with --outcome 'COLUMN=WON' (columns: A, B)",
      "cannot tell won from lost: no words; say on the import page which values mean won and lost (columns: A, B)",
    ],
    ["two ways (one: --a, two: none); openicp score X", "two ways"],
    ["nothing to say of it", "nothing to say of it"],
    ["--all", "that cannot be done here in this way"],
  ])("%s", (said, told) => expect(forApp(said)).toBe(told));

  it("name no option and no command, whichever it is", () => {
    const rooms = /^(engine|store|warehouse|ingest|icp|watch|live|proof|build|timing|declared|auth|api)\//;
    const paths = sourceFiles().filter((path) => rooms.test(path) && !path.includes("app-words"));
    const texts = paths.flatMap(textsIn);
    expect(texts.length).toBeGreaterThan(150);
    const told = texts.map((text) => [text, forApp(text)] as const);
    expect(told.filter(([, words]) => COMMAND.test(words) || words.trim() === "")).toEqual([]);
    // A sentence that was a whole one is no half one now.
    const whole = told.filter(([text]) => !/^\s|[\s:;,(]$/.test(text));
    expect(whole.filter(([, words]) => /[:;,(]$/.test(words.trim()))).toEqual([]);
  });

  it("stand on no page of the app", () => {
    const told = Object.values(FIXTURES).map((document) => JSON.stringify(onePage(document)));
    expect(told.filter((text) => /"(--[a-z]|openicp )/.test(text)).length).toBeGreaterThan(3);
    for (const document of Object.values(FIXTURES)) {
      const shown = JSON.stringify(answerForApp(onePage(document)));
      expect(shown.match(/.{60}("|[\s('`])(--[a-z]|openicp ).{40}/g)).toBeNull();
    }
  });

  it("are found wherever answers hold them; what people wrote stays", () => {
    const answer = {
      notes: ["Give it with --events.", "Kept."],
      cells: ["a --b", "openicp --x"],
      deep: [{ error: "no: openicp score", name: "openicp score" }],
      words: [
        { text: "Drop them with ", tone: "plain", hint: null },
        { text: "openicp filter", tone: "command", hint: null },
        { text: "--allow X", tone: "command", hint: null },
        { text: "openicp score list.csv --icp icp.json --capacity 5,9", tone: "command", hint: null },
        { text: "openicp score", tone: "command", hint: null },
        { text: "--levels data", tone: "command", hint: null },
      ],
      at: new Date(0),
      none: null,
    };
    expect(answerForApp(answer)).toEqual({
      notes: ["Kept."],
      cells: answer.cells,
      deep: [{ error: "no: score in Health", name: "openicp score" }],
      words: [
        { text: "Drop them with ", tone: "plain", hint: null },
        { text: "Filter a batch", tone: "strong", hint: null },
        { text: "the command line", tone: "strong", hint: null },
        { text: "Target lists", tone: "strong", hint: null },
        { text: "Accounts", tone: "strong", hint: null },
        { text: "What if", tone: "strong", hint: null },
      ],
      at: answer.at,
      none: null,
    });
  });
});
