const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO date. */
export function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

/** `2026-06-30` of a day since 1970-01-01. */
export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The same day of the month so many months before, or the last day of that month where it has none such; the last day of a month stays one. */
export function monthsBefore(day: number, months: number): number {
  const date = new Date(day * DAY);
  const [year, month, of] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const last = (m: number): number => new Date(Date.UTC(year, m + 1, 0)).getUTCDate();
  const to = of === last(month) ? last(month - months) : Math.min(of, last(month - months));
  return Date.UTC(year, month - months, to) / DAY;
}
