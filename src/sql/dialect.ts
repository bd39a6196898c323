import type { Value, ValueType } from "./expr.ts";

/** Stands where a database has no way to say something; printing it is an error that names the form. */
export const NOT_SUPPORTED = null;

type Say<Arguments extends readonly unknown[]> = ((...printed: Arguments) => string) | typeof NOT_SUPPORTED;

/**
 * How one database writes the forms on which databases differ. Arguments named like forms are printed SQL; patterns, parts, lists and
 * values are raw. A dialect is `{ ...base, what: differs }`.
 */
export interface Dialect {
  readonly name: string;
  readonly types: Readonly<Record<ValueType, string>>;
  /** An identifier, quoted. */
  identifier(name: string): string;
  /** A text literal. */
  text(value: string): string;
  /** A double literal. */
  number(value: number): string;
  /** The value as another type; fails in the database when it cannot be. */
  cast(value: string, type: ValueType): string;
  contains(text: string, part: string): string;
  isIn(text: string, list: readonly string[]): string;
  translate(text: string, from: readonly string[], to: readonly string[], otherwise: string): string;
  lookup(index: string, type: ValueType, values: readonly Value[]): string;
  readonly fold: Say<[text: string]>;
  readonly matches: Say<[text: string, pattern: string]>;
  readonly replace: Say<[text: string, pattern: string, by: readonly (string | number)[]]>;
  readonly capture: Say<[text: string, pattern: string, groups: number]>;
  readonly group: Say<[of: string, index: number]>;
  readonly toNumber: Say<[text: string]>;
}
