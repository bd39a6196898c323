/**
 * SQL text expression whose value a spreadsheet does not run as a formula: a text that starts with = + - @ tab or CR gets a leading
 * apostrophe, unless it is a plain number. `sql` must be an expression of type VARCHAR; NULL stays NULL.
 */
export function safeCell(sql: string): string {
  const risky = `ord(${sql}) IN (61, 43, 64, 9, 13, 45)`;
  const plainNumber = `regexp_matches(${sql}, '^[-+]?[0-9][0-9.,]*([eE][-+]?[0-9]+)?%?$')`;
  return `CASE WHEN ${risky} AND NOT ${plainNumber} THEN '''' || ${sql} ELSE ${sql} END`;
}

const RISKY = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[-+]?[0-9][0-9.,]*([eE][-+]?[0-9]+)?%?$/;

/** The same of a text in hand. */
export function safeText(text: string): string {
  return RISKY.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}
