import { InputError } from "../errors.ts";
import { foldText } from "../normalise/fold.ts";
import { maskValue } from "../normalise/masked-names.ts";
import { quoteText } from "../sql/quote.ts";
import type { Column } from "./column.ts";
import type { Guess } from "./facts.ts";
import { KIND_WORDS } from "./loss-words.ts";
import { nearest } from "./nearest.ts";
import type { ValueCount } from "./profile.ts";
import { shellWord } from "./shell.ts";
import { anyOfSql, matchesSql } from "./text.ts";
import { listValues, requireValues } from "./values.ts";

/** What a loss can be, and what is none: a record cleaned up. */
export const LOSS_KINDS = ["no_decision", "competitor", "price", "timing", "fit", "other", "administrative"] as const;
export type LossKind = (typeof LOSS_KINDS)[number];

/** Kinds of loss reasons that a person said, by folded reason. */
export type StatedKinds = ReadonlyMap<string, LossKind>;

/** What `--loss-reason 'VALUE=kind'` says. Throws `InputError` for a reason that does not occur, or a kind that is none. */
export function statedKinds(
  options: readonly string[],
  column: Column | null,
  values: readonly ValueCount[],
): StatedKinds {
  if (options.length === 0) return new Map();
  if (column === null)
    throw new InputError(
      "--loss-reason: these deals have no column of loss reasons; name it with --map 'COLUMN=loss_reason'",
    );
  return new Map(options.flatMap((option) => statedKind(option, column, values)));
}

function statedKind(option: string, column: Column, values: readonly ValueCount[]): (readonly [string, LossKind])[] {
  const at = option.lastIndexOf("=");
  if (at < 1)
    throw new InputError(
      `--loss-reason must be written 'REASON=kind', with a kind of ${LOSS_KINDS.join(", ")}; got '${option}'`,
    );
  const kind = requireKind(option.slice(at + 1));
  return requireValues(option.slice(0, at), "--loss-reason", column.header, values).map(
    (value) => [value, kind] as const,
  );
}

function requireKind(text: string): LossKind {
  const wanted = foldText(text).replace(/[ -]/g, "_");
  const kind = LOSS_KINDS.find((one) => one === wanted);
  if (kind !== undefined) return kind;
  const [near] = nearest(wanted, LOSS_KINDS, 1);
  const meant = near === undefined ? "" : `did you mean ${near}? `;
  throw new InputError(
    `--loss-reason: there is no kind "${text.trim()}"; ${meant}the kinds are ${LOSS_KINDS.join(", ")}`,
  );
}

/** SQL text: the kind of a folded reason, `unknown` when NULL: as listed, for a column of few reasons whose kinds are known. */
export function listedKindSql(
  reason: string,
  kinds: readonly { readonly value: string; readonly kind: string }[],
): string {
  const cases = LOSS_KINDS.map((kind) => {
    const own = kinds.filter((one) => one.kind === kind).map(({ value }) => value);
    return own.length === 0 ? "" : `WHEN ${anyOfSql(reason, own)} THEN '${kind}'`;
  });
  return `CASE WHEN ${reason} IS NULL THEN 'unknown' ${cases.join(" ")} ELSE 'other' END`;
}

/** SQL text: the kind of a folded reason, `unknown` when NULL: what a person said of it, else by its words. */
export function lossKindSql(reason: string, stated: StatedKinds): string {
  const said = [...stated].map(([value, kind]) => `WHEN ${reason} = ${quoteText(value)} THEN '${kind}'`);
  const words = KIND_WORDS.map(([kind, pattern]) => `WHEN ${matchesSql(reason, pattern)} THEN '${kind}'`);
  return `CASE WHEN ${reason} IS NULL THEN 'unknown' ${said.join(" ")} ${words.join(" ")} ELSE 'other' END`;
}

/** A reason as written, its kind, and how many lost deals give it. */
export interface ReasonCount extends ValueCount {
  readonly kind: LossKind;
}

/** Reasons that one line of the table lists. */
const MOST_REASONS = 40;

const TOLD: Readonly<Record<LossKind, string>> = {
  no_decision: "no_decision",
  competitor: "competitor",
  price: "price",
  timing: "timing",
  fit: "fit",
  other: "other",
  administrative: "administrative (no losses: they leave the evidence)",
};

/** The table of reasons: a line per kind, with every reason and how many lost deals give it. */
export function reasonTable(header: string, reasons: readonly ReasonCount[]): Guess[] {
  const lines = LOSS_KINDS.flatMap((kind) => {
    const own = reasons.filter((reason) => reason.kind === kind);
    return own.length === 0 ? [] : [`${TOLD[kind]}: ${listValues(own, MOST_REASONS)}.`];
  });
  const first = reasons.find(({ shown }) => maskValue(shown) === shown) ?? reasons[0];
  const override = first === undefined ? null : `--loss-reason ${shellWord(`${maskValue(first.shown)}=kind`)}`;
  return lines.map((line, i) => ({
    what: "loss reasons",
    text: i === 0 ? `${header}, ${line}` : line,
    override: i === 0 ? override : null,
  }));
}
