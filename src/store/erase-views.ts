import { inArray } from "drizzle-orm";
import { savedViews } from "./schema.ts";
import type { Db } from "./store.ts";
import { holdsWhole } from "./whole-words.ts";

/** Takes away the saved views that pick by one of these words, or are called by one. Inside a transaction. @returns views that went */
export async function eraseViews(tx: Db, words: readonly string[]): Promise<number> {
  const wanted = new Set(words.map((word) => word.toLowerCase()));
  const all = await tx.select({ id: savedViews.id, name: savedViews.name, choice: savedViews.choice }).from(savedViews);
  const gone = all
    .filter(({ name, choice }) => picksBy(choice, wanted) || words.some((word) => holdsWhole(name, word)))
    .map(({ id }) => id);
  if (gone.length > 0) await tx.delete(savedViews).where(inArray(savedViews.id, gone));
  return gone.length;
}

function picksBy(value: unknown, wanted: ReadonlySet<string>): boolean {
  if (typeof value === "string") return wanted.has(value.trim().toLowerCase());
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((one) => picksBy(one, wanted));
}
