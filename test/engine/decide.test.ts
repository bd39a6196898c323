import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decideRules } from "../../src/engine/decide.ts";
import { decisionsOf, keepDecided } from "../../src/engine/decided.ts";
import { InputError } from "../../src/errors.ts";
import type { Disqualifier } from "../../src/icp/disqualifier.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { printIcp } from "../../src/icp/print.ts";
import { learnedRule } from "../generators/disqualifier.ts";
import { rich } from "../icp/fixtures/rich.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-decide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "icp.json");
writeFileSync(path, printIcp({ created_at: "2026-06-01", approved_by: "Kim", document: rich }));

const TODAY = "2026-07-01";
const statuses = (rules: readonly Disqualifier[]): string[] => rules.map(({ status }) => status);

describe("confirm and reject", () => {
  it("make a new version, not yet approved, that differs in the rule alone", async () => {
    const { envelope, before, rules } = await decideRules(path, ["2"], "confirmed", TODAY);
    expect(before).toBe(rich.id);
    expect(envelope.document.id).not.toBe(rich.id);
    expect([envelope.created_at, envelope.approved_by]).toEqual([TODAY, null]);
    expect(rules).toEqual([
      { number: 2, id: "win: industry in mining", who: "Companies in Mining", status: "confirmed" },
    ]);
    expect(statuses(envelope.document.disqualifiers)).toEqual(["confirmed", "confirmed", "suggested", "suggested"]);
    expect({ ...envelope.document, id: rich.id, disqualifiers: [], disqualifier_search: [] }).toEqual({
      ...rich,
      disqualifiers: [],
      disqualifier_search: [],
    });
    expect(envelope.document.disqualifier_search![0]!.together).toEqual(rich.disqualifier_search![0]!.together);
    expect(parseIcp(printIcp(envelope), "x.json")).toEqual(envelope);
  });

  it("name rules by id as well, and take a decision back", async () => {
    const { envelope } = await decideRules(
      path,
      ["win: employees below 20 & industry in education"],
      "rejected",
      TODAY,
    );
    expect(statuses(envelope.document.disqualifiers)).toEqual(["rejected", "suggested", "suggested", "suggested"]);
    const [search] = envelope.document.disqualifier_search!;
    expect(search!.together).toBeNull();
    expect(search!.paragraph).not.toContain("Education");
    const next = join(folder, "next.json");
    writeFileSync(next, printIcp(envelope));
    const back = await decideRules(next, ["1"], "confirmed", TODAY);
    expect(back.envelope.document.disqualifiers[0]!.status).toBe("confirmed");
  });

  it("say so when every rule is rejected", async () => {
    const { envelope } = await decideRules(path, ["1", "2"], "rejected", TODAY);
    expect(envelope.document.disqualifier_search![0]!.paragraph).toMatch(/^2 kinds were found, and all rejected\./);
  });

  it("refuse a rule that is not there, and a watch-out to be confirmed; rejecting that is fine", async () => {
    const failed = (names: string[], decision: "confirmed" | "rejected"): Promise<string> =>
      decideRules(path, names, decision, TODAY).then(
        () => "done",
        (error: unknown) => {
          expect(error).toBeInstanceOf(InputError);
          return (error as Error).message;
        },
      );
    expect(await failed(["9"], "confirmed")).toMatch(/no disqualifier "9": they are numbered 1 to 4/);
    expect(await failed(["0"], "rejected")).toMatch(/no disqualifier "0"/);
    expect(await failed(["win: industry in mning"], "rejected")).toMatch(/did you mean "win: industry in mining"/);
    expect(await failed(["3"], "confirmed")).toMatch(/is a watch-out: it is shown and never filters/);
    expect(await failed(["3"], "rejected")).toBe("done");
    const empty = join(folder, "empty.json");
    const { disqualifier_search: _, ...bare } = rich;
    writeFileSync(empty, printIcp({ created_at: null, approved_by: null, document: { ...bare, disqualifiers: [] } }));
    await expect(decideRules(empty, ["1"], "confirmed", TODAY)).rejects.toThrow(/holds no disqualifiers/);
  });
});

describe("a rebuild", () => {
  const rule = (name: string, rest: Parameters<typeof learnedRule>[1]) =>
    learnedRule([{ attribute: name, is: { in: ["x"] } }], { id: name, who: `Companies in ${name}`, ...rest });
  const previous: Disqualifier[] = [
    rule("a", { status: "confirmed" }),
    rule("b", { status: "rejected" }),
    rule("c", { status: "suggested" }),
    rule("gone", { status: "confirmed" }),
  ];

  it("remembers what a person decided, by id", () => {
    expect([...decisionsOf(previous)]).toEqual([
      ["a", "confirmed"],
      ["b", "rejected"],
      ["gone", "confirmed"],
    ]);
  });

  it("keeps what was decided and not found again, tells of it, and drops what cannot be judged any more", () => {
    const { disqualifiers, notes } = keepDecided([rule("new", {})], previous, ["a", "b", "c", "new"]);
    expect(disqualifiers.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "new suggested",
      "a confirmed",
      "b rejected",
    ]);
    expect(notes).toEqual([
      '"Companies in a" stays a disqualifier because you confirmed it; these deals do not show it again, and its counts are those of the version before.',
      'The disqualifier "Companies in gone" was dropped: these files do not say enough to judge it.',
    ]);
  });

  it("does not say twice what it found again, and says when the newest deals contradict it", () => {
    const again = rule("a", { status: "confirmed", kind: "watch-out" });
    const { disqualifiers, notes } = keepDecided([again], previous.slice(0, 1), ["a"]);
    expect(disqualifiers).toEqual([again]);
    expect(notes).toEqual([expect.stringContaining("the newest deals contradict it")]);
  });
});
