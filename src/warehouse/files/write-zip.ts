import { strToU8, zipSync } from "fflate";

/** The day that members carry. */
const DAY = "1980-01-01T12:00:00";

/** A zip of texts or bytes by their path in it; the same members give the same bytes. */
export function zipOf(contents: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const members = Object.entries(contents).map(
    ([path, content]) => [path, typeof content === "string" ? strToU8(content) : content] as const,
  );
  return zipSync(Object.fromEntries(members), { mtime: new Date(DAY), level: 6 });
}
