import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { BEFOREHAND, SUPPORT } from "../../src/build/support.ts";
import { declaredCard } from "../../src/declared/card.ts";
import {
  declaredAttribute,
  declaredBand,
  declaredFile,
  declaredPersona,
  declaredReason,
} from "../../src/declared/declared-file.ts";
import { LOGITS } from "../../src/declared/effects.ts";
import { parseDeclared } from "../../src/declared/parse.ts";
import { DISQUALIFIER_TEMPLATES } from "../../src/disqualify/templates.ts";
import { ROOT } from "../source.ts";

const page = readFileSync(join(ROOT, "docs/declare.md"), "utf8");

it("the complete example of the docs is the file of the examples, and can be read", () => {
  const [, example] = /```yaml\n([\s\S]*?)```/.exec(page)!;
  expect(readFileSync(join(ROOT, "examples/declared.yaml"), "utf8")).toBe(example);
  const card = declaredCard(parseDeclared(example!, "declared.yaml"));
  expect(card.attributes.map(({ weight }) => weight)).toEqual([40, 30, 20, 10]);
});

it("every key and every template is explained", () => {
  const keys = [declaredFile, declaredAttribute, declaredBand, declaredPersona, declaredReason].flatMap(({ shape }) =>
    Object.keys(shape),
  );
  const words = new Set([...page.matchAll(/[\w-]+/g)].map(([word]) => word));
  expect([...keys, ...DISQUALIFIER_TEMPLATES.map(({ id }) => id)].filter((key) => !words.has(key))).toEqual([]);
});

it("the constants are those of the code", () => {
  const text = page.replace(/\s+/g, " ");
  for (const said of [
    `100 points stand for ${LOGITS} logits`,
    `tried from ${SUPPORT.shares[0]} to ${SUPPORT.shares.at(-1)}`,
    `a belief of ${SUPPORT.mean} give or take a half`,
    `before any deal it is ${Math.round(100 * BEFOREHAND.mean)}%`,
  ])
    expect(text).toContain(said);
  expect(SUPPORT.sd).toBe(0.5);
});
