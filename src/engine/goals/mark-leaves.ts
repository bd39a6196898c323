import { clearLeavers } from "../../build/wins-but-leaves.ts";
import type { Condition as RuleCondition } from "../../compile/rules.ts";
import type { Band, IcpDocument } from "../../icp/document.ts";
import type { Segment } from "../../icp/segment.ts";
import { marker } from "../kept-rules.ts";
import type { CustomersBeside } from "./customers-beside.ts";

type Marks = Uint8Array | null;

/** Bands and segments that win clearly above the average. */
function winsClearly(interval: readonly [number, number] | null, base: number): boolean {
  return interval !== null && interval[0] > base;
}

/**
 * Marks bands and segments that win clearly above the average, but whose customers clearly leave more often than others within a year: wins, but
 * leaves. Every customer in the files counts, whatever its deal; those of whom a column says nothing are in no band.
 */
export async function markLeaves(document: IcpDocument, customers: CustomersBeside): Promise<IcpDocument> {
  const { prepared, facts } = customers;
  const { y, account, n } = prepared.deals;
  const there = new Set(facts.candidates.map(({ name }) => name));
  const marksOf = marker(prepared.reader, n, document.attributes, ({ source }) => (there.has(source) ? source : null));
  const base = document.evidence.base_rate;
  const groups: { readonly of: Band | Segment; readonly marks: Marks }[] = [];
  for (const { attribute, bands } of document.scorecard.attributes)
    for (const band of bands)
      if (!("missing" in band.match) && winsClearly(band.rate_interval, base))
        groups.push({ of: band, marks: await inBand(marksOf, attribute, bands, band) });
  for (const segment of document.segments)
    if (winsClearly(segment.deals.rate_interval, base))
      groups.push({ of: segment, marks: await marksOf(segment.rules) });
  const found = clearLeavers(
    groups.map(({ marks }) => marks),
    y,
    account,
  );
  const leaves = new Map(groups.flatMap(({ of }, i) => (found[i] == null ? [] : [[of, found[i]] as const])));
  if (leaves.size === 0) return document;
  const marked = <T extends Band | Segment>(one: T): T =>
    leaves.has(one) ? { ...one, leaves: leaves.get(one)! } : one;
  return {
    ...document,
    segments: document.segments.map(marked),
    scorecard: {
      ...document.scorecard,
      attributes: document.scorecard.attributes.map((card) => ({ ...card, bands: card.bands.map(marked) })),
    },
  };
}

/** Customers in a band. Any other value: known, and in none of the bands above. */
async function inBand(
  marksOf: (rule: readonly RuleCondition[]) => Promise<Marks>,
  attribute: string,
  bands: readonly Band[],
  { match }: Band,
): Promise<Marks> {
  if ("missing" in match) return null;
  if (!("other" in match)) return marksOf([{ attribute, is: match }]);
  const unknown = await marksOf([{ attribute, is: { missing: true } }]);
  if (unknown === null) return null;
  const rest = unknown.map((mark) => 1 - mark);
  for (const { match: own } of bands) {
    if ("other" in own || "missing" in own) continue;
    const marks = await marksOf([{ attribute, is: own }]);
    marks?.forEach((mark, i) => {
      rest[i] = rest[i]! & (1 - mark);
    });
  }
  return rest;
}
