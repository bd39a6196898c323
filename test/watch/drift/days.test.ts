import { describe, expect, it } from "vitest";
import { dayOf, isoOf, monthsBefore } from "../../../src/watch/drift/days.ts";

const before = (iso: string, months: number): string => isoOf(monthsBefore(dayOf(iso), months));

describe("monthsBefore", () => {
  it.each([
    ["2026-06-15", 1, "2026-05-15"],
    ["2026-06-30", 1, "2026-05-31"],
    ["2026-05-31", 3, "2026-02-28"],
    ["2026-05-30", 3, "2026-02-28"],
    ["2024-05-30", 3, "2024-02-29"],
    ["2026-01-10", 13, "2024-12-10"],
  ])("of %s, %i back, is %s", (iso, months, wanted) => expect(before(iso, months)).toBe(wanted));
});
