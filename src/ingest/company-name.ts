/** Legal forms, as the last words of a company name: folded, without dots. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  `inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh mbh ag kg kgaa ohg ug ev se sa sas sarl srl spa snc bv nv vof ab as asa aps oy
  oyj sro spzoo kft zrt doo dd ad ood pty pte pvt kk gk sdnbhd sl slu ltda me eireli bhd tbk pt`.split(/\s+/),
);

/**
 * A company name as it is compared: folded, without accents, punctuation and legal form. `ACME, Inc.` and `Acme` are the same.
 * Null when nothing is left.
 */
export function companyKey(name: string): string | null {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("&", " and ")
    .replace(/\./g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  while (words.length > 1 && (LEGAL_FORMS.has(words.at(-1)!) || words.at(-1) === "and")) words.pop();
  return words.join(" ") || null;
}
