import type { Persona, Strategic } from "../icp/declared.ts";
import type { DeclaredFile } from "./declared-file.ts";

/** Who buys inside, as the declared file says. */
export function personasOf({ personas = [] }: DeclaredFile): Persona[] {
  return personas.map(({ role, titles = [], metrics = [], frustrations = [], objections = [], message = null }) => ({
    role,
    titles,
    metrics,
    frustrations,
    objections,
    message,
    source: "said",
  }));
}

/** The yearly narrative; null where the file has none. */
export function strategicOf({ narrative, owner, review }: DeclaredFile): Strategic | null {
  if (narrative === undefined && owner === undefined && review === undefined) return null;
  return { narrative: narrative ?? null, owner: owner ?? null, review_date: review ?? null };
}
