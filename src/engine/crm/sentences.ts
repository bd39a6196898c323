import { REASONS_LENGTH } from "../../compile/crm-fields.ts";
import { type Earned, reasonSentences } from "../../compile/reasons.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { tidy } from "../../icp/page/label.ts";
import { cutTo } from "./cut.ts";

/** Most UTF-16 code units of whom a disqualifier is about; the rest of the sentence is for the points. */
const LONGEST_WHO = 140;

/**
 * The sentence of reasons of a row, one short of the field's length for an apostrophe: `Disqualified: companies in Mining. Mining (0 of 26); 12 in all`.
 * It begins with the disqualifier that applies, if any.
 */
export function crmSentences(document: IcpDocument): (disqualifiedBy: string | null, row: readonly Earned[]) => string {
  const most = REASONS_LENGTH - 1;
  const plain = reasonSentences(document, most);
  const after = new Map<string, (row: readonly Earned[]) => string>();
  return (who, row) => {
    if (who === null) return plain(row);
    const first = `Disqualified: ${lower(cutTo(tidy(who), LONGEST_WHO))}. `;
    const rest = after.get(who) ?? reasonSentences(document, most - first.length);
    after.set(who, rest);
    return `${first}${rest(row)}`;
  };
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
