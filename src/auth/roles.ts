/** What people may do, each role all that the one before may. */
export const ROLES = ["viewer", "editor", "admin"] as const;
export type PersonRole = (typeof ROLES)[number];

/** What a request needs, and a key may be given. */
export const SCOPES = ["score", "read", "write", "admin", "metrics"] as const;
export type Scope = (typeof SCOPES)[number];

const OF_ROLE: Readonly<Record<PersonRole, readonly Scope[]>> = {
  viewer: ["score", "read"],
  editor: ["score", "read", "write"],
  admin: SCOPES,
};

/** What somebody of this role may do. */
export function scopesOf(role: PersonRole): readonly Scope[] {
  return OF_ROLE[role];
}

/** What a key may do: what it was given, as long as whoever made it may do that. */
export function scopesOfKey(given: readonly string[], owner: PersonRole): readonly Scope[] {
  return OF_ROLE[owner].filter((scope) => given.includes(scope));
}
