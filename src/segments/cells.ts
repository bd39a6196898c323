/** Known cells of some accounts, row by row: all that the mixture reads. A level of attribute j is numbered from `offset[j]`. */
export interface Cells {
  /** Number of accounts. */
  readonly n: number;
  readonly attributes: number;
  /** Levels per attribute. */
  readonly levels: Int32Array;
  /** First cell of each attribute; the last entry is the number of cells. */
  readonly offset: Int32Array;
  /** Where each row begins in `cell`; the last entry is the number of known cells. */
  readonly start: Int32Array;
  readonly cell: Int32Array;
}

/**
 * Packs codes (0 missing, 1..levels) of accounts; missing cells take no place.
 *
 * @param codes per attribute one code per account
 * @param levels per attribute the number of levels
 * @param rows accounts taken, in this order (an account may come twice)
 */
export function packCells(codes: readonly Uint8Array[], levels: Int32Array, rows: Int32Array): Cells {
  const p = codes.length;
  const offset = new Int32Array(p + 1);
  for (let j = 0; j < p; j++) offset[j + 1] = offset[j]! + levels[j]!;
  const start = new Int32Array(rows.length + 1);
  const cell = new Int32Array(rows.length * p);
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < p; j++) {
      const code = codes[j]![rows[i]!]!;
      if (code > 0) cell[at++] = offset[j]! + code - 1;
    }
    start[i + 1] = at;
  }
  return { n: rows.length, attributes: p, levels, offset, start, cell: cell.slice(0, at) };
}

/** Accounts per cell. */
export function cellCounts({ offset, attributes, cell }: Cells): Float64Array {
  const count = new Float64Array(offset[attributes]!);
  for (let t = 0; t < cell.length; t++) count[cell[t]!]!++;
  return count;
}

/** Shares within each attribute, of the known; an attribute nobody knows has equal shares. */
export function cellShares(cells: Cells): Float64Array {
  const share = cellCounts(cells);
  for (let j = 0; j < cells.attributes; j++) {
    const [from, below] = [cells.offset[j]!, cells.offset[j + 1]!];
    let known = 0;
    for (let c = from; c < below; c++) known += share[c]!;
    for (let c = from; c < below; c++) share[c] = (share[c]! + 0.5) / (known + 0.5 * (below - from));
  }
  return share;
}
