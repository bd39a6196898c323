import { type KeptRule, recount } from "../disqualify/kept.ts";
import type { CountedRule, Disqualifier } from "../icp/disqualifier.ts";
import { isContradicted } from "../icp/disqualifier.ts";
import type { IcpDocument } from "../icp/document.ts";
import { formatFor } from "../icp/page/format.ts";
import type { Facts } from "../ingest/facts.ts";
import { candidateFor } from "./declared-counts.ts";
import { marker } from "./kept-rules.ts";
import type { Prepared } from "./prepare.ts";

/**
 * The declared rules of a document counted on the deals, as learned rules are that the search did not find; with a note for each that the deals
 * contradict. A rule that no column of the deals tells stays without figures.
 *
 * @param orderName header of the `--order` column; null without
 */
export async function withCountedRules(
  document: IcpDocument,
  { candidates }: Pick<Facts, "candidates">,
  { matrix, reader }: Pick<Prepared, "matrix" | "reader">,
  orderName: string | null,
): Promise<IcpDocument> {
  const marksOf = marker(reader, matrix.n, document.attributes, (one) => candidateFor(one, candidates)?.name ?? null);
  const kept: KeptRule[] = [];
  for (const one of document.disqualifiers) {
    if (one.source !== "declared" || one.rule === null) continue;
    const marks = await marksOf(one.rule);
    const { id, kind, rule, who } = one;
    if (marks !== null) kept.push({ id, aim: "win", kind, status: "confirmed", rule, who, marks });
  }
  if (kept.length === 0) return document;
  const { seed } = document;
  const { rules } = recount({ aim: "win", matrix, features: [], events: matrix.y, seed, orderName, kept });
  const figures = new Map(rules.map((rule): [string, CountedRule] => [rule.id, figuresOf(rule)]));
  const disqualifiers = document.disqualifiers.map((one): Disqualifier => {
    const counted = one.source === "declared" ? figures.get(one.id) : undefined;
    return one.source === "declared" && counted !== undefined ? { ...one, counted } : one;
  });
  return { ...document, disqualifiers, notes: [...document.notes, ...disqualifiers.flatMap(contradiction)] };
}

function figuresOf(rule: ReturnType<typeof recount>["rules"][number]): CountedRule {
  const { n, events, accounts, rate, interval, base_rate, later } = rule;
  const { saved_interval, events_interval } = later;
  return {
    n,
    events,
    accounts,
    rate,
    interval: [...interval],
    base_rate,
    later: {
      ...later,
      saved_interval: [...saved_interval],
      events_interval: events_interval === null ? null : [...events_interval],
    },
  };
}

const FORMAT = formatFor("en");

/** What the deals say against a declared rule. */
function contradiction(one: Disqualifier): string[] {
  if (one.source !== "declared" || one.counted === undefined || !isContradicted(one)) return [];
  const { n, events, rate, base_rate } = one.counted;
  return [
    `"${one.who}": the deals contradict what you declared: ${FORMAT.count(events)} of ${FORMAT.count(n)} won (${FORMAT.percent(rate)}), against ${FORMAT.percent(base_rate)} of all. It filters on until you take it out of the declared file; openicp reject takes it back too.`,
  ];
}
