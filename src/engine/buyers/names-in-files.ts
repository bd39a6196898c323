import type { RawTable } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

/** Fields that hold names of people or companies. */
const NAMES =
  /(^|_)(name|names|owner|seller|rep|agent|manager|contact|person|customer|client|company|account|organi[sz]ation|competitor|competitors|partner|vorname|nachname|firma|kunde|lost_to)(_|$)/;
/** The deal's own name says a company's, and words besides. */
const NO_NAMES =
  /(^|_)(id|ids|type|status|size|number|domain|email|phone|count|industry|date|country|tier|source)(_|$)/;
/** Company names end in these and say nothing by them. */
const LEAST_LETTERS = 3;

/** Which of these words stand in names of people or companies of the files, folded. */
export async function namesAmong(
  database: Database,
  tables: readonly RawTable[],
  words: readonly string[],
): Promise<ReadonlySet<string>> {
  if (words.length === 0) return new Set();
  await database.create("note_words", [{ name: "word", type: "VARCHAR", values: words }]);
  const found = new Set<string>();
  for (const { table, columns } of tables)
    for (const header of columns.filter(holdsNames)) {
      const [hits = []] = await database.texts(
        `SELECT DISTINCT w.word FROM (SELECT DISTINCT unnest(regexp_split_to_array(lower(${quoteIdentifier(header)}), '[^\\p{L}]+')) AS word FROM ${quoteIdentifier(table)}) n
         JOIN note_words w ON w.word = n.word WHERE length(w.word) >= ${LEAST_LETTERS} ORDER BY 1`,
      );
      for (const word of hits) found.add(word!);
    }
  await database.run("DROP TABLE note_words");
  return found;
}

function holdsNames(header: string): boolean {
  const field = fieldName(header);
  return NAMES.test(field) && !NO_NAMES.test(field);
}
