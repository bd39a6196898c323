import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { importFiles } from "./import.ts";
import { csvText } from "./list/csv.ts";
import { passingFolder } from "./passing-folder.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** What was done with events that were sent. */
export interface TakenEvents {
  /** Kept, or kept before. */
  readonly accepted: number;
  /** Of them those that were not there before. */
  readonly fresh: number;
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
}

const COLUMNS = ["event_id", "account_id", "domain", "email", "type", "topic", "occurred_at"] as const;
type Cells = Readonly<Record<(typeof COLUMNS)[number], string | null>>;
/** Segment's calls that say nothing of what happened: the event's own name does. */
const CALLS: ReadonlySet<string> = new Set(["track", "identify", "group", "alias"]);
const DATE = /^\d{4}-\d\d-\d\d/;

/**
 * Keeps events that a program sent, in our own columns or in Segment's: the same event twice, by its id, is one.
 *
 * @throws InputError for events that cannot be kept with those that are there
 */
export async function takeEvents(
  workspace: Workspace,
  events: readonly unknown[],
  effects: WorkspaceEffects,
): Promise<TakenEvents> {
  const rejected: { index: number; reason: string }[] = [];
  const taken = new Map<string, Cells>();
  let accepted = 0;
  for (const [index, event] of events.entries()) {
    const cells = cellsOf(event);
    if (typeof cells === "string") rejected.push({ index, reason: cells });
    else {
      accepted++;
      taken.set(cells.event_id!, cells);
    }
  }
  if (taken.size === 0) return { accepted, fresh: 0, rejected };
  const folder = await passingFolder(workspace);
  try {
    const path = join(folder.path, "events sent.csv");
    const rows = [...taken.values()].map((cells) => COLUMNS.map((column) => cells[column]));
    await writeFile(path, csvText([[...COLUMNS], ...rows], true), { mode: 0o600 });
    const now = (): string => effects.now().toISOString();
    const [done] = await importFiles(workspace.warehouse, [{ path, role: "events" }], {}, { ...effects, now });
    return { accepted, fresh: done!.import === null ? 0 : done!.new, rejected };
  } finally {
    await folder.remove();
  }
}

/** The cells of an event; a sentence where it cannot be kept. */
function cellsOf(event: unknown): Cells | string {
  if (typeof event !== "object" || event === null || Array.isArray(event)) return "an event is an object";
  const at = (path: string): string | null => textAt(event, path);
  const first = (...paths: readonly string[]): string | null => paths.map(at).find((one) => one !== null) ?? null;
  const call = at("type")?.toLowerCase() ?? null;
  const cells = {
    event_id: first("event_id", "id", "messageId"),
    account_id: first("account_id", "accountId", "groupId", "context.groupId", "properties.account_id"),
    domain: first(
      "domain",
      "website",
      "traits.domain",
      "traits.website",
      "context.traits.website",
      "properties.domain",
    ),
    email: first("email", "traits.email", "context.traits.email", "properties.email"),
    type:
      call === "page" || call === "screen"
        ? "page"
        : (at("event") ?? (call !== null && CALLS.has(call) ? null : at("type"))),
    topic: first(
      "topic",
      "properties.topic",
      ...(call === "page" ? ["name", "properties.path", "properties.title"] : []),
    ),
    occurred_at: first("occurred_at", "timestamp", "originalTimestamp", "sentAt"),
  };
  if (cells.event_id === null)
    return "event_id is missing (or id, messageId): without it the same event would count twice";
  if (cells.type === null) return "type is missing (or event): what happened";
  if (cells.occurred_at === null || !DATE.test(cells.occurred_at) || Number.isNaN(Date.parse(cells.occurred_at)))
    return "occurred_at is missing (or timestamp), or is no ISO date";
  if (cells.account_id === null && cells.domain === null && cells.email === null)
    return "account_id, domain or email is missing: nobody knows whose event it is";
  return cells;
}

/** A text or number of an object by its path; null where there is none. */
export function textAt(value: object, path: string): string | null {
  let found: unknown = value;
  for (const part of path.split("."))
    found =
      typeof found === "object" && found !== null && Object.hasOwn(found, part)
        ? (found as Record<string, unknown>)[part]
        : null;
  if (typeof found !== "string" && typeof found !== "number") return null;
  const text = String(found).trim();
  return text === "" ? null : text;
}
