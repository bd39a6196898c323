import { isDeepStrictEqual } from "node:util";
import { takeRows } from "../build/rows.ts";
import { noDecisionEvents } from "../disqualify/aim.ts";
import { type DisqualifyInput, disqualify } from "../disqualify/disqualify.ts";
import { recount } from "../disqualify/kept.ts";
import type { Aim, Disqualified, Later, LearnedRule } from "../disqualify/rule.ts";
import { tooFew } from "../disqualify/too-few.ts";
import type { Feature } from "../features/assemble.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import type { Disqualifier, DisqualifierSearch, LearnedDisqualifier } from "../icp/disqualifier.ts";
import type { DocumentAttribute, IcpDocument } from "../icp/document.ts";
import type { Facts } from "../ingest/facts.ts";
import type { Database } from "../warehouse/database.ts";
import { decidedOf } from "./carried-rules.ts";
import { decidedRules, keepDecided, NOTHING_DECIDED } from "./decided.ts";
import type { CustomersBeside } from "./goals/customers-beside.ts";
import { wonOf } from "./goals/deals-by-win.ts";
import { keptRules } from "./kept-rules.ts";
import type { Prepared } from "./prepare.ts";

/** Share of the lost deals whose reason must be known to look for those that ended without a decision. */
const REASONED = 0.5;

/** What a build says of whom not to sell to. */
export interface FoundDisqualifiers {
  readonly disqualifiers: readonly Disqualifier[];
  readonly searches: readonly DisqualifierSearch[];
  readonly notes: readonly string[];
}

interface Wanted {
  readonly seed: number;
  /** Header of the `--order` column, null without. */
  readonly orderName: string | null;
  /** An earlier version, with what a person made of its rules; null without one. */
  readonly previous: IcpDocument | null;
  /** Attributes of the new version. */
  readonly attributes: readonly DocumentAttribute[];
}

/** What the search needs from the world. */
interface Watched {
  progress(step: string, done: number, of: number): void;
  /** Lets signals through; throws when interrupted. */
  pause(): Promise<void>;
}

const STEP = "looking for whom to leave alone";

/**
 * Whom not to sell to, from the attributes of companies that take part: kinds that rarely buy, kinds whose deals end without a decision where
 * most reasons are known, and kinds of customers that leave within a year where customers' files tell. Whatever the goal, deals are judged by winning. What a person confirmed or rejected in an earlier version stays so.
 */
export async function findDisqualifiers(
  database: Database,
  facts: Facts,
  prepared: Prepared,
  { seed, orderName, previous, attributes }: Wanted,
  { progress, pause }: Watched,
  beside: CustomersBeside | null = null,
): Promise<FoundDisqualifiers> {
  const { matrix, eligible, reader } = prepared;
  const own = eligible.map((one, j) => ({ ...one, j })).filter(({ feature }) => feature.about === "account");
  const features = own.map(({ feature }) => feature);
  const won = await wonOf(database, facts, prepared);
  const companies = { ...matrix, y: won ?? matrix.y, attributes: own.map(({ j }) => matrix.attributes[j]!) };
  const decided =
    previous === null
      ? NOTHING_DECIDED
      : decidedRules({ ...previous, disqualifiers: [...decidedOf(previous.disqualifiers)] }, attributes);
  const kept = await keptRules(reader, matrix.n, decided.held, attributes);
  const rest = { features, seed, orderName, kept };
  progress(STEP, 0, 3);
  await pause();
  const wins = won === null ? [] : [searched({ ...rest, aim: "win", matrix: companies, events: won })];
  progress(STEP, 1, 3);
  await pause();
  const stalls = won === null ? [] : await stalled(database, facts, companies, rest);
  progress(STEP, 2, 3);
  await pause();
  const leavers =
    won === null
      ? [searched({ ...rest, aim: "churn", matrix: companies, events: leftOf(matrix.y) })]
      : await leaving(beside, { seed, held: decided.held, attributes });
  progress(STEP, 3, 3);
  await pause();
  const found = [...wins, ...stalls, ...leavers];
  const { disqualifiers, notes } = keepDecided(
    found.flatMap(({ rules }) => rules),
    decided,
    found[0]?.search.in_time ?? true,
  );
  return { disqualifiers, searches: found.map(({ search }) => search), notes };
}

interface Searched {
  readonly rules: readonly LearnedDisqualifier[];
  readonly search: DisqualifierSearch;
}

