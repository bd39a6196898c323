import { eq } from "drizzle-orm";
import { users } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import type { Auth } from "./auth.ts";
import { PERMISSION } from "./keys.ts";
import { type PersonRole, type Scope, scopesOf, scopesOfKey } from "./roles.ts";
import { hashOf } from "./tokens.ts";

/** Who asks: a person by their session, or a program by its key. */
export interface Caller {
  readonly kind: "person" | "key";
  /** Of the person; of a key, whoever made it. */
  readonly id: string;
  /** For the log and for "by". */
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly scopes: readonly Scope[];
  /** Tells this session or key from others, without being of use to anybody. */
  readonly print: string;
}

export interface Callers {
  /** Null for nobody, or for somebody whose session or key does not hold. */
  of(headers: Headers): Promise<Caller | null>;
  /** Forgets what was looked up: after a sign-out, a role that changed, a key that was revoked. */
  forget(): void;
}

/** What was looked up holds so long, in ms; whatever this server changes is forgotten at once. */
const HOLDS = 10_000;
/** Different sessions and keys remembered at once. */
const MOST = 10_000;
const COOKIE = /(?:^|;\s*)(?:__Secure-)?openicp\.session_token=([^;]+)/;
const BEARER = /^Bearer\s+(\S+)$/i;

interface Known {
  readonly caller: Caller | null;
  readonly until: number;
}

/** Looks callers up, and remembers them for a moment: a key is checked against the store a few times a minute, not with each request. */
export function callers(auth: Auth, store: Store, now: () => Date): Callers {
  const known = new Map<string, Known>();
  let forgotten = 0;
  const look = async (headers: Headers): Promise<Caller | null> => {
    const key = keyIn(headers);
    return key === null ? ofSession(auth, headers) : ofKey(auth, store, key);
  };
  return {
    of: async (headers) => {
      const shown = keyIn(headers) ?? COOKIE.exec(headers.get("cookie") ?? "")?.[1];
      if (shown === undefined) return null;
      const print = hashOf(shown);
      const at = now().getTime();
      const found = known.get(print);
      if (found !== undefined && found.until > at) return found.caller;
      if (known.size >= MOST) known.clear();
      const before = forgotten;
      const caller = await look(headers);
      // Who does not hold is asked for again each time: no memory for guesses. Nor for what was looked up while it changed.
      if (caller !== null && forgotten === before) known.set(print, { caller, until: at + HOLDS });
      return caller;
    },
    forget: () => {
      forgotten++;
      known.clear();
    },
  };
}

function keyIn(headers: Headers): string | null {
  return headers.get("x-api-key") ?? BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

async function ofSession(auth: Auth, headers: Headers): Promise<Caller | null> {
  const found = await auth.api.getSession({ headers });
  if (found === null) return null;
  const { id, name, email } = found.user;
  const role = found.user.role as PersonRole;
  return {
    kind: "person",
    id,
    name,
    email,
    role,
    scopes: scopesOf(role),
    print: hashOf(found.session.id).slice(0, 16),
  };
}

async function ofKey(auth: Auth, { db }: Store, key: string): Promise<Caller | null> {
  const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } });
  if (!valid || found === null) return null;
  const [owner] = await db.select().from(users).where(eq(users.id, found.referenceId));
  if (owner === undefined) return null;
  const given = (found.permissions?.[PERMISSION] ?? []) as readonly string[];
  return {
    kind: "key",
    id: owner.id,
    name: `${owner.name} (key ${found.name ?? found.start ?? found.id})`,
    email: owner.email,
    role: owner.role,
    scopes: scopesOfKey(given, owner.role),
    print: hashOf(found.id).slice(0, 16),
  };
}
