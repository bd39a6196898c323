import { useSuspenseQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/queries.ts";
import type { Role, Session } from "../api/types.ts";

/** Who is signed in; only under the shell, which lets nobody else in. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

const RANK: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, admin: 2 };

/** Whether somebody of a role may do what needs `least`. */
export function allows(role: Role, least: Role): boolean {
  return RANK[role] >= RANK[least];
}

/** Whether whoever is signed in may do what needs `least`. */
export function useMay(least: Role): boolean {
  return allows(useSession().user.role, least);
}
