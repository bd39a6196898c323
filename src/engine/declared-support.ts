import { fitOptions } from "../build/fit.ts";
import { allRows, worth } from "../build/rows.ts";
import { sampleAccounts } from "../build/sample.ts";
import { declaredColumns } from "../build/steady-declared.ts";
import { BEFOREHAND, SUPPORT, type SupportFound, supportOf } from "../build/support.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import type { Support } from "../icp/declared.ts";
import { toEffective } from "../stats/kish.ts";

/** Deals beyond this say nothing more of one number. */
const MOST_ROWS = 20_000;
/** From this share of what is not known beforehand on the deals have hardly spoken. */
const HARDLY = 0.75;

/** How much of the declared effects the deals support, by the fit of the card; null where that learns from deals alone, and without a declared attribute. */
export function supportIn(whole: CodedMatrix, seed: number): Support | null {
  const steady = fitOptions(worth(whole)).steady !== null;
  if (!steady || whole.attributes.every(({ declared }) => declared === undefined)) return null;
  const matrix = sampleAccounts(whole, MOST_ROWS, seed);
  const { columns, offset } = declaredColumns(matrix, allRows(matrix));
  const weights = matrix.weight === undefined ? undefined : toEffective(matrix.weight);
  const found = supportOf(columns, matrix.y, offset, undefined, weights);
  return {
    share: Number(found.mean.toFixed(2)),
    low: quantile(found, 0.05),
    high: quantile(found, 0.95),
    told: found.sd < HARDLY * BEFOREHAND.sd,
  };
}

/** The share of which so much lies at or below. */
function quantile({ weights }: SupportFound, q: number): number {
  let sum = 0;
  const at = weights.findIndex((weight) => {
    sum += weight;
    return sum >= q;
  });
  return SUPPORT.shares[at < 0 ? SUPPORT.shares.length - 1 : at]!;
}
