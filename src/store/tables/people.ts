import { boolean, index, integer, text, unique } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";
import { openicp } from "./schema-name.ts";

/** Whoever may sign in. The fields of this file's tables are those that better-auth 1.7 asks for; `role` is ours. */
export const users = openicp.table("users", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique("users_email"),
  emailVerified: boolean("email_verified").notNull(),
  image: text(),
  role: text({ enum: ["viewer", "editor", "admin"] }).notNull(),
  createdAt: moment("created_at").notNull(),
  updatedAt: moment("updated_at").notNull(),
});

const ofUser = () =>
  text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

export const sessions = openicp.table(
  "sessions",
  {
    id: text().primaryKey(),
    token: text().notNull().unique("sessions_token"),
    userId: ofUser(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (table) => [index("sessions_by_user").on(table.userId)],
);

/** How a user proves who they are; `password` is a hash of better-auth's (scrypt). */
export const logins = openicp.table(
  "logins",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: ofUser(),
    password: text(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text(),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (table) => [
    index("logins_by_user").on(table.userId),
    unique("logins_of_provider").on(table.providerId, table.accountId),
  ],
);

export const verifications = openicp.table(
  "verifications",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (table) => [index("verifications_by_identifier").on(table.identifier)],
);

/** Keys of programs; `key` is a hash, `start` its first characters for people. */
export const apiKeys = openicp.table(
  "api_keys",
  {
    id: text().primaryKey(),
    configId: text("config_id").notNull(),
    name: text(),
    start: text(),
    prefix: text(),
    key: text().notNull(),
    referenceId: text("reference_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    refillInterval: integer("refill_interval"),
    refillAmount: integer("refill_amount"),
    lastRefillAt: moment("last_refill_at"),
    enabled: boolean(),
    rateLimitEnabled: boolean("rate_limit_enabled"),
    rateLimitTimeWindow: integer("rate_limit_time_window"),
    rateLimitMax: integer("rate_limit_max"),
    requestCount: integer("request_count"),
    remaining: integer(),
    lastRequest: moment("last_request"),
    expiresAt: moment("expires_at"),
    createdAt: moment("created_at").notNull(),
    updatedAt: moment("updated_at").notNull(),
    permissions: text(),
    metadata: text(),
  },
  (table) => [
    index("api_keys_by_key").on(table.key),
    index("api_keys_by_config").on(table.configId),
    index("api_keys_by_user").on(table.referenceId),
  ],
);

/** Who was asked to join and has not yet; `token` is a SHA-256 of what the link holds. */
export const invitations = openicp.table("invitations", {
  id: text().primaryKey(),
  email: text().notNull(),
  role: text({ enum: ["viewer", "editor", "admin"] }).notNull(),
  token: text().notNull().unique("invitations_token"),
  invited_at: moment().notNull(),
  invited_by: text().notNull(),
  expires_at: moment().notNull(),
});

/** Pages that somebody without an account may read, until a day; `token` is a SHA-256 of what the link holds. */
export const shareLinks = openicp.table("share_links", {
  id: text().primaryKey(),
  icp: text().notNull(),
  version: text().notNull(),
  token: text().notNull().unique("share_links_token"),
  names: boolean().notNull(),
  money: boolean().notNull(),
  made_at: moment().notNull(),
  made_by: text().notNull(),
  expires_at: moment().notNull(),
  revoked_at: moment(),
});
