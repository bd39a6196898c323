import { InputError } from "../errors.ts";
import { foldText } from "../normalise/fold.ts";
import { type Column, filledShare } from "./column.ts";
import { STATE_CODES } from "./dynamics.ts";
import type { Guess } from "./facts.ts";
import { listed } from "./listed.ts";
import { splitAssignment } from "./options.ts";
import { FALSE, isStageId, type OutcomeRule, rule, TRUE } from "./outcome-rule.ts";
import { saysLost, saysWon } from "./outcome-words.ts";
import type { ValueCount } from "./profile.ts";
import { statedUndecided, undecidedOutcome } from "./undecided-outcome.ts";
import { listValues, requireValues, splitValues } from "./values.ts";

/** Fields that say with true and false, yes and no, 1 and 0 whether a deal was won. */
const WON_FLAGS = [
  "is_won",
  "won",
  "win",
  "closed_won",
  "is_closed_won",
  "deal_won",
  "won_flag",
  "converted",
  "gewonnen",
  "gagne",
  "gagnee",
  "ganado",
  "ganada",
];

/** Fields that hold an outcome, the surest first. */
const OUTCOME_FIELDS = [
  "stage",
  "opportunity_result",
  "deal_result",
  "outcome",
  "deal_outcome",
  "opportunity_outcome",
  "result",
  "opportunity_status",
  "deal_status",
  "status",
  "win_loss",
  "won_lost",
  "closed_status",
];

/**
 * The rule that a person wrote. `values` are those of the column it names, all of them.
 *
 * @param undecided one end need not occur, or neither
 */
export function statedOutcome(
  option: string,
  columns: readonly Column[],
  valuesOf: (header: string) => readonly ValueCount[],
  undecided = false,
): OutcomeRule {
  const { header, rest } = splitAssignment(
    option,
    "--outcome",
    columns.map((column) => column.header),
  );
  const values = valuesOf(header);
  const [wonText, lostText] = splitEnds(rest, values);
  const early = undecided ? statedUndecided(header, [wonText, lostText], values) : null;
  if (early !== null) return early;
  const won = requireValues(wonText, "--outcome", header, values);
  if (won.length === 0)
    throw new InputError(
      `--outcome: say which value of "${header}" means won, such as '${header}=Won'; its values are ${listValues(values)}`,
    );
  const lost = lostText === null ? null : requireValues(lostText, "--outcome", header, values);
  const both = lost?.find((value) => won.includes(value));
  if (both !== undefined) throw new InputError(`--outcome: "${both}" cannot mean both won and lost`);
  return rule(header, won, lost, values, lost !== null, closedFlagBeside(header, columns));
}

/** A flag such as IsClosed tells open from lost only where no list does: a person's own words go first. */
function closedFlagBeside(header: string, columns: readonly Column[]): string | null {
  const own = columns.find((column) => column.header === header);
  return own?.field === "is_won"
    ? (columns.find((column) => column.field === "is_closed" && isFlag(column))?.header ?? null)
    : null;
}

/** `WON/LOST` as lists of values, none where there is no second side. */
export function readEnds(text: string, values: readonly ValueCount[]): readonly [won: string[], lost: string[] | null] {
  const [won, lost] = splitEnds(text, values);
  return [splitValues(won, values), lost === null ? null : splitValues(lost, values)];
}

