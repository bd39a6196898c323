import { expect, it } from "vitest";
import { parseDeclared } from "../../src/declared/parse.ts";
import { personasOf, saidCommittee } from "../../src/declared/said.ts";
import { DECLARED_TEMPLATE } from "../../src/declared/template.ts";
import { segment } from "../../src/icp/segment.ts";
import { three } from "../icp/fixtures/kinds.ts";

it("stands in a kind's committee as said: every word of the persona, and nothing counted", () => {
  const { says } = parseDeclared(DECLARED_TEMPLATE, "icp.yaml");
  const said = saidCommittee(says);
  expect(said.map(({ role }) => role)).toEqual(["buyer", "champion", "user"]);
  for (const [i, persona] of personasOf(says).entries()) {
    const { titles, metrics, frustrations, objections, message, source } = said[i]!;
    expect({ titles: titles.map(({ label }) => label), metrics, frustrations, objections, message, source }).toEqual({
      titles: persona.titles,
      metrics: persona.metrics,
      frustrations: persona.frustrations,
      objections: persona.objections,
      message: persona.message,
      source: "said",
    });
    expect([said[i]!.won, said[i]!.lost, ...titles.map(({ won }) => won)].every((n) => n === 0)).toBe(true);
  }
  expect(segment.safeParse({ ...three[0]!, committee: said }).error).toBeUndefined();
});
