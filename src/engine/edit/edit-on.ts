import {
  type BothCards,
  type CalibratedCard,
  calibrateCard,
  compareCards,
  countsByFit,
} from "../../build/edit-effect.ts";
import { heldShare } from "../../build/fit-curve.ts";
import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { editCard } from "../../icp/edit.ts";
import type { Edited } from "../../icp/edited.ts";
import { goalWords } from "../../icp/page/goal-words.ts";
import type { Facts, Guess, RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Moves } from "../../watch/diff/moves.ts";
import { movesBetween } from "../diff.ts";
import { sealed } from "../document.ts";
import type { Effects } from "../effects.ts";
import { gatherAgain } from "../gather-again.ts";
import { customersAlone, factsFor, readingFor } from "../goals/for-goal.ts";
import { addDeclaredReach } from "../reach/add-reach.ts";
import { distinctCompanies } from "../reach/distinct-companies.ts";
import { NO_ROOM } from "../reach/room.ts";
import { addSellerCard } from "../seller-card.ts";
import { absentLabels, columnsOf, knownTo, metBefore, ownStyle, type Unseen, unseenDeals } from "../unseen-deals.ts";
import { layBothCards, readBothCards } from "./both-cards.ts";
import { withEditedCard } from "./claims.ts";
import { type EditWishes, findEdits } from "./find-edits.ts";

export interface EditOptions {
  readonly wishes: EditWishes;
  /** Why, in a person's words; null where nothing was said. */
  readonly why: string | null;
  readonly ingest: IngestOptions;
  readonly decimal: "." | "," | null;
  readonly seed: number;
  /** `COLUMN=field`, for the accounts. */
  readonly map: readonly string[];
  /** How many of the accounts that move are named. */
  readonly top: number;
}

export interface EditResult {
  readonly before: IcpDocument;
  readonly document: IcpDocument;
  /** Null where no accounts were given. */
  readonly moves: Moves | null;
  /** Null where no deals were given. */
  readonly facts: Facts | null;
  readonly guesses: readonly Guess[];
  readonly warnings: readonly string[];
}

/** Fewer deals, or deals of one outcome, give no win rate to points. */
const LEAST_DEALS = 10;

/**
 * A document with a card that a person changed by hand: win rates by fit from the deals, what the edit brings or costs on the deals that both
 * cards know, and on newer ones where there are any, and who changes level among the accounts.
 *
 * @param tables raw tables by role: the deals (for `retention` the customers), their accounts, histories, the universe
 * @throws InputError for an edit that cannot be made, and where a learned card has no deals to take its win rates from
 */
export async function editOn(
  database: Database,
  before: IcpDocument,
  tables: readonly RawTable[],
  options: EditOptions,
  effects: Effects,
): Promise<EditResult> {
  const { edits, notes } = findEdits(before, options.wishes);
  const card = editCard(before, edits);
  const next = { ...before, scorecard: { ...before.scorecard, attributes: card.attributes, levels: card.levels } };
  effects.progress("holding it against the deals", 0, 2);
  const held = await heldAgainst(database, before, next, tables, options);
  const edited: Edited = {
    from: before.id,
    why: options.why,
    changes: card.changes,
    earlier: before.edited === undefined ? [] : [...before.edited.earlier, earlierOf(before.edited)],
    seen: held?.seen ?? before.edited?.seen ?? { deals: 0, to: null, order_to: null },
    effect: held?.effect ?? null,
    moves: null,
  };
  effects.progress("holding it against the deals", 1, 2);
  const accounts = tables.find(({ role, rowsRead }) => role === "accounts" && rowsRead > 0) ?? null;
  const made = withEditedCard(before, card, held?.curve ?? null, edited);
  const moved =
    accounts === null ? null : await movesBetween(database, before, made, accounts, options.map, options.top);
  const reached = await withReach(database, made, tables, options);
  const carded = before.seller_card === undefined ? reached : await addSellerCard(database, reached, accounts);
  const document = sealed({
    ...carded,
    edited: { ...edited, moves: moved === null ? null : movesOf(accounts!.file, moved.moves) },
  });
  return {
    before,
    document,
    moves: moved?.moves ?? null,
    facts: held?.facts ?? null,
    guesses: moved?.guesses ?? [],
    warnings: [...notes, ...(held?.warnings ?? []), ...(moved?.warnings ?? [])],
  };
}

