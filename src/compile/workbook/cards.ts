import { InputError } from "../../errors.ts";
import { filters } from "../../icp/disqualifier.ts";
import type { DocumentAttribute, IcpDocument, ScorecardAttribute } from "../../icp/document.ts";
import { nameOf } from "../../icp/page/context.ts";
import { tidy } from "../../icp/page/label.ts";
import { scoredBy } from "../../icp/scored-by.ts";
import type { NormaliseRule } from "../../normalise/rule.ts";
import type { SetRule } from "../../normalise/set.ts";
import { headersBySource } from "../columns.ts";
import { type BandList, bandList } from "./lists.ts";

/** A column of raw cells that the scorecard reads. */
export interface WorkbookSource {
  readonly source: string;
  readonly header: string;
  readonly rule: NormaliseRule;
}

/** An attribute of the scorecard, or a condition of a rule, as the workbook needs it. */
export interface Card {
  readonly title: string;
  readonly card: ScorecardAttribute;
  readonly attribute: DocumentAttribute;
  readonly rule: NormaliseRule;
  readonly list: BandList;
  /** First row of its bands on the sheet Scorecard. */
  readonly row: number;
  /** The part whose card it is of: 0 for the card of all. */
  readonly part: number;
}

/** Rows of the sheet Scorecard above the bands. */
export const ROWS_ABOVE = 8;

/** The raw columns that a document's scorecard reads, in its order, then those that only its disqualifiers read. */
export function workbookSources(document: IcpDocument): readonly WorkbookSource[] {
  const headers = headersBySource(document);
  const sources = new Map<string, WorkbookSource>();
  const names = [
    ...scoredBy(document.scorecard),
    ...document.disqualifiers.filter(filters).flatMap(({ rule }) => rule.map(({ attribute }) => attribute)),
  ];
  for (const attribute of names) {
    const { source, rule } = described(document, attribute);
    const seen = sources.get(source)?.rule;
    const header = tidy(headers.get(source)![0]!);
    sources.set(source, { source, header, rule: rawRule(rule, seen) });
  }
  return [...sources.values()];
}

/** How the cells of a source are filled in. What is counted must not hold the own value of a token beside the token. */
function rawRule(rule: NormaliseRule, seen: NormaliseRule | undefined): NormaliseRule {
  if (rule.kind === "set" || rule.kind === "count" || rule.kind === "group") {
    const { missing, separators, gone } = rule;
    const plain: SetRule = { kind: "set", missing, separators, ...(gone === undefined ? {} : { gone }) };
    return rule.kind === "set" ? (seen ?? rule) : plain;
  }
  return seen ?? rule;
}

/** An attribute with how it is read. */
export function described(
  document: IcpDocument,
  name: string,
): { attribute: DocumentAttribute; source: string; rule: NormaliseRule } {
  const attribute = document.attributes.find((one) => one.name === name);
  if (attribute === undefined || attribute.normalise === null)
    throw new InputError(`The ICP uses "${name}" but its "attributes" do not say how to read it; build the ICP again.`);
  return { attribute, source: attribute.source, rule: attribute.normalise };
}

/** The attributes of the scorecard with the place of their bands, those of the cards of parts last. */
export function cardsOf(document: IcpDocument): readonly Card[] {
  let row = ROWS_ABOVE + 1;
  const { attributes, parts } = document.scorecard;
  return [{ label: null, attributes }, ...(parts?.cards ?? [])].flatMap(({ label, attributes: own }, part) =>
    own.map((card) => {
      const { attribute, rule } = described(document, card.attribute);
      const title = label === null ? nameOf(attribute) : `${nameOf(attribute)} (${tidy(label)})`;
      const one = { title, card, attribute, rule, list: bandList(card, rule), row, part };
      row += card.bands.length;
      return one;
    }),
  );
}

/** What tells the part of a row: a card whose bands are the parts; null where there is one card. */
export function partCard(document: IcpDocument): Card | null {
  const { parts } = document.scorecard;
  if (parts === undefined) return null;
  const { attribute, rule } = described(document, parts.attribute);
  const facts = { points: 0, n: 0, won: 0, rate: 0, rate_interval: null, universe_share: null };
  const bands = parts.cards.map(({ label, when }) => ({ label, match: when, ...facts }));
  const card = { attribute: parts.attribute, weight: 0, weight_range: null, inclusion: null, bands };
  return { title: `${nameOf(attribute)}: part`, card, attribute, rule, list: bandList(card, rule), row: 0, part: 0 };
}
