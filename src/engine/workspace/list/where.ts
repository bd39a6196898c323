import { InputError } from "../../../errors.ts";
import { foldText } from "../../../normalise/fold.ts";
import type { Decimal } from "../../../normalise/number-pattern.ts";
import { parseNumber } from "../../../normalise/parse-number.ts";

/** One condition of a list on a column of its accounts. */
export interface Where {
  /** As typed. */
  readonly text: string;
  readonly column: string;
  /** `not`: none of the values; what is not known passes that alone. Ends of a range belong to it. */
  readonly test:
    | { readonly kind: "is" | "not"; readonly values: readonly string[] }
    | { readonly kind: "range"; readonly from: number | null; readonly to: number | null };
}

const FORM = /^\s*(.+?)\s*(!=|=)\s*(.*?)\s*$/;
const RANGE = /^(.*?)\s*\.\.\s*(.*)$/;

/**
 * What `--where` says: `Industry=Software|Finance`, `Country!=US`, `Employees=50..200`, `Employees=200..`.
 *
 * @throws InputError where it is none of these
 */
export function whereOf(text: string): Where {
  const [, column, sign, what] = FORM.exec(text) ?? [];
  if (column === undefined || sign === undefined || what === undefined || what === "")
    throw new InputError(
      `--where "${text}" is not understood: write 'Industry=Software|Finance', 'Country!=US' or 'Employees=50..200'`,
    );
  const range = RANGE.exec(what);
  if (range !== null) {
    if (sign === "!=") throw new InputError(`--where "${text}": a range is what a list holds, so write it with =`);
    const [from, to] = [range[1]!, range[2]!].map((end) => (end === "" ? null : numberIn(end, text)));
    if (from === null && to === null) throw new InputError(`--where "${text}" has a range without ends`);
    if (from != null && to != null && from > to) throw new InputError(`--where "${text}" begins above its end`);
    return { text: text.trim(), column, test: { kind: "range", from: from ?? null, to: to ?? null } };
  }
  const values = what
    .split("|")
    .map((value) => foldText(value))
    .filter((value) => value !== "");
  if (values.length === 0) throw new InputError(`--where "${text}" names no value`);
  return { text: text.trim(), column, test: { kind: sign === "=" ? "is" : "not", values } };
}

function numberIn(end: string, text: string): number {
  const value = parseNumber(end, ".");
  if (value === null) throw new InputError(`--where "${text}": "${end}" is not a number`);
  return value;
}

/** Whether a cell that holds something meets a condition; several values in a cell are parted by semicolons. */
export function meets(cell: string, { test }: Where, decimal: Decimal): boolean {
  if (test.kind === "range") {
    const value = parseNumber(cell, decimal);
    return value !== null && (test.from === null || value >= test.from) && (test.to === null || value <= test.to);
  }
  const own = [cell, ...cell.split(";")].map((part) => foldText(part));
  return test.values.some((value) => own.includes(value)) === (test.kind === "is");
}
