/** SQL: `, 12 days before 2026-06-30`; `, on the day itself` is left out. */
export function daysBefore(date: string, asOf: string): string {
  const days = `date_diff('day', ${date}, DATE '${asOf}')`;
  return `CASE WHEN ${days} <= 0 THEN '' WHEN ${days} = 1 THEN ', 1 day before ${asOf}' ELSE ', ' || ${days} || ' days before ${asOf}' END`;
}
