import type { Column } from "./column.ts";
import type { Meanings } from "./meaning.ts";

/** Which column a deal's amount is read from, and what is to be said about it. */
export interface MoneyRule {
  readonly header: string | null;
  readonly notes: readonly string[];
  /** Amount columns that are not read, and why. */
  readonly aside: readonly { readonly column: Column; readonly reason: string }[];
}

/** Converted amounts before raw ones; amounts in several currencies without a conversion are not read. */
export function chooseAmount(meanings: Meanings): MoneyRule {
  const { amount, amount_converted: converted, currency } = meanings;
  const currencies = (currency?.profile.top ?? []).map((value) => value.shown.toUpperCase());
  const several =
    currencies.length > 1 ? `in ${currencies.length} currencies (${currencies.slice(0, 5).join(", ")})` : null;
  if (converted !== null) {
    const reason = several === null ? `${converted.header} says the same` : `${several}; ${converted.header} is used`;
    return { header: converted.header, notes: [], aside: amount === null ? [] : [{ column: amount, reason }] };
  }
  if (amount === null) return { header: null, notes: [], aside: [] };
  if (several === null) return { header: amount.header, notes: [], aside: [] };
  const note = `${amount.header} is ${several} without a converted amount, so amounts are not used: export a converted amount too.`;
  return { header: null, notes: [note], aside: [{ column: amount, reason: `${several} without a conversion` }] };
}
