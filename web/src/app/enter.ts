import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sessionQuery } from "../api/queries.ts";
import type { Session } from "../api/types.ts";
import { landing } from "./navigation.ts";

/** Goes inside with a session that was just begun: to where somebody was going, else to where they land. */
export function useEnter(): (session: Session, to?: string) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return async (session, to) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, session);
    await router.navigate({ href: to ?? landing(session.user.role), replace: true });
  };
}
