import { describe, expect, test } from "vitest";
import { assembleFeatures } from "../../src/features/assemble.ts";
import { cycle, readerOf } from "../generators/dictionary.ts";

async function read(cells: readonly (string | null)[], name = "tech_stack") {
  const column = { name, header: "Tech Stack", about: "account" } as const;
  return assembleFeatures([column], readerOf({ [name]: cycle(cells, 120) }), () => {});
}
const known = (found: Awaited<ReturnType<typeof read>>, name: string) => {
  const { coded } = found.features.find((feature) => feature.name === name)!;
  return [...coded.codes].slice(0, 5).map((code) => coded.bins[code]!.label);
};

describe("technologies", () => {
  test("what says it is gone does not count, and it is told", async () => {
    const found = await read([
      "Marketo (deprecated); AWS",
      "AWS; Marketo",
      "Marketo (since 2019); SAP; AWS; Jira",
      null,
    ]);
    expect(known(found, "tech_stack_has_marketo")).toEqual([
      "without Marketo",
      "has Marketo",
      "has Marketo",
      "not known",
      "without Marketo",
    ]);
    expect(found.notes).toContainEqual(
      'Tech Stack: tools that say they are no longer used ("marketo (deprecated)") do not count: 30 mentions.',
    );
  });

  test("how many are in use is an attribute of its own", async () => {
    const found = await read(["Marketo (deprecated); AWS", "AWS; Marketo", "Marketo; SAP; AWS; Jira", null]);
    expect(found.features.at(-1)).toMatchObject({
      name: "tech_stack_count",
      label: "Tech Stack: number of technologies",
      kind: "number",
      rule: { kind: "count", separators: ";", gone: { minus: false, before: null } },
    });
    expect(known(found, "tech_stack_count")).toEqual(["under 2", "2 to 3", "4 or more", "not known", "under 2"]);
  });

  test("a minus is a mark only beside the same tool without it", async () => {
    expect((await read(["-Marketo; AWS", "AWS; Marketo", "SAP; AWS; Jira"])).features[0]!.rule).toMatchObject({
      gone: { minus: true },
    });
    expect((await read(["-Marketo; -AWS", "-AWS; -SAP", "-SAP; -AWS; -Jira"])).notes).toEqual([]);
  });

  test("dated tokens are current up to six months before the newest", async () => {
    const found = await read([
      "AWS|2019-01-02|2024-05-01;SAP|2018-01-01|2021-02-03",
      "SAP|2020-01-01|2024-04-01;Jira|2020-01-01|2024-04-01",
      "Jira|2020-01-01|2023-01-01;AWS|2019-01-01|2024-05-02",
    ]);
    expect(known(found, "tech_stack_has_sap").slice(0, 3)).toEqual(["without SAP", "has SAP", "without SAP"]);
    expect(found.notes[0]).toContain("last seen before 2023-11");
  });

  test("a set that is about no technology is not counted", async () => {
    const found = await read(["a; b", "b; c", "a; b; c"], "interests");
    expect(found.features.every(({ rule }) => rule.kind === "set")).toBe(true);
  });
});
