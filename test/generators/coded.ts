import fc from "fast-check";
import type { Bin, BinOrder, CodedAttribute, CodedMatrix } from "../../src/features/matrix.ts";

/** Bins of a made-up attribute: missing, then `known` neighbours on the number line (ordered) or letters (unordered). */
export function binsOf(known: number, order: BinOrder): Bin[] {
  const missing = { label: "not known", values: [], from: Number.NaN, below: Number.NaN };
  const rest = Array.from({ length: known }, (_, i) =>
    order === "ordered"
      ? {
          label: `${i} to ${i + 1}`,
          values: [],
          from: i === 0 ? Number.NEGATIVE_INFINITY : i,
          below: i === known - 1 ? Number.POSITIVE_INFINITY : i + 1,
        }
      : { label: `v${i}`, values: [`v${i}`], from: Number.NaN, below: Number.NaN },
  );
  return [missing, ...rest];
}

/** An attribute from its codes (0 missing, 1..known). */
export function codedAttribute(
  name: string,
  order: BinOrder,
  known: number,
  codes: ArrayLike<number>,
  rest: Partial<Pick<CodedAttribute, "aboutAccount">> = {},
): CodedAttribute {
  return {
    name,
    order,
    bins: binsOf(known, order),
    codes: Uint16Array.from(codes),
    aboutAccount: rest.aboutAccount ?? true,
  };
}

/** A matrix of one deal per account without dates, unless told otherwise. */
export function codedMatrix(
  attributes: readonly CodedAttribute[],
  y: ArrayLike<number>,
  rest: Partial<Omit<CodedMatrix, "attributes" | "y" | "n">> = {},
): CodedMatrix {
  const n = y.length;
  const account = rest.account ?? Int32Array.from({ length: n }, (_, i) => i);
  const unknown = new Float64Array(n).fill(Number.NaN);
  return {
    n,
    attributes,
    y: Uint8Array.from(y),
    account,
    accounts: rest.accounts ?? account.reduce((a, b) => Math.max(a, b), -1) + 1,
    created: rest.created ?? unknown,
    closed: rest.closed ?? unknown,
    cycle:
      rest.cycle ??
      Float64Array.from({ length: n }, (_, i) => (rest.closed?.[i] ?? Number.NaN) - (rest.created?.[i] ?? Number.NaN)),
    order: rest.order ?? unknown,
  };
}

/** Rows and wins per bin, missing first: all that banding sees of an attribute. */
export interface BinCounts {
  readonly count: Float64Array;
  readonly won: Float64Array;
}

/** 1..`most` known bins (some empty) plus missing. */
export function binCounts(most: number, rows = 40): fc.Arbitrary<BinCounts> {
  const cell = fc
    .integer({ min: 0, max: rows })
    .chain((n) => fc.integer({ min: 0, max: n }).map((e) => [n, e] as const));
  return fc.array(cell, { minLength: 2, maxLength: most + 1 }).map((cells) => ({
    count: Float64Array.from(cells, ([n]) => n),
    won: Float64Array.from(cells, ([, e]) => e),
  }));
}

/** Small whole matrices: up to `p` attributes of up to 6 bins, up to 60 rows, both outcomes, shared accounts. */
export function codedMatrices(p = 4): fc.Arbitrary<CodedMatrix> {
  return fc.integer({ min: 10, max: 60 }).chain((n) => {
    const attribute = fc
      .tuple(fc.constantFrom<BinOrder>("ordered", "unordered"), fc.integer({ min: 1, max: 5 }))
      .chain(([order, known]) =>
        fc
          .array(fc.integer({ min: 0, max: known }), { minLength: n, maxLength: n })
          .map((codes) => ({ order, known, codes })),
      );
    return fc
      .tuple(
        fc.array(attribute, { minLength: 1, maxLength: p }),
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: n, maxLength: n }),
        fc.array(fc.integer({ min: 0, max: Math.ceil(n / 2) }), { minLength: n, maxLength: n }),
      )
      .map(([attributes, outcomes, owners]) => {
        const y = Uint8Array.from(outcomes);
        y[0] = 0;
        y[1] = 1;
        const dense = new Map<number, number>();
        const account = Int32Array.from(owners, (a) => {
          if (!dense.has(a)) dense.set(a, dense.size);
          return dense.get(a)!;
        });
        return codedMatrix(
          attributes.map((a, j) => codedAttribute(`a${j}`, a.order, a.known, a.codes)),
          y,
          { account },
        );
      });
  });
}
