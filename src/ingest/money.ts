import { InputError } from "../errors.ts";
import type { Column } from "./column.ts";
import { type ContractTerm, findTerm } from "./contract-term.ts";
import type { Guess } from "./facts.ts";
import type { Meanings } from "./meaning.ts";
import type { IngestOptions } from "./options.ts";

/** Which column a deal's amount is read from, what is made of it, and what is to be said about it. */
export interface MoneyRule {
  readonly header: string | null;
  /** Header of the currencies, where amounts are in several and the rule has to tell them apart. */
  readonly currencyHeader: string | null;
  /** `rates`: each amount at the rate in force; `apart`: shown per currency, never added up and not used; `none`: as they are. */
  readonly conversion: "none" | "rates" | "apart";
  /** The currency of the amounts as they are used, as far as it is said. */
  readonly currency: string | null;
  /** What brings an amount to a year: a factor, or the contract's term. */
  readonly perYear: number | ContractTerm;
  readonly guesses: readonly Guess[];
  /** Amount columns that are not read, and why. */
  readonly aside: readonly { readonly column: Column; readonly reason: string }[];
}

type Said = Pick<IngestOptions, "currency" | "rates" | "amountIs">;

/**
 * Rates that a person gives first, then converted amounts, then raw ones; several currencies that nothing converts stay apart.
 * Throws `InputError` for a wish that these columns cannot fulfil.
 */
export function chooseAmount(columns: readonly Column[], meanings: Meanings, said: Said): MoneyRule {
  const yearly = perYearOf(columns, meanings, said);
  const base = {
    currencyHeader: null,
    conversion: "none",
    currency: said.currency?.toUpperCase() ?? null,
    aside: [],
    ...yearly,
  } as const;
  const { amount, amount_converted: converted, currency } = meanings;
  const several = severalIn(currency);
  if (said.rates.length > 0) return byRates(meanings, said, base);
  if (converted !== null) {
    const reason = several === null ? `${converted.header} says the same` : `${several}; ${converted.header} is used`;
    return { ...base, header: converted.header, aside: amount === null ? [] : [{ column: amount, reason }] };
  }
  if (amount === null) return { ...base, header: null };
  if (several === null) return { ...base, header: amount.header, currency: oneCurrency(amount, currency, said) };
  if (said.currency !== null)
    throw new InputError(
      `--currency ${said.currency}: ${amount.header} is ${several} and nothing converts it: give --rates FILE with the columns currency, rate and from, or export a converted amount`,
    );
  return {
    ...base,
    header: amount.header,
    currencyHeader: currency!.header,
    conversion: "apart",
    aside: [{ column: amount, reason: `${several} without a conversion` }],
  };
}

function currenciesOf(currency: Column | null): string[] {
  return (currency?.profile.top ?? []).map((value) => value.shown.toUpperCase());
}

function severalIn(currency: Column | null): string | null {
  const currencies = currenciesOf(currency);
  if (currencies.length < 2) return null;
  return `in ${currencies.length} currencies (${currencies.slice(0, 5).join(", ")}${currencies.length > 5 ? ", ..." : ""})`;
}

/** The one currency of the amounts; a person who says another needs rates. */
function oneCurrency(amount: Column, currency: Column | null, said: Said): string | null {
  const [only] = currenciesOf(currency);
  const wanted = said.currency?.toUpperCase() ?? null;
  if (only !== undefined && wanted !== null && only !== wanted)
    throw new InputError(
      `--currency ${wanted}: ${amount.header} is in ${only}: give --rates FILE with what one ${only} is worth in ${wanted}`,
    );
  return only ?? wanted;
}

function byRates(
  { amount, currency }: Meanings,
  said: Said,
  base: Omit<MoneyRule, "header" | "currencyHeader" | "conversion">,
): MoneyRule {
  if (said.currency === null)
    throw new InputError("--rates: say with --currency into which currency amounts are converted");
  if (amount === null || currency === null)
    throw new InputError(
      `--rates: no column holds ${amount === null ? "amounts; name it with --map 'COLUMN=amount'" : "the currency of the amounts; name it with --map 'COLUMN=currency'"}`,
    );
  const several = severalIn(currency);
  const reason = `${several ?? `in ${currenciesOf(currency)[0] ?? "one currency"}`}, converted by --rates`;
  return {
    ...base,
    header: amount.header,
    currencyHeader: currency.header,
    conversion: "rates",
    guesses: [
      ...base.guesses,
      {
        what: "amounts",
        text: `${amount.header} is converted into ${base.currency} at the rate in force when each deal closed.`,
        override: null,
      },
    ],
    aside: [{ column: amount, reason }],
  };
}

function perYearOf(
  columns: readonly Column[],
  { amount, amount_converted }: Meanings,
  { amountIs }: Said,
): Pick<MoneyRule, "perYear" | "guesses"> {
  const column = amount_converted ?? amount;
  if (amountIs === null || amountIs === "acv") return { perYear: 1, guesses: [] };
  if (column === null)
    throw new InputError(`--amount-is ${amountIs}: no column holds amounts; name it with --map 'COLUMN=amount'`);
  if (amountIs === "mrr")
    return { perYear: 12, guesses: [yearly(`${column.header} is what a month brings: times 12.`)] };
  const term = findTerm(columns);
  if (term === null)
    throw new InputError(
      `--amount-is tcv: no column says how long contracts run, so ${column.header} cannot be brought to a year; name it with --map 'COLUMN=contract_months' (or contract_years)`,
    );
  return {
    perYear: term,
    guesses: [
      yearly(
        `${column.header} is what the whole contract brings: divided by the years of ${term.header} (a bare number in it is ${term.unit}).`,
      ),
    ],
  };
}

function yearly(text: string): Guess {
  return { what: "amounts", text: `Amounts are per year: ${text}`, override: "--amount-is acv|tcv|mrr" };
}
