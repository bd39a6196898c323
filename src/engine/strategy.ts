import { InputError } from "../errors.ts";

/** One `--strategy`: deals of such companies count for `weight`. */
export interface StrategyWish {
  /** A header, a field or an attribute's name. */
  readonly column: string;
  readonly test:
    | { readonly values: readonly string[] }
    | { readonly from: number; readonly below: null }
    | { readonly from: null; readonly below: number };
  readonly weight: number;
}

/** Beyond this a few deals are the whole profile, and a filter would say so more plainly. */
const HEAVIEST = 10;

const FORM = /^(.+?)\s*(>=|<|=)\s*(.+):\s*([\d.]+)\s*$/;

/**
 * What `--strategy` says: `Industry=Healthcare|Biotech:3`, `Employees>=200:2`, `Employees<50:0.5`.
 *
 * @throws InputError where it is none of these, or the weight is out of bounds
 */
export function strategyWishes(typed: readonly string[]): StrategyWish[] {
  return typed.map((text) => {
    const [, column, sign, what, number] = FORM.exec(text) ?? [];
    if (column === undefined)
      throw new InputError(
        `--strategy: "${text}" names no companies and weight; write 'COLUMN=VALUE|VALUE:3', 'COLUMN>=200:2' or 'COLUMN<50:0.5'`,
      );
    const weight = Number(number);
    if (!(weight >= 1 / HEAVIEST && weight <= HEAVIEST))
      throw new InputError(
        `--strategy: the weight of "${text}" must lie between ${1 / HEAVIEST} and ${HEAVIEST}; to learn from such deals alone, or without them, give a file of the others`,
      );
    return { column, test: testOf(text, sign!, what!.trim()), weight };
  });
}

function testOf(text: string, sign: string, what: string): StrategyWish["test"] {
  if (sign === "=") return { values: what.split("|").map((value) => value.trim()) };
  const edge = Number(what.replace(/[,_ ]/g, ""));
  if (!Number.isFinite(edge)) throw new InputError(`--strategy: "${what}" in "${text}" is not a number`);
  return sign === "<" ? { from: null, below: edge } : { from: edge, below: null };
}
