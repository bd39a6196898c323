import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { requireCompiles } from "../../src/engine/compiles.ts";
import { decideRules } from "../../src/engine/decide.ts";
import { decidedRules, keepDecided } from "../../src/engine/decided.ts";
import { noLongerMeans } from "../../src/engine/still-means.ts";
import { InputError } from "../../src/errors.ts";
import type { Disqualifier } from "../../src/icp/disqualifier.ts";
import type { DocumentAttribute } from "../../src/icp/document.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { printIcp } from "../../src/icp/print.ts";
import type { FilterTest } from "../../src/icp/rule-test.ts";
import type { NormaliseRule } from "../../src/normalise/rule.ts";
import { documentOf } from "../compile/documents.ts";
import { learnedRule } from "../generators/disqualifier.ts";
import { rich } from "../icp/fixtures/rich.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-decide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "icp.json");
writeFileSync(path, printIcp({ created_at: "2026-06-01", approved_by: "Kim", document: rich }));

function attributeOf(name: string, normalise: NormaliseRule): DocumentAttribute {
  return {
    name,
    label: name,
    source: name,
    columns: [name],
    about: "account",
    family: "firmographic",
    kind: "category",
    filled: 1,
    findable_in: [],
    normalise,
    status: "used",
    reason: "",
    auc: null,
    warning: null,
  };
}

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
  const texts = (...names: readonly string[]): DocumentAttribute[] =>
    names.map((name) => attributeOf(name, { kind: "text", missing: [] }));
  const attributes = texts("a", "b", "c", "gone");
  const disqualifiers: Disqualifier[] = [
    rule("a", { status: "confirmed" }),
    rule("b", { status: "rejected" }),
    rule("c", { status: "suggested" }),
    rule("gone", { status: "confirmed" }),
  ];

  it("holds what a person decided and still means the same; the rest is lost, with a reason and what to do", () => {
    const decided = decidedRules({ disqualifiers, attributes }, texts("a", "b", "c", "new"));
    expect(decided.held.map(({ id }) => id)).toEqual(["a", "b"]);
    const { disqualifiers: all, notes } = keepDecided([rule("new", {})], decided, true);
    expect(all.map(({ id, status }) => `${id} ${status}`)).toEqual(["new suggested", "a confirmed", "b rejected"]);
    expect(notes).toEqual([
      'The disqualifier "Companies in gone" was dropped and filters nothing any more: these files have no "gone". Build with that column as it was before, or decide on a new rule (openicp confirm).',
    ]);
  });

  it("calls a watch-out a watch-out, and a rejected rule rejected", () => {
    const lost = (rest: Parameters<typeof learnedRule>[1]): readonly string[] =>
      keepDecided([], decidedRules({ disqualifiers: [rule("gone", rest)], attributes }, texts("a")), true).notes;
    expect(lost({ status: "confirmed", kind: "watch-out" })).toEqual([
      'The watch-out "Companies in gone" was dropped: these files have no "gone".',
    ]);
    expect(lost({ status: "rejected" })).toEqual([
      'You rejected "Companies in gone", which says nothing about these files: these files have no "gone".',
    ]);
    const soft = rule("a", { status: "confirmed", kind: "watch-out", q: null });
    expect(keepDecided([soft], { held: [], lost: [] }, true).notes).toEqual([]);
  });

  it("tells what speaks against a confirmed rule, with counts", () => {
    const { later } = rule("a", {});
    const notes = (rest: Parameters<typeof learnedRule>[1], inTime = true): readonly string[] =>
      keepDecided([rule("a", { status: "confirmed", ...rest })], { held: [], lost: [] }, inTime).notes;
    expect(notes({})).toEqual([]);
    expect(notes({ q: null })).toEqual([
      '"Companies in a": 2 of 118 of these deals won (2%), against 20% of all: not enough to show it again. It filters on, because you confirmed it; openicp reject takes it back.',
    ]);
    expect(notes({ q: 0.4, rate: 0.3, events: 36 })[0]).toContain("against 20% of all: they do not show it.");
    expect(notes({ q: null, n: 0, events: 0, rate: 0 })[0]).toContain("there is no such deal in these files");
    const better = { ...later, matched: 20, events_matched: 10 };
    expect(notes({ later: better })).toEqual([
      '"Companies in a": the newest deals contradict it: 10 of 20 won (50%), against 21% of all 310. It filters on, because you confirmed it; openicp reject takes it back.',
    ]);
    expect(notes({ later: better }, false)[0]).toContain("the deals kept aside contradict it");
    expect(notes({ later: better, status: "suggested" })).toEqual([]);
    expect(notes({ later: better, status: "rejected" })).toEqual([]);
  });
});

