import type { Run } from "../../../store/runs.ts";
import type { Ran } from "./tick.ts";

/** Why a job could be done for no profile, a person having to act first; null where it was done for one, or none is in force. */
export function refusalOf({ done }: Pick<Ran, "done">): string | null {
  const refusals = Object.values(done).map(({ refused }) => refused);
  const told = refusals.filter((one) => one !== undefined);
  return told.length > 0 && told.length === refusals.length ? [...new Set(told)].join("; ") : null;
}

/** What a job did for its line in the run log: one that could be done for no profile says so as a whole. */
export function withRefusal(done: Ran["done"]): Ran["done"] | (Ran["done"] & { readonly refused: string }) {
  const refused = refusalOf({ done });
  return refused === null ? done : ({ ...done, refused } as Ran["done"] & { readonly refused: string });
}

/** The run stands as failed because a person has to mend something: it is not tried again before its next time. */
export function isRefused({ state, summary }: Pick<Run, "state" | "summary">): boolean {
  return state === "failed" && typeof summary?.refused === "string";
}
