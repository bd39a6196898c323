import type { Ran } from "./tick.ts";

/** Why a job could be done for no profile, a person having to act first; null where it was done for one, or none is in force. */
export function refusalOf({ done }: Pick<Ran, "done">): string | null {
  const refusals = Object.values(done).map(({ refused }) => refused);
  const told = refusals.filter((one) => one !== undefined);
  return told.length > 0 && told.length === refusals.length ? [...new Set(told)].join("; ") : null;
}
