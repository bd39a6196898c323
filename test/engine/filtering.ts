import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FilterRequest, SuppressionFiles } from "../../src/engine/filter/request.ts";
import { type FilterSummary, filterFile } from "../../src/engine/filter.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { readCsv } from "../cli/read-csv.ts";
import { documentOf, missing, risingByFit } from "../compile/documents.ts";

/** Scores by industry alone: fintech 90, retail 50, agency 10, not known 45. */
export const PROFILE: IcpDocument = documentOf({
  cards: [
    {
      name: "industry",
      columns: ["Industry"],
      rule: { kind: "text", missing },
      weight: 100,
      bands: [
        [{ in: ["fintech"] }, 90],
        [{ in: ["retail"] }, 50],
        [{ in: ["agency"] }, 10],
        [{ missing: true }, 45],
      ],
    },
  ],
  byFit: risingByFit,
});

/** The profile with another verdict about its separation. */
export function withVerdict(verdict: IcpDocument["separation"]["verdict"]): IcpDocument {
  return { ...PROFILE, separation: { ...PROFILE.separation, verdict } };
}

export interface Filtered {
  readonly summary: FilterSummary;
  readonly keep: readonly Readonly<Record<string, string>>[];
  readonly drop: readonly Readonly<Record<string, string>>[];
  /** The files as they were written. */
  readonly text: { readonly keep: string; readonly drop: string; readonly ledger: string | null };
}

type Files = Partial<Record<keyof SuppressionFiles, string>>;
type Options = Partial<Omit<FilterRequest, "icp" | "keep" | "drop" | "files" | "ingest" | "valueMap">> & {
  readonly profile?: IcpDocument;
  readonly asOf?: string;
  readonly ingest?: Partial<FilterRequest["ingest"]>;
  /** Paths of several files of accounts. */
  readonly accounts?: readonly string[];
  /** Text of a value map. */
  readonly words?: string;
};

/** CSV text of rows of cells. */
export function table(...rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",")).join("\n");
}

/** Filters texts as files, and reads what was written. */
export async function filtered(batch: string, files: Files = {}, options: Options = {}): Promise<Filtered> {
  const folder = mkdtempSync(join(tmpdir(), "openicp-filter-"));
  try {
    const at = (name: string): string => join(folder, name);
    const put = (name: string, text: string): string => {
      writeFileSync(at(name), text);
      return at(name);
    };
    const { profile = PROFILE, asOf = null, ingest = {}, words, accounts, batch: paths, ...rest } = options;
    const list = (role: keyof SuppressionFiles): string[] =>
      files[role] === undefined ? [] : [put(`${role}.csv`, files[role])];
    const summary = await filterFile(
      {
        batch: paths ?? [put("batch.csv", batch)],
        icp: put("icp.json", JSON.stringify({ created_at: null, approved_by: null, document: profile })),
        keep: at("keep.csv"),
        drop: at("drop.csv"),
        ledger: null,
        below: null,
        readmitChurned: false,
        raw: false,
        mapFile: "none",
        reading: {},
        valueMap: words === undefined ? null : put("words.csv", words),
        ...rest,
        ingest: { ...DEFAULT_OPTIONS, asOf, ...ingest },
        files: {
          customers: list("customers"),
          openDeals: list("openDeals"),
          accounts: accounts ?? list("accounts"),
          contacts: list("contacts"),
          contacted: list("contacted"),
          exclude: list("exclude"),
        },
      },
      { today: "2026-07-01", signal: new AbortController().signal, workers: 1, progress: () => undefined },
    );
    const ledger = rest.ledger ?? null;
    return {
      summary,
      keep: readCsv(at("keep.csv")),
      drop: readCsv(at("drop.csv")),
      text: {
        keep: readFileSync(at("keep.csv"), "utf8"),
        drop: readFileSync(at("drop.csv"), "utf8"),
        ledger: ledger !== null && existsSync(ledger) ? readFileSync(ledger, "utf8") : null,
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
