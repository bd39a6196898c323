import { LEVEL_NAMES, type LevelName } from "../rows.ts";

/** How accounts move from one document's levels to another's. */
export interface Moves {
  readonly accounts: number;
  /** Rows: the level before; columns: the level after; in the order of `LEVEL_NAMES`. */
  readonly matrix: readonly (readonly number[])[];
  readonly moved: number;
  readonly up: number;
  readonly down: number;
  /** Attributes by the number of moved accounts whose points they changed most. */
  readonly by: readonly {
    readonly label: string;
    readonly accounts: number;
    readonly up: number;
    readonly down: number;
  }[];
  /** Mean change of the fit over all accounts that have one in both. */
  readonly meanChange: number | null;
  /** The accounts whose level changed and whose fit changed most. */
  readonly top: readonly Mover[];
}

export interface Mover {
  readonly account: string;
  readonly before: { readonly fit: number | null; readonly level: LevelName };
  readonly after: { readonly fit: number | null; readonly level: LevelName };
  /** The attribute whose points changed most, and by how many; null where none did. */
  readonly by: { readonly label: string; readonly points: number } | null;
}

/** Counts of accounts that went from one level to another by one attribute. */
export interface MoveCount {
  readonly before: LevelName;
  readonly after: LevelName;
  /** Label of the attribute whose points changed most; null where none did. */
  readonly by: string | null;
  readonly accounts: number;
  /** Sum of the changes of the fit, and accounts that have a fit in both. */
  readonly change: number;
  readonly scored: number;
}

const HEIGHT: Readonly<Record<LevelName, number>> = { high: 3, medium: 2, low: 1, unknown: 0 };

/** Up: a higher level than before; accounts that become known, or no longer are, are neither. */
export function direction(before: LevelName, after: LevelName): "up" | "down" | "other" | "same" {
  if (before === after) return "same";
  if (before === "unknown" || after === "unknown") return "other";
  return HEIGHT[after] > HEIGHT[before] ? "up" : "down";
}

/** Sums the counts up. */
export function movesOf(counts: readonly MoveCount[], top: readonly Mover[]): Moves {
  const total = (of: readonly MoveCount[]): number => of.reduce((sum, { accounts }) => sum + accounts, 0);
  const going = (way: string, of: readonly MoveCount[] = counts): number =>
    total(of.filter(({ before, after }) => direction(before, after) === way));
  const moved = counts.filter(({ before, after }) => before !== after);
  const labels = [...new Set(moved.map(({ by }) => by))].filter((by) => by !== null);
  const scored = counts.reduce((sum, one) => sum + one.scored, 0);
  return {
    accounts: total(counts),
    matrix: LEVEL_NAMES.map((before) =>
      LEVEL_NAMES.map((after) => total(counts.filter((one) => one.before === before && one.after === after))),
    ),
    moved: total(moved),
    up: going("up"),
    down: going("down"),
    by: labels
      .map((label) => {
        const own = moved.filter(({ by }) => by === label);
        return { label, accounts: total(own), up: going("up", own), down: going("down", own) };
      })
      .sort((a, b) => b.accounts - a.accounts || (a.label < b.label ? -1 : 1)),
    meanChange: scored === 0 ? null : counts.reduce((sum, { change }) => sum + change, 0) / scored,
    top,
  };
}
