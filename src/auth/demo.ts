import type { Store } from "../store/store.ts";
import type { Auth } from "./auth.ts";
import { addPerson, people, setPassword } from "./people.ts";
import { makeToken } from "./tokens.ts";

const EMAIL = "demo@calvanto.example";
const NAME = "You, in the demo";

/** Lets whoever started the demo in: an admin whose password is another one at each start, and known to nobody. */
export async function demoLogin(
  auth: Auth,
  store: Store,
  at: Date,
): Promise<{ readonly email: string; readonly password: string }> {
  const password = makeToken().token;
  const there = (await people(store)).some(({ email }) => email === EMAIL);
  if (there) await setPassword(auth, store, EMAIL, password, { at, by: "demo" });
  else await addPerson(auth, store, { name: NAME, email: EMAIL, password, role: "admin" }, { at, by: "demo" });
  return { email: EMAIL, password };
}
