import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Company } from "../examples/generator/company.ts";
import { exportsOf, historyEnd, type Simulated, simulate } from "../examples/generator/simulate.ts";
import { buildDraft } from "../src/build/draft.ts";
import type { BuildRequest } from "../src/engine/build-request.ts";
import { maturedCohorts } from "../src/engine/cohorts.ts";
import { documentOf, sealed } from "../src/engine/document.ts";
import type { Effects } from "../src/engine/effects.ts";
import { gatherFacts } from "../src/engine/facts.ts";
import type { InputFiles } from "../src/engine/input-files.ts";
import { prepare } from "../src/engine/prepare.ts";
import { readTables } from "../src/engine/read-tables.ts";
import { weigh } from "../src/engine/row-weights.ts";
import { readWatched, type WatchedDeals } from "../src/engine/watch/read-rows.ts";
import type { IcpDocument } from "../src/icp/document.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { openDatabase } from "../src/warehouse/database.ts";
import type { Emerging, EmergingKind } from "../src/watch/drift/emerging.ts";

const EFFECTS: Effects = {
  today: "2026-07-01",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => {},
};

const READING = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } } as const;
const WISHES = { map: "none", rates: null, typed: [] } as const;

/** A simulated year: what was built before it, and its deals as an export of the last day has them. */
export interface BenchYear {
  readonly simulated: Simulated;
  readonly document: IcpDocument;
  readonly watched: WatchedDeals;
}

function written(simulated: Simulated, day: number, folder: string): InputFiles {
  for (const [path, text] of exportsOf(simulated, day)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const file = (name: string): string[] => [join(folder, "salesforce", `${name}.csv`)];
  return {
    deals: file("Opportunity"),
    accounts: file("Account"),
    universe: [],
    customers: [],
    contacts: [],
    leads: [],
    events: [],
    history: [],
  };
}

function requestOf(files: InputFiles): BuildRequest {
  return {
    files,
    name: "Calvanto",
    ingest: DEFAULT_OPTIONS,
    reading: READING,
    allow: [],
    about: null,
    findableOnly: false,
    goal: "win",
    parts: null,
    money: { margin: 1, cac: null },
    levels: null,
    room: { tiers: null, sellers: null, accountsPerSeller: null },
    monotone: [],
    weights: { halfLifeDays: null, strategy: [] },
    wishes: WISHES,
    seed: 1,
    declared: null,
    previous: null,
    resampling: false,
    forceScore: false,
    valueMap: null,
    technologies: null,
  };
}

/** The document that `openicp build --no-resampling` makes, without what drift does not read: kinds, rules, words, people. */
async function scorecardOf(request: BuildRequest): Promise<IcpDocument> {
  const database = await openDatabase({ threads: 1 });
  try {
    const tables = await readTables(database, request.files, request.reading, EFFECTS);
    const facts = await gatherFacts(database, tables, request.ingest);
    const admission = { allow: new Set<string>(), about: "account" as const, findableOnly: false };
    const prepared = await weigh(await prepare(database, facts, admission, EFFECTS), request.weights);
    const draft = await buildDraft(
      {
        matrix: prepared.matrix,
        features: prepared.eligible.map(({ feature }) => feature),
        seed: request.seed,
        orderName: null,
        matured: maturedCohorts(facts.cohorts),
        forceScore: false,
      },
      { permuter: null, resampler: null, booster: null, batch: 4, pause: async () => {}, progress: () => {} },
    );
    return sealed(documentOf(request, facts, prepared, draft, "account", ""));
  } finally {
    database.close();
  }
}

/** Builds on the history of a seed once, and reads the year after it with a shift and without one. */
export async function yearsOf(seed: string, months: number): Promise<readonly [shifted: BenchYear, quiet: BenchYear]> {
  const folder = mkdtempSync(join(tmpdir(), "openicp-watch-"));
  try {
    const shifted = simulate({ seed, months });
    const quiet = simulate({ seed, months, shiftIn: null });
    const before = written(shifted, historyEnd(shifted), join(folder, "before"));
    const document = await scorecardOf(requestOf(before));
    const read = async (simulated: Simulated, name: string): Promise<BenchYear> => {
      const files = written(simulated, simulated.firstDay(months + 1) - 1, join(folder, name));
      const database = await openDatabase({ threads: 1 });
      try {
        const asked = { files, ingest: DEFAULT_OPTIONS, reading: READING, wishes: WISHES };
        return { simulated, document, watched: await readWatched(database, document, asked, EFFECTS) };
      } finally {
        database.close();
      }
    };
    return [await read(shifted, "shifted"), await read(quiet, "quiet")];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Holds a company against a rule by what it really is. */
function meets(company: Company, rules: EmergingKind["rules"], document: IcpDocument): boolean {
  return rules.every(({ attribute, is }) => {
    const source = document.attributes.find(({ name }) => name === attribute)?.source ?? attribute;
    const value = truthOf(company, source);
    if (value === undefined) return true;
    if ("in" in is) return typeof value === "string" && is.in.includes(value);
    if ("has" in is) return Array.isArray(value) && value.includes(is.has);
    if ("lacks" in is) return Array.isArray(value) && !value.includes(is.lacks);
    return (
      typeof value === "number" && (is.from === null || value >= is.from) && (is.below === null || value < is.below)
    );
  });
}

function truthOf(company: Company, source: string): string | number | readonly string[] | undefined {
  const folded = (text: string): string => text.toLowerCase();
  const told: Readonly<Record<string, string | number | readonly string[]>> = {
    industry: folded(company.industry),
    country: folded(company.country),
    billing_country: folded(company.country),
    employees: company.employees,
    annual_revenue: company.revenue,
    tech_stack: company.techStack.map(folded),
    business_model: folded(company.businessModel),
    number_of_locations: company.locations,
    certification: folded(company.certification),
    compliance_team: company.complianceTeam ? "yes" : "no",
    funding_stage: folded(company.fundingStage),
    open_job_postings: company.openJobs,
  };
  return told[source];
}

/**
 * Whether what was found is the planted kind. `right`: the rule holds for at least half of the kind among all simulated companies, and at least half of the companies
 * it holds for are of the kind, as the deals since the shift are mixed. `half`: two conditions of the kind are listed.
 */
export function isNamed(
  simulated: Simulated,
  found: Emerging,
  document: IcpDocument,
): { readonly right: boolean; readonly half: boolean } {
  const deals = simulated.deals.filter(({ created, status }) => status === "won" && created >= simulated.firstDay(7));
  const companies = [...new Map(deals.map(({ company }) => [company.key, company])).values()];
  const kind = companies.filter((company) => simulated.kindOf(company) === "emerging");
  const right = [...found.kinds, ...(found.rising === null ? [] : [found.rising])].some(({ rules }) => {
    const held = companies.filter((company) => meets(company, rules, document));
    const both = held.filter((company) => simulated.kindOf(company) === "emerging").length;
    return both >= held.length / 2 && both >= kind.length / 2;
  });
  const planted = /healthcare|zendesk|netherlands|sweden|france/i;
  const half = found.conditions.length === 2 && found.conditions.every(({ value }) => planted.test(value));
  return { right, half };
}
