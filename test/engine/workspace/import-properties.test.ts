import "../../properties.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ground } from "./workspace.ts";

const COLUMNS = ["Segment", "Industry", "Size"] as const;
const cell = fc.constantFrom("", "a", "b", "c");
const row = fc.record({
  id: fc.constantFrom("", "K1", "K2", "K3", "K4", "K5"),
  Segment: fc.constantFrom("x", "y"),
  Industry: cell,
  Size: cell,
});
const file = fc.record({
  columns: fc.subarray([...COLUMNS], { minLength: 1 }),
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
  whole: fc.boolean(),
});

/** Cells by key, of rows that are gone too, and the keys that are not. */
interface Kept {
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly live: ReadonlySet<string>;
}

/** What is to be kept after a file: the last row of a key counts, columns that it does not have stay. */
function model(
  kept: Kept,
  { columns, rows, whole }: { columns: string[]; rows: Record<string, string>[]; whole: boolean },
): Kept {
  const named = rows.filter(({ id }) => id !== "");
  const cells = new Map(kept.cells);
  for (const one of named) {
    const before = kept.cells.get(one.id!) ?? new Map<string, string>();
    cells.set(one.id!, new Map([...before, ...columns.map((column) => [column, one[column]!] as const)]));
  }
  return { cells, live: new Set([...(whole ? [] : kept.live), ...named.map(({ id }) => id!)]) };
}

it("whatever files come: the rows add up, and what is kept is what the newest file says of each key", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 3 }), async (files) => {
      const self = await ground();
      let kept: Kept = { cells: new Map(), live: new Set() };
      // Enough rows of other keys that the id names nearly every row, and repeats are few.
      const filler = Array.from({ length: 60 }, (_, i) => ({ id: `F${i}`, Segment: "f", Industry: "", Size: "" }));
      for (const [i, one] of files.entries()) {
        const rows = [...one.rows, ...filler];
        const text = [["Id", ...one.columns], ...rows.map((r) => [r.id, ...one.columns.map((column) => r[column])])];
        const said = await self.take(
          `file${i}.csv`,
          `${text.map((cells) => cells.join(",")).join("\n")}\n`,
          "accounts",
          { whole: one.whole, again: true },
        );
        const before = kept;
        kept = model(kept, { ...one, rows });
        expect(said.new + said.changed + said.unchanged + said.merged + said.rejected.length).toBe(said.read);
        expect(said.read).toBe(rows.length);
        expect(said.gone).toBe([...before.live].filter((key) => !kept.live.has(key)).length);
      }
      const columns = (
        await self.rows<{ name: string }>(
          "SELECT column_name AS name FROM duckdb_columns() WHERE table_name = 'accounts_1'",
        )
      ).map(({ name }) => name);
      const shown = COLUMNS.map((column) => (columns.includes(column) ? `coalesce("${column}", '')` : "''")).join(", ");
      const found = await self.rows<{ key: string; cells: string[] }>(
        `SELECT substr(__key, 4) AS key, [${shown}] AS cells FROM kept.raw.accounts_1 WHERE __gone IS NULL AND __nth = 1 AND starts_with(__key, 'id:') ORDER BY key`,
      );
      const wanted = [...kept.cells]
        .filter(([key]) => kept.live.has(key))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, cells]) => ({ key, cells: COLUMNS.map((column) => cells.get(column) ?? "") }));
      expect(found).toEqual(wanted);
      await self.warehouse.close();
    }),
    { numRuns: 5 },
  );
});
