import { type Html, html } from "./html.ts";

/** The most rows of each kind that a sheet shows; what is left out is counted below them. */
export interface Fitting extends FrontFitting, BackFitting {}

/** Of the front. */
export interface FrontFitting {
  readonly kinds: number;
  readonly standouts: number;
  /** Of whom not to sell to. */
  readonly rules: number;
  /** Lines of a text about what is left out; a longer one ends in an ellipsis. */
  readonly lines: number;
}

/** Of the back. */
export interface BackFitting {
  /** Rules under when to say no. */
  readonly no: number;
  /** Facts of who buys inside. */
  readonly inside: number;
  /** Facts of each block and of what was declared, rows of each open table; 0 rows: no table. */
  readonly facts: number;
  readonly rows: number;
}

/** Of `all` rows those that are printed when `most` fit: a last one alone is not worth a line that says it is missing. */
export function printedOf(all: number, most: number): number {
  return all <= most + 1 ? all : most;
}

/** Marks a row that only the screen shows. */
export function overflow(index: number, printed: number): Html | null {
  return index < printed ? null : html` class="screen"`;
}

/** On paper: how many rows are not there, and how many not even in the file. */
export function moreOnScreen(hidden: number, inDocument = 0): Html | null {
  const beyond = inDocument > 0 ? `; ${inDocument} in the document` : "";
  return hidden > 0 ? html`<p class="light paper">and ${hidden} more, in the file${beyond}</p>` : null;
}
