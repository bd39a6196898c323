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

/** Somebody who came, and is not yet tied to a deal. */
export interface AccountLead extends Omit<AccountPerson, "buying_role" | "since"> {
  readonly source: string;
  readonly key: string;
  /** ISO day. */
  readonly created: string | null;
  /** How they came, as the CRM has it. */
  readonly came_by: string | null;
  readonly status: string | null;
  /** They became a contact or a deal. */
  readonly converted: boolean;
}

/** Something that happened at an account. */
export interface AccountEvent {
  readonly day: string | null;
  readonly type: string;
  readonly topic: string | null;
  readonly times: number;
}

/** What a score forecasts of an account, if a deal comes about there. */
export interface AccountForecast {
  /** `win rate`, or what the goal of the profile has. */
  readonly rate: string;
  /** At this fit, with its 95% limits where they are known. */
  readonly p: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Over all that the profile learned from: how many, what they are called, and their rate. */
  readonly n: number;
  readonly unit: string;
  readonly base: number;
}

/** A stay of an account on a list: when it came and went, what became of it between, and why. */
export interface ListStay {
  readonly list: number;
  readonly name: string;
  /** Of the profile that the list is of. */
  readonly icp: string;
  readonly frozen: boolean;
  readonly tier: string | null;
  /** Kept aside to compare with. */
  readonly control: boolean;
  /** ISO time. */
  readonly entered: string;
  readonly why: string;
  /** Changes of tier, the oldest first. */
  readonly moves: readonly ListStayMove[];
  readonly left: string | null;
  readonly left_why: string | null;
}

/** A change of tier. */
export interface ListStayMove {
  /** ISO time. */
  readonly at: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
}
