import { asc, eq } from "drizzle-orm";
import { NotFoundError } from "../errors.ts";
import { audit } from "../store/audit.ts";
import { apiKeys, users } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import type { Auth } from "./auth.ts";
import type { By } from "./people.ts";
import type { Scope } from "./roles.ts";

const DAY = 86_400;
/** Name of our permissions inside better-auth's. */
export const PERMISSION = "openicp";

/** A key of a program; the key itself is shown once, when it is made. */
export interface Key {
  readonly id: string;
  readonly name: string;
  /** Its first characters. */
  readonly start: string;
  readonly scopes: readonly string[];
  readonly owner: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
}

function scopesIn(permissions: string | null): readonly string[] {
  const read = permissions === null ? {} : (JSON.parse(permissions) as Record<string, readonly string[]>);
  return read[PERMISSION] ?? [];
}

/** Every key, by when it was made. */
export async function keysOf({ db }: Store): Promise<readonly Key[]> {
  const rows = await db
    .select({ key: apiKeys, owner: users.email })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.referenceId))
    .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id));
  return rows.map(({ key, owner }) => ({
    id: key.id,
    name: key.name ?? "",
    start: key.start ?? "",
    scopes: scopesIn(key.permissions),
    owner,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastRequest?.toISOString() ?? null,
  }));
}

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expires_in_days: number | null;
}

/** Makes a key for a person; gives it, as nobody can read it again. */
export async function addKey(
  auth: Auth,
  store: Store,
  { name, scopes, expires_in_days }: NewKey,
  person: string,
  { at, by }: By,
): Promise<{ readonly id: string; readonly key: string }> {
  const made = await auth.api.createApiKey({
    body: {
      name,
      userId: person,
      ...(expires_in_days === null ? {} : { expiresIn: expires_in_days * DAY }),
      permissions: { [PERMISSION]: [...scopes] },
    },
  });
  await audit(store.db, { at, who: by, action: "make key", subject: name, details: { id: made.id, scopes } });
  return { id: made.id, key: made.key };
}

/** Revokes a key. @throws NotFoundError */
export async function removeKey(store: Store, id: string, { at, by }: By): Promise<void> {
  await store.transaction(async (tx) => {
    const [gone] = await tx.delete(apiKeys).where(eq(apiKeys.id, id)).returning({ name: apiKeys.name });
    if (gone === undefined) throw new NotFoundError("there is no such key");
    await audit(tx, { at, who: by, action: "revoke key", subject: gone.name ?? id, details: { id } });
  });
}
