/** One column of a file: its header and how a row fills it. */
export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => string;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** RFC 4180 text with LF line ends; cells are quoted only where they must be. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => quoted(column.header)).join(",")];
  for (const row of rows) lines.push(columns.map((column) => quoted(column.cell(row))).join(","));
  return `${lines.join("\n")}\n`;
}
