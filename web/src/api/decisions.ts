import { queryOf } from "./queries.ts";

export const TEAMS = ["sales", "marketing", "customer success", "product"] as const;
export type Team = (typeof TEAMS)[number];

/** What a version claims that people can agree with or not. */
export interface Claim {
  readonly id: string;
  readonly kind: "score" | "attribute" | "segment" | "disqualifier";
  readonly sentence: string;
}

/** A person's word on a claim; null where they have not said it yet. */
export interface Asked {
  readonly person: string;
  readonly team: Team;
  readonly claim: string;
  readonly answer: "agree" | "disagree" | null;
  readonly comment: string | null;
  /** Whoever is signed in is this person. */
  readonly own: boolean;
  readonly asked_at: string;
  readonly answered_at: string | null;
}

export interface SignOff {
  readonly number: number;
  readonly version: string;
  readonly claims: readonly Claim[];
  readonly asked: readonly Asked[];
}

export interface Narrative {
  readonly narrative: {
    readonly text: string;
    readonly owner: string;
    readonly review_date: string | null;
    readonly written_at: string;
    readonly written_by: string;
  } | null;
  readonly contradictions: readonly { readonly attribute: string; readonly sentence: string }[];
  readonly due: boolean;
  /** Earlier wordings that are kept. */
  readonly before: number;
}

export function signOffPath(number: number): string {
  return `/api/icp/versions/${number}/sign-off`;
}

export function signOffQuery(line: string, number: number) {
  return queryOf<SignOff>(signOffPath(number), { line });
}

export function narrativeQuery(line: string) {
  return queryOf<Narrative>("/api/icp/narrative", { line });
}
