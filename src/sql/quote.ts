import { InputError } from "../errors.ts";

/** `"name"`, with quotes doubled. No database can hold a NUL in a name. */
export function quoteIdentifier(name: string): string {
  if (name === "") throw new InputError("A column or table has an empty name; give it one.");
  if (name.includes("\0")) throw new InputError(`The name ${JSON.stringify(name)} holds a NUL character; rename it.`);
  return `"${name.replaceAll('"', '""')}"`;
}

/** `'text'`, with quotes doubled; a backslash stays one. A NUL, which ends a statement, is written `chr(0)`. */
export function quoteText(value: string): string {
  const parts = value.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(" || chr(0) || ")})`;
}
