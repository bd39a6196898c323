import { z } from "./route.ts";

/** Query of a list that comes in pages: `limit`, and `cursor` as the page before gave it as `next`. */
export function pageQuery(usual: number, most: number) {
  return {
    limit: z.coerce.number().int().min(1).max(most).default(usual),
    cursor: z
      .string()
      .regex(/^\d{1,9}$/, "a cursor is what the page before gave as next")
      .optional(),
  };
}

/** Rows to pass over. */
export function offsetOf({ cursor }: { readonly cursor?: string | undefined }): number {
  return Number(cursor ?? 0);
}

/** A page as it is answered. */
export function paged<T>(items: readonly T[], total: number, offset: number) {
  const after = offset + items.length;
  return { items: [...items], total, next: items.length > 0 && after < total ? String(after) : null };
}
