import { correctedMutualInformation } from "../stats/mutual-information.ts";

/** An attribute's bands by row, 0 where the value is not known. */
interface Bands {
  readonly codes: Uint8Array;
  /** Number of bands, missing included. */
  readonly bands: number;
}

/** Rows that know both and are too few to say that two attributes are one. */
const LEAST = 20;

/**
 * Whether two attributes tell the same story. Judged where both are known: columns of one source are missing together and may tell two
 * stories all the same.
 *
 * @param share of their information that they must have in common, beyond chance
 */
export function sameStory(a: Bands, b: Bands, share: number): boolean {
  const n = a.codes.length;
  const left = new Uint8Array(n);
  const right = new Uint8Array(n);
  let known = 0;
  for (let i = 0; i < n; i++) {
    if (a.codes[i] === 0 || b.codes[i] === 0) continue;
    left[known] = a.codes[i]!;
    right[known++] = b.codes[i]!;
  }
  if (known < LEAST) return false;
  return correctedMutualInformation(left, right, a.bands, b.bands, known) >= share;
}
