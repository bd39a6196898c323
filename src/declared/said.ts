import type { CommitteeMember } from "../icp/buyers.ts";
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

/** The same beside what was counted of the committee of one kind of customer: people say it of all kinds alike. */
export function saidCommittee(file: DeclaredFile): CommitteeMember[] {
  return personasOf(file).map(({ titles, ...said }) => ({
    ...said,
    won: 0,
    lost: 0,
    titles: titles.map((label) => ({ function: null, seniority: null, label, won: 0, accounts: 0 })),
  }));
}

/** The yearly narrative; null where the file has none. */
export function strategicOf({ narrative, owner, review }: DeclaredFile): Strategic | null {
  if (narrative === undefined && owner === undefined && review === undefined) return null;
  return { narrative: narrative ?? null, owner: owner ?? null, review_date: review ?? null };
}