describe("a rule of an earlier version", () => {
  const missing = ["unknown"];
  const number = { kind: "number", missing, decimal: "." } as const;
  const scale = (...order: string[]) => ({ kind: "scale", missing, order }) as const;
  const text = { kind: "text", missing } as const;
  const set = { kind: "set", missing, separators: ";" } as const;
  const groups = [{ value: "Rival", tokens: ["a"] }];
  const group: NormaliseRule = { ...set, kind: "group", groups, otherwise: "none" };
  const why = (is: FilterTest, old: NormaliseRule, now: NormaliseRule, rest: Partial<DocumentAttribute> = {}) =>
    noLongerMeans([{ attribute: "x", is }], [attributeOf("x", old)], [{ ...attributeOf("x", now), ...rest }]);
  const below = { from: null, below: 2 };

  it.each<[FilterTest, NormaliseRule, NormaliseRule]>([
    [below, number, { ...number, decimal: "," }],
    [below, scale("1-10", "11-50", "51+"), scale("1-10", "11-50", "51-200", "201+")],
    [{ in: ["mining"] }, text, { ...text, aliases: { mining: "miningmetals" } }],
    [{ has: "a" }, set, { ...set, aliases: { a: "alpha" } }],
    [{ lacks: "a" }, set, set],
    [{ in: ["rival"] }, group, group],
    [{ missing: true }, text, text],
  ])("means the same: %j", (is, old, now) => expect(why(is, old, now)).toBeNull());

  it.each<[string, FilterTest, NormaliseRule, NormaliseRule]>([
    ["was read as numbers, and is read as steps of a scale now", below, number, scale("1-10", "11-50")],
    ["was read as numbers, and is read as names now", below, number, text],
    ["the steps of", below, scale("1-10", "11-50", "51+"), scale("0", "1-10", "11-50", "51+")],
    ["the steps of", { from: 1, below: null }, scale("a", "b"), scale("a", "b", "c")],
    ['"mining" is no longer a value', { in: ["mining"] }, text, { ...text, aliases: { metals: "mining" } }],
    ['"mining" is no longer a value', { in: ["mining"] }, text, { ...text, missing: ["mining"] }],
    ['"a;b" is no longer a value', { has: "a;b" }, { ...set, separators: "|" }, set],
    ['"rival" is no longer a value', { in: ["rival"] }, group, { ...group, groups: [] }],
    ["its test does not suit", { has: "a" }, text, text],
    ["its test does not suit", { in: ["a"] }, number, number],
  ])("is lost: %s", (says, is, old, now) => expect(why(is, old, now)).toContain(says));

  it("is lost where its attribute takes no part", () => {
    const is = { in: ["a"] };
    expect(why(is, text, text, { status: "quarantined", reason: "follows the outcome" })).toContain(
      '"x" takes no part in this build (follows the outcome)',
    );
    expect(why(is, text, text, { about: "opportunity" })).toContain("is about the deal");
    expect(why(is, text, text, { normalise: null })).toContain("takes no part");
    expect(noLongerMeans([{ attribute: "x", is }], [], [attributeOf("x", text)])).toContain("earlier version");
  });
});

it("a document that cannot be compiled is none", () => {
  const rule: NormaliseRule = { kind: "text", missing: [] };
  const document = documentOf({ cards: [{ name: "industry", rule, weight: 100, bands: [[{ in: ["a"] }, 100]] }] });
  const confirmed = (is: FilterTest) => ({
    ...document,
    disqualifiers: [learnedRule([{ attribute: "industry", is }], { status: "confirmed" })],
  });
  expect(() => requireCompiles(confirmed({ in: ["mining"] }))).not.toThrow();
  expect(() => requireCompiles(confirmed({ has: "mining" }))).toThrow(InputError);
});
