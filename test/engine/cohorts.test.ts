import { expect, test } from "vitest";
import { maturedCohorts } from "../../src/engine/cohorts.ts";

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

test("a month of creation is judged once 90% of its deals are decided", () => {
  const matured = maturedCohorts([
    { month: "2025-01-01", decided: 90, open: 10 },
    { month: "2025-02-01", decided: 89, open: 11 },
    { month: "2025-03-01", decided: 0, open: 3 },
  ]);
  expect(matured(day("2025-01-31"))).toBe(true);
  expect(matured(day("2025-02-01"))).toBe(false);
  expect(matured(day("2025-02-28"))).toBe(false);
  expect(matured(day("2025-03-15"))).toBe(false);
  expect(matured(day("2025-04-01"))).toBe(true);
});
