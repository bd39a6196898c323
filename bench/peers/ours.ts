import { fitModel, fitOptions } from "../../src/build/fit.ts";
import { learn } from "../../src/build/learn.ts";
import { fitsOf, toPoints } from "../../src/build/points.ts";
import { allRows, takeRows } from "../../src/build/rows.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { calibrationError } from "../../src/stats/calibration.ts";
import { logLoss } from "../../src/stats/log-loss.ts";
import type { Split } from "./table.ts";

/** How one model did on one split. */
export interface Result {
  readonly split: string;
  readonly model: string;
  readonly auc: number;
  readonly log_loss: number;
  readonly calibration_error: number;
  /** One fit, without calibration; mean over the folds. */
  readonly seconds: number;
}

function rowsWhere(part: Uint8Array, take: (value: number) => boolean): Int32Array {
  return Int32Array.from(part.keys()).filter((row) => take(part[row]!));
}

function pairsOf({ kind, part }: Split): { train: Int32Array; test: Int32Array }[] {
  if (kind === "draw") return [{ train: rowsWhere(part, (v) => v === 1), test: rowsWhere(part, (v) => v === 2) }];
  const folds = part.reduce((a, b) => Math.max(a, b), 0) + 1;
  return Array.from({ length: folds }, (_, k) => ({
    train: rowsWhere(part, (v) => v !== k),
    test: rowsWhere(part, (v) => v === k),
  }));
}

/** The integer scorecard with its calibration, and the base rate of what it learned from: learned on one side of a split and held against the other. */
export async function ours(matrix: CodedMatrix, split: Split): Promise<Result[]> {
  const rank = new Float64Array(matrix.n).fill(Number.NaN);
  const p = new Float64Array(matrix.n).fill(Number.NaN);
  const base = new Float64Array(matrix.n).fill(Number.NaN);
  let seconds = 0;
  const pairs = pairsOf(split);
  for (const { train, test } of pairs) {
    const own = takeRows(matrix, train);
    const rate = own.y.reduce((a, b) => a + b, 0) / own.n;
    for (const row of test) base[row] = rate;
    if (rate === 0 || rate === 1) {
      for (const row of test) [rank[row], p[row]] = [0, rate];
      continue;
    }
    const start = performance.now();
    toPoints(fitModel(own, allRows(own), fitOptions(own.n)));
    seconds += (performance.now() - start) / 1000;
    const { card, calibration } = await learn(own, 1, async () => {});
    const fits = fitsOf(card, matrix, test);
    test.forEach((row, i) => {
      p[row] = calibration.p[fits[i]!]!;
      // Points of different folds are on different scales; within a draw they rank alone.
      rank[row] = split.kind === "draw" ? fits[i]! : card.base + card.unit * fits[i]!;
    });
  }
  const tested = rowsWhere(split.part, (v) => split.kind === "folds" || v === 2);
  const y = Uint8Array.from(tested, (row) => matrix.y[row]!);
  const of = (values: Float64Array) => Float64Array.from(tested, (row) => values[row]!);
  const result = (model: string, score: Float64Array, forecast: Float64Array, took: number): Result => ({
    split: split.name,
    model,
    auc: auc(of(score), y),
    log_loss: logLoss(
      of(forecast).map((x) => Math.min(1 - 1e-6, Math.max(1e-6, x))),
      y,
    ),
    calibration_error: calibrationError(of(forecast), y),
    seconds: took,
  });
  return [result("openicp", rank, p, seconds / pairs.length), result("base rate", new Float64Array(matrix.n), base, 0)];
}
