import { InvalidArgumentError } from "commander";

const DAYS = { d: 1, w: 7, m: 365.25 / 12, y: 365.25 } as const;

/** Days of `12m`, `90d`, `26w`, `1y`; at least a week. */
export function halfLife(text: string): number {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([dwmy])\w*\s*$/i.exec(text) ?? [];
  const days = Number(number) * (DAYS[unit?.toLowerCase() as keyof typeof DAYS] ?? Number.NaN);
  if (!(days >= 7 && days <= 36_525))
    throw new InvalidArgumentError(
      "give the time in which a deal's weight halves, a week at least: 12m, 180d, 26w or 1y.",
    );
  return days;
}
