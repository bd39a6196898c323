import { asc } from "drizzle-orm";
import { users } from "./schema.ts";
import type { Db } from "./store.ts";

/** Who may sign in to the app. Names may be of several; an address is of one. */
export interface Member {
  readonly name: string;
  readonly email: string;
}

export async function membersOf(db: Db): Promise<readonly Member[]> {
  return db.select({ name: users.name, email: users.email }).from(users).orderBy(asc(users.email));
}
