import { describe, expect, it } from "vitest";
import { DARK, LIGHT, type Tokens } from "../../../src/icp/page/html/tokens.ts";

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** WCAG 2.2 contrast ratio, 1..21. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

it("contrast matches the WCAG examples: black on white 21, #777777 on white 4.48", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
] as const)("%s", (_, tokens: Tokens) => {
  it.each(["ink", "soft", "accent"] as const)("%s is AA as text on paper and on wash", (name) => {
    expect(contrast(tokens[name], tokens.paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tokens[name], tokens.wash)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["high", "medium", "low"] as const)("%s is AA as a graphic on paper", (name) => {
    expect(contrast(tokens[name], tokens.paper)).toBeGreaterThanOrEqual(3);
  });

  it("the levels are steps of lightness, low nearest to the paper: readable without colour", () => {
    const steps = [tokens.high, tokens.medium, tokens.low].map((colour) => contrast(colour, tokens.paper));
    expect(steps[0]! / steps[1]!).toBeGreaterThanOrEqual(1.4);
    expect(steps[1]! / steps[2]!).toBeGreaterThanOrEqual(1.4);
  });
});