function searched(all: DisqualifyInput): Searched {
  const { aim, matrix, events } = all;
  const input = { ...all, kept: all.kept.filter((one) => one.aim === aim) };
  const few = tooFew(aim, matrix.n, sum(events));
  if (few !== null) {
    const { rows, paragraph } = few;
    const needed = { tried: 0, rows };
    const nothing = { aim, searched: 0, in_time: true, together: null, needed, notes: [], paragraph };
    if (input.kept.length === 0) return { rules: [], search: nothing };
    const { rules, inTime, together } = recount(input);
    return {
      rules: rules.map(asWritten),
      search: { ...nothing, in_time: inTime, together: together === null ? null : laterOf(together) },
    };
  }
  const found = disqualify(input);
  return { rules: found.rules.map(asWritten), search: searchOf(found) };
}

function leftOf(stayed: Uint8Array): Uint8Array {
  return stayed.map((one) => 1 - one);
}

/** The same for customers who left within a year, beside deals; by attributes that the document reads in the same way. Nothing without customers. */
async function leaving(
  beside: CustomersBeside | null,
  {
    seed,
    held,
    attributes,
  }: Pick<DisqualifyInput, "seed"> & {
    readonly held: Parameters<typeof keptRules>[2];
    readonly attributes: readonly DocumentAttribute[];
  },
): Promise<readonly Searched[]> {
  if (beside === null) return [];
  const { matrix, eligible, reader } = beside.prepared;
  const same = eligible
    .map((one, j) => ({ ...one, j }))
    .filter(({ feature: { name, rule } }) => {
      const own = attributes.find((one) => one.name === name);
      return own !== undefined && isDeepStrictEqual(own.normalise, rule);
    });
  const customers = { ...matrix, attributes: same.map(({ j }) => matrix.attributes[j]!) };
  return [
    searched({
      aim: "churn",
      matrix: customers,
      features: same.map(({ feature }) => feature),
      events: leftOf(matrix.y),
      seed,
      orderName: null,
      kept: await keptRules(reader, matrix.n, held, attributes),
    }),
  ];
}

/** The same for deals that ended without a decision; nothing where too few reasons, or deals, are known. */
async function stalled(
  database: Database,
  facts: Facts,
  matrix: CodedMatrix,
  rest: { readonly features: readonly Feature[] } & Pick<DisqualifyInput, "seed" | "orderName" | "kept">,
): Promise<readonly Searched[]> {
  const { no_decision = 0, unknown = 0 } = facts.evidence.lostByReason;
  const lost = matrix.n - sum(matrix.y);
  if (no_decision === 0 || lost - unknown < REASONED * lost) return [];
  const [reasons = []] = await database.texts(`SELECT loss FROM ${facts.table} ORDER BY deal`);
  const { rows, events } = noDecisionEvents(matrix.y, reasons as readonly (string | null)[]);
  const aim: Aim = "no-decision";
  if (tooFew(aim, rows.length, sum(events)) !== null) return [];
  const kept = rest.kept.map((one) => ({ ...one, marks: Uint8Array.from(rows, (row) => one.marks[row]!) }));
  return [searched({ ...rest, aim, matrix: takeRows(matrix, rows), events, kept })];
}

function sum(marks: Uint8Array): number {
  return marks.reduce((a, b) => a + b, 0);
}

function searchOf({ aim, searched, in_time, needed, together, notes, paragraph }: Disqualified): DisqualifierSearch {
  return {
    aim,
    searched,
    in_time,
    needed: needed === null ? null : { ...needed },
    together: together === null ? null : laterOf(together),
    notes: [...notes],
    paragraph,
  };
}

function laterOf(later: Later): LearnedDisqualifier["later"] {
  const { saved_interval, events_interval } = later;
  return {
    ...later,
    saved_interval: [...saved_interval],
    events_interval: events_interval === null ? null : [...events_interval],
  };
}

/** A learned rule as the document holds it. */
function asWritten(found: LearnedRule): LearnedDisqualifier {
  const { status, rule, interval, halves, searched, later } = found;
  if (status === "declared") throw new Error(`a learned rule cannot be declared: ${found.id}`);
  return {
    ...found,
    status,
    rule: rule.map(({ attribute, is }) => ({ attribute, is: "in" in is ? { in: [...is.in] } : { ...is } })),
    interval: [...interval],
    halves: [...halves],
    searched: { ...searched },
    later: laterOf(later),
  };
}
