import type { Store } from "../store/store.ts";
import { makeAuth } from "./auth.ts";
import { type By, type Person, people, setPassword } from "./people.ts";
import { makeToken } from "./tokens.ts";

/** Everybody who may sign in. */
export function peopleOf(store: Store): Promise<readonly Person[]> {
  return people(store);
}

/**
 * A new password for somebody who lost theirs, from the machine that holds the workspace; their sessions end.
 *
 * @throws NotFoundError where nobody has this address
 */
export async function newPasswordFor(store: Store, email: string, by: By): Promise<string> {
  const password = makeToken().token.slice(0, 20);
  // It signs nothing here: the secret of the server is not needed.
  const auth = makeAuth(store, { secret: makeToken().token, origin: "http://127.0.0.1" });
  await setPassword(auth, store, email, password, by);
  return password;
}
