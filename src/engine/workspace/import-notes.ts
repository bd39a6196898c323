import type { Compared } from "../../warehouse/kept/compare.ts";
import type { KeptSource } from "../../warehouse/kept/source.ts";

/** What is odd about an import, a sentence each. */
export function oddNotes(before: KeptSource | null, after: KeptSource, file: string, compared: Compared): string[] {
  const rows = (n: number, one: string, many: string): string => `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
  const added = before === null ? [] : after.columns.slice(before.columns.length);
  return [
    ...(added.length === 0
      ? []
      : [`${file} brings ${rows(added.length, "new column", "new columns")}: ${added.join(", ")}.`]),
    ...(compared.merged === 0
      ? []
      : [
          `${rows(compared.merged, "row of", "rows of")} ${file} ${compared.merged === 1 ? "has" : "have"} the key of another: all are kept, and the one modified last counts, else the last one.`,
        ]),
    ...(compared.older === 0
      ? []
      : [
          `${rows(compared.older, "row of", "rows of")} ${file} ${compared.older === 1 ? "is" : "are"} older than what is kept and ${compared.older === 1 ? "changes" : "change"} nothing.`,
        ]),
    ...(compared.left === 0
      ? []
      : [
          `${rows(compared.left, "kept row", "kept rows")} of keys that ${file} names less often ${compared.left === 1 ? "is" : "are"} taken out.`,
        ]),
    ...(compared.gone === 0
      ? []
      : [
          `${rows(compared.gone, "kept row is", "kept rows are")} not in ${file}, a whole export: gone, and part of no build until ${compared.gone === 1 ? "it comes" : "they come"} back.`,
        ]),
  ];
}
