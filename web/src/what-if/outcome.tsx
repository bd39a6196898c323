import { useMemo } from "react";
import type { WhatIf, Level as WhatIfLevel } from "../../../src/whatif/what-if.ts";
import { Chart, type ChartTable, type Plot } from "../components/chart.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { Wide } from "../components/wide.tsx";

interface OutcomeProps {
  readonly before: WhatIf;
  readonly now: WhatIf;
  readonly levels: { readonly high: number; readonly medium: number };
  readonly unit: string;
}

const LEVELS: readonly WhatIfLevel[] = ["high", "medium", "low", "unknown"];
/** Points that a bar of the distribution stands for. */
const STEP = 5;

/** What a card would make of the accounts and the deals, beside what the one it began from makes. */
export function Outcome({ before, now, levels, unit }: OutcomeProps) {
  const same = before === now;
  return (
    <>
      <Spread before={before} now={now} levels={levels} />
      <Wide label="Accounts and deals by level" className="mt-6">
        <table className="plain">
          <caption className="sr-only">Accounts and deals by level, before and now</caption>
          <thead>
            <tr>
              <th scope="col">level</th>
              <th scope="col" className="number">
                accounts
              </th>
              <th scope="col" className="number">
                {same ? "" : "before"}
              </th>
              <th scope="col" className="number">
                {unit} won
              </th>
              <th scope="col" className="number">
                {same ? "" : "before"}
              </th>
            </tr>
          </thead>
          <tbody>
            {LEVELS.map((level, place) => (
              <tr key={level}>
                <th scope="row">
                  <LevelBadge level={level} />
                </th>
                <td className="number font-semibold">{now.accounts.levels[level].toLocaleString()}</td>
                <td className="number text-soft">{same ? "" : before.accounts.levels[level].toLocaleString()}</td>
                <td className="number">
                  <Won deals={now.deals.levels[place]} />
                </td>
                <td className="number text-soft">{same ? "" : wonText(before.deals.levels[place])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

type LevelDeals = WhatIf["deals"]["levels"][number] | undefined;

function Won({ deals }: { readonly deals: LevelDeals }) {
  if (deals === undefined || deals.rate === null || deals.interval === null)
    return <span className="text-soft">–</span>;
  const [low, high] = deals.interval;
  return (
    <>
      <strong>{percent(deals.rate)}</strong>{" "}
      <span className="text-soft">
        {Math.round(100 * low)}–{percent(high)}, {deals.won} of {deals.n}
      </span>
    </>
  );
}

function wonText(deals: LevelDeals): string {
  return deals === undefined || deals.n === 0 ? "–" : `${deals.won} of ${deals.n}`;
}

export function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly accounts: number;
  readonly before: number;
  readonly level: "high" | "medium" | "low";
}

function binsOf(before: Uint32Array, now: Uint32Array, { high, medium }: OutcomeProps["levels"]): readonly Bin[] {
  // A bar ends where a level begins, so that each has one colour.
  const cuts = [...new Set([...Array.from({ length: 100 / STEP }, (_, k) => k * STEP), medium, high])].sort(
    (a, b) => a - b,
  );
  return cuts.map((from, k) => {
    const to = (cuts[k + 1] ?? 101) - 1;
    const sum = (of: Uint32Array): number => of.subarray(from, to + 1).reduce((total, one) => total + one, 0);
    const level = from >= high ? "high" : from >= medium ? "medium" : "low";
    return { from, to, accounts: sum(now), before: sum(before), level };
  });
}

/** Accounts by fit, with those of the card before as a line. */
function Spread({ before, now, levels }: Omit<OutcomeProps, "unit">) {
  const bins = useMemo(() => binsOf(before.accounts.byFit, now.accounts.byFit, levels), [before, now, levels]);
  const table = useMemo(
    (): ChartTable => ({
      columns: [
        { head: "points", number: false },
        { head: "level", number: false },
        { head: "accounts", number: true },
        { head: "before", number: true },
      ],
      rows: bins.map(({ from, to, level, accounts, before: was }) => [
        from === to ? String(from) : `${from}–${to}`,
        level,
        String(accounts),
        String(was),
      ]),
    }),
    [bins],
  );
  const { high } = now.accounts.levels;
  const changed = before !== now;
  return (
    <Chart
      title={
        changed
          ? `${high.toLocaleString()} accounts would be high; ${before.accounts.levels.high.toLocaleString()} are today`
          : `${high.toLocaleString()} of ${now.accounts.rows.toLocaleString()} accounts are high`
      }
      note={
        now.accounts.of > now.accounts.rows
          ? `accounts by points, ${now.accounts.rows.toLocaleString()} drawn from ${now.accounts.of.toLocaleString()}`
          : `accounts by points${changed ? "; the line is the card as it is" : ""}`
      }
      table={table}
      height={180}
      file="what-if"
      draw={(plot, width) => drawn(plot, width, bins, changed)}
    />
  );
}

function drawn(plot: Plot, width: number, bins: readonly Bin[], changed: boolean): Element {
  // Density, as bars at the levels may be narrower.
  const high = (accounts: number, { from, to }: Bin): number => (accounts * STEP) / (to - from + 1);
  const steps = bins.flatMap((bin) => [bin.from, bin.to + 1].map((x) => ({ x, y: high(bin.before, bin) })));
  return plot.plot({
    width,
    height: 180,
    marginLeft: 44,
    marginBottom: 28,
    style: { fontSize: "12px", fontFamily: "inherit", background: "transparent", overflow: "visible" },
    x: {
      domain: [0, 101],
      label: null,
      ticks: width < 420 ? [0, 25, 50, 75, 100] : [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    },
    y: { label: null, ticks: 3, grid: true },
    marks: [
      plot.rectY(bins, {
        x1: "from",
        x2: (bin: Bin) => bin.to + 1,
        y: (bin: Bin) => high(bin.accounts, bin),
        fill: (bin: Bin) => `var(--${bin.level})`,
        inset: 0.5,
      }),
      plot.ruleY([0], { stroke: "var(--edge)" }),
      ...(changed ? [plot.line(steps, { x: "x", y: "y", stroke: "var(--ink)", strokeWidth: 1.25 })] : []),
    ],
  });
}
