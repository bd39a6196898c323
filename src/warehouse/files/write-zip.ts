import { strToU8, zipSync } from "fflate";

/** Members carry this day, so that the same texts give the same bytes. */
const DAY = "1980-01-01T12:00:00";

/** A zip of texts by their path in it. */
export function zipOf(texts: Readonly<Record<string, string>>): Uint8Array {
  const members = Object.entries(texts).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(members), { mtime: new Date(DAY), level: 6 });
}
