import type { Role } from "../api/types.ts";

export const ROLES: readonly Role[] = ["viewer", "editor", "admin"];

/** What somebody of each role may do, after "you". */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: "read the profile and check accounts",
  editor: "also import data, build and approve versions, and make lists",
  admin: "may do everything, people and keys among it",
};
