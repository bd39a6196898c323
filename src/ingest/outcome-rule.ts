import { InputError } from "../errors.ts";
import type { Guess } from "./facts.ts";
import { listed } from "./listed.ts";
import { saysLost, saysOpen } from "./outcome-words.ts";
import type { ValueCount } from "./profile.ts";
import { anyOfSql, foldedSql, knownSql } from "./text.ts";
import { listValues } from "./values.ts";

/** How a deal's end is read from its row. Values are folded. */
export interface OutcomeRule {
  readonly header: string;
  readonly won: readonly string[];
  /** Null: every other value that is neither open nor missing. */
  readonly lost: readonly string[] | null;
  /** Values taken as still open; with a `lost` list, all that are in neither. */
  readonly open: readonly string[];
  /** Values (lost by the rule) that are a record cleaned up, not a deal lost. */
  readonly administrative: readonly string[];
  /** Header of a true/false column that says whether the deal is over. */
  readonly closedFlag: string | null;
  /** Header of a true/false column that says whether the deal was lost; with it, what is neither won nor lost is open. */
  readonly lostFlag: string | null;
  /** `StageName=Closed Won/Closed Lost`. */
  readonly text: string;
  readonly guess: Guess | null;
  /** Columns that say the outcome, so they can be no attributes. */
  readonly says: readonly string[];
  /** Values as written that count as lost by a guess although none of them says so; empty where one does, or a person said it. */
  readonly unsaid: readonly string[];
}

const ADMINISTRATIVE = /\b(duplicated?|dupe|merged|test|entered in error|created in error)\b/;

/** Folded words for yes. */
export const TRUE = ["true", "1", "yes", "y", "t", "ja", "wahr", "oui", "vrai", "si", "sí"];

/** Folded words for no. */
export const FALSE = ["false", "0", "no", "n", "f", "nein", "falsch", "non", "faux"];

/** A stage of a HubSpot pipeline of one's own, by its id. */
const STAGE_ID = /^[0-9]{5,}$/;

/** Whether a value is the id of a stage, which says nothing. */
export const isStageId = ({ value }: ValueCount) => STAGE_ID.test(value);

/**
 * Throws `InputError` when several values would count as lost though none says so: some may be stages of deals that are still open, and a
 * win rate made of them would be wrong. One such value is the other end.
 */
export function requireSaidLosses({ unsaid, header, text }: OutcomeRule, file: string): void {
  if (unsaid.length < 2) return;
  throw new InputError(
    `cannot tell lost deals from open ones in ${file}: no value of ${header} says lost, and ${listed(unsaid)} may be either; say which are lost with --outcome '${text}', without those that are still open`,
  );
}

/** The rule of a column with its values for won and lost (null: all that are not open). `stated`: a person said it. */
export function rule(
  header: string,
  won: readonly string[],
  lost: readonly string[] | null,
  values: readonly ValueCount[],
  stated: boolean,
  closedFlag: string | null,
): OutcomeRule {
  const others = values.filter((value) => !won.includes(value.value) && !(lost ?? []).includes(value.value));
  const open = others.filter((value) => lost !== null || saysOpen(value.value)).map((value) => value.value);
  const losing = lost ?? others.filter((value) => !open.includes(value.value)).map((value) => value.value);
  const administrative = losing.filter((value) => ADMINISTRATIVE.test(value));
  const shown = (list: readonly string[]) =>
    values
      .filter((value) => list.includes(value.value))
      .map((value) => value.shown)
      .join("|");
  const text = `${header}=${shown(won)}${losing.length > 0 ? `/${shown(losing)}` : ""}`;
  const guess = guessText(header, won, losing, open, values, closedFlag, lost === null && !losing.some(saysLost));
  return {
    header,
    won,
    lost,
    open,
    administrative,
    closedFlag,
    lostFlag: null,
    text,
    guess: { what: "outcome", text: guess, override: stated ? null : `--outcome '${text}'` },
    says: closedFlag === null ? [header] : [header, closedFlag],
    unsaid: [],
  };
}

function guessText(
  header: string,
  won: readonly string[],
  lost: readonly string[],
  open: readonly string[],
  values: readonly ValueCount[],
  closedFlag: string | null,
  unsaid: boolean,
): string {
  const listed = (list: readonly string[]) => listValues(values.filter((value) => list.includes(value.value)));
  const parts = [
    `won is ${listed(won) || "nothing"}`,
    `lost is ${unsaid && lost.length > 0 ? "all else, since no value says so: " : ""}${listed(lost) || "nothing"}`,
  ];
  if (open.length > 0) parts.push(`still open: ${listed(open)}`);
  const coded = values.find((value) => open.includes(value.value) && isStageId(value));
  if (coded !== undefined)
    parts.push(`${coded.shown} is the id of a stage and says no outcome: export Is Closed Won and Is Deal Closed? too`);
  if (closedFlag !== null) parts.push(`open where ${closedFlag} is false`);
  return `Outcome from ${header}: ${parts.join("; ")}.`;
}

/** SQL text: `won`, `lost`, `open`, `cleaned` (an administrative close) or NULL where nothing is said. */
export function statusSql(rule: OutcomeRule): string {
  const value = foldedSql(rule.header);
  const filled = `${knownSql(rule.header)} IS NOT NULL`;
  const lost = rule.lostFlag !== null ? "true" : rule.lost === null ? filled : anyOfSql(value, rule.lost);
  return `CASE WHEN ${stillOpenSql(rule, value)} THEN 'open' WHEN ${anyOfSql(value, rule.won)} THEN 'won' WHEN ${anyOfSql(value, rule.open)} THEN 'open'
    WHEN ${anyOfSql(value, rule.administrative)} THEN 'cleaned' WHEN ${lost} THEN 'lost' WHEN ${filled} THEN 'open' END`;
}

function stillOpenSql({ closedFlag, lostFlag, won }: OutcomeRule, value: string): string {
  if (lostFlag !== null)
    return `NOT (coalesce(${anyOfSql(value, won)}, false) OR coalesce(${anyOfSql(foldedSql(lostFlag), TRUE)}, false))`;
  return closedFlag === null ? "false" : `coalesce(${anyOfSql(foldedSql(closedFlag), FALSE)}, false)`;
}
