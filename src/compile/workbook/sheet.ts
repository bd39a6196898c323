/** A cell of a workbook as a value. Texts stay texts, whatever they begin with; a formula stands without its `=`. */
export type Cell = string | number | null | { readonly formula: string } | { readonly share: number };

/** How the cells of a column look: a heading is bold, an entry is a text to type or paste over. */
export interface Column {
  readonly width: number;
  /** Cells below the heading keep what is pasted as text: `11-50` must not become a date. */
  readonly entry: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Rows that stay in sight, bold. */
  readonly headings: number;
  readonly rows: readonly (readonly Cell[])[];
}

export const formula = (text: string): Cell => ({ formula: text });

/** A share from 0 to 1, shown as a percentage. */
export const share = (value: number | null | undefined): Cell => (value == null ? null : { share: value });

/** `A` for 0, `AA` for 26. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** A fixed part of a column, `'Lists'!$B$2:$B$9`. */
export function range(sheet: string, column: number, from: number, to: number): string {
  const letters = columnLetters(column);
  return `${sheet}!$${letters}$${from}:$${letters}$${to}`;
}

/** A text in a formula; at most 255 characters. */
export const literal = (text: string): string => `"${text.replaceAll('"', '""')}"`;
