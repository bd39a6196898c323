/** The columns of several files as those of one table. */
export interface SharedColumns {
  readonly names: readonly string[];
  /** Per file: its header for each of `names`, null where it has none. */
  readonly own: readonly (readonly (string | null)[])[];
}

/**
 * Brings the columns of several files together: headers that differ only in case and blanks are the same column, unless one file has both.
 * The column is called as in most files, in the first of them among equals.
 */
export function sharedColumns(files: readonly (readonly string[])[]): SharedColumns {
  const keyOf = files.some((headers) => new Set(headers.map(closeKey)).size < headers.length) ? exactKey : closeKey;
  const spellings = new Map<string, Map<string, number>>();
  for (const headers of files)
    for (const header of headers) {
      const key = keyOf(header);
      const found = spellings.get(key) ?? new Map<string, number>();
      spellings.set(key, found.set(header, (found.get(header) ?? 0) + 1));
    }
  const own = files.map((headers) => {
    const byKey = new Map(headers.map((header) => [keyOf(header), header]));
    return [...spellings.keys()].map((key) => byKey.get(key) ?? null);
  });
  return { names: [...spellings.values()].map(commonest), own };
}

function closeKey(header: string): string {
  return header.replace(/\s+/g, "").toLowerCase();
}

function exactKey(header: string): string {
  return header.toLowerCase();
}

function commonest(spellings: ReadonlyMap<string, number>): string {
  const sorted = [...spellings].sort(([, n], [, m]) => m - n);
  return sorted[0]![0];
}
