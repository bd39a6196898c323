import { InputError } from "../../errors.ts";
import type { RawTable } from "../../ingest/facts.ts";
import type { KeptSource } from "../../warehouse/kept/source.ts";
import type { KeptRole } from "./role-of.ts";

/** A list of companies without ids, beside accounts that have them, is more likely the market than accounts: a guess would score strangers as one's own. */
export function requireOwnAccounts(
  sources: readonly KeptSource[],
  role: KeptRole,
  file: string,
  key: KeptSource["key"],
): void {
  const ids = sources.find((source) => source.role === "accounts" && source.key.kind === "id");
  if (role !== "accounts" || key.kind === "id" || ids === undefined) return;
  throw new InputError(
    `${file} lists companies without the ids that your accounts (${ids.files[0] ?? ids.source}) have: say --as universe where you could sell to them, --as accounts where they are yours`,
  );
}

/** Names that the kept tables keep for themselves. */
const OWN = /^__(cell_.*|row|key|nth|print|seq|modified|first|last|gone|refused|at)$/i;

/** @throws InputError where a column has a name that the kept tables keep for themselves */
export function requireOwnNames({ file, columns }: RawTable): void {
  const taken = columns.find((column) => OWN.test(column));
  if (taken !== undefined)
    throw new InputError(`${file} has a column named ${taken}, which OpenICP uses itself: rename it`);
}
