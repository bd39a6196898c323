import { z } from "zod";
import type { RunNote } from "./alarms.ts";

const notes = z.array(z.strictObject({ as_of: z.iso.date(), pointed: z.array(z.string()) }));

/** What `drift --state` keeps between runs. */
const kept = z.strictObject({
  schema: z.literal("openicp/drift-state@1"),
  /** Id of the document that the runs are of. */
  icp: z.string(),
  runs: notes,
});

/** The runs of a text that `keptText` made, and of which document; null for any other text. */
export function readKept(text: string): { readonly icp: string; readonly runs: readonly RunNote[] } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return kept.safeParse(value).data ?? null;
}

/** The runs of a document as a text to keep. */
export function keptText(icp: string, runs: readonly RunNote[]): string {
  const value: z.infer<typeof kept> = {
    schema: "openicp/drift-state@1",
    icp,
    runs: runs.map(({ as_of, pointed }) => ({ as_of, pointed: [...pointed] })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Runs from a value that was kept elsewhere; none where it is something else. */
export function runNotes(value: unknown): readonly RunNote[] {
  return notes.safeParse(value).data ?? [];
}
