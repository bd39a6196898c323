/** A scored account as it stands in the list of all. */
export interface AccountLine {
  readonly source: string;
  readonly key: string;
  readonly name: string | null;
  readonly website: string | null;
  readonly owner: string | null;
  readonly fit: number | null;
  readonly level: string | null;
  readonly sure: boolean | null;
  readonly known: number | null;
  readonly segment: string | null;
  readonly disqualified_by: string | null;
  readonly watch_out: string | null;
  readonly timing: number | null;
  readonly action: string | null;
  readonly already: string | null;
}

/** A deal of an account. */
export interface AccountDeal {
  readonly source: string;
  readonly key: string;
  readonly name: string | null;
  readonly stage: string | null;
  /** `cleaned`: closed for no reason of the buyer; null: deleted, or nothing is said. */
  readonly status: "won" | "lost" | "open" | "cleaned" | null;
  /** No renewal or expansion. */
  readonly is_new: boolean | null;
  readonly created: string | null;
  readonly closed: string | null;
  readonly owner: string | null;
  readonly loss: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
}

/** A person at an account: what they do there, and who they are only where a workspace keeps that. */
export interface AccountPerson {
  readonly function: string | null;
  readonly seniority: string | null;
  readonly buying_role: string | null;
  readonly since: string | null;
  readonly opted_out: boolean;
  readonly name: string | null;
  readonly email: string | null;
}

/** Something that happened at an account. */
export interface AccountEvent {
  readonly day: string | null;
  readonly type: string;
  readonly topic: string | null;
  readonly times: number;
}
