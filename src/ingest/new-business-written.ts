import { InputError } from "../errors.ts";
import { findHeader, requireHeader } from "./options.ts";

/** What `--new-business` takes beside conditions on columns. */
export const WORDS = ["first-won", "words", "all"] as const;

/** A word that stands alone. */
export type Word = (typeof WORDS)[number];

/** A condition as a person wrote it: `Type=New|Land` or `Type!=Renewal`. */
export interface Written {
  readonly header: string;
  readonly not: boolean;
  readonly rest: string;
}

/** What a person wrote with `--new-business`: one word, or conditions. Throws `InputError` for a column that is not there. */
export function readNewBusiness(options: readonly string[], headers: readonly string[]): Word | readonly Written[] {
  const words = options.filter((option) => WORDS.includes(option.trim().toLowerCase() as Word));
  if (words.length > 0 && options.length > 1)
    throw new InputError(`--new-business: "${words[0]}" stands alone; leave out the other conditions, or it`);
  if (words.length > 0) return words[0]!.trim().toLowerCase() as Word;
  return options.map((option) => readCondition(option, headers));
}

/** The condition that a text says of these columns; null when it names none of them. */
export function findCondition(text: string, headers: readonly string[]): Written | null {
  for (let at = text.indexOf("="); at >= 0; at = text.indexOf("=", at + 1)) {
    const left = text.slice(0, at);
    const rest = text.slice(at + 1);
    const header = findHeader(left, headers);
    if (header !== null) return { header, not: false, rest };
    const negated = left.endsWith("!") ? findHeader(left.slice(0, -1), headers) : null;
    if (negated !== null) return { header: negated, not: true, rest };
  }
  return null;
}

function readCondition(text: string, headers: readonly string[]): Written {
  const found = findCondition(text, headers);
  if (found !== null) return found;
  const at = text.indexOf("=");
  if (at < 0)
    throw new InputError(
      `--new-business must be written 'COLUMN=VALUE|VALUE' or 'COLUMN!=VALUE|VALUE', or be one of ${WORDS.join(", ")}; got '${text}'`,
    );
  const not = text[at - 1] === "!";
  const left = text.slice(0, not ? at - 1 : at);
  return { header: requireHeader(left, "--new-business", headers), not, rest: text.slice(at + 1) };
}
