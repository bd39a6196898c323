import type { CodedMatrix } from "../features/matrix.ts";
import type { Random } from "../stats/random.ts";
import { shuffle } from "../stats/random.ts";

/** Fewest families that exchange their attribute rows among each other. */
const SMALLEST_STRATUM = 5;

/** Families in strata of deal count; small strata join their neighbours, so that every family has someone to exchange with. */
function strata(members: readonly (readonly number[])[]): number[][] {
  const bySize = new Map<number, number[]>();
  members.forEach((rows, f) => {
    const list = bySize.get(rows.length);
    if (list === undefined) bySize.set(rows.length, [f]);
    else list.push(f);
  });
  const out: number[][] = [];
  let open: number[] = [];
  for (const size of [...bySize.keys()].sort((a, b) => a - b)) {
    open = [...open, ...bySize.get(size)!];
    if (open.length < SMALLEST_STRATUM) continue;
    out.push(open);
    open = [];
  }
  const last = out.at(-1);
  if (open.length > 0 && last !== undefined) last.push(...open);
  else if (open.length > 0) out.push(open);
  return out;
}

/** Rows of each family, for `exchangeRows`. */
export function familyMembers(family: Int32Array, families: number): number[][] {
  const members: number[][] = Array.from({ length: families }, () => []);
  family.forEach((f, i) => {
    members[f]!.push(i);
  });
  return members;
}

/**
 * One permutation: whole attribute rows move between families of like deal count; within a family the deals' rows are shuffled.
 * Labels never move between deals, so outcomes that vary by account stay as they are.
 *
 * @returns for each row the row whose attributes it receives
 */
export function exchangeRows(members: readonly (readonly number[])[], n: number, random: Random): Int32Array {
  const source = new Int32Array(n);
  for (const families of strata(members)) {
    const giver = Int32Array.from(families);
    shuffle(giver, random);
    families.forEach((f, k) => {
      const from = Int32Array.from(members[giver[k]!]!);
      shuffle(from, random);
      members[f]!.forEach((row, i) => {
        source[row] = from[i % from.length]!;
      });
    });
  }
  return source;
}

/** The matrix with row i carrying the attributes of row `source[i]`; outcomes, accounts and dates stay. */
export function withExchangedRows(matrix: CodedMatrix, source: Int32Array): CodedMatrix {
  const attributes = matrix.attributes.map((a) => ({ ...a, codes: Uint16Array.from(source, (s) => a.codes[s]!) }));
  return { ...matrix, attributes };
}
