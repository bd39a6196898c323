import { queryOptions } from "@tanstack/react-query";
import type { Page } from "../../../src/icp/page/page.ts";
import type { Report } from "../../../src/icp/page/report.ts";
import { ask, type Query } from "./ask.ts";
import { orThrow } from "./fault-error.ts";
import type { AuditLine, Invitation, Items, Job, Key, Overview, Person, Session, SignedIn, Version } from "./types.ts";

/** A query of one address; its key is the address and what is asked for, so that `["/api/people"]` is found again after a change. */
export function queryOf<T>(path: string, query: Query = {}) {
  return queryOptions({
    queryKey: [path, query] as const,
    queryFn: async ({ signal }) => orThrow(await ask<T>("GET", path, { query, signal })),
  });
}

export const sessionQuery = queryOptions({
  queryKey: ["session"] as const,
  queryFn: async ({ signal }) => orThrow(await ask<Session>("GET", "/api/session", { signal })),
  staleTime: 300_000,
  retry: false,
});

export const peopleQuery = queryOf<Items<Person>>("/api/people");
export const invitationsQuery = queryOf<Items<Invitation>>("/api/invitations");
export const keysQuery = queryOf<Items<Key>>("/api/keys");
export const sessionsQuery = queryOf<Items<SignedIn>>("/api/sessions");
export const auditQuery = queryOf<Items<AuditLine>>("/api/audit-log", { limit: 200 });
export const jobsQuery = queryOf<Items<Job>>("/api/jobs");

export function overviewQuery(line: string) {
  return queryOf<Overview>("/api/overview", { line });
}

export function versionsQuery(line: string) {
  return queryOf<Items<Version>>("/api/icp/versions", { line });
}

/** The page of a version; without a number, of the one in force. */
export function pageQuery(line: string, version: number | null) {
  return queryOf<{ readonly number: number; readonly page: Page }>("/api/icp/page", { line, version });
}

/** What changed from one version to another, worded. */
export function diffQuery(line: string, before: number, after: number) {
  return queryOf<{ readonly report: Report }>("/api/icp/diff", { line, before, after });
}
