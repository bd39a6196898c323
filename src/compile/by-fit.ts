import type { IcpDocument } from "../icp/document.ts";

export type ByFit = IcpDocument["scorecard"]["by_fit"];

/** What `say` makes of the entry of each fit 0, 1, 2 ...; null where there is none. */
export function byFit<T>(entries: ByFit, say: (entry: ByFit[number]) => T | null): (T | null)[] {
  const length = Math.max(-1, ...entries.map(({ fit }) => fit)) + 1;
  const values: (T | null)[] = new Array(length).fill(null);
  for (const entry of entries) values[entry.fit] = say(entry);
  return values;
}
