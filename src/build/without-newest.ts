import type { BuildInput, Draft } from "./draft.ts";
import { forwardSplit } from "./forward.ts";

/** The deals held out but for the newest, on which levels that these suggest are checked. */
export function withoutNewest(
  { matrix, orderName, matured }: Pick<BuildInput, "matrix" | "orderName" | "matured">,
  held: Draft["heldOut"],
): Draft["heldOut"] {
  const newest = new Set(forwardSplit(matrix, orderName, matured)?.test ?? []);
  const kept = Int32Array.from(held.rows.keys()).filter((k) => !newest.has(held.rows[k]!));
  if (newest.size === 0 || kept.length === 0) return held;
  const part = (values: Float64Array): Float64Array => Float64Array.from(kept, (k) => values[k]!);
  return {
    ...held,
    fit: part(held.fit),
    ...(held.ranks === undefined ? {} : { ranks: held.ranks.map(part) }),
    p: part(held.p),
    known: part(held.known),
    y: Uint8Array.from(kept, (k) => held.y[k]!),
    account: Int32Array.from(kept, (k) => held.account[k]!),
    cycle: part(held.cycle),
    rows: Int32Array.from(kept, (k) => held.rows[k]!),
  };
}
