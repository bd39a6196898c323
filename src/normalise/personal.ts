/** Headers of the Dynamics 365 Web API hold an @ too. */
const EMAIL =
  /[\p{L}\p{N}._%+-][\p{L}\p{N}._%+'-]{0,63}@(?!OData\.Community\.|Microsoft\.Dynamics\.)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;

/** Phone numbers as people write them; every pattern is bounded, so that a long text takes time in proportion. */
const PHONES: readonly RegExp[] = [
  // +49 (0)170 123 45 67, +1-415-555-0132
  /(?<![\w+])\+ ?[1-9](?:[ ()./-]{0,3}\d){6,14}(?!\d)/g,
  // 0049 170 1234567; without separators only in full length, since order numbers begin with zeros too
  /(?<![\w.,+-])00[1-9]\d{0,2}(?:[ ()/-]{1,3}\d{2,}){2,5}(?![\w-])/g,
  /(?<![\w.,+-])00[1-9]\d{9,12}(?![\w.,-])/g,
  // 415-555-0132, (415) 555 0132
  /(?<![\w.,+-])(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])\d{3}[-. ]\d{4}(?![\w-])/g,
  // 06 12 34 56 78
  /(?<![\w.,+-])0[1-9](?:[ .-]\d{2}){4}(?![\w-])/g,
  // 030 / 123 45 67, (089) 123456, 020 7946 0958
  /(?<![\w.,+-])(?:\(0[1-9]\d{0,4}\)|0[1-9]\d{0,4})(?:[ /-]{1,3}\d{2,8}){1,4}(?![\w-])/g,
  // Tel. 5550132
  /(?<=\b(?:tel|tél|phone|telephone|téléphone|telefon|telefono|teléfono|mobile|mobil|móvil|cell|handy|fax|call|whatsapp|mob|ph)\b[.:]? {0,3}(?:no\.?|number|nr\.?)? {0,3}:? {0,3})\(?\d(?:[ ()./-]{0,2}\d){5,14}(?!\d)/giu,
];

/** Dates begin with a zero as well. */
const DATE = /^\d{1,2}([-./ ])\d{1,2}\1(?:(?:19|20)\d{2}(?!\d)|\d{2}(?![-./ ]?\d))/;
const LEAST_DIGITS = 7;
const MOST_DIGITS = 15;

/**
 * A text of a stranger's file as it may be shown: e-mail addresses become `[e-mail]`, phone numbers `[phone]`. Order numbers, dates, amounts
 * and versions stay.
 */
export function maskPersonal(text: string): string {
  return PHONES.reduce((masked, pattern) => masked.replace(pattern, maskPhone), text.replace(EMAIL, "[e-mail]"));
}

function maskPhone(found: string): string {
  const digits = found.replace(/\D/g, "").length;
  return digits < LEAST_DIGITS || digits > MOST_DIGITS || DATE.test(found) ? found : "[phone]";
}
