import type { RawRow } from "../../../compile/scorer.ts";
import { InputError } from "../../../errors.ts";
import type { DocumentAttribute, IcpDocument } from "../../../icp/document.ts";
import { scoredAttributes } from "../../../icp/scored-by.ts";
import type { NormaliseRule } from "../../../normalise/rule.ts";
import { ANOTHER, cellFor } from "./cell-for.ts";

/** Answers by name of the attribute: what a choice of a question sends back, or a cell as in a file; null and blank: not known. */
export type Answers = Readonly<Record<string, string | number | boolean | null>>;

const CHOICE = /^band (\d{1,3})$/;

/**
 * Answers as a raw row, by the sources of the attributes. Answers about one list of things (which tools they use) become one cell.
 *
 * @throws InputError for an attribute that this profile does not have, and for a choice that its question does not offer
 */
export function rowOfAnswers(document: IcpDocument, answers: Answers): RawRow {
  const cells = new Map<string, { readonly rule: NormaliseRule; readonly texts: string[] }>();
  for (const [name, answer] of Object.entries(answers)) {
    const attribute = document.attributes.find((one) => one.name === name);
    if (attribute?.normalise == null)
      throw new InputError(`this profile asks nothing about "${name.slice(0, 100)}": see the questions of the check`);
    const text = answer === null ? "" : cellOf(document, attribute, String(answer));
    if (text.trim() === "") continue;
    const { source, normalise: rule } = attribute;
    const found = cells.get(source) ?? { rule, texts: [] };
    found.texts.push(text);
    cells.set(source, found);
  }
  return Object.fromEntries([...cells].map(([source, { rule, texts }]) => [source, joined(rule, texts)]));
}

function cellOf(document: IcpDocument, attribute: DocumentAttribute, answer: string): string {
  const place = CHOICE.exec(answer)?.[1];
  const card = scoredAttributes(document.scorecard)
    .find((one) => one.attribute === attribute.name)
    ?.cards.find((one) => one !== null);
  if (place === undefined || card === undefined || card === null) return answer;
  const band = card.bands[Number(place) - 1];
  const cell = band === undefined ? null : cellFor(attribute.normalise!, card.bands, band);
  if (cell === null) throw new InputError(`${attribute.label}: "${answer}" is none of the choices of this question`);
  return cell;
}

/** Of a set all tokens together; of anything else the last answer. */
function joined(rule: NormaliseRule, texts: readonly string[]): string {
  if (!("separators" in rule)) return texts.at(-1) ?? "";
  const named = texts.filter((text) => text !== ANOTHER);
  return (named.length === 0 ? [ANOTHER] : named).join(rule.separators[0] ?? ";");
}
