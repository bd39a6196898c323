import type { IcpDocument } from "../../icp/document.ts";
import { humanise } from "../../icp/page/label.ts";

/** What is to be said of segments that no row of a file can be told to belong to, because it lacks a column of their rules. */
export function kindsAbsent(document: IcpDocument, columns: ReadonlyMap<string, string>, file: string): string[] {
  const lacking = document.segments.flatMap(({ rules }) => {
    const names = new Set(rules.map(({ attribute }) => attribute));
    return document.attributes.filter(({ name, source }) => names.has(name) && !columns.has(source));
  });
  if (lacking.length === 0) return [];
  const labels = [...new Set(lacking.map(({ label }) => humanise(label)))].join(", ");
  const of = document.segments.filter(({ rules }) =>
    rules.some(({ attribute }) => lacking.some(({ name }) => name === attribute)),
  );
  const names = of.map(({ name }) => `"${name}"`).join(" or ");
  return [`${file} has no column for ${labels}: no row can be told to be of the kind ${names}`];
}
