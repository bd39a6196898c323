import { describe, expect, it } from "vitest";
import { MOST_ACCOUNTS, sampledRows } from "../../../src/engine/segments/accounts.ts";

const rows = (n: number) => Int32Array.from({ length: n }, (_, i) => 2 * i);

describe("accounts that kinds are looked for among", () => {
  it("are all of them where they are few", () => {
    const all = { won: rows(50), lost: rows(MOST_ACCOUNTS), all: rows(50) };
    expect(sampledRows(all, 1)).toEqual(all);
  });

  it("are a seeded sample of the won and of the lost, each once and in their order", () => {
    const all = { won: rows(3 * MOST_ACCOUNTS), lost: rows(40), all: rows(9) };
    const { won, lost } = sampledRows(all, 1);
    expect(won).toHaveLength(MOST_ACCOUNTS);
    expect(won.every((row, i) => row % 2 === 0 && (i === 0 || row > won[i - 1]!))).toBe(true);
    expect(lost).toEqual(all.lost);
    expect(sampledRows(all, 1).won).toEqual(won);
    expect(sampledRows(all, 2).won).not.toEqual(won);
    // A third of each third of the rows, give or take five standard errors.
    const first = won.filter((row) => row < 2 * MOST_ACCOUNTS).length;
    expect(Math.abs(first - MOST_ACCOUNTS / 3)).toBeLessThan(5 * Math.sqrt(MOST_ACCOUNTS * (1 / 3) * (2 / 3)));
  });
});
