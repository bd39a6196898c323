import type { Facts, FileTotals, RawTable } from "../ingest/facts.ts";
import type { CustomerCompanies } from "./customer-companies.ts";

/** Files that say nothing of a profile as long as there are no deals. */
const SILENT: ReadonlySet<RawTable["role"]> = new Set(["contacts", "leads", "history"]);

function totalsOf({ role, parts }: RawTable): FileTotals[] {
  return parts.map(({ file, format, rowsRead: read, rejected, copyOf }) => {
    const rest = read - rejected.length;
    const [taken, merged] = copyOf === null ? [rest, 0] : [0, rest];
    return SILENT.has(role)
      ? {
          role,
          file,
          format,
          read,
          taken: 0,
          merged,
          outOfScope: taken === 0 ? [] : [{ reason: "not used without deals", rows: taken }],
          rejected,
        }
      : { role, file, format, read, taken, merged, outOfScope: [], rejected };
  });
}

/** The facts of a build without deals: what was read, the customers if any, and nothing of outcomes. The universe is accounted for elsewhere. */
export function factsWithoutDeals(tables: readonly RawTable[], customers: CustomerCompanies | null): Facts {
  const own = tables.filter(({ role }) => role !== "universe" && role !== "customers");
  const silent = [...new Set(own.filter(({ role }) => SILENT.has(role)).map(({ role }) => role))];
  return {
    tableWithOpen: null,
    table: "",
    candidates: [],
    setAside: [],
    totals: [...own.flatMap(totalsOf), ...(customers?.told.totals ?? [])],
    guesses: [...(customers?.told.guesses ?? [])],
    notes: [
      ...own.flatMap(({ notes }) => notes),
      ...(customers?.told.notes ?? []),
      ...silent.map((role) => `--${role} is not used as long as there are no deals.`),
    ],
    evidence: {
      opportunities: 0,
      won: 0,
      lost: 0,
      open: 0,
      openWithoutAccount: 0,
      lostByReason: {},
      accounts: 0,
      customers: customers?.rows ?? 0,
      excluded: [],
      from: null,
      to: null,
      asOf: customers?.asOf ?? null,
    },
    outcome: "none",
    newBusiness: "none",
    ordered: false,
    hasAccounts: tables.some(({ role }) => role === "accounts"),
    people: null,
    leads: null,
    events: null,
    late: [],
    mapping: {
      outcome: { says: null, comment: "no deals" },
      newBusiness: { says: [], comment: "no deals" },
      pipelines: { says: [], comment: "no deals" },
      lossReasons: [],
      columns: [],
      sheets: [],
    },
    cohorts: [],
    customers: null,
    customersTable: null,
    customersMonths: null,
    currency: null,
    merges: [],
    units: null,
  };
}