/** `WON/LOST` cut at the slash that leaves values on both sides (a value may hold a slash itself), else at the first. */
function splitEnds(text: string, values: readonly ValueCount[]): readonly [won: string, lost: string | null] {
  const known = (part: string) =>
    splitValues(part, values).every((value) => values.some((there) => there.value === foldText(value)));
  const cuts = [...text.matchAll(/\//g)].map(
    (match) => [text.slice(0, match.index), text.slice(match.index + 1)] as const,
  );
  return (
    cuts.find(([won, lost]) => known(won) && known(lost)) ?? (known(text) ? [text, null] : (cuts[0] ?? [text, null]))
  );
}

/** The rule that the columns themselves suggest; throws `InputError` when none does. @param undecided no deal need be won */
export function guessedOutcome(columns: readonly Column[], undecided = false): OutcomeRule {
  const flag = columns.find((column) => WON_FLAGS.includes(column.field) && isFlag(column));
  const closed = columns.find((column) => column.field === "is_closed" && isFlag(column));
  if (flag !== undefined && closed !== undefined) {
    return {
      ...rule(flag.header, TRUE, FALSE, flag.profile.top, false, closed.header),
      guess: flagGuess(flag, closed),
    };
  }
  const lost = columns.find((column) => column.field === "is_lost" && isFlag(column));
  if (flag !== undefined && lost !== undefined) return flagsRule(flag, lost);
  const staged = guessCandidates(columns).find((column) => column.profile.top.some((value) => saysWon(value.value)));
  if (staged !== undefined) {
    const won = staged.profile.top.filter((value) => saysWon(value.value)).map((value) => value.value);
    const lost = staged.profile.top.filter((value) => saysLost(value.value)).map((value) => value.value);
    return stageRule(staged, won, lost, closed?.header ?? null);
  }
  const coded = stateCodes(columns);
  if (coded !== null) return coded;
  const binary = flag ?? columns.find((column) => OUTCOME_FIELDS.includes(column.field) && isFlag(column));
  if (binary !== undefined) return rule(binary.header, TRUE, FALSE, binary.profile.top, false, null);
  const early = undecided ? undecidedOutcome(columns, OUTCOME_FIELDS) : null;
  if (early !== null) return early;
  const staging = columns.find(({ field, profile }) => field === "stage" && profile.top.some(isStageId));
  throw new InputError(
    `cannot tell won deals from lost ones: ${staging === undefined ? "no column holds words like Closed Won" : `${staging.header} holds ids of stages, which say no outcome: export Is Closed Won and Is Deal Closed? (hs_is_closed_won, hs_is_closed) too`}; ${staging === undefined ? "" : "or "}say it with --outcome 'COLUMN=WON' (columns: ${listed(columns.map((column) => column.header))})`,
  );
}

/** Dynamics 365's `statecode`, in a file of its Web API without the words beside it. */
function stateCodes(columns: readonly Column[]): OutcomeRule | null {
  const state = columns.find(({ header }) => header === "statecode");
  const reason = columns.find(({ header }) => header === "statuscode");
  const codes = Object.values<string>(STATE_CODES);
  const values = state?.profile.top.map(({ value }) => value) ?? [];
  if (state === undefined || reason === undefined || !values.every((value) => codes.includes(value))) return null;
  if (!values.includes(STATE_CODES.won)) return null;
  const found = rule(state.header, [STATE_CODES.won], [STATE_CODES.lost], state.profile.top, false, null);
  const text = found.guess!.text.replace(/^Outcome from statecode:/, "Outcome from statecode (codes of Dynamics 365):");
  return { ...found, guess: { ...found.guess!, text }, says: [state.header, reason.header] };
}

/** Won and lost each have a flag of their own (HubSpot's), so what is neither is open. */
function flagsRule(won: Column, lost: Column): OutcomeRule {
  const wins = rowsWith(won, TRUE);
  const losses = rowsWith(lost, TRUE);
  const [a, b] = [wins, losses].map((rows) => rows.toLocaleString("en-US"));
  return {
    ...rule(won.header, TRUE, FALSE, won.profile.top, false, null),
    lostFlag: lost.header,
    guess: {
      what: "outcome",
      text: `Outcome from ${won.header} and ${lost.header}: won where ${won.header} is true (${a}), lost where ${lost.header} is true (${b}), the rest is open.`,
      override: "--outcome 'COLUMN=WON/LOST'",
    },
    says: [won.header, lost.header],
    unsaid: [],
  };
}

function rowsWith(column: Column, list: readonly string[]): number {
  return column.profile.top.filter(({ value }) => list.includes(value)).reduce((sum, { rows }) => sum + rows, 0);
}

function flagGuess(won: Column, closed: Column): Guess {
  const [wins, open] = [rowsWith(won, TRUE), rowsWith(closed, FALSE)];
  const [a, b, c] = [wins, open, Math.max(0, won.profile.filled - wins - open)].map((n) => n.toLocaleString("en-US"));
  return {
    what: "outcome",
    text: `Outcome from ${won.header} and ${closed.header}: won where ${won.header} is true (${a}), open where ${closed.header} is false (${b}), lost the rest (${c}).`,
    override: "--outcome 'COLUMN=WON/LOST'",
  };
}

/** A column that says in so many words whether the deal is over or won. */
export function saysOutcome(column: Column): boolean {
  if (/^stat(e|us)code$/.test(column.header) && column.profile.shares.number >= 0.5) return true;
  return (
    (WON_FLAGS.includes(column.field) || column.field === "is_closed" || column.field === "is_lost") &&
    (isFlag(column) || column.profile.filled === 0)
  );
}

function guessCandidates(columns: readonly Column[]): Column[] {
  const known = OUTCOME_FIELDS.flatMap((field) => columns.filter((column) => column.field === field));
  const others = columns.filter((column) => !known.includes(column) && filledShare(column) > 0.5 && bothEnds(column));
  return [...known, ...others];
}

function bothEnds(column: Column): boolean {
  const values = column.profile.top.map((value) => value.value).filter((value) => value.length > 1);
  return values.some(saysWon) && values.some(saysLost);
}

function isFlag(column: Column): boolean {
  const values = column.profile.top.map((value) => value.value);
  return values.length > 0 && values.every((value) => TRUE.includes(value) || FALSE.includes(value));
}

/** A column of stages. Where none of them says lost, a flag that says which deals are over tells, else nothing does. */
function stageRule(
  { header, profile: { top } }: Column,
  won: readonly string[],
  lost: readonly string[],
  closedFlag: string | null,
): OutcomeRule {
  if (lost.length > 0) return rule(header, won, lost, top, false, null);
  const found = rule(header, won, null, top, false, closedFlag);
  if (closedFlag !== null) return found;
  const unsaid = top.filter(({ value }) => !won.includes(value) && !found.open.includes(value));
  return { ...found, unsaid: unsaid.map(({ shown }) => shown) };
}
