/** Names a sentence can hold. */
const MOST = 40;
const LONGEST = 60;

/** Column names for a sentence, long ones cut, the first 40 of many. */
export function listed(headers: readonly string[]): string {
  const names = headers
    .slice(0, MOST)
    .map((name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 3)}...` : name))
    .join(", ");
  return headers.length > MOST ? `${names} and ${(headers.length - MOST).toLocaleString("en-US")} more` : names;
}
