import { and, asc, count, eq, ne } from "drizzle-orm";
import { InputError, NotFoundError } from "../errors.ts";
import { audit } from "../store/audit.ts";
import { logins, sessions, users } from "../store/schema.ts";
import type { Db, Store } from "../store/store.ts";
import type { Auth } from "./auth.ts";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./auth.ts";
import type { PersonRole } from "./roles.ts";

/** Somebody who may sign in. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly created_at: string;
}

/** Who does it, and when. */
export interface By {
  readonly at: Date;
  readonly by: string;
}

type Row = typeof users.$inferSelect;

function told({ id, name, email, role, createdAt }: Row): Person {
  return { id, name, email, role, created_at: createdAt.toISOString() };
}

/** Everybody who may sign in, by when they came. */
export async function people({ db }: Store): Promise<readonly Person[]> {
  return (await db.select().from(users).orderBy(asc(users.createdAt), asc(users.id))).map(told);
}

/** Whether nobody can look after the workspace yet, so that whoever started the server may set it up. */
export async function needsSetup({ db }: Store): Promise<boolean> {
  const [found] = await db.select({ n: count() }).from(users).where(eq(users.role, "admin"));
  return Number(found?.n ?? 0) === 0;
}

/** @throws InputError for a password that is too short or too long */
export function checkPassword(password: string): void {
  if (password.length < SHORTEST_PASSWORD)
    throw new InputError(`a password needs ${SHORTEST_PASSWORD} characters or more; this one has ${password.length}`);
  if (password.length > LONGEST_PASSWORD)
    throw new InputError(`a password has ${LONGEST_PASSWORD} characters at most; this one has ${password.length}`);
}

/**
 * Makes somebody who may sign in.
 *
 * @throws InputError for a bad password, and where the e-mail address is taken
 */
export async function addPerson(
  auth: Auth,
  store: Store,
  wanted: { readonly name: string; readonly email: string; readonly password: string; readonly role: PersonRole },
  { at, by }: By,
): Promise<Person> {
  checkPassword(wanted.password);
  const email = wanted.email.trim().toLowerCase();
  const [taken] = await store.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (taken !== undefined) throw new InputError(`somebody with the address ${email} is here already`);
  const { internalAdapter, password } = await auth.$context;
  const hash = await password.hash(wanted.password);
  const made = await internalAdapter.createUser(
    { name: wanted.name.trim(), email, emailVerified: true, role: wanted.role },
    { method: "admin" },
  );
  try {
    await internalAdapter.linkAccount({
      userId: made.id,
      providerId: "credential",
      accountId: made.id,
      password: hash,
    });
  } catch (error) {
    await store.db.delete(users).where(eq(users.id, made.id));
    throw error;
  }
  await audit(store.db, { at, who: by, action: "add person", subject: email, details: { role: wanted.role } });
  return { id: made.id, name: made.name, email, role: wanted.role, created_at: at.toISOString() };
}

async function personOf(db: Db, id: string): Promise<Row> {
  const [found] = await db.select().from(users).where(eq(users.id, id));
  if (found === undefined) throw new NotFoundError("there is no such person");
  return found;
}

async function requireAnotherAdmin(db: Db, id: string): Promise<void> {
  const [found] = await db
    .select({ n: count() })
    .from(users)
    .where(and(eq(users.role, "admin"), ne(users.id, id)));
  if (Number(found?.n ?? 0) === 0)
    throw new InputError("this is the only admin: make somebody else an admin first, so that the workspace keeps one");
}

/** Gives somebody another role. @throws InputError where no admin would be left */
export async function setRole(store: Store, id: string, role: PersonRole, { at, by }: By): Promise<Person> {
  return store.transaction(async (tx) => {
    const person = await personOf(tx, id);
    if (person.role === "admin" && role !== "admin") await requireAnotherAdmin(tx, id);
    await tx.update(users).set({ role, updatedAt: at }).where(eq(users.id, id));
    await audit(tx, {
      at,
      who: by,
      action: "change role",
      subject: person.email,
      details: { before: person.role, after: role },
    });
    return told({ ...person, role });
  });
}

/** Takes somebody out, with their sessions and keys. @throws InputError where no admin would be left */
export async function removePerson(store: Store, id: string, { at, by }: By): Promise<void> {
  await store.transaction(async (tx) => {
    const person = await personOf(tx, id);
    if (person.role === "admin") await requireAnotherAdmin(tx, id);
    await tx.delete(users).where(eq(users.id, id));
    await audit(tx, { at, who: by, action: "remove person", subject: person.email });
  });
}

/** Gives somebody another password, and ends their sessions. @throws NotFoundError */
export async function setPassword(
  auth: Auth,
  store: Store,
  email: string,
  wanted: string,
  { at, by }: By,
): Promise<void> {
  checkPassword(wanted);
  const { password } = await auth.$context;
  const hash = await password.hash(wanted);
  await store.transaction(async (tx) => {
    const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email.trim().toLowerCase()));
    if (person === undefined) throw new NotFoundError(`nobody with the address ${email} is here`);
    const own = and(eq(logins.userId, person.id), eq(logins.providerId, "credential"));
    await tx.update(logins).set({ password: hash, updatedAt: at }).where(own);
    await tx.delete(sessions).where(eq(sessions.userId, person.id));
    await audit(tx, { at, who: by, action: "set password", subject: email });
  });
}
