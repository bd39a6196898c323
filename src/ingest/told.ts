import { maskNames } from "../normalise/masked-names.ts";
import { maskPersonal } from "../normalise/personal.ts";
import type { Evidence, FileTotals, Guess } from "./facts.ts";

interface Told {
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  readonly totals: readonly FileTotals[];
  readonly evidence: Evidence;
}

/** What is told of the files, with the e-mail addresses and phone numbers masked that stand among the values of stages, pipelines, reasons and types. */
export function maskTold<All extends Told>(facts: All): All {
  return {
    ...facts,
    guesses: facts.guesses.map(maskGuess),
    notes: facts.notes.map(maskPersonal),
    totals: facts.totals.map((one) => ({ ...one, outOfScope: one.outOfScope.map(maskReason) })),
    evidence: { ...facts.evidence, excluded: facts.evidence.excluded.map(maskReason) },
  };
}

function maskGuess({ what, text, override }: Guess): Guess {
  return { what, text: maskPersonal(text), override: override === null ? null : maskPersonal(override) };
}

function maskReason<One extends { readonly reason: string }>(one: One): One {
  return { ...one, reason: maskNames(maskPersonal(one.reason)) };
}
