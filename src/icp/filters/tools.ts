import type { Concept } from "../concept.ts";

/** Where people look for companies. */
export const TOOLS = ["sales-navigator", "apollo", "zoominfo", "linkedin-ads"] as const;
export type Tool = (typeof TOOLS)[number];

/** A bracket that a tool offers: whole numbers from `from` to `to`, both included; null is open. */
export interface Bracket {
  readonly label: string;
  readonly from: number;
  readonly to: number | null;
}

/**
 * How a tool takes a setting: fixed brackets, a smallest and largest number, values to choose, or only whether there is any.
 * `anyOf`: of several tokens chosen, a company needs one only.
 */
export type Setting =
  | {
      readonly kind: "brackets";
      readonly filter: string;
      readonly brackets: readonly Bracket[];
      readonly mind?: string;
    }
  | { readonly kind: "range"; readonly filter: string; readonly mind?: string }
  | { readonly kind: "values"; readonly filter: string; readonly anyOf?: true; readonly mind?: string }
  | { readonly kind: "any"; readonly filter: string; readonly value: string; readonly mind?: string };

export interface ToolFilters {
  readonly name: string;
  readonly filters: Readonly<Partial<Record<Concept, Setting>>>;
  /** What else helps there. */
  readonly tip: string | null;
}

/** LinkedIn's brackets, the smallest by another name in each of its products. */
function headcount(smallest: readonly Bracket[]): readonly Bracket[] {
  const edges = [11, 51, 201, 501, 1001, 5001, 10_001];
  const labels = ["11-50", "51-200", "201-500", "501-1000", "1001-5000", "5001-10,000", "10,001+"];
  const rest = labels.map((label, i) => ({
    label,
    from: edges[i]!,
    to: i + 1 < edges.length ? edges[i + 1]! - 1 : null,
  }));
  return [...smallest, ...rest];
}

const MILLION = 1_000_000;
const DOLLARS = "in US dollars";

const FILTERS: Readonly<Record<Tool, ToolFilters>> = {
  "sales-navigator": {
    name: "LinkedIn Sales Navigator (account search)",
    filters: {
      industry: { kind: "values", filter: "Industry" },
      headcount: {
        kind: "brackets",
        filter: "Company headcount",
        brackets: headcount([
          { label: "Self-employed", from: 0, to: 0 },
          { label: "1-10", from: 1, to: 10 },
        ]),
      },
      "headcount-growth": { kind: "range", filter: "Company headcount growth", mind: "in percent" },
      "team-size": { kind: "range", filter: "Department headcount", mind: "choose the department" },
      revenue: { kind: "range", filter: "Annual revenue", mind: "in millions; choose the nearest steps" },
      location: { kind: "values", filter: "Headquarters location" },
      technology: { kind: "values", filter: "Technologies used", anyOf: true },
      "job-postings": {
        kind: "any",
        filter: "Job opportunities",
        value: "Hiring on LinkedIn",
        mind: "the number cannot be set",
      },
    },
    tip: null,
  },
  apollo: {
    name: "Apollo (company search)",
    filters: {
      industry: { kind: "values", filter: "Industry & Keywords" },
      headcount: { kind: "range", filter: "# Employees (custom range)" },
      "headcount-growth": { kind: "range", filter: "Headcount Growth", mind: "in percent" },
      "team-size": { kind: "range", filter: "Headcount by department", mind: "choose the department" },
      revenue: { kind: "range", filter: "Revenue (custom range)", mind: DOLLARS },
      location: { kind: "values", filter: "Account Location (headquarters)" },
      technology: { kind: "values", filter: "Technologies", mind: "for several, choose all of them" },
      "funding-stage": { kind: "values", filter: "Funding: latest stage" },
      "funding-amount": { kind: "range", filter: "Funding: total", mind: DOLLARS },
      founded: { kind: "range", filter: "Founded Year" },
      "job-postings": { kind: "range", filter: "Job Postings: number of active jobs" },
    },
    tip: null,
  },
  zoominfo: {
    name: "ZoomInfo (company search)",
    filters: {
      industry: { kind: "values", filter: "Industry" },
      headcount: { kind: "range", filter: "Employees (custom range)" },
      "headcount-growth": { kind: "range", filter: "Employee growth rate", mind: "in percent, over one or two years" },
      revenue: { kind: "range", filter: "Revenue (custom range)", mind: DOLLARS },
      location: { kind: "values", filter: "Location", mind: "of the headquarters" },
      technology: { kind: "values", filter: "Technologies", mind: "for several, choose all of them" },
      "funding-amount": { kind: "range", filter: "Funding amount", mind: DOLLARS },
      ownership: { kind: "values", filter: "Company type" },
      "business-model": { kind: "values", filter: "Business model" },
    },
    tip: null,
  },
  "linkedin-ads": {
    name: "LinkedIn Ads (audience attributes)",
    filters: {
      industry: { kind: "values", filter: "Company industries" },
      headcount: {
        kind: "brackets",
        filter: "Company size",
        brackets: headcount([
          { label: "Myself only", from: 0, to: 1 },
          { label: "2-10", from: 2, to: 10 },
        ]),
      },
      revenue: {
        kind: "brackets",
        filter: "Company revenue",
        brackets: [
          { label: "Less than $1M", from: 0, to: MILLION - 1 },
          { label: "$1M-$10M", from: MILLION, to: 10 * MILLION - 1 },
          { label: "$10M-$100M", from: 10 * MILLION, to: 100 * MILLION - 1 },
          { label: "$100M-$1B", from: 100 * MILLION, to: 1000 * MILLION - 1 },
          { label: "More than $1B", from: 1000 * MILLION, to: null },
        ],
        mind: DOLLARS,
      },
      location: { kind: "values", filter: "Locations", mind: "of the people, not of the headquarters" },
    },
    tip: "Better than attributes: upload the companies that score high as a company list (Matched Audiences).",
  },
};

/** The filters of a tool. */
export function toolFilters(tool: Tool): ToolFilters {
  return FILTERS[tool];
}
