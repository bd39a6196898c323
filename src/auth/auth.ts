import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { apiKeys, logins, sessions, users, verifications } from "../store/schema.ts";
import type { Store } from "../store/store.ts";

/** Where the connection's address is put for better-auth; a header of this name that came from outside is thrown away. */
export const ADDRESS = "x-openicp-address";
/** Begins every key, so that scanners for leaked secrets find it. */
export const KEY_PREFIX = "oicp_";
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;
const DAY = 86_400;

export interface AuthOptions {
  readonly secret: string;
  /** `http://127.0.0.1:7878`. */
  readonly origin: string;
}

/** Accounts, sessions and keys, kept in the store: better-auth. Its own routes are not served; ours call it. */
export function makeAuth(store: Store, { secret, origin }: AuthOptions) {
  return betterAuth({
    appName: "OpenICP",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(store.db, {
      provider: "pg",
      schema: { user: users, session: sessions, account: logins, verification: verifications, apikey: apiKeys },
    }),
    user: { additionalFields: { role: { type: "string", required: true, input: false } } },
    session: { expiresIn: 14 * DAY, updateAge: DAY },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    // Ours: by the connection's address and by e-mail, see login-limits.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      useSecureCookies: origin.startsWith("https:"),
      cookiePrefix: "openicp",
      ipAddress: { ipAddressHeaders: [ADDRESS] },
    },
    plugins: [
      apiKey({
        defaultPrefix: KEY_PREFIX,
        enableMetadata: false,
        keyExpiration: { minExpiresIn: 1, maxExpiresIn: 3650 },
        // Ours: limits.ts. The plugin's own is ten requests a day.
        rateLimit: { enabled: false },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;
