import { setImmediate as turn } from "node:timers/promises";
import type { Database } from "../../warehouse/database.ts";

/** Texts that are worked on in one go: whoever else waits for this thread gets a turn after them. */
const AT_ONCE = 2_000;

/**
 * Creates `table` (`text` VARCHAR, `value`) from what `work` makes of each different text that `select` gives: the way for what only JS can do
 * (registrable domains, company names, numbers as people write them). Texts that give null are left out.
 */
export async function lookupTable(
  database: Database,
  table: string,
  select: string,
  work: (text: string) => string | number | null,
  type: "VARCHAR" | "DOUBLE",
): Promise<void> {
  const [texts = []] = await database.texts(`SELECT DISTINCT text FROM (${select}) AS t(text) WHERE text IS NOT NULL`);
  const found: string[] = [];
  const values: (string | number)[] = [];
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    for (const text of texts.slice(from, from + AT_ONCE)) {
      const value = work(text!);
      if (value === null) continue;
      found.push(text!);
      values.push(value);
    }
    if (from + AT_ONCE < texts.length) await turn();
  }
  await database.create(table, [
    { name: "text", type: "VARCHAR", values: found },
    type === "DOUBLE"
      ? { name: "value", type, values: values as number[] }
      : { name: "value", type, values: values as string[] },
  ]);
}
