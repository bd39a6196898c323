import { queryOf } from "../api/queries.ts";

/** Texts by their place: `segment/part`. */
export interface Messaging {
  readonly blocks: Readonly<Record<string, { readonly text: string; readonly at: string; readonly by: string }>>;
}

export function messagingQuery(line: string) {
  return queryOf<Messaging>("/api/icp/messaging", { line });
}
