import type { OverviewOf } from "../../../src/engine/workspace/overview-shape.ts";

export type Role = "viewer" | "editor" | "admin";

/** What every list answers; short ones come whole. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly next: string | null;
}

export interface Items<T> {
  readonly items: readonly T[];
}

export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  readonly workspace: { readonly id: string; readonly name: string };
  readonly lines: readonly Line[];
}

/** A product line with its profile. */
export interface Line {
  readonly id: string;
  readonly name: string;
  /** The number of the version in force. */
  readonly in_force: number | null;
  readonly drafts: number;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: "queued" | "running" | "done" | "failed" | "stopped";
  readonly by: string;
  readonly asked_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly step: string;
  readonly done: number;
  /** 0 where nobody knows how much there is. */
  readonly of: number;
  readonly result: unknown;
  readonly error: string | null;
  readonly warnings: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly created_at: string;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invited_at: string;
  readonly invited_by: string;
  readonly expires_at: string;
}

export interface Key {
  readonly id: string;
  readonly name: string;
  /** Its first characters. */
  readonly start: string;
  readonly scopes: readonly string[];
  readonly owner: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
}

/** Where somebody is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly here: boolean;
}

export interface AuditLine {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>> | null;
}

export interface Version {
  readonly number: number;
  readonly id: string;
  readonly state: "draft" | "approved" | "retired";
  readonly origin: "build" | "refresh" | "hand" | "declared";
  readonly why: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly approved_at: string | null;
  readonly approved_by: string | null;
  /** How often it was put in force. */
  readonly approvals: number;
  readonly scored: boolean;
  /** People who were asked to sign it, and who have answered. */
  readonly asked: number;
  readonly answered: number;
}

export type { Counts } from "../../../src/engine/workspace/overview-shape.ts";
export type Overview = OverviewOf<Questions>;

/** What waits for somebody. */
export interface Questions {
  readonly changes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly date: string;
    readonly note: string | null;
  }[];
  readonly drafts: readonly {
    readonly number: number;
    readonly why: string | null;
    readonly asked: readonly {
      readonly person: string;
      readonly answered_at: string | null;
      readonly answer: string | null;
    }[];
  }[];
  readonly narrative: {
    readonly due: boolean;
    readonly contradictions: readonly { readonly sentence: string }[];
  };
}
