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
import type { Edited } from "../../icp/edited.ts";
import { goalWords } from "../../icp/page/goal-words.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { gatherAgain } from "../gather-again.ts";
import { customersAlone, factsFor, readingFor } from "../goals/for-goal.ts";
import { absentLabels, columnsOf, knownTo, metBefore, ownStyle, type Unseen, unseenDeals } from "../unseen-deals.ts";
import { layBothCards, readBothCards } from "./both-cards.ts";

/** Fewer deals, or deals of one outcome, give no win rate to points. */
const LEAST_DEALS = 10;

/** What the deals say of an edit. */
export interface Held {
  readonly facts: Facts;
  readonly effect: NonNullable<Edited["effect"]>;
  /** Null for a declared card, which claims no win rates. */
  readonly curve: CalibratedCard | null;
  readonly seen: Edited["seen"];
  readonly warnings: readonly string[];
}

export interface HeldOptions {
  readonly ingest: IngestOptions;
  readonly decimal: "." | "," | null;
  readonly seed: number;
}

function isBelieved({ declared }: IcpDocument): boolean {
  return declared?.scores === true;
}

/** Both cards on the deals; null for a declared card without deals. */
export async function heldAgainst(
  database: Database,
  before: IcpDocument,
  after: IcpDocument,
  tables: readonly RawTable[],
  options: HeldOptions,
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
export async function factsOf(
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

/** What tells newer deals, and why there are none where there are none. */
export function newerReason(document: IcpDocument, unseen: Unseen | null, all: number, left: number): string {
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