/** How broad the edited card is, and its tiers, where the companies of the market are given. */
async function withReach(
  database: Database,
  document: IcpDocument,
  tables: readonly RawTable[],
  { ingest }: EditOptions,
): Promise<IcpDocument> {
  const market = tables.find(({ role, rowsRead }) => role === "universe" && rowsRead > 0);
  if (market === undefined) return document;
  const { table, notes } = await distinctCompanies(database, market, ingest);
  const reached = await addDeclaredReach(database, document, table, NO_ROOM);
  return { ...reached, notes: [...new Set([...reached.notes, ...notes])] };
}

function earlierOf({ from, why, changes }: Edited): Edited["earlier"][number] {
  return { from, why, changes };
}

function movesOf(file: string, { accounts, moved, up, down, by }: Moves): NonNullable<Edited["moves"]> {
  return { file, accounts, moved, up, down, by: by.map((one) => ({ ...one })) };
}

interface Held {
  readonly facts: Facts;
  readonly effect: NonNullable<Edited["effect"]>;
  /** Null for a declared card, which claims no win rates. */
  readonly curve: CalibratedCard | null;
  readonly seen: Edited["seen"];
  readonly warnings: readonly string[];
}

function isBelieved({ declared }: IcpDocument): boolean {
  return declared?.scores === true;
}

