import type { Job } from "../api/types.ts";

interface Built {
  readonly number: number;
  readonly isNew: boolean;
  readonly notes?: readonly string[];
}

/** What came of a build, with what it took along; null of another job. */
export function builtWords({ kind, result }: Job): string | null {
  if (kind !== "build" || result === null) return null;
  const { number, isNew, notes = [] } = result as Built;
  const came = isNew
    ? `Version ${number} is a new draft.`
    : `The same data gave version ${number} before: nothing new came of it.`;
  return [came, ...notes.filter((note) => note.startsWith("What you believe"))].join(" ");
}
