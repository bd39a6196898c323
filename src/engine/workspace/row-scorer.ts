import { headersBySource } from "../../compile/columns.ts";
import type { RawRow } from "../../compile/scorer.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { matchHeaders } from "../headers.ts";
import { type GivenScore, scorerOf } from "./scorer-in-force.ts";

export type { GivenScore, RawRow };

/** Sets of headers whose columns are remembered; senders use a handful. */
const MOST_LAYOUTS = 200;

/** Which cell each source is read from; null where the scorer finds its cells by itself. */
type Layout = readonly (readonly [source: string, header: string])[] | null;

/**
 * A document as a function from a raw row to its score, whose columns may be called in any way that `score` on files understands. What a set of
 * headers means is found out once.
 */
export function rowScorer(document: IcpDocument): (row: RawRow) => GivenScore {
  const score = scorerOf(document);
  const layouts = new Map<string, Layout>();
  const own = headersBySource(document);
  const layoutOf = (row: RawRow): Layout => {
    const headers = Object.keys(row);
    const key = headers.join("\u0000");
    const known = layouts.get(key);
    if (known !== undefined) return known;
    const { columns } = matchHeaders(document, headers);
    const asItIs = [...own].every(([source, spelled]) => firstOf(spelled, row) === columns.get(source));
    const layout = asItIs ? null : [...columns];
    if (layouts.size >= MOST_LAYOUTS) layouts.clear();
    layouts.set(key, layout);
    return layout;
  };
  return (row) => {
    const layout = layoutOf(row);
    if (layout === null) return score(row);
    return score(Object.fromEntries(layout.map(([source, header]) => [source, row[header]])));
  };
}

/** The header whose cell the scorer would take. */
function firstOf(headers: readonly string[], row: RawRow): string | undefined {
  return headers.find((header) => Object.hasOwn(row, header));
}
