/** Every table of the store, by its exported name; drizzle-kit makes the migrations from this file. */

export { listEntries, lists, tasks } from "./tables/lists.ts";
export { auditLog, changes, narratives, settings } from "./tables/notes.ts";
export { apiKeys, invitations, logins, sessions, shareLinks, users, verifications } from "./tables/people.ts";
export { imports, runs, scoreRuns } from "./tables/runs.ts";
export { openicp } from "./tables/schema-name.ts";
export { approvals, icps, signOffs, versions } from "./tables/versions.ts";
export { savedViews } from "./tables/views.ts";
