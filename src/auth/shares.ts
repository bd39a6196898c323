import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { NotFoundError } from "../errors.ts";
import { audit } from "../store/audit.ts";
import { shareLinks } from "../store/schema.ts";
import type { Store } from "../store/store.ts";
import type { By } from "./people.ts";
import { hashOf, makeToken } from "./tokens.ts";

const DAY = 86_400_000;

/** A link by which somebody without an account reads the page of one version. */
export interface Share {
  readonly id: string;
  readonly icp: string;
  readonly version: string;
  /** Whether it shows names, and money. */
  readonly names: boolean;
  readonly money: boolean;
  readonly made_at: string;
  readonly made_by: string;
  readonly expires_at: string;
}

export interface NewShare {
  readonly icp: string;
  /** Id of the version; the link goes on showing it when another comes into force. */
  readonly version: string;
  readonly names: boolean;
  readonly money: boolean;
  readonly days: number;
}

type Row = typeof shareLinks.$inferSelect;

function told({ id, icp, version, names, money, made_at, made_by, expires_at }: Row): Share {
  return {
    ...{ id, icp, version, names, money, made_by },
    ...{ made_at: made_at.toISOString(), expires_at: expires_at.toISOString() },
  };
}

/** The links of a profile that still hold, the newest first. */
export async function sharesOf({ db }: Store, icp: string, now: Date): Promise<readonly Share[]> {
  const rows = await db
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.icp, icp), isNull(shareLinks.revoked_at), gt(shareLinks.expires_at, now)))
    .orderBy(desc(shareLinks.made_at), desc(shareLinks.id));
  return rows.map(told);
}

/** Makes a link; gives its token, which is kept nowhere. */
export async function addShare(
  store: Store,
  { days, ...wanted }: NewShare,
  { at, by }: By,
): Promise<Share & { readonly token: string }> {
  const { token, hash } = makeToken();
  const expires_at = new Date(at.getTime() + days * DAY);
  const row: Row = {
    ...{ ...wanted, id: randomUUID(), token: hash, made_at: at, made_by: by, expires_at, revoked_at: null },
  };
  await store.transaction(async (tx) => {
    await tx.insert(shareLinks).values(row);
    const { names, money } = wanted;
    await audit(tx, {
      at,
      who: by,
      action: "share",
      subject: wanted.version,
      details: { id: row.id, names, money, days },
    });
  });
  return { ...told(row), token };
}

/** Ends a link at once. @throws NotFoundError */
export async function endShare(store: Store, id: string, { at, by }: By): Promise<void> {
  await store.transaction(async (tx) => {
    const [ended] = await tx
      .update(shareLinks)
      .set({ revoked_at: at })
      .where(and(eq(shareLinks.id, id), isNull(shareLinks.revoked_at)))
      .returning({ version: shareLinks.version });
    if (ended === undefined) throw new NotFoundError("there is no such link");
    await audit(tx, { at, who: by, action: "end share", subject: ended.version, details: { id } });
  });
}

/** What a link shows; null for one that was guessed, has expired or was ended. */
export async function shareOf({ db }: Store, token: string, now: Date): Promise<Share | null> {
  const [row] = await db
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.token, hashOf(token)), isNull(shareLinks.revoked_at), gt(shareLinks.expires_at, now)));
  return row === undefined ? null : told(row);
}
