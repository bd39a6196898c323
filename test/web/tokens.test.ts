import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DARK, LIGHT } from "../../src/icp/page/html/tokens.ts";
import { ROOT } from "../source.ts";

const css = readFileSync(join(ROOT, "web/src/styles/tokens.css"), "utf8");
const pairs = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];
const light = Object.fromEntries(pairs.map(([, name, colour]) => [name!, colour!]));
const dark = Object.fromEntries(pairs.map(([, name, , colour]) => [name!, colour!]));

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [more, less] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (more! + 0.05) / (less! + 0.05);
}

/** What is read on what, and how clearly it has to stand out: 4.5 for text, 3 for edges and marks (AA). */
const READ: readonly (readonly [on: string, what: string, least: number])[] = [
  ...["paper", "wash", "raised", "tint"].flatMap((on) => [
    [on, "ink", 7] as const,
    [on, "soft", 4.5] as const,
    [on, "accent", 4.5] as const,
    [on, "harm", 4.5] as const,
  ]),
  ["accent", "on-accent", 4.5],
  ["harm", "on-harm", 4.5],
  ["paper", "edge", 3],
  ["raised", "edge", 3],
  ["paper", "high", 3],
  ["paper", "medium", 3],
  ["paper", "low", 3],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("the tokens, %s", (_, tokens) => {
  it.each(READ)("%s carries %s", (on, what, least) => {
    expect(contrast(tokens[on]!, tokens[what]!)).toBeGreaterThanOrEqual(least);
  });

  it("order the levels by how they stand out", () => {
    const [high, medium, low] = ["high", "medium", "low"].map((level) => contrast(tokens.paper!, tokens[level]!));
    expect(high! / medium!).toBeGreaterThan(1.3);
    expect(medium! / low!).toBeGreaterThan(1.3);
  });
});

describe("the tokens", () => {
  it("are those of the printed sheet, where both have them", () => {
    expect(light).toMatchObject(LIGHT);
    expect(dark).toMatchObject(DARK);
  });

  it("would be found wanting", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
    expect(contrast("#ffffff", "#8398a0")).toBeLessThan(4.5);
  });
});
