import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readChanges } from "../../src/engine/watch/read-changes.ts";
import { dayOf } from "../../src/watch/drift/days.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-changes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const EXPECTED = [
  { day: dayOf("2026-01-31"), kind: "pricing", said: "pricing", note: "List price up 15%" },
  { day: dayOf("2026-03-01"), kind: "competitor entry", said: "competitor entry", note: "" },
];

describe("a file of changes", () => {
  it("is read from a table, its dates as they are written there", async () => {
    const csv = "Date;Kind;Note\n31.01.2026;pricing;List price up 15%\n01.03.2026;competitor entry;\n";
    expect(await readChanges(file("german.csv", csv))).toEqual(EXPECTED);
  });

  it("is read from YAML, as a list or below the word changes", async () => {
    const list =
      "- date: 2026-01-31\n  kind: pricing\n  note: List price up 15%\n- date: 2026-03-01\n  kind: competitor entry\n";
    expect(await readChanges(file("list.yaml", list))).toEqual(EXPECTED);
    const below = `changes:\n${list.replace(/^/gm, "  ").trimEnd()}\n`;
    expect(await readChanges(file("below.yml", below))).toEqual(EXPECTED);
  });

  it.each([
    ["no-date.csv", "kind,note\npricing,x\n", "no-date.csv needs a column date"],
    ["either.csv", "date,kind\n03/04/2026,pricing\n05/06/2026,pivot\n", "nobody can tell day and month apart"],
    ["empty.csv", "date,kind\n2026-01-01,pricing\n,pivot\n", "empty.csv:3: the change has no date"],
    ["word.csv", "date,kind\n2026-01-01,pricing\nsoon,pivot\n", "word.csv:3: soon is no date"],
    ["word.yaml", "- date: next spring\n  kind: pivot\n", "word.yaml:1:3: next spring is no date"],
    ["text.yaml", "pricing\n", "text.yaml: give a list of changes"],
  ])("says what is wrong with %s", async (name, text, said) => {
    await expect(readChanges(file(name, text))).rejects.toThrow(said);
  });
});
