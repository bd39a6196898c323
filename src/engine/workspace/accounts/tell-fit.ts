import type { Reason } from "../../../compile/score.ts";
import { nameOf } from "../../../icp/page/context.ts";
import { timingIn } from "../../../timing/default-events.ts";
import type { AccountIndex, IndexedMore } from "./account-index.ts";
import { forecastOf } from "./forecast.ts";
import type { AccountForecast, AccountLine } from "./shapes.ts";

/** How an account is scored, and why: all of it from memory and its own row, so that it is there at once. */
export interface AccountFit {
  /** By which it is scored: the number of the version, and from which fit on a level is reached. */
  readonly by: {
    readonly version: number;
    readonly levels: { readonly high: number; readonly medium: number };
    readonly timing_levels: { readonly high: number; readonly medium: number };
  };
  /** What the rule says that leaves it alone, and the one that only warns. */
  readonly rule: string | null;
  readonly warning: string | null;
  readonly account: AccountLine &
    Omit<IndexedMore, "place" | "seq" | "ids" | "segment_before"> & {
      /** Place within its segment, from 1; null without one. */
      readonly segment_place: number | null;
      /** Place among all accounts by fit, from 1. */
      readonly place: number;
      readonly ids: Readonly<Record<string, string | null>>;
    };
  /** Points by attribute; their sum is the fit. */
  readonly reasons: readonly (Reason & { readonly label: string })[];
  /** What the score forecasts, where the profile learned from deals. */
  readonly forecast: AccountForecast | null;
  /** Its row as imported. */
  readonly cells: readonly { readonly column: string; readonly value: string | null }[];
}

/** How an account is scored; null where it has no score. */
export async function tellFit(index: AccountIndex, source: string, key: string): Promise<AccountFit | null> {
  const line = await index.line(source, key);
  if (line === null) return null;
  const { document, version } = index.current;
  const cells = await index.cells(line);
  const labels = new Map(document.attributes.map((attribute) => [attribute.name, nameOf(attribute)]));
  const said = (id: string | null): string | null => document.disqualifiers.find((rule) => rule.id === id)?.text ?? id;
  const reasons = cells === null ? [] : index.score(cells).reasons;
  const { place, seq: _, ids, segment_before: before, ...rest } = line;
  return {
    by: {
      version: version.number,
      levels: document.scorecard.levels,
      timing_levels: timingIn(document).levels,
    },
    rule: said(line.disqualified_by),
    warning: said(line.watch_out),
    account: {
      ...rest,
      place: place + 1,
      segment_place: before === null ? null : before + 1,
      ids: JSON.parse(ids ?? "{}") as Record<string, string | null>,
    },
    reasons: reasons.map((reason) => ({ ...reason, label: labels.get(reason.attribute) ?? reason.attribute })),
    forecast: forecastOf(document, line),
    cells: Object.entries(cells ?? {}).map(([column, value]) => ({ column, value })),
  };
}
