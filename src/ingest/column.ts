import { fieldName } from "./field-name.ts";
import type { ColumnProfile } from "./profile.ts";

/** A column of a file with its name and what a look over it told. */
export interface Column {
  readonly header: string;
  readonly field: string;
  readonly profile: ColumnProfile;
}

/** The columns of a table, in order. `named` holds what a person said with `--map`: header to field. */
export function columnsOf(profiles: readonly ColumnProfile[], named: ReadonlyMap<string, string>): Column[] {
  return profiles.map((profile) => ({
    header: profile.header,
    field: named.get(profile.header) ?? fieldName(profile.header),
    profile,
  }));
}

/** Share of the rows in which the column says something. */
export function filledShare(column: Column): number {
  return column.profile.rows === 0 ? 0 : column.profile.filled / column.profile.rows;
}
