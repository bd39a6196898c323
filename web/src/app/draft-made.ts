import { useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../api/queries.ts";

/** Asks again for what a new draft changes. */
export function useDraftMade(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ["/api/icp/versions"] });
    void client.invalidateQueries({ queryKey: ["/api/overview"] });
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
}
