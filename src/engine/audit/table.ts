import { wilson } from "../../stats/wilson.ts";

export const AUDIT_LEVELS = ["high", "medium", "low", "unknown"] as const;
/** `none`: the profile has no scorecard. */
export type AuditLevel = (typeof AUDIT_LEVELS)[number] | "none";

/** Counted in the warehouse: rows of one group, level and currency. */
export interface Counted {
  readonly name: string | null;
  readonly level: AuditLevel;
  readonly currency: string | null;
  /** Rows that are held against the profile: open deals of a pipeline, every row of a list. */
  readonly rows: number;
  readonly amount: number | null;
  readonly won: number;
  readonly decided: number;
}

/** A share with its 95% interval (Wilson). */
export interface Share {
  readonly n: number;
  readonly of: number;
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
}

export interface Money {
  /** ISO code; null where the file does not say. */
  readonly currency: string | null;
  readonly amount: number;
  /** Of the same currency in all levels of the group; null of nothing. */
  readonly share: number | null;
}

/** What one level holds in a group of rows. */
export interface LevelLine {
  readonly level: AuditLevel;
  readonly rows: Share;
  /** One per currency, never summed over currencies. */
  readonly money: readonly Money[];
  /** Closed deals of this level in the same file: won of decided. */
  readonly won: Share;
}

export interface Group {
  /** Value of the column; null where the cell says nothing. */
  readonly name: string | null;
  readonly rows: number;
  readonly money: readonly Money[];
  readonly levels: readonly LevelLine[];
}

/** `n` of `of` as a share with its interval. */
export function shareOf(n: number, of: number): Share {
  return { n, of, value: of === 0 ? null : n / of, interval: of === 0 ? null : wilson(n, of) };
}

/** Currencies, the one in most rows first. */
export function currenciesOf(counted: readonly Counted[]): (string | null)[] {
  const rows = new Map<string | null, number>();
  for (const { currency, amount, rows: n } of counted)
    if (amount !== null) rows.set(currency, (rows.get(currency) ?? 0) + n);
  return [...rows].sort((a, b) => b[1] - a[1] || ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1)).map(([currency]) => currency);
}

/** Groups with their levels, the largest first, rows without a value last. */
export function groupsOf(counted: readonly Counted[], currencies: readonly (string | null)[]): Group[] {
  const byName = new Map<string | null, Counted[]>();
  for (const one of counted) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  return [...byName]
    .map(([name, lines]) => groupOf(name, lines, currencies))
    .sort(
      (a, b) =>
        Number(a.name === null) - Number(b.name === null) ||
        b.rows - a.rows ||
        ((a.name ?? "") < (b.name ?? "") ? -1 : 1),
    );
}

function sum(lines: readonly Counted[], of: (line: Counted) => number | null): number {
  return lines.reduce((total, line) => total + (of(line) ?? 0), 0);
}

function groupOf(name: string | null, lines: readonly Counted[], currencies: readonly (string | null)[]): Group {
  const rows = sum(lines, (line) => line.rows);
  const total = (currency: string | null) =>
    sum(
      lines.filter((line) => line.currency === currency),
      (line) => line.amount,
    );
  const scored = lines.every(({ level }) => level !== "none");
  const levels: readonly AuditLevel[] = scored ? AUDIT_LEVELS : ["none"];
  const money = (own: readonly Counted[]): Money[] =>
    currencies.map((currency) => {
      const amount = sum(
        own.filter((line) => line.currency === currency),
        (line) => line.amount,
      );
      return { currency, amount, share: total(currency) === 0 ? null : amount / total(currency) };
    });
  return {
    name,
    rows,
    money: money(lines),
    levels: levels.map((level) => {
      const own = lines.filter((line) => line.level === level);
      return {
        level,
        rows: shareOf(
          sum(own, (line) => line.rows),
          rows,
        ),
        money: money(own),
        won: shareOf(
          sum(own, (line) => line.won),
          sum(own, (line) => line.decided),
        ),
      };
    }),
  };
}
