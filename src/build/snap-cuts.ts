import type { CodedAttribute } from "../features/matrix.ts";
import { roundness } from "../features/round.ts";
import type { Banding, Evidence } from "./bands.ts";

/** Evidence, in nats, that a rounder cut may cost. */
const COSTS_NOTHING = 0.1;
/** Share of the known rows that a cut may move across. */
const FURTHEST = 0.05;

/** Rows and wins per code. */
interface Counts {
  readonly count: Float64Array;
  readonly won: Float64Array;
}

/** First code of each band of neighbouring bins, then one past the last code. */
function startsOf({ bandOf, bands }: Banding): number[] {
  const starts = new Array<number>(bands).fill(bandOf.length);
  for (let c = bandOf.length - 1; c > 0; c--) starts[bandOf[c]! - 1] = c;
  return starts;
}

function summed(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let c = from; c < to; c++) sum += values[c]!;
  return sum;
}

/**
 * Moves each cut of an ordered attribute to the roundest number nearby that the deals hold nothing against: at most a twentieth of the
 * known rows away, at a price of less than 0.1 nat of evidence. Of equally round ones the nearest.
 *
 * @param evidence of rows and wins of a band @param least fewest rows of a band
 */
export function snapCuts(
  { bins, order }: CodedAttribute,
  banding: Banding,
  { count, won }: Counts,
  evidence: Pick<Evidence, "of">,
  least: number,
): Banding {
  if (order !== "ordered" || banding.bands < 3) return banding;
  const starts = startsOf(banding);
  const reach = FURTHEST * summed(count, 1, bins.length);
  const told = (from: number, to: number): number => evidence.of(summed(count, from, to), summed(won, from, to));
  for (let b = 1; b < starts.length - 1; b++) {
    const [low, at, high] = [starts[b - 1]!, starts[b]!, starts[b + 1]!];
    const before = told(low, at) + told(at, high);
    const fits = (cut: number): boolean =>
      summed(count, low, cut) >= least &&
      summed(count, cut, high) >= least &&
      before - told(low, cut) - told(cut, high) < COSTS_NOTHING;
    const away = (cut: number): number => summed(count, Math.min(at, cut), Math.max(at, cut));
    let best = at;
    for (let cut = low + 1; cut < high; cut++) {
      if (away(cut) > reach || !fits(cut)) continue;
      const rounder = roundness(bins[cut]!.from) - roundness(bins[best]!.from);
      if (rounder > 0 || (rounder === 0 && away(cut) < away(best))) best = cut;
    }
    starts[b] = best;
  }
  const bandOf = new Uint8Array(banding.bandOf.length);
  for (let b = 0; b < starts.length - 1; b++) bandOf.fill(b + 1, starts[b]!, starts[b + 1]!);
  return { bandOf, bands: banding.bands };
}
