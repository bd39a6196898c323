/** Months that a customer must stay. */
export const STAYED_MONTHS = 12;

/** SQL DATE: so many months after a day. */
export function laterSql(day: string, months = STAYED_MONTHS): string {
  return `CAST(${day} + INTERVAL ${months} MONTH AS DATE)`;
}

/** SQL boolean on a row of the customers' table: it left within so many months after a day. */
export function leftSql(customer: string, day: string): string {
  return `(${customer}.status = 'churned' AND ${customer}."end" <= ${laterSql(day)})`;
}

/** SQL boolean on a row of the customers' table: it pays or paid. */
export function paidSql(customer: string): string {
  return `${customer}.status IN ('active', 'paused', 'churned')`;
}

/** The last day up to which both the deals and the customers' files are known to tell; ISO. Null where either has no date. */
export function seenUntil(asOf: string | null, customers: string | null): string | null {
  if (asOf === null || customers === null) return null;
  return asOf < customers ? asOf : customers;
}
