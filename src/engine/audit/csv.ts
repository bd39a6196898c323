import type { Group, Share } from "./table.ts";

/** A breakdown of the audited rows by one column. */
export interface Breakdown {
  readonly column: string;
  readonly groups: readonly Group[];
}

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const risky = typeof value === "string" && /^[=+@\t\r-]/.test(text);
  const safe = risky ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const rounded = (x: number | null | undefined): number | null =>
  x === null || x === undefined ? null : Math.round(1e4 * x) / 1e4;

function shareCells({ value, interval }: Share): (number | null)[] {
  return [rounded(value), rounded(interval?.[0]), rounded(interval?.[1])];
}

/** The tables of an audit as one CSV text: a line per column, value and level; money in columns per currency. */
export function auditCsv(all: Group, breakdowns: readonly Breakdown[], currencies: readonly (string | null)[]): string {
  const money = currencies.flatMap((currency) => {
    const end = currency === null ? "" : `_${currency}`;
    return [`amount${end}`, `amount_share${end}`];
  });
  const header = [
    "by",
    "value",
    "level",
    "rows",
    "share",
    "share_low",
    "share_high",
    ...money,
    "won",
    "decided",
    "win_rate",
    "win_rate_low",
    "win_rate_high",
  ];
  const lines = [{ column: "all", groups: [all] }, ...breakdowns].flatMap(({ column, groups }) =>
    groups.flatMap(({ name, levels }) =>
      levels.map((line) => [
        column,
        name,
        line.level,
        line.rows.n,
        ...shareCells(line.rows),
        ...line.money.flatMap(({ amount, share }) => [amount, rounded(share)]),
        line.won.n,
        line.won.of,
        ...shareCells(line.won),
      ]),
    ),
  );
  return `${[header, ...lines].map((cells) => cells.map(cell).join(",")).join("\n")}\n`;
}
