import type { CodedAttribute } from "../features/matrix.ts";

/** Share of a category's effect that is expected to be that of what it is a part of. */
const SHARED = 0.65;

/**
 * How alike the effects of an attribute's bands are expected to be because their categories are parts of the same: every band is a sum of
 * what it is, what that is a part of, and so on, each for an equal share. Positive semidefinite, at most SHARED; k x k, row-major.
 *
 * @param bandOf band per code, 0 = not known @param bands known bands @param count rows per code
 * @returns null where nothing is known of what its categories are a part of
 */
export function kinship(
  { bins }: CodedAttribute,
  bandOf: Uint8Array,
  bands: number,
  count: Float64Array,
): Float64Array | null {
  if (!bins.some(({ within }) => within !== undefined)) return null;
  const parts = Array.from({ length: bands }, () => new Map<string, number>());
  const rows = new Float64Array(bands);
  bins.forEach(({ within = [] }, code) => {
    const band = bandOf[code]! - 1;
    if (band < 0) return;
    rows[band] = rows[band]! + count[code]!;
    for (const part of within) {
      const share = count[code]! * Math.sqrt(SHARED / within.length);
      parts[band]!.set(part, (parts[band]!.get(part) ?? 0) + share);
    }
  });
  const out = new Float64Array(bands * bands);
  for (let a = 0; a < bands; a++)
    for (let b = 0; b < bands; b++) {
      let sum = 0;
      for (const [part, share] of parts[a]!) sum += share * (parts[b]!.get(part) ?? 0);
      out[a * bands + b] = rows[a]! > 0 && rows[b]! > 0 ? sum / (rows[a]! * rows[b]!) : 0;
    }
  return out;
}
