import type { IcpDocument } from "../icp/document.ts";
import { testsOf } from "../icp/tests-of.ts";

/** Headers under which each source of the scorecard, and of rules, may be found, as the build read them, then the source's own name. */
export function headersBySource(document: IcpDocument): ReadonlyMap<string, readonly string[]> {
  const used = testsOf(document);
  const headers = new Map<string, Set<string>>();
  for (const { name, source, columns } of document.attributes) {
    if (used.has(name)) headers.set(source, new Set([...(headers.get(source) ?? []), ...columns]));
  }
  return new Map([...headers].map(([source, own]) => [source, [...own.add(source)]]));
}

/** The column of each source where nobody says otherwise: the first header. */
export function firstHeaders(document: IcpDocument): ReadonlyMap<string, string> {
  return new Map([...headersBySource(document)].map(([source, [first]]) => [source, first!]));
}
