import type { Session } from "../api/types.ts";
import { kept, useKept } from "./kept.ts";
import { useSession } from "./session.ts";

const chosen = kept("line");

/** The profile that the pages are about: the one chosen last in this browser, if the workspace has it. */
export function useLine(): string {
  const { lines } = useSession();
  return lineAmong(lines, useKept(chosen));
}

/** The same outside of a page. */
export function lineNow({ lines }: Session): string {
  return lineAmong(lines, chosen.get());
}

function lineAmong(lines: Session["lines"], wanted: string | null): string {
  return lines.find(({ id }) => id === wanted)?.id ?? lines[0]?.id ?? "main";
}

export function setLine(id: string): void {
  chosen.set(id);
}
