/** Dates are whole days since 1970-01-01 (UTC); nothing here reads the clock. */

const MILLISECONDS_PER_DAY = 86_400_000;

/** The day of an ISO date such as `2024-03-05`. */
export function dayOf(isoDate: string): number {
  return Date.parse(`${isoDate}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

/** First day on which an opportunity could be created. */
export const HISTORY_START = dayOf("2024-01-02");
/** The day of the export: nothing in the files happened later. */
export const AS_OF = dayOf("2026-06-30");
/** Deals closed from this day on lie in the last 24 months. */
export const WINDOW_START = dayOf("2024-07-01");

/** `2024-06-11` */
export function isoDate(day: number): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** `06/11/2024` */
export function usDate(day: number): string {
  const [year, month, date] = isoDate(day).split("-");
  return `${month}/${date}/${year}`;
}

/** `11.06.2024` */
export function germanDate(day: number): string {
  return isoDate(day).split("-").reverse().join(".");
}

/** Excel's number of the day: 2024-06-11 is 45454. Excel takes 1900 for a leap year, so January and February of it are one less. */
export function excelSerial(day: number): number {
  const serial = day + 25_569;
  return serial > 60 ? serial : serial - 1;
}

function clock(second: number): string {
  return new Date(second * 1000).toISOString().slice(11, 19);
}

/** `2024-03-05T09:12:33.000+0000`, as Salesforce writes a moment. */
export function salesforceDateTime(day: number, second: number): string {
  return `${isoDate(day)}T${clock(second)}.000+0000`;
}

/** `2024-03-05 09:12`, as HubSpot writes a moment. */
export function hubspotDateTime(day: number, second: number): string {
  return `${isoDate(day)} ${clock(second).slice(0, 5)}`;
}

/** `2024-03-05T09:12:33Z` */
export function isoDateTime(day: number, second: number): string {
  return `${isoDate(day)}T${clock(second)}Z`;
}

/** The day itself on weekdays, the next Monday otherwise. */
export function nextWorkday(day: number): number {
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
  if (weekday === 6) return day + 2;
  return weekday === 0 ? day + 1 : day;
}
