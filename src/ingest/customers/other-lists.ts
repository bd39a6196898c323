import type { Column } from "../column.ts";
import { listed } from "../listed.ts";
import { saysLost, saysWon } from "../outcome-words.ts";
import { relationColumns } from "../suppression.ts";

const NOT_YET = /\b(prospects?|leads?|suspects?|competitors?|interessent(en)?|wettbewerber)\b/;

/** Why a file cannot be a list of customers: it holds deals, or accounts of every kind. Null when it can. For people, after the file's name. */
export function notCustomers(columns: readonly Column[]): string | null {
  const stage = columns.find(({ field, profile }) => {
    const values = profile.top.map(({ value }) => value);
    return field === "stage" && values.some(saysWon) && values.some(saysLost);
  });
  if (stage !== undefined)
    return `holds deals, won and lost ones (${stage.header}), so every row would count as a customer: give it as the deals, and with --customers those who bought`;
  for (const { header, values } of relationColumns(columns)) {
    const others = columns
      .find((column) => column.header === header)!
      .profile.top.filter(({ value }) => NOT_YET.test(value));
    if (others.length > 0 && values.some(({ relation }) => relation === "customer"))
      return `lists accounts of every kind (${header}: ${listed(others.map(({ shown }) => shown))}), and every row would count as a customer: keep the customers only, or say --ignore ${header} if all of them are`;
  }
  return null;
}
