import { InputError } from "../../errors.ts";
import type { Decisions } from "../../icp/decisions.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { withDecision } from "../decide.ts";
import { sealed } from "../document.ts";
import type { Effects } from "../effects.ts";
import type { HeldOptions } from "./held-against.ts";
import { accountsDisqualified, ruleEffect } from "./rule-effect.ts";

export interface DecideOptions extends HeldOptions {
  /** Rules by number or id. */
  readonly confirm: readonly string[];
  readonly reject: readonly string[];
  /** Why, in a person's words; null where nothing was said. */
  readonly why: string | null;
  /** `COLUMN=field`, for the accounts. */
  readonly map: readonly string[];
}

export interface DecideResult {
  readonly before: IcpDocument;
  readonly document: IcpDocument;
  readonly decisions: Decisions;
}

/**
 * A document whose rules on whom not to sell to a person confirmed or rejected, with what that does: the deals won and lost that each rule
 * matches, and the accounts that are disqualified now. The score stays as it is.
 *
 * @param tables raw tables by role: deals and accounts, both optional
 * @throws InputError for a rule that is not there, and where nothing changes
 */
export async function decideOn(
  database: Database,
  before: IcpDocument,
  tables: readonly RawTable[],
  { confirm, reject, why, map, ...options }: DecideOptions,
  effects: Effects,
): Promise<DecideResult> {
  const confirmed = withDecision(before, confirm, "confirmed");
  const both = withDecision(confirmed.document, reject, "rejected");
  const twice = both.places.find((place) => confirmed.places.includes(place));
  if (twice !== undefined)
    throw new InputError(`"${before.disqualifiers[twice]!.who}" is confirmed and rejected at once: decide on one`);
  const after = both.document;
  const places = [...confirmed.places, ...both.places].filter(
    (place) => before.disqualifiers[place]!.status !== after.disqualifiers[place]!.status,
  );
  if (places.length === 0) {
    const who = before.disqualifiers[confirmed.places[0] ?? both.places[0]!]!;
    throw new InputError(`nothing changes: "${who.who}" is ${who.status} already`);
  }
  effects.progress("holding it against the deals", 0, 2);
  const rules = places.map((place) => before.disqualifiers[place]!);
  const effect = await ruleEffect(database, before, after, rules, tables, options);
  effects.progress("holding it against the accounts", 1, 2);
  const accounts = tables.find(({ role, rowsRead }) => role === "accounts" && rowsRead > 0);
  const decisions: Decisions = {
    from: before.id,
    why,
    rules: places.map((place, k) => {
      const { id, who, status } = before.disqualifiers[place]!;
      return { id, who, before: status, after: after.disqualifiers[place]!.status, ...effect.rules[k]! };
    }),
    earlier: before.decisions === undefined ? [] : [...before.decisions.earlier, earlierOf(before.decisions)],
    deals: effect.deals,
    accounts: accounts === undefined ? null : await accountsDisqualified(database, before, after, accounts, map),
  };
  effects.progress("holding it against the accounts", 2, 2);
  return { before, document: sealed({ ...after, decisions }), decisions };
}

function earlierOf({ from, why, rules }: Decisions): Decisions["earlier"][number] {
  return { from, why, rules: rules.map(({ id, who, after }) => ({ id, who, after })) };
}
