import type { BinOrder } from "../features/matrix.ts";
import { choleskySubstitute } from "../stats/cholesky.ts";
import type { CardColumn, CardResiduals } from "./card-residuals.ts";

/** Known bands of two attributes crossed: rows x columns cells, row-major. */
export interface CrossedGrid {
  /** Bands in the order in which neighbours may go together: by size where ordered, else by what they earn. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Deals, won ones and those that the sum of the bands expects to be won. */
  readonly n: Float64Array;
  readonly won: Float64Array;
  readonly expected: Float64Array;
  /** Summed residual of each cell, and the covariance of these sums once the bands have had their say. */
  readonly score: Float64Array;
  readonly covariance: Float64Array;
}

function turnOf({ bands, effects }: CardColumn, order: BinOrder): number[] {
  const known = Array.from({ length: bands - 1 }, (_, b) => b + 1);
  return order === "ordered" ? known : known.sort((a, b) => effects[a]! - effects[b]! || a - b);
}

/** The cell of each row; one past the last where either value is not known. */
function cellOf(a: CardColumn, b: CardColumn, rows: readonly number[], columns: readonly number[]): Uint16Array {
  const none = rows.length * columns.length;
  const placeA = Int32Array.from({ length: a.bands }, (_, band) => rows.indexOf(band));
  const placeB = Int32Array.from({ length: b.bands }, (_, band) => columns.indexOf(band));
  const out = new Uint16Array(a.codes.length);
  for (let i = 0; i < out.length; i++) {
    const [r, c] = [placeA[a.codes[i]!]!, placeB[b.codes[i]!]!];
    out[i] = r < 0 || c < 0 ? none : r * columns.length + c;
  }
  return out;
}

function summed(cell: Uint16Array, cells: number, values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(cells + 1);
  for (let i = 0; i < cell.length; i++) out[cell[i]!] = out[cell[i]!]! + values[i]!;
  return out.subarray(0, cells);
}

/** Weight of each cell by band of every attribute, cell by cell. */
function weightBeside({ columns, size, weight }: CardResiduals, cell: Uint16Array, cells: number): Float64Array {
  const out = new Float64Array((cells + 1) * size);
  for (const { start, codes } of columns)
    for (let i = 0; i < cell.length; i++) {
      const at = cell[i]! * size + start + codes[i]!;
      out[at] = out[at]! + weight[i]!;
    }
  return out;
}

/** Crosses two attributes of the card. O(n k + K^2 m) for k attributes of m bands in all and K cells. */
export function crossedGrid(
  y: Uint8Array,
  left: CardResiduals,
  [a, b]: readonly [CardColumn, CardColumn],
  [orderA, orderB]: readonly [BinOrder, BinOrder],
): CrossedGrid {
  const rows = turnOf(a, orderA);
  const columns = turnOf(b, orderB);
  const cells = rows.length * columns.length;
  const cell = cellOf(a, b, rows, columns);
  const n = new Float64Array(cells + 1);
  for (let i = 0; i < cell.length; i++) n[cell[i]!] = n[cell[i]!]! + 1;
  return {
    rows,
    columns,
    n: n.subarray(0, cells),
    won: summed(cell, cells, y),
    expected: summed(cell, cells, left.p),
    score: summed(cell, cells, left.residual),
    covariance: covariance(left, summed(cell, cells, left.weight), weightBeside(left, cell, cells)),
  };
}

function covariance({ factor, size }: CardResiduals, weight: Float64Array, beside: Float64Array): Float64Array {
  const k = weight.length;
  const out = new Float64Array(k * k);
  for (let c = 0; c < k; c++) {
    const solved = beside.slice(c * size, (c + 1) * size);
    choleskySubstitute(factor, solved, size);
    for (let r = 0; r < k; r++) {
      let shared = 0;
      for (let m = 0; m < size; m++) shared += beside[r * size + m]! * solved[m]!;
      out[r * k + c] = (r === c ? weight[r]! : 0) - shared;
    }
  }
  return out;
}
