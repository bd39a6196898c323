import type { ListStay } from "../../../src/engine/workspace/accounts/shapes.ts";

/** What happened to it on a list. */
export interface Happened {
  readonly list: ListStay;
  readonly at: string;
  readonly what: string;
  readonly why: string;
}

export function placeOf(tier: string | null): string {
  return tier === null ? "aside" : `tier ${tier}`;
}

const PUT_ASIDE = "was put aside to compare with";

/** What happened in a stay on a list, the newest first. */
export function told(list: ListStay): readonly Happened[] {
  const { left, left_why, entered, why, moves, tier } = list;
  const [move] = moves;
  const first = move === undefined ? tier : move.from;
  return [
    ...(left === null ? [] : [{ list, at: left, what: "left", why: left_why ?? "no reason told" }]),
    ...moves.toReversed().map(({ at, to, why: reason }) => ({
      ...{ list, at, why: reason },
      what: to === null ? PUT_ASIDE : `went to ${placeOf(to)}`,
    })),
    { list, at: entered, what: first === null ? PUT_ASIDE : `came into ${placeOf(first)}`, why },
  ];
}
