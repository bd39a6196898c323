import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { InputError, NotFoundError } from "../errors.ts";
import { audit } from "../store/audit.ts";
import { invitations, users } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import type { Auth } from "./auth.ts";
import { addPerson, type By, checkPassword, type Person } from "./people.ts";
import type { PersonRole } from "./roles.ts";
import { hashOf, makeToken } from "./tokens.ts";

const DAYS = 7;
const DAY = 86_400_000;

/** Somebody who was asked to join and has not yet. */
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly invited_at: string;
  readonly invited_by: string;
  readonly expires_at: string;
}

type Row = typeof invitations.$inferSelect;

function told({ id, email, role, invited_at, invited_by, expires_at }: Row): Invitation {
  return {
    id,
    email,
    role,
    invited_at: invited_at.toISOString(),
    invited_by,
    expires_at: expires_at.toISOString(),
  };
}

/** Who was asked and has not come yet, also those whose link has expired. */
export async function invitationsOf({ db }: Store): Promise<readonly Invitation[]> {
  return (await db.select().from(invitations).orderBy(asc(invitations.invited_at), asc(invitations.id))).map(told);
}

/** Asks somebody to join; an older invitation of the same address no longer holds. Gives the token of the link, which is kept nowhere. */
export async function invite(
  store: Store,
  { email: given, role }: { readonly email: string; readonly role: PersonRole },
  { at, by }: By,
): Promise<Invitation & { readonly token: string }> {
  const email = given.trim().toLowerCase();
  const { token, hash } = makeToken();
  const row: Row = {
    id: randomUUID(),
    email,
    role,
    token: hash,
    invited_at: at,
    invited_by: by,
    expires_at: new Date(at.getTime() + DAYS * DAY),
  };
  await store.transaction(async (tx) => {
    const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (taken !== undefined) throw new InputError(`somebody with the address ${email} is here already`);
    await tx.delete(invitations).where(eq(invitations.email, email));
    await tx.insert(invitations).values(row);
    await audit(tx, { at, who: by, action: "invite", subject: email, details: { role } });
  });
  return { ...told(row), token };
}

/** The invitation of a link. @throws NotFoundError where there is none, it was used, taken back, or has expired: nobody learns which */
export async function invitationOf({ db }: Store, token: string, at: Date): Promise<Invitation> {
  const [found] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.token, hashOf(token)));
  if (found === undefined || found.expires_at <= at)
    throw new NotFoundError("this invitation is not valid any more: ask whoever sent it for another");
  return told(found);
}

/** Makes the person that was invited; the link does not work again. */
export async function accept(
  auth: Auth,
  store: Store,
  { token, name, password }: { readonly token: string; readonly name: string; readonly password: string },
  at: Date,
): Promise<Person> {
  checkPassword(password);
  const { id, email, role, invited_by } = await invitationOf(store, token, at);
  // Taken away first: of two who use the link at once only one comes in.
  const taken = await store.db.delete(invitations).where(eq(invitations.id, id)).returning({ id: invitations.id });
  if (taken.length === 0)
    throw new NotFoundError("this invitation is not valid any more: ask whoever sent it for another");
  return addPerson(auth, store, { name, email, password, role }, { at, by: invited_by });
}

/** Takes an invitation back. @throws NotFoundError */
export async function takeBack(store: Store, id: string, { at, by }: By): Promise<void> {
  await store.transaction(async (tx) => {
    const [gone] = await tx.delete(invitations).where(eq(invitations.id, id)).returning({ email: invitations.email });
    if (gone === undefined) throw new NotFoundError("there is no such invitation");
    await audit(tx, { at, who: by, action: "take back invitation", subject: gone.email });
  });
}
