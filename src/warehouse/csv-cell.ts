/**
 * SQL text expression as the cell of a CSV file, as DuckDB would write it: quoted where it must be, NULL empty. For `copyLines`. `sql` must be the
 * name of a VARCHAR column, for it is said several times.
 */
export function csvCell(sql: string): string {
  const quoted = [`'"'`, "'#'", "','", "chr(10)", "chr(13)"].map((sign) => `contains(${sql}, ${sign})`).join(" OR ");
  return `CASE WHEN ${sql} IS NULL THEN '' WHEN ${sql} = '' OR ${quoted} THEN '"' || replace(${sql}, '"', '""') || '"' ELSE ${sql} END`;
}

/** A header as the cell of a CSV file. */
export function csvHeader(text: string): string {
  return /["#,\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
