import { unjudgedRules } from "../compile/disqualified.ts";
import type { IcpDocument } from "../icp/document.ts";

/** What is to be said of disqualifiers that a file's columns do not judge: they apply to no row. */
export function unjudgedWarnings(document: IcpDocument, columns: ReadonlyMap<string, string>, file: string): string[] {
  return unjudgedRules(document, columns).map(
    ({ who, absent }) => `${file} has no column for ${absent.join(", ")}: the disqualifier "${who}" applies to no row`,
  );
}

/** What is to be said of suggestions, which filter nothing. */
export function suggestedNote({ disqualifiers }: IcpDocument): string[] {
  const waiting = disqualifiers.filter(({ kind, status }) => kind === "disqualifier" && status === "suggested").length;
  if (waiting === 0) return [];
  const what = waiting === 1 ? "1 suggested disqualifier" : `${waiting} suggested disqualifiers`;
  return [`${what} of this profile dropped nothing: a person confirms first (openicp confirm).`];
}
