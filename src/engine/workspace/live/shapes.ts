import type { LiveOutcome } from "../../../ingest/live-outcomes.ts";

/** A live test as it was set up: who is on which side stands still from its start, whatever becomes of the list. */
export interface LiveTest {
  readonly id: string;
  readonly list: string;
  readonly list_id: number;
  /** What decides it. */
  readonly outcome: LiveOutcome;
  /** The rate that the control was expected to have. */
  readonly usual: number;
  /** ISO days: the first that counts, and the last, said before it began. */
  readonly since: string;
  readonly until: string;
  /** ISO times. */
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Accounts on each side as it started. */
  readonly sides: { readonly list: number; readonly control: number };
  /** The smallest difference that was to show four times in five on the last day; null where none would. */
  readonly smallest: number | null;
}

/** What a test can show, before it begins. */
export interface LiveTestPlan {
  readonly list: string;
  readonly outcome: LiveOutcome;
  readonly usual: number;
  readonly sides: { readonly list: number; readonly control: number };
  /** The smallest difference that shows four times in five on the last day; null where none would. */
  readonly smallest: number | null;
  /** Of a difference that was asked for: the control it needs beside this list, and each side if both were alike; null where none is enough. */
  readonly difference: number | null;
  readonly control_needed: number | null;
  readonly each_needed: number | null;
}

/** How a test stands. */
export interface LiveStanding {
  readonly state: "too early" | "better" | "worse" | "no difference" | "not told";
  /** In one sentence, with the figures. */
  readonly said: string;
}

/** What came of a test so far, as it was kept. */
export interface LiveLook extends LiveStanding {
  readonly run: number;
  /** ISO time. */
  readonly at: string;
  readonly asked_by: string;
  /** Name of the file that told; null for the deals of the workspace. */
  readonly file: string | null;
  /** The newest import that it knew, and the newest since that brought something. */
  readonly import: number;
  readonly newer: { readonly import: number; readonly at: string; readonly file: string } | null;
}
