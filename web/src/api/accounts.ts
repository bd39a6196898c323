import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type {
  AccountDeal,
  AccountEvent,
  AccountForecast,
  AccountLead,
  AccountLine,
  AccountPerson,
  ListStay,
} from "../../../src/engine/workspace/accounts/shapes.ts";
import type { Action } from "../../../src/icp/action.ts";
import { ask, type Query } from "./ask.ts";
import { orThrow } from "./fault-error.ts";
import { queryOf } from "./queries.ts";
import type { Counts, Items, PageOf } from "./types.ts";

export type Account = Omit<AccountLine, "action"> & { readonly action: Action | null };
export type { AccountEvent };
export type Contact = AccountPerson;
export type Deal = AccountDeal;

export interface Reason {
  readonly attribute: string;
  readonly label: string;
  readonly value: string | null;
  readonly band: string | null;
  readonly points: number;
  readonly of: number;
}

interface LevelsFrom {
  readonly high: number;
  readonly medium: number;
}

/** How active an account was, is, and will be if nothing more happens. */
export interface TimingCurve {
  readonly day: string;
  readonly levels: LevelsFrom;
  readonly points: readonly { readonly day: string; readonly timing: number }[];
  readonly signals: readonly {
    readonly label: string;
    readonly points: number;
    readonly cap: number;
    readonly weight: number;
    readonly half_life_days: number;
    readonly events: number;
    readonly last: string;
  }[];
}

/** How an account is scored, and why. */
export interface AccountFit {
  readonly account: Account & {
    readonly place: number;
    readonly of: number;
    readonly segment_place: number | null;
    readonly segment_of: number | null;
    readonly ids: Readonly<Record<string, string | null>>;
    readonly p: number | null;
    readonly p_low: number | null;
    readonly p_high: number | null;
    readonly timing_reasons: string | null;
    readonly hand_raised: string | null;
  };
  readonly by: { readonly version: number; readonly levels: LevelsFrom; readonly timing_levels: LevelsFrom };
  /** What the rule says that leaves it alone. */
  readonly rule: string | null;
  readonly warning: string | null;
  readonly reasons: readonly Reason[];
  readonly cells: readonly { readonly column: string; readonly value: string | null }[];
  readonly forecast: AccountForecast | null;
}

/** All that is known of an account. */
export interface AccountTold extends AccountFit {
  readonly curve: TimingCurve | null;
  readonly history: readonly {
    readonly version: number;
    readonly at: string;
    readonly fit: number | null;
    readonly level: string | null;
  }[];
  readonly changes: readonly {
    readonly day: string | null;
    readonly field: string;
    readonly old: string | null;
    readonly new: string | null;
  }[];
  readonly lists: readonly ListStay[];
  readonly deals: readonly Deal[];
  readonly people: readonly Contact[];
  readonly leads: readonly AccountLead[];
  readonly events: { readonly items: readonly AccountEvent[]; readonly total: number };
  readonly stamps: readonly {
    readonly role: string;
    readonly source: string;
    readonly key: string;
    readonly created: string;
    readonly version: number;
    readonly fit: number | null;
    readonly level: string | null;
    readonly timing: number | null;
    readonly action: string | null;
  }[];
  readonly tasks: readonly {
    readonly id: number;
    readonly title: string;
    readonly owner: string | null;
    readonly state: "open" | "done" | "dismissed";
    readonly due: string | null;
  }[];
}

/** What may be asked about a company. */
export interface Question {
  readonly attribute: string;
  readonly label: string;
  /** Points between the best and the worst answer. */
  readonly moves: number;
  /** Points while nobody knows. */
  readonly unknown: number;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly points: number }[];
}

/** An account with decided deals that is like the one asked about. */
export interface Peer {
  readonly source: string;
  readonly key: string;
  readonly name: string | null;
  readonly website: string | null;
  readonly fit: number | null;
  readonly level: string | null;
  readonly won: number;
  readonly lost: number;
  /** It is among the accounts and has a page; else only its deals tell of it. */
  readonly listed: boolean;
  /** Share of the weight in which both are alike. */
  readonly alike: number;
  readonly same: readonly string[];
}

