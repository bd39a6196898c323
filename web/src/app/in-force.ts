import { useLine } from "./line.ts";
import { useSession } from "./session.ts";

/** Whether accounts are scored: a version of the profile is in force. */
export function useInForce(): boolean {
  const line = useLine();
  return useSession().lines.some(({ id, in_force }) => id === line && in_force !== null);
}
