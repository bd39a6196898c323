import type { IcpDocument } from "../../icp/document.ts";
import { editCard } from "../../icp/edit.ts";
import type { Edited } from "../../icp/edited.ts";
import type { Facts, Guess, RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Moves } from "../../watch/diff/moves.ts";
import { alreadyInBuild, keyedCustomers } from "../already/in-build.ts";
import { movesBetween } from "../diff.ts";
import { sealed } from "../document.ts";
import type { Effects } from "../effects.ts";
import { addDeclaredReach } from "../reach/add-reach.ts";
import { distinctCompanies } from "../reach/distinct-companies.ts";
import { NO_ROOM } from "../reach/room.ts";
import { addSellerCard } from "../seller-card.ts";
import { withEditedCard } from "./claims.ts";
import { type EditWishes, findEdits } from "./find-edits.ts";
import { type HeldOptions, heldAgainst } from "./held-against.ts";

export interface EditOptions extends HeldOptions {
  readonly wishes: EditWishes;
  /** Why, in a person's words; null where nothing was said. */
  readonly why: string | null;
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
  const reached = await withReach(database, made, tables, options, held?.facts ?? null);
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
  facts: Facts | null,
): Promise<IcpDocument> {
  const market = tables.find(({ role, rowsRead }) => role === "universe" && rowsRead > 0);
  if (market === undefined) return document;
  const { table, notes } = await distinctCompanies(database, market, ingest);
  const customers = facts === null ? null : await keyedCustomers(database, facts);
  const already = await alreadyInBuild(database, tables, customers, ingest, document.input.outcome);
  const reached = await addDeclaredReach(database, document, table, NO_ROOM, already);
  return { ...reached, notes: [...new Set([...reached.notes, ...notes])] };
}

function earlierOf({ from, why, changes }: Edited): Edited["earlier"][number] {
  return { from, why, changes };
}

function movesOf(file: string, { accounts, moved, up, down, by }: Moves): NonNullable<Edited["moves"]> {
  return { file, accounts, moved, up, down, by: by.map((one) => ({ ...one })) };
}
