import { InputError } from "../../errors.ts";
import { type Member, membersOf } from "../../store/members.ts";
import { type SignOff, signOffsOf } from "../../store/sign-offs.ts";
import type { Db } from "../../store/store.ts";

/**
 * A question to a person about a claim. Who may sign in is kept by their address, as two may bear one name; who was asked by the command line and may
 * not is kept by name.
 */
export interface Asked extends SignOff {
  /** By which they are kept: an address, or a name. */
  readonly key: string;
  /** Their name; with the address where another bears it too. */
  readonly person: string;
}

/** Who was asked what about a version, in the order of asking. */
export async function askedOf(db: Db, version: string): Promise<readonly Asked[]> {
  const members = await membersOf(db);
  return (await signOffsOf(db, version)).map((one) => ({
    ...one,
    key: one.person,
    person: shownAs(members, one.person),
  }));
}

function shownAs(members: readonly Member[], key: string): string {
  const found = members.find(({ email }) => email === key);
  if (found === undefined) return key;
  return members.filter(({ name }) => name === found.name).length === 1 ? found.name : `${found.name} (${found.email})`;
}

/**
 * By what somebody is kept who is called by name or address.
 *
 * @param asked who was asked already: who was asked by name, before they could sign in, stays that
 * @throws InputError for a name that several bear
 */
export async function signerKey(db: Db, called: string, asked: readonly { readonly key: string }[]): Promise<string> {
  const members = await membersOf(db);
  const has = (key: string): boolean => asked.some((one) => one.key === key);
  const text = called.trim();
  const byAddress = members.find(({ email }) => email === text.toLowerCase());
  const named = members.filter(({ name }) => name === (byAddress?.name ?? text));
  const own = byAddress ?? (named.length === 1 ? named[0] : undefined);
  if (own !== undefined) return !has(own.email) && named.length === 1 && has(own.name) ? own.name : own.email;
  if (named.length === 0) return text;
  const among = named.filter(({ email }) => has(email));
  if (among.length === 1) return among[0]!.email;
  throw new InputError(
    `${named.length} people here are called ${text}: say which, by the address: ${named.map(({ email }) => email).join(", ")}`,
  );
}
