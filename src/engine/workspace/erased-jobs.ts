import { type ErasureList, printOf } from "../../warehouse/kept/erased.ts";

/** Of jobs that waited in another workspace, those whose data name nobody whom the list has. */
export function jobsWithout(jobs: readonly string[], { salt, entries }: ErasureList): readonly string[] {
  const prints = new Set(entries.map(({ print }) => print));
  const isErased = (text: string): boolean =>
    (["id", "domain", "email"] as const).some((as) => prints.has(printOf(salt ?? "", as, text)));
  return jobs.filter((job) => !textsIn(JSON.parse(job)).some(isErased));
}

/** Every text in a value of JSON, and what things are called there. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [name, ...textsIn(one)]);
}
