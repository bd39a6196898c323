import { DEFAULT_OPTIONS, type IngestOptions } from "../../ingest/options.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import type { KeptSource } from "../../warehouse/kept/source.ts";

/** What a person said of a source: how its files are written, and what its columns mean. Only what differs from the defaults. */
export interface SourceSaid {
  readonly reading: Readonly<{
    delimiter?: string;
    encoding?: string;
    decimal?: "." | ",";
    sheets?: readonly string[];
  }>;
  readonly ingest: Partial<IngestOptions>;
}

const NOTHING: SourceSaid = { reading: {}, ingest: {} };

/** What was said of a source so far. */
export function saidOf(source: KeptSource | null): SourceSaid {
  return source === null ? NOTHING : { ...NOTHING, ...(source.said as Partial<SourceSaid>) };
}

/** What is said now, as it is remembered: nothing of what is left at its default. */
export function saidNow(reading: ReadOptions, ingest: Partial<IngestOptions>): SourceSaid {
  const { delimiter, encoding, decimal, sheets } = reading;
  const differs = Object.entries(ingest).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULT_OPTIONS[key as keyof IngestOptions]),
  );
  return {
    reading: {
      ...(typeof delimiter === "string" ? { delimiter } : {}),
      ...(typeof encoding === "string" ? { encoding } : {}),
      ...(decimal === undefined ? {} : { decimal }),
      ...(sheets === undefined || sheets.named.length === 0 ? {} : { sheets: sheets.named }),
    },
    ingest: Object.fromEntries(differs),
  };
}

/** What was said, completed by what is said now; lists of columns grow, and the newer word on a column counts. */
export function withSaid(before: SourceSaid, now: SourceSaid): SourceSaid {
  return { reading: { ...before.reading, ...now.reading }, ingest: mergedIngest(before.ingest, now.ingest) };
}

function mergedIngest(before: Partial<IngestOptions>, now: Partial<IngestOptions>): Partial<IngestOptions> {
  const map = [...(now.map ?? []), ...(before.map ?? [])];
  const columnOf = (text: string): string => text.slice(0, text.lastIndexOf("="));
  const newest = map.filter((text, i) => map.findIndex((other) => columnOf(other) === columnOf(text)) === i);
  const ignore = [...new Set([...(before.ignore ?? []), ...(now.ignore ?? [])])];
  return {
    ...before,
    ...now,
    ...(newest.length === 0 ? {} : { map: newest }),
    ...(ignore.length === 0 ? {} : { ignore }),
  };
}

/** How the next file of a source is read: as a person says now, else as was said before. */
export function readingOf(now: ReadOptions, { reading }: SourceSaid): ReadOptions {
  const { sheets, ...written } = reading;
  const said = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== null && value !== undefined));
  const named =
    (now.sheets?.named.length ?? 0) > 0 || sheets === undefined
      ? {}
      : { sheets: { named: sheets, byFile: now.sheets?.byFile ?? {} } };
  return { ...written, ...said, ...named };
}

/** The options of a build from what was said of every source, the newer sources' words last; what a person says now goes before all. */
export function buildOptions(sources: readonly KeptSource[], now: Partial<IngestOptions> = {}): IngestOptions {
  const all = [...sources.map((source) => saidOf(source).ingest), now].reduce(mergedIngest, {});
  return { ...DEFAULT_OPTIONS, ...all };
}
