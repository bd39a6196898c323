import type { Admission } from "../../build/attributes.ts";
import { InputError } from "../../errors.ts";
import type { RoledTechnology } from "../../features/technology-roles.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Effects } from "../effects.ts";
import { type Prepared, prepare } from "../prepare.ts";
import type { ValueMapEntry } from "../value-map.ts";
import { customersOf } from "./for-goal.ts";

/** The customers of a build from deals, as rows of their own: `y` is 1 for those who stayed a year. */
export interface CustomersBeside {
  readonly facts: Facts;
  readonly prepared: Prepared;
}

/**
 * The customers beside the deals with what is known of their accounts, audited for whether they stayed; null without customers' files, and where
 * these do not tell who stayed or nothing describes them.
 */
export async function customersBeside(
  database: Database,
  deals: Facts,
  tables: readonly RawTable[],
  admission: Admission,
  effects: Effects,
  valueMap: readonly ValueMapEntry[],
  technologies: readonly RoledTechnology[],
): Promise<CustomersBeside | null> {
  if (deals.customersTable === null) return null;
  try {
    const facts = await customersOf(database, deals, tables);
    const { opportunities, won } = facts.evidence;
    if (won === 0 || won === opportunities) return null;
    const names = new Set(facts.candidates.flatMap(({ name, header }) => [name, header]));
    const allow = new Set([...admission.allow].filter((one) => names.has(one)));
    const own = { ...admission, allow, about: "account" } as const;
    const there = valueMap.filter(({ field }) => names.has(fieldName(field)));
    return { facts, prepared: await prepare(database, facts, own, effects, there, technologies) };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
