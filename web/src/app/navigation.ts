import type { Role } from "../api/types.ts";
import type { IconName } from "../components/icon.tsx";
import { kept } from "./kept.ts";
import { allows } from "./session.ts";

/** A page that the navigation leads to. */
export interface Place {
  readonly to: string;
  readonly name: string;
  readonly group: "Profile" | "Accounts" | "Proof" | "Workspace";
  readonly least: Role;
  readonly icon: IconName;
}

/**
 * What the navigation shows, in its order: one line for each page. On a phone three stand at the foot, the others in the drawer.
 * A page that is not here is linked from nowhere.
 */
export const PLACES: readonly Place[] = [
  { to: "/overview", name: "Overview", group: "Profile", least: "viewer", icon: "overview" },
  { to: "/icp", name: "ICP", group: "Profile", least: "viewer", icon: "target" },
  { to: "/versions", name: "Versions", group: "Profile", least: "viewer", icon: "versions" },
  { to: "/narrative", name: "Why they buy", group: "Profile", least: "viewer", icon: "narrative" },
  { to: "/messaging", name: "Messaging", group: "Profile", least: "viewer", icon: "message" },
  { to: "/start", name: "What you believe", group: "Profile", least: "editor", icon: "start" },
  { to: "/check", name: "Check", group: "Accounts", least: "viewer", icon: "check" },
  { to: "/accounts", name: "Accounts", group: "Accounts", least: "viewer", icon: "accounts" },
  { to: "/lists", name: "Target lists", group: "Accounts", least: "viewer", icon: "list" },
  { to: "/tasks", name: "Tasks", group: "Accounts", least: "viewer", icon: "task" },
  { to: "/customers", name: "Customers", group: "Accounts", least: "viewer", icon: "people" },
  { to: "/filter", name: "Filter a batch", group: "Accounts", least: "viewer", icon: "filter" },
  { to: "/audit", name: "Audit", group: "Accounts", least: "viewer", icon: "search" },
  { to: "/proof", name: "How we know", group: "Proof", least: "viewer", icon: "proof" },
  { to: "/health", name: "Health", group: "Proof", least: "viewer", icon: "health" },
  { to: "/import", name: "Import", group: "Workspace", least: "viewer", icon: "upload" },
  { to: "/docs", name: "Guide", group: "Workspace", least: "viewer", icon: "guide" },
  { to: "/settings", name: "Settings", group: "Workspace", least: "viewer", icon: "settings" },
];

/** Where each role begins, the first of these pages that there is. */
const BEGINS: Readonly<Record<Role, readonly string[]>> = {
  viewer: ["/check", "/icp"],
  editor: ["/icp"],
  admin: ["/overview"],
};

const last = kept("place");

export function placesFor(role: Role): readonly Place[] {
  return PLACES.filter(({ least }) => allows(role, least));
}

/** What stands at the foot of a phone, the first three of these that there are; for others the first three places. */
const FOOT: Readonly<Partial<Record<Role, readonly string[]>>> = {
  viewer: ["/check", "/accounts", "/tasks", "/icp"],
};

/** The places that a phone shows at its foot. */
export function footFor(role: Role): readonly Place[] {
  const open = placesFor(role);
  const wanted = (FOOT[role] ?? []).flatMap((to) => open.find((place) => place.to === to) ?? []);
  return (wanted.length > 0 ? wanted : open).slice(0, 3);
}

/** Whether the app has the page, for steps that lead to it. */
export function hasPlace(to: string): boolean {
  return PLACES.some((place) => place.to === to);
}

/** Where somebody lands: where they were last, else where their role begins. */
export function landing(role: Role): string {
  const open = placesFor(role).map(({ to }) => to);
  const wanted = [last.get() ?? "", ...BEGINS[role]];
  return wanted.find((to) => open.includes(to)) ?? "/overview";
}

/** Remembers a place of the navigation as where to land next time. */
export function rememberPlace(path: string): void {
  const place = PLACES.find(({ to }) => path === to || path.startsWith(`${to}/`));
  if (place !== undefined && place.to !== "/settings") last.set(place.to);
}

export function forgetPlace(): void {
  last.set(null);
}