export interface CheckTold {
  readonly fit: number | null;
  readonly level: string | null;
  readonly sure: boolean | null;
  readonly known: number | null;
  readonly segment: string | null;
  readonly disqualified_by: string | null;
  readonly timing: number | null;
  readonly action: Action | null;
  readonly reasons: readonly Reason[];
  readonly rules: readonly {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly who: string;
    readonly text: string;
  }[];
  readonly similar: { readonly won: readonly Peer[]; readonly lost: readonly Peer[] };
  readonly among: { readonly won: number; readonly lost: number };
  readonly ask: readonly Question[];
  readonly by: { readonly levels: LevelsFrom; readonly timing_levels: LevelsFrom };
  readonly could: { readonly low: number; readonly high: number } | null;
}

export interface Checked {
  readonly found: "account" | "several" | "none";
  readonly account: Account | null;
  readonly checked: CheckTold | null;
  readonly candidates: readonly Account[];
  readonly why: string | null;
  readonly questions: readonly Question[];
}

export interface Customer {
  readonly customer: string;
  readonly source: string | null;
  readonly key: string | null;
  readonly fit: number | null;
  readonly level: "high" | "medium" | "low" | "disqualified" | "unknown";
  readonly segment: string | null;
  readonly disqualified_by: string | null;
  readonly since: string | null;
  readonly mrr: number | null;
  readonly currency: string | null;
}

export interface LookAlike extends Customer {
  readonly usual: number;
  readonly of: { readonly customers: number; readonly expanded: number; readonly told: number };
}

export interface Customers {
  /** Of the version they are scored by. */
  readonly number: number;
  readonly customers: number;
  readonly unscored: number;
  readonly levels: readonly {
    readonly level: Customer["level"];
    readonly customers: number;
    readonly left: number;
    readonly share: number | null;
    readonly interval: readonly number[] | null;
  }[];
  readonly off_icp: { readonly items: readonly Customer[]; readonly total: number };
  readonly look_alikes: { readonly items: readonly LookAlike[]; readonly total: number };
  readonly kinds: readonly {
    readonly segment: string;
    readonly currency: string | null;
    readonly customers: number;
    readonly usual: number;
    readonly low: number;
    readonly high: number;
    readonly told: number;
    readonly expanded: number;
  }[];
  readonly notes: readonly string[];
}

export function accountsQuery(query: Query) {
  return queryOf<PageOf<Account>>("/api/accounts", query);
}

export function countsQuery(by: string, query: Query) {
  return queryOf<{ readonly items: Counts }>("/api/accounts/counts", { ...query, by });
}

export function accountQuery(line: string, source: string, key: string) {
  return queryOf<AccountTold>(accountPath(source, key), { line });
}

/** The first part of it, which is there at once. */
export function fitQuery(line: string, source: string, key: string) {
  return queryOf<AccountFit>(`${accountPath(source, key)}/fit`, { line });
}

function accountPath(source: string, key: string): string {
  return `/api/accounts/${encodeURIComponent(source)}/${encodeURIComponent(key)}`;
}

/** An account as it stands in a list of the profile that was asked for lately; null where it stands in none. */
export function listedAccount(client: QueryClient, line: string, source: string, key: string): Account | null {
  const pages = client.getQueriesData<PageOf<Account>>({
    queryKey: ["/api/accounts"],
    predicate: ({ queryKey }) => (queryKey[1] as Query | undefined)?.line === line,
  });
  for (const [, page] of pages) {
    const found = page?.items.find((one) => one.key === key && one.source === source);
    if (found !== undefined) return found;
  }
  return null;
}

export function checkQuery(line: string, q: string) {
  return queryOf<Checked>("/api/accounts/check", { line, q });
}

export function questionsQuery(line: string) {
  return queryOf<Items<Question>>("/api/check/questions", { line });
}

/** The score of a company that nobody imported, by what is answered. */
export function answersQuery(line: string, answers: Readonly<Record<string, string>>) {
  return queryOptions({
    queryKey: ["/api/check", { line, answers }] as const,
    queryFn: async ({ signal }) =>
      orThrow(await ask<CheckTold>("POST", "/api/check", { query: { line }, body: { answers }, signal })),
  });
}

export function customersQuery(line: string) {
  return queryOf<Customers>("/api/customers", { line, limit: 1000 });
}
