import { InputError } from "../../errors.ts";

/** Numbers and dates as a reader of one locale expects them. */
export interface Format {
  /** `1,412` */
  count(n: number): string;
  /** `62%`; `<1%` and `>99%` where rounding would claim none or all. `rate` is 0..1. */
  percent(rate: number): string;
  /** `51–72%` from two shares 0..1. */
  range(low: number, high: number): string;
  /** `(51–72%, n 84)`, the evidence beside a rate. */
  evidence(interval: readonly [number, number] | null, n: number): string;
  /** `4.1×`, `12×` */
  times(value: number): string;
  /** `24K`, `€24K`, `8.1`: two or three digits, as they are said. */
  short(value: number, currency?: string | null): string;
  /** `0.78` */
  decimal(value: number): string;
  /** `16 June 2026` from an ISO date; anything else comes back as it is. */
  date(iso: string): string;
  /** A sentence with its ISO dates spelled; file names and `commands` stay. */
  spell(sentence: string): string;
}

/** A date, but not one within a file's name (`deals-2026-06-30-1.csv`) or within something to type. */
const ISO_DATE = /`[^`]*`|(?<![\w/#-])(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+Z?)?\b(?![\w/#-]|\.\w| \(\d+\)\.\w)/g;

/** The formats of a BCP 47 locale; throws `InputError` for a tag that is none. Plain `en` spells dates day first. */
export function formatFor(locale: string): Format {
  const tag = checkedTag(locale);
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const few = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(tag === "en" ? "en-GB" : tag, { dateStyle: "long", timeZone: "UTC" });

  const percent = (rate: number): string => {
    if (rate > 0 && rate < 0.005) return `<${share.format(0.01)}`;
    if (rate < 1 && rate >= 0.995) return `>${share.format(0.99)}`;
    return share.format(rate);
  };
  const spell = (sentence: string): string =>
    sentence.replace(ISO_DATE, (text, year: string | undefined, month: string, date: string) => {
      if (year === undefined) return text;
      const time = Date.UTC(Number(year), Number(month) - 1, Number(date));
      return Number.isNaN(time) ? text : day.format(time);
    });
  const range = (low: number, high: number): string =>
    Math.round(low * 100) === Math.round(high * 100)
      ? percent(low)
      : `${whole.format(Math.round(low * 100))}–${share.format(high)}`;
  const made = new Map<string | null, (value: number) => string>();
  const shortFor = (currency: string | null): ((value: number) => string) => {
    const known = made.get(currency);
    if (known !== undefined) return known;
    const fresh = shortIn(tag, currency);
    made.set(currency, fresh);
    return fresh;
  };
  return {
    count: (n) => whole.format(n),
    percent,
    range,
    evidence: (interval, n) => `(${interval === null ? "" : `${range(...interval)}, `}n ${whole.format(n)})`,
    times: (value) => `${value < 9.95 ? few.format(value) : whole.format(value)}×`,
    short: (value, currency = null) => shortFor(currency)(value),
    decimal: (value) => fine.format(value),
    date: spell,
    spell,
  };
}

/** Compact numbers, with the sign of a currency where it is a code. */
function shortIn(tag: string, currency: string | null): (value: number) => string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    const plain = new Intl.NumberFormat(tag, { notation: "compact" });
    return (value) => plain.format(value);
  }
  const money = new Intl.NumberFormat(tag, { notation: "compact", style: "currency", currency });
  return (value) => money.format(value);
}

function checkedTag(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch (cause) {
    throw new InputError(`unknown locale: ${locale}; use a language tag such as en-GB or de`, { cause });
  }
}
