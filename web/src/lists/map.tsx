import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import { ACTION_WORDS } from "../app/actions.ts";
import { useLine } from "../app/line.ts";
import { hasPlace } from "../app/navigation.ts";
import { countText } from "../app/words.ts";
import { Chart, type ChartTable, type Plot } from "../components/chart.tsx";
import { ErrorState } from "../components/error-state.tsx";
import type { FitTiming } from "./types.ts";

const FITS = ["high", "medium", "low", "unknown"] as const;
const TIMES = ["low", "medium", "high"] as const;
const HEIGHT = 268;

interface Cell {
  readonly fit: string;
  readonly time: string;
  readonly accounts: number;
  readonly action: string;
}

/** Every scored account by fit and timing, and what to do with those of each cell. */
export function FitTimingMap() {
  const line = useLine();
  const { data, error, refetch } = useQuery(queryOf<FitTiming>("/api/accounts/map", { line }));
  if (error !== null)
    return <ErrorState title="The map could not be drawn" fault={faultOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <div style={{ minHeight: HEIGHT + 56 }} aria-hidden="true" />;
  const cells = cellsOf(data);
  const timed = data.cells.some(({ timing }) => timing !== null);
  const table: ChartTable = {
    columns: [
      { head: "fit", number: false },
      { head: "timing", number: false },
      { head: "accounts", number: true },
      { head: "what to do", number: false },
    ],
    rows: cells.map(({ fit, time, accounts, action }) => [fit, time, accounts.toLocaleString(), action]),
  };
  const beside = [
    ...(data.already === 0 ? [] : [`${countText(data.already, "account")}: a customer or in an open deal`]),
    ...(data.disqualified === 0 ? [] : [`${countText(data.disqualified, "account")} disqualified`]),
    ...(data.unscored === 0 ? [] : [`${countText(data.unscored, "account")} without a level`]),
  ];
  return (
    <div>
      <Chart
        title={titleOf(data, timed)}
        note={
          timed
            ? "accounts by fit, from below to above, and by how active they are now, from left to right"
            : "accounts by fit; no events are kept, so nothing tells who is active now"
        }
        table={table}
        draw={(plot, width) => drawMap(plot, width, cells, timed)}
        height={HEIGHT}
        file="fit-and-timing"
      />
      {beside.length === 0 ? null : <p className="mt-1 text-sm text-soft">Beside the map: {beside.join("; ")}.</p>}
      <Actions cells={cells} />
    </div>
  );
}

/** Cells in the order of fit and timing; those of one place with several actions stand together, the commonest action first. */
function cellsOf({ cells }: FitTiming): readonly Cell[] {
  return FITS.flatMap((fit) =>
    [...TIMES, null].flatMap((time) => {
      const here = cells
        .filter(({ level, timing }) => level === fit && timing === time)
        .sort((a, b) => b.accounts - a.accounts);
      const accounts = here.reduce((sum, one) => sum + one.accounts, 0);
      return accounts === 0
        ? []
        : [{ fit, time: time ?? "not known", accounts, action: here[0]?.action ?? "nothing is said" }];
    }),
  );
}

function titleOf({ cells }: FitTiming, timed: boolean): string {
  const count = (action: string): number =>
    cells.filter((one) => one.action === action).reduce((sum, { accounts }) => sum + accounts, 0);
  const [pursue, watch] = [count("pursue"), count("watch")];
  if (pursue + watch === 0) return "No account calls for a seller today";
  if (!timed) return `${countText(pursue, "account fits", "accounts fit")}: sell to them`;
  return `${countText(pursue, "account fits and is", "accounts fit and are")} active: sell to them now; ${watch.toLocaleString()} more fit and wait`;
}

function drawMap(plot: Plot, width: number, cells: readonly Cell[], timed: boolean): Element {
  const most = Math.max(...cells.map(({ accounts }) => accounts), 1);
  const narrow = width < 480;
  const times = cells.some(({ time }) => time === "not known") ? [...(timed ? TIMES : []), "not known"] : [...TIMES];
  const place = { x: "time", y: "fit" } as const;
  return plot.plot({
    width,
    height: HEIGHT,
    marginLeft: 74,
    marginTop: 8,
    marginBottom: 34,
    marginRight: 4,
    style: { fontSize: "12px", background: "transparent", fontFamily: "inherit" },
    x: { domain: times, label: timed ? "timing" : null, tickSize: 0, padding: 0.02, labelArrow: "right" },
    y: {
      domain: FITS.filter((fit) => cells.some((cell) => cell.fit === fit)),
      label: null,
      tickSize: 0,
      padding: 0.04,
      tickFormat: (fit: string) => `${fit} fit`.replace("unknown fit", "not known"),
    },
    marks: [
      plot.cell(cells, {
        ...place,
        fill: "var(--accent)",
        fillOpacity: ({ accounts }: Cell) => 0.05 + 0.2 * Math.sqrt(accounts / most),
      }),
      plot.text(cells, {
        ...place,
        text: ({ accounts }: Cell) => accounts.toLocaleString(),
        dy: -8,
        fontWeight: 600,
        fontSize: 16,
        fill: "var(--ink)",
      }),
      plot.text(cells, {
        ...place,
        text: ({ action }: Cell) => (action === "nothing is said" ? "" : action),
        dy: 11,
        fontSize: narrow ? 11 : 13,
        fill: "var(--ink)",
      }),
    ],
  });
}

/** What each action means, with its accounts. */
function Actions({ cells }: { readonly cells: readonly Cell[] }) {
  const shown = Object.entries(ACTION_WORDS).flatMap(([action, words]) => {
    const accounts = cells.filter((cell) => cell.action === action).reduce((sum, one) => sum + one.accounts, 0);
    return accounts === 0 ? [] : [{ action, words, accounts }];
  });
  const linked = hasPlace("/accounts");
  return (
    <dl className="mt-4 grid gap-x-10 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
      {shown.map(({ action, words, accounts }) => (
        <div key={action} className="flex items-baseline gap-3">
          <dt className="w-16 shrink-0 font-semibold">
            {linked ? (
              <Link
                to={"/accounts" as "/"}
                search={{ action } as never}
                className="text-accent underline underline-offset-4"
              >
                {action}
              </Link>
            ) : (
              action
            )}
          </dt>
          <dd>
            <strong>{accounts.toLocaleString()}</strong> <span className="text-soft">{words}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
