import { bandOptions } from "../build/bands.ts";
import { BOOTSTRAPS } from "../build/bootstrap.ts";
import { REPETITIONS } from "../build/calibrate.ts";
import type { Levels } from "../build/check.ts";
import { RESAMPLING_ROWS } from "../build/draft.ts";
import { fitOptions } from "../build/fit.ts";
import { HELD_OUT_ROWS } from "../build/learn.ts";
import { PERMUTATIONS } from "../build/separation.ts";
import { COARSE } from "../build/steady-bands.ts";
import type { IcpDocument } from "../icp/document.ts";
import { type DirectionWish, directionsText } from "./directions.ts";

/**
 * The settings that shaped a document, for the reader who wants to repeat it.
 *
 * @param n deals @param worth as many as they are worth in learning
 */
export function parameters(
  n: number,
  worth: number,
  request: {
    readonly resampling: boolean;
    readonly forceScore: boolean;
    readonly monotone: readonly DirectionWish[];
    readonly levels: Levels | "data" | null;
    readonly parts: string | null;
  },
): IcpDocument["engine"]["parameters"] {
  const fit = fitOptions(worth);
  const bands = bandOptions(worth);
  return {
    attributes_at_most: fit.most,
    ...(fit.steady === null
      ? {
          fit: "bands follow the outcome",
          price_per_band: fit.price,
          bands_at_most: bands.most,
          smallest_band: bands.smallest,
          prior_rows: bands.priorRows,
        }
      : {
          fit: "steady",
          bands_at_most: fit.steady.merging.most,
          smallest_band_rows: fit.steady.merging.least,
          bands_before_merging: (fit.steady.fine ?? COARSE).quantiles,
        }),
    folds: 5,
    repetitions: REPETITIONS,
    held_out_rows: Math.min(n, HELD_OUT_ROWS),
    permutations: request.resampling ? PERMUTATIONS : 0,
    bootstraps: request.resampling ? BOOTSTRAPS : 0,
    resampling_rows: Math.min(n, RESAMPLING_ROWS),
    force_score: request.forceScore,
    ...(request.levels === null ? {} : { levels: request.levels === "data" ? "data" : "by hand" }),
    ...(request.parts === null ? {} : { parts: request.parts }),
    ...(request.monotone.length === 0 ? {} : { monotone: directionsText(request.monotone) }),
  };
}