/** Both cards on the deals; null for a declared card without deals. */
async function heldAgainst(
  database: Database,
  before: IcpDocument,
  after: IcpDocument,
  tables: readonly RawTable[],
  options: EditOptions,
): Promise<Held | null> {
  const found = await factsOf(database, before, tables, options.ingest);
  if (found === null) return null;
  const styled = await ownStyle(database, before, found.facts, options.decimal);
  const facts = { ...found.facts, table: styled.table, guesses: [...found.facts.guesses, ...styled.guesses] };
  const columns = columnsOf(before, facts);
  const absent = absentLabels(before, columns);
  if (columns.size === 0)
    throw new InputError(
      `these deals have none of the columns that this profile scores by (${absent.join(", ")}): give --accounts, or deals with the same columns as in the build`,
    );
  const laid = await layBothCards(database, before, after, facts.table, columns);
  const untaught = isBelieved(before) && before.evidence.opportunities === 0;
  const unseen = untaught ? null : unseenDeals(before, facts, found.order);
  const fresh = unseen === null ? "false" : `coalesce(${unseen.sql}, false)`;
  const known = await readBothCards(database, laid, `NOT ${fresh}`);
  requireKnown(before, known, unseen);
  const newer = await readBothCards(
    database,
    laid,
    unseen === null ? "false" : `${fresh} AND NOT ${metBefore({ ...facts, table: laid }, unseen)}`,
  );
  const believed = isBelieved(before);
  const share = believed
    ? 1
    : heldShare(
        before.scorecard.by_fit.map(({ p }) => p),
        countsByFit(known.before, known.y),
      );
  const [was, is] = believed
    ? [null, null]
    : (["before", "after"] as const).map((side) => calibrateCard(known, side, share, options.seed));
  const readings = [
    { levels: before.scorecard.levels, p: was?.p ?? null },
    { levels: after.scorecard.levels, p: is?.p ?? null },
  ] as const;
  const all = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(laid)} d WHERE ${fresh}`);
  return {
    facts,
    curve: is ?? null,
    effect: {
      known: compareCards(known, ...readings, options.seed),
      newer: newer.y.length === 0 ? null : compareCards(newer, ...readings, options.seed),
      newer_reason: newerReason(before, unseen, all, newer.y.length),
    },
    seen: await seenIn(database, laid, before, facts),
    warnings: [
      ...(absent.length > 0
        ? [`these deals have no column for ${absent.join(", ")}: they earn the points of "not known"`]
        : []),
      ...fewerThanLearned(before, known.y.length),
    ],
  };
}

/** The deals as the document's goal sees them; null where none are given and none are needed. */
async function factsOf(
  database: Database,
  document: IcpDocument,
  tables: readonly RawTable[],
  ingest: IngestOptions,
): Promise<{ readonly facts: Facts; readonly order: string | null } | null> {
  const { goal, goal_outcome } = document;
  const has = (role: RawTable["role"]): boolean => tables.some((table) => table.role === role && table.rowsRead > 0);
  if (goal === "retention" && has("customers"))
    return { facts: await customersAlone(database, tables, ingest), order: null };
  if (!has("deals") && isBelieved(document)) return null;
  const needed = goal === "retention" ? "customers" : goal === "good-win" ? "deals and customers" : "deals";
  if (!has("deals") || (goal === "good-win" && !has("customers")))
    throw new InputError(
      `give the ${needed} that this profile was built from (${goal === "retention" ? "--customers" : goal === "good-win" ? "--deals and --customers" : "--deals"}): only they tell what win rate the new points stand for, and what the edit costs`,
    );
  const { facts, order } = await gatherAgain(
    database,
    document,
    [...tables].sort((a, b) => Number(b.role === "deals") - Number(a.role === "deals")),
    readingFor(goal, ingest),
  );
  const own = await factsFor(database, goal, facts, tables, goal_outcome?.threshold?.amount ?? null);
  return { facts: own, order: own.ordered ? order : null };
}

function requireKnown({ goal }: IcpDocument, { y }: BothCards, unseen: Unseen | null): void {
  const won = y.reduce((a, b) => a + b, 0);
  if (y.length >= LEAST_DEALS && won > 0 && won < y.length) return;
  const { unit, reached } = goalWords(goal);
  const which = unseen === null ? "" : ` that the profile was built from (all but ${unseen.words})`;
  throw new InputError(
    `these files have ${y.length} ${unit}${which}, ${won} ${reached}: at least ${LEAST_DEALS} with both outcomes are needed to say what win rate the new points stand for; give the files of the build`,
  );
}

function newerReason(document: IcpDocument, unseen: Unseen | null, all: number, left: number): string {
  const { unit } = goalWords(document.goal);
  if (unseen === null) return `Neither dates nor --order tell which ${unit} are newer than those that the card knows.`;
  if (all === 0) return `No newer ${unit} yet: ${unseen.words} are not in these files.`;
  if (left === 0)
    return `All ${all} newer ${unit} are of accounts with older ones, so the card has met these companies.`;
  const met = all - left;
  return `${unseen.words}${met === 0 ? "" : `; ${met} more are left out, their accounts have older ones`}`;
}

/** What whoever edits can have looked at: every deal given, and what an earlier edit was shown. */
async function seenIn(
  database: Database,
  laid: string,
  before: IcpDocument,
  { evidence, ordered }: Facts,
): Promise<Edited["seen"]> {
  const day = before.goal === "retention" ? "created" : "closed";
  const [found] = await database.rows<{ deals: number; last: string | null; last_order: number | null }>(
    `SELECT count(*)::INTEGER AS deals, max(${day})::VARCHAR AS last, max(ord) AS last_order FROM ${quoteIdentifier(laid)}`,
  );
  const { deals, last, last_order } = found!;
  const days = [evidence.asOf === null ? null : last, knownTo(before)].filter((one) => one !== null).sort();
  return { deals, to: days.at(-1) ?? null, order_to: ordered && last_order !== null ? Number(last_order) : null };
}

/** Half of the deals or less of what was learned from: win rates rest on other deals than the card. */
function fewerThanLearned({ evidence: { opportunities }, goal, input }: IcpDocument, n: number): string[] {
  const { unit } = goalWords(goal);
  return [
    ...(n < 0.9 * opportunities
      ? [
          `these files hold ${n} of the ${opportunities} ${unit} that the profile learned from: its win rates rest on these`,
        ]
      : []),
    ...(input.row_weights === "none"
      ? []
      : [`in the build ${unit} counted by age or strategy; the win rates of the edited card count all the same`]),
  ];
}
