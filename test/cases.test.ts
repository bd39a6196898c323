import { describe, expect, it } from "vitest";
import { allCases, readCase } from "./cases.ts";

/** The gallery: every quirk of real exports with the report that a user reads (test/output/cases). Review changes there in `git diff`. */
describe.each(allCases())("case $name", (one) => {
  if (one.refuses !== undefined) {
    it(`is refused: ${one.refuses}`, async () => {
      await expect(readCase(one)).rejects.toThrow(one.refuses);
    });
    return;
  }

  let read: ReturnType<typeof readCase> | undefined;
  /** Read once, by whichever test asks first. */
  const straightly = (): ReturnType<typeof readCase> => {
    read ??= readCase(one);
    return read;
  };

  it(one.shows, async () => {
    const { facts, report } = await straightly();
    for (const sentence of one.says) expect(report).toContain(sentence);
    for (const { read, taken, merged, outOfScope, rejected } of facts.totals)
      expect(taken + merged + outOfScope.reduce((sum, { rows }) => sum + rows, 0) + rejected.length).toBe(read);
    await expect(report).toMatchFileSnapshot(`output/cases/${one.name}.txt`);
  });

  // The order of one file is no order.
  if (Object.values(one.files).every((files) => files.length < 2)) return;

  it("gives the same rows whatever the order of the files", async () => {
    const [straight, reversed] = [await straightly(), await readCase(one, true)];
    expect(reversed.rows).toEqual(straight.rows);
    const columns = (facts: typeof straight.facts) => facts.candidates.map(({ name }) => name).sort();
    expect(columns(reversed.facts)).toEqual(columns(straight.facts));
  });
});
