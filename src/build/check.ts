import type { HeldOut, LevelResult } from "../icp/document.ts";
import { calibrationError } from "../stats/calibration.ts";
import { clusteredAucInterval, designEffect } from "../stats/clustered.ts";
import { baseLogLoss, logLoss } from "../stats/log-loss.ts";
import { median } from "../stats/quantile.ts";
import { logit, sigmoid } from "../stats/sigmoid.ts";
import { wilson } from "../stats/wilson.ts";

/** Deals scored by a model that has not seen them. */
export interface Checked {
  readonly fit: Float64Array;
  /** Scores that rank the deals, one per time that they were held out; `fit` itself when not said. */
  readonly ranks?: readonly Float64Array[];
  /** How much wider limits are than those of deals scored by one card; 1 when not said. */
  readonly spread?: number;
  readonly p: Float64Array;
  /** Share of the scorecard known per deal, 0 to 1. */
  readonly known: Float64Array;
  readonly y: Uint8Array;
  /** Account family per deal, dense: deals of one account are not independent, and the limits know it. */
  readonly account: Int32Array;
  /** Days from creation to close, NaN when not known. */
  readonly cycle: Float64Array;
}

export interface Levels {
  readonly high: number;
  readonly medium: number;
}

export const LEVELS: Levels = { high: 70, medium: 40 };

/** Won and lost that a held-out set needs before anything is claimed from it. */
export const ENOUGH = 20;

function round(x: number, digits: number): number {
  return Number(x.toFixed(digits));
}

function roundedInterval([low, high]: readonly [number, number]): [number, number] {
  return [round(low, 4), round(high, 4)];
}

/** Below this share of known weight the level is unknown: not low. */
export const LEAST_KNOWN = 0.5;

type Level = LevelResult["level"];

/** Level of a fit: high from `levels.high`, medium from `levels.medium`, low below; unknown when too little is known. */
export function levelOf(fit: number, known: number, levels: Levels): Level {
  if (known < LEAST_KNOWN) return "unknown";
  return fit >= levels.high ? "high" : fit >= levels.medium ? "medium" : "low";
}

/** Wilson's limits for as many deals as the rows are worth, deals of one account going together. */
function rateLimits(
  { y, account, spread = 1 }: Checked,
  rows: readonly number[],
  won: number,
): readonly [number, number] {
  const together = designEffect(
    Uint8Array.from(rows, (i) => y[i]!),
    Int32Array.from(rows, (i) => account[i]!),
  );
  const effect = together * spread ** 2;
  return wilson(won / effect, rows.length / effect);
}

function levelResult(checked: Checked, level: Level, rows: readonly number[]): LevelResult {
  const won = rows.reduce((a, i) => a + checked.y[i]!, 0);
  const cycles = rows
    .filter((i) => checked.y[i] === 1 && !Number.isNaN(checked.cycle[i]!))
    .map((i) => checked.cycle[i]!);
  return {
    level,
    n: rows.length,
    won,
    win_rate: rows.length > 0 ? round(won / rows.length, 4) : null,
    win_rate_interval: rows.length > 0 ? roundedInterval(rateLimits(checked, rows, won)) : null,
    median_cycle_days: cycles.length >= 5 ? median(cycles) : null,
  };
}

/** Counts, win rate and median cycle of won deals per level, high first; `unknown` only where there are such deals. */
export function levelResults(checked: Checked, levels: Levels): LevelResult[] {
  const rows: Record<Level, number[]> = { high: [], medium: [], low: [], unknown: [] };
  checked.fit.forEach((fit, i) => {
    rows[levelOf(fit, checked.known[i]!, levels)].push(i);
  });
  const shown: Level[] = ["high", "medium", "low"];
  if (rows.unknown.length > 0) shown.push("unknown");
  return shown.map((level) => levelResult(checked, level, rows[level]));
}

/** Mean AUC over the times that the deals were held out, its limits the mean ones on the logit scale, widened. */
function aucOf({ fit, ranks = [fit], spread = 1, y, account }: Checked): { auc: number; low: number; high: number } {
  const all = ranks.map((rank) => clusteredAucInterval(rank, y, account));
  const mean = (values: readonly number[]): number => values.reduce((a, v) => a + v, 0) / values.length;
  const auc = mean(all.map((one) => one.auc));
  if (spread === 1 && all.length === 1) return all[0]!;
  if (!(auc > 0 && auc < 1) || all.some((one) => one.low <= 0 || one.high >= 1))
    return { auc, low: Math.min(...all.map((one) => one.low)), high: Math.max(...all.map((one) => one.high)) };
  const half = (spread * mean(all.map((one) => logit(one.high) - logit(one.low)))) / 2;
  return { auc, low: sigmoid(logit(auc) - half), high: sigmoid(logit(auc) + half) };
}

function verdictOf(
  won: number,
  lost: number,
  auc: { auc: number; low: number; high: number },
): Pick<HeldOut, "verdict" | "reason"> {
  if (won < ENOUGH || lost < ENOUGH)
    return {
      verdict: "not enough data",
      reason: `${won} won and ${lost} lost; at least ${ENOUGH} of each are needed before this says anything.`,
    };
  if (auc.low > 0.5) return { verdict: "confirmed", reason: "Deals it has not seen are ranked better than chance." };
  return {
    verdict: "not confirmed",
    reason: "On deals it has not seen the ranking is not clearly better than chance.",
  };
}

/** Summary of a held-out check: AUC with interval, loss against the base rate, calibration error, levels, verdict. */
export function summarise(
  checked: Checked,
  levels: Levels,
  method: HeldOut["method"],
  cut: string,
  train: number,
): HeldOut {
  const n = checked.y.length;
  const won = checked.y.reduce((a, b) => a + b, 0);
  const both = won > 0 && won < n;
  const auc = both ? aucOf(checked) : { auc: Number.NaN, low: Number.NaN, high: Number.NaN };
  return {
    method,
    cut,
    train,
    n,
    won,
    auc: both ? round(auc.auc, 4) : null,
    auc_interval: both ? roundedInterval([auc.low, auc.high]) : null,
    log_loss: n > 0 ? round(logLoss(checked.p, checked.y), 4) : null,
    base_log_loss: both ? round(baseLogLoss(won / n), 4) : null,
    calibration_error: n > 0 ? round(calibrationError(checked.p, checked.y), 4) : null,
    levels: levelResults(checked, levels),
    ...verdictOf(won, n - won, auc),
  };
}
