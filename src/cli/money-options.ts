import { InvalidArgumentError } from "commander";

/** `0.8`, `80%` -> .8. */
export function marginShare(text: string): number {
  const percent = /^(.*)%$/.exec(text.trim());
  const value = percent === null ? Number(text) : Number(percent[1]) / 100;
  if (text.trim() === "" || !(value > 0 && value <= 1))
    throw new InvalidArgumentError("give a share above 0, at most 1: 0.8, or 80%.");
  return value;
}

/** An amount above 0, without separators or a currency. */
export function moneyAmount(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && Number.isFinite(value)))
    throw new InvalidArgumentError("give an amount above 0 in the currency of the deals, as 12000.");
  return value;
}
