import { probabilityName } from "../compile/probability.ts";
import type { IcpDocument } from "../icp/document.ts";
import { goalWords } from "../icp/page/goal-words.ts";

/** What is to be said of a profile that does not separate. */
export function noneWarning(document: IcpDocument): string[] {
  const { verdict } = document.separation;
  if (document.declared?.scores === true)
    return ["the score of this profile is a hypothesis: what people declared, not what deals show"];
  if (document.scorecard.attributes.length === 0)
    return [
      `this profile has no scorecard, because its data does not tell ${goalWords(document.goal).sides}: fit and level stay empty, ${probabilityName(document)} is the base rate`,
    ];
  return verdict === "none"
    ? [`this profile was scored by force: its data does not tell ${goalWords(document.goal).sides}`]
    : [];
}

/** What is to be said of attributes that a file has no column for. */
export function absentWarning(absent: readonly string[], file: string): string[] {
  if (absent.length === 0) return [];
  return [
    `${file} has no column for ${absent.join(", ")}: these earn the points of "not known" (--map 'COLUMN=field' names another column)`,
  ];
}
