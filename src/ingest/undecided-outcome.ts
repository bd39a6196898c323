import { foldText } from "../normalise/fold.ts";
import type { Column } from "./column.ts";
import { isStageId, type OutcomeRule, rule, TRUE } from "./outcome-rule.ts";
import { saysLost, saysOpen, saysWon } from "./outcome-words.ts";
import type { ValueCount } from "./profile.ts";
import { listValues, splitValues } from "./values.ts";

/** The two ends of deals as a person wrote them: `Closed Won|Signed`, `Closed Lost`; no losing side: null. */
type Ends = readonly [won: string, lost: string | null];

/**
 * The rule of deals none of which is won by a column's own words: lost ones and open ones, or open ones only. Null where no column holds outcomes,
 * or one may hold a win that no word tells: an id of a stage, more deals that are over than lost ones.
 *
 * @param fields those that hold an outcome, the surest first
 */
export function undecidedOutcome(columns: readonly Column[], fields: readonly string[]): OutcomeRule | null {
  const staged = fields.flatMap((field) => columns.filter((column) => column.field === field));
  const some = staged.filter(({ profile: { top } }) => top.length > 0 && !top.some((value) => mayBeWon(value)));
  const over = Math.max(
    0,
    ...columns.map(({ field, profile }) => (field === "is_closed" ? rowsOf(profile.top, TRUE) : 0)),
  );
  const losing = some.find(({ profile: { top } }) => top.some(({ value }) => saysLost(value)));
  if (losing !== undefined) {
    const { top } = losing.profile;
    const lost = top.map(({ value }) => value).filter(saysLost);
    if (rowsOf(top, lost) < over) return null;
    const found = rule(losing.header, [], lost, top, false, null);
    return { ...found, guess: { ...found.guess!, override: `--outcome '${losing.header}=WON/LOST'` } };
  }
  const [open] = some;
  if (open === undefined || over > 0) return null;
  const found = rule(open.header, [], [], open.profile.top, false, null);
  const text = `Outcome from ${open.header}: no value says won or lost, so every deal is taken as open: ${listValues(open.profile.top)}.`;
  return {
    ...found,
    text: "none",
    guess: { what: "outcome", text, override: `--outcome '${open.header}=WON/LOST'` },
  };
}

function rowsOf(values: readonly ValueCount[], named: readonly string[]): number {
  return values.reduce((sum, { value, rows }) => (named.includes(value) ? sum + rows : sum), 0);
}

function mayBeWon(value: ValueCount): boolean {
  return saysWon(value.value) || isStageId(value);
}

/**
 * The rule that a person wrote for deals of which one end does not occur yet, or neither: founders who have not won. Null where the words may be a
 * slip: another value says that end, or what remains is not known to be open.
 *
 * @param values those of the column, all of them
 */
export function statedUndecided(
  header: string,
  [wonText, lostText]: Ends,
  values: readonly ValueCount[],
): OutcomeRule | null {
  const won = sideOf(wonText, values);
  const lost = sideOf(lostText ?? "", values);
  const gone = [...won.absent, ...lost.absent];
  if (gone.length === 0 || [won, lost].some(({ there, absent }) => there.length > 0 && absent.length > 0)) return null;
  const rest = values.map(({ value }) => value).filter((value) => ![...won.there, ...lost.there].includes(value));
  if (won.there.length === 0 && rest.some(saysWon)) return null;
  if (lost.there.length === 0 && rest.some(saysLost)) return null;
  if (won.there.length + lost.there.length === 0 && !rest.every(saysOpen)) return null;
  const found = rule(header, won.there, lost.there, values, true, null);
  const named = gone.map((text) => `"${text}"`).join(" and ");
  const told = `${named} ${gone.length === 1 ? "does" : "do"} not occur in it.`;
  const guess = { what: "outcome", text: `${found.guess!.text} ${told}`, override: null };
  return { ...found, guess, text: won.there.length + lost.there.length === 0 ? "none" : found.text };
}

interface Side {
  /** Folded values that occur. */
  readonly there: readonly string[];
  /** Those that do not, as written. */
  readonly absent: readonly string[];
}

function sideOf(text: string, values: readonly ValueCount[]): Side {
  const known = new Set(values.map(({ value }) => value));
  const parts = splitValues(text, values);
  return {
    there: parts.map((part) => foldText(part)).filter((part) => known.has(part)),
    absent: parts.filter((part) => !known.has(foldText(part))),
  };
}
