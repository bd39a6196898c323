const SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const IS_UPPER = /[A-Z]/;

/** The three letters by which Salesforce's 18 characters tell which of the first 15 are upper case. */
export function caseSuffix(first15: string): string {
  return [0, 5, 10]
    .map((start) => {
      const bits = [...first15.slice(start, start + 5)].map((sign, k) => (IS_UPPER.test(sign) ? 1 << k : 0));
      return SUFFIX[bits.reduce((sum: number, bit) => sum + bit, 0)];
    })
    .join("");
}

/**
 * The 15 case-sensitive characters of an 18-character id, also of one that a spreadsheet set in lower or upper case as a whole: the suffix
 * tells which were upper case. Null where the suffix cannot be that of these characters.
 */
export function repairedSalesforceId(id: string): string | null {
  const plain = id.slice(0, 15);
  const suffix = id.slice(15).toUpperCase();
  if (id.length !== 18 || !/^[a-zA-Z0-9]{15}$/.test(plain) || !/^[A-Z0-5]{3}$/.test(suffix)) return null;
  if (caseSuffix(plain) === suffix) return plain;
  const repaired = [...plain]
    .map((sign, i) => {
      const upper = (SUFFIX.indexOf(suffix[Math.floor(i / 5)]!) >> (i % 5)) & 1;
      return upper === 1 ? sign.toUpperCase() : sign.toLowerCase();
    })
    .join("");
  return caseSuffix(repaired) === suffix ? repaired : null;
}
