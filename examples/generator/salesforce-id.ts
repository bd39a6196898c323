const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const FIRST_NUMBER = 700_000;

/** Key prefixes of the objects we write. */
export const ID_PREFIX = {
  account: "001",
  contact: "003",
  lead: "00Q",
  role: "00K",
  opportunity: "006",
  user: "005",
  history: "017",
} as const;

export type SalesforceObject = keyof typeof ID_PREFIX;

function base62(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = DIGITS[rest % 62]! + text;
  return text;
}

function checksum(chunk: string): string {
  let bits = 0;
  for (let index = 0; index < chunk.length; index++) {
    if (/[A-Z]/.test(chunk[index]!)) bits |= 1 << index;
  }
  return CHECKSUM[bits]!;
}

/** An 18-character, case-sensitive record id: 15 characters and the checksum that makes it safe to fold. */
export function salesforceId(object: SalesforceObject, number: number): string {
  const id = `${ID_PREFIX[object]}5g000004${base62(FIRST_NUMBER + number, 4)}`;
  return id + checksum(id.slice(0, 5)) + checksum(id.slice(5, 10)) + checksum(id.slice(10));
}
