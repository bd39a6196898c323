const CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** SQL condition: the text is shaped like a Salesforce id, 15 or 18 letters and digits with a digit among them. */
export function looksLikeSalesforceId(sql: string): string {
  return `(regexp_full_match(${sql}, '[A-Za-z0-9]{15}([A-Za-z0-9]{3})?') AND regexp_matches(${sql}, '[0-9]'))`;
}

/** SQL expression of the 18-character form of a Salesforce id: 15 characters and the checksum that tells upper from lower case. */
export function longSalesforceId(sql: string): string {
  const checks = [1, 6, 11].map((start) => checkCharacter(sql, start));
  return `CASE WHEN length(${sql}) = 15 THEN ${[sql, ...checks].join(" || ")} ELSE ${sql} END`;
}

/** Of five characters, those that are capitals are the bits of a number; the first is the lowest. */
function checkCharacter(sql: string, start: number): string {
  const bits = [0, 1, 2, 3, 4].map(
    (bit) => `CASE WHEN regexp_matches(substr(${sql}, ${start + bit}, 1), '[A-Z]') THEN ${2 ** bit} ELSE 0 END`,
  );
  return `substr('${CHECKSUM}', 1 + ${bits.join(" + ")}, 1)`;
}
