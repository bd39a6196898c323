import type { IcpDocument } from "../icp/document.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import type { Database } from "../warehouse/database.ts";
import type { AlreadyInBuild } from "./already/in-build.ts";
import type { BuildRequest } from "./build-request.ts";
import { decidedOf, declaredOf, leftOut, rejectedAgain, withCarried } from "./carried-rules.ts";
import { type Contrast, contrastOf } from "./contrast.ts";
import { type CustomerCompanies, layCustomerCompanies } from "./customer-companies.ts";
import { declaredCounts } from "./declared-counts.ts";
import type { Effects } from "./effects.ts";
import { hypothesisOf, withContrast, withHeaders } from "./hypothesis.ts";
import { withCustomers } from "./prefill.ts";
import { addDeclaredReach } from "./reach/add-reach.ts";
import { distinctCompanies } from "./reach/distinct-companies.ts";
import type { ReadDeclared } from "./read-declared.ts";

/** What a build without enough deals goes by. */
export interface Beliefs {
  readonly declared: ReadDeclared;
  readonly customers: CustomerCompanies | null;
}

const CONTRASTED =
  "Customers are those whom you reached: who looks like them may buy, or may only be whom you called. The universe must be written like your own accounts, or the score tells the files apart.";

/** The companies of the customers' files; null where none are given. */
export async function customersIn(
  database: Database,
  tables: readonly RawTable[],
  { ingest }: BuildRequest,
): Promise<CustomerCompanies | null> {
  const customers = tables.filter(({ role }) => role === "customers");
  if (customers.length === 0) return null;
  return layCustomerCompanies(database, customers, tables.find(({ role }) => role === "accounts") ?? null, ingest);
}

/** Options of a build that mean nothing as long as there are no deals to learn from. */
function unusedOptions({
  valueMap,
  technologies,
  monotone,
  allow,
  weights,
  findableOnly,
  forceScore,
  levels,
}: BuildRequest): string[] {
  const given = [
    ...(valueMap === null ? [] : ["--value-map"]),
    ...(technologies === null ? [] : ["--technologies"]),
    ...(monotone.length === 0 ? [] : ["--monotone"]),
    ...(allow.length === 0 ? [] : ["--allow"]),
    ...(weights.halfLifeDays === null ? [] : ["--recency"]),
    ...(weights.strategy.length === 0 ? [] : ["--strategy"]),
    ...(findableOnly ? ["--findable-only"] : []),
    ...(forceScore ? ["--force-score"] : []),
    ...(levels === "data" ? ["--levels data"] : []),
  ];
  return given.map((option) => `${option} is not used as long as there are too few deals to learn from.`);
}

/** Deals were given and teach nothing. */
function tooFewToLearn({ files }: BuildRequest, { won, lost, open }: Facts["evidence"]): string[] {
  if (files.deals.length === 0) return [];
  if (won + lost + open === 0) return ["The deals given hold none that count: the hypothesis scores, as declared."];
  const counts = `${won.toLocaleString("en-US")} won, ${lost.toLocaleString("en-US")} lost, ${open.toLocaleString("en-US")} open`;
  return [
    `These deals (${counts}) are too few, or too much of one kind, to learn from: the hypothesis scores, as declared.`,
  ];
}

/**
 * The document of a build that has too few deals to learn from: what people declared, or what customers have in common; with the notes that
 * tell it. Levels of the universe and of the customers are counted.
 *
 * @param previous an earlier version, whose decisions hold; null without one @param scored the table whose headers the document is to know
 */
export async function hypothesisFrom(
  database: Database,
  request: BuildRequest,
  { declared, customers }: Beliefs,
  previous: IcpDocument | null,
  facts: Facts,
  tables: readonly RawTable[],
  scored: RawTable | null,
  print: string,
  effects: Effects,
  already: AlreadyInBuild,
): Promise<{ readonly document: IcpDocument; readonly notes: readonly string[] }> {
  const market = tables.find(({ role }) => role === "universe") ?? null;
  const distinct = market === null ? null : await distinctCompanies(database, market, request.ingest);
  const universe = distinct?.table ?? null;
  const contrast =
    customers === null || universe === null || declared.from === "people"
      ? null
      : await contrastOf(database, customers, universe, facts, request.seed, effects);
  const [learned, why]: readonly [Contrast | null, readonly string[]] =
    typeof contrast === "string"
      ? [null, [...declared.notes, contrast]]
      : [contrast, contrast === null ? declared.notes : [CONTRASTED]];
  const notes = [
    ...why,
    ...(distinct?.notes ?? []),
    ...tooFewToLearn(request, facts.evidence),
    ...unusedOptions(request),
  ];
  const { opportunities, won } = facts.evidence;
  const base = { rate: opportunities === 0 ? 0 : won / opportunities, effect: 1 };
  const few = await declaredCounts(database, facts, declared.card, base);
  const said = hypothesisOf(request, { ...declared, notes }, facts, print, few);
  const bare = learned === null ? said : withContrast(said, learned);
  const own = withHeaders(previous === null ? bare : withDecisions(bare, previous, declared, tables), scored);
  const whole = universe === null ? own : await addDeclaredReach(database, own, universe, request.room, already);
  return {
    document: customers === null ? whole : await withCustomers(database, whole, customers),
    notes: [...notes, ...own.notes.slice(said.notes.length)],
  };
}

/** What a person decided in an earlier version, as far as these files can tell it; where there are no files, all of it. */
function withDecisions(
  document: IcpDocument,
  { attributes, disqualifiers: before }: IcpDocument,
  { parsed, from }: ReadDeclared,
  tables: readonly RawTable[],
): IcpDocument {
  const headers = tables.flatMap(({ columns }) => columns);
  const fields = new Set(headers.map(fieldName));
  const own = rejectedAgain(document.disqualifiers, before);
  const people = from === "people";
  const rest = people ? decidedOf(before) : [...decidedOf(before), ...declaredOf(before)];
  const notes = [...document.notes, ...(people ? leftOut(own, before, parsed.file) : [])];
  return withCarried(
    { ...document, disqualifiers: own, notes },
    { attributes },
    rest,
    ({ source, columns }) => tables.length === 0 || fields.has(source) || columns.some((one) => headers.includes(one)),
  );
}
