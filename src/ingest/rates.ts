import { InputError } from "../errors.ts";
import type { ExchangeRate } from "./options.ts";

/** A line of the rates file as written. */
export interface RateLine {
  readonly line: number;
  readonly currency: string | null;
  readonly rate: string | null;
  readonly from: string | null;
}

const CODE = /^[A-Z]{3}$/;
const RATE = /^[0-9]+([.,][0-9]+)?$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/**
 * Rates out of the lines of a file, oldest first. A comma in a rate is the decimal sign.
 * Throws `InputError` with file and line for what is no currency, rate or date, and for two rates of the same day.
 */
export function readRateLines(file: string, lines: readonly RateLine[]): readonly ExchangeRate[] {
  const rates = lines.map((line) => ({ line: line.line, ...rateOf(file, line) }));
  const seen = new Map<string, number>();
  for (const { line, code, from } of rates) {
    const key = `${code} ${from ?? ""}`;
    const before = seen.get(key);
    if (before !== undefined)
      throw new InputError(
        `${file}:${line}: a rate of ${code}${from === null ? "" : ` from ${from}`} stands in line ${before} already: leave one out, or give the day from which each holds`,
      );
    seen.set(key, line);
  }
  return rates
    .map(({ code, rate, from }) => ({ code, rate, from }))
    .sort((a, b) => compare(a.from ?? "", b.from ?? "") || compare(a.code, b.code));
}

function rateOf(file: string, { line, currency, rate, from }: RateLine): ExchangeRate {
  const code = (currency ?? "").trim().toUpperCase();
  if (!CODE.test(code))
    throw new InputError(`${file}:${line}: "${currency ?? ""}" is no currency: write its three letters, such as USD`);
  const text = (rate ?? "").trim();
  const value = Number(text.replace(",", "."));
  if (!RATE.test(text) || value <= 0)
    throw new InputError(
      `${file}:${line}: "${rate ?? ""}" is no rate of ${code}: write a number above 0, such as 0.92`,
    );
  const day = from?.trim() ?? "";
  if (day !== "" && !isDay(day))
    throw new InputError(`${file}:${line}: "${day}" is no date: write it as 2024-01-31, or leave it empty`);
  return { code, rate: value, from: day === "" ? null : day };
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
