import type { Database } from "../../warehouse/database.ts";

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
  const found = texts.map((text) => ({ text, value: work(text!) })).filter(({ value }) => value !== null);
  const values = found.map(({ value }) => value);
  await database.create(table, [
    { name: "text", type: "VARCHAR", values: found.map(({ text }) => text) },
    type === "DOUBLE"
      ? { name: "value", type, values: values as number[] }
      : { name: "value", type, values: values as string[] },
  ]);
}
