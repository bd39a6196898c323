import { kept, useKept } from "../app/kept.ts";
import { type Filters, filtersIn } from "./filters.ts";

/** A choice of accounts with a name. */
export interface View {
  readonly name: string;
  readonly filters: Filters;
}

/** Those that everybody has. */
export const GIVEN: readonly View[] = [
  { name: "All", filters: {} },
  { name: "Sell to now", filters: { action: ["pursue"] } },
  { name: "Fits, waiting", filters: { action: ["watch"] } },
  { name: "Too little known", filters: { action: ["ask"] } },
];

const saved = kept("account-views");
const owner = kept("owner");

/** The views that this browser keeps. */
export function useSavedViews(): readonly View[] {
  return viewsIn(useKept(saved));
}

export function saveView(view: View): void {
  saved.set(JSON.stringify([...viewsIn(saved.get()).filter(({ name }) => name !== view.name), view]));
}

export function removeView(name: string): void {
  saved.set(JSON.stringify(viewsIn(saved.get()).filter((view) => view.name !== name)));
}

function viewsIn(text: string | null): readonly View[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(found)) return [];
    return found.flatMap((one: { name?: unknown; filters?: unknown } | null) =>
      typeof one?.name === "string" && typeof one.filters === "object" && one.filters !== null
        ? [{ name: one.name, filters: filtersIn({ ...one.filters }) }]
        : [],
    );
  } catch {
    return [];
  }
}

/** Who somebody is in the CRM: the owner whose accounts are theirs. Null until they said so. */
export function useOwner(): string | null {
  return useKept(owner);
}

export function setOwner(name: string | null): void {
  owner.set(name);
}
