import type { Format } from "../../icp/page/format.ts";
import type { ReportChart } from "../../icp/page/report.ts";
import { isoOf } from "./days.ts";
import { mostMoved } from "./mixes.ts";
import type { Judged } from "./monitor.ts";
import { type DriftResult, latestOf } from "./result.ts";
import { evidenceText, valueText } from "./words.ts";

const MOST_CHARTS = 4;

/** The monitors in alarm over time, and always the share of wins at high. */
export function driftCharts(result: DriftResult, alarms: readonly Judged[], format: Format): ReportChart[] {
  const high = latestOf(result).run.monitors.find(({ kind }) => kind === "wins at high");
  const shown = [...(high === undefined ? [] : [high]), ...alarms.filter(({ kind }) => kind !== "wins at high")];
  return shown.slice(0, MOST_CHARTS).map((monitor) => chartOf(result, monitor, format));
}

function chartOf({ runs }: DriftResult, monitor: Judged, format: Format): ReportChart {
  const cell = mostMoved(monitor.cells);
  const points = runs.flatMap(({ run }) => {
    const then = run.monitors.find(({ id }) => id === monitor.id);
    const figure = cell === null ? then?.now : then?.cells.find(({ label }) => label === cell.label)?.now;
    if (figure == null) return [];
    return [
      {
        label: format.date(isoOf(run.asOf)),
        value: figure.value,
        interval: figure.interval,
        text: `${valueText(monitor, figure.value, format)} ${evidenceText(monitor, figure, format)}`,
        short: valueText(monitor, figure.value, format),
      },
    ];
  });
  const was = cell?.before ?? monitor.before;
  const name = cell === null ? monitor.name : `${monitor.name}: ${cell.label}`;
  const from = was == null ? "" : `, was ${valueText(monitor, was.value, format)}`;
  return {
    title: `${name}: ${points.at(-1)?.short ?? "not known"}${from}`,
    note:
      cell === null
        ? "each look: the last 3 months or 200 deals; dashed: when built"
        : "share of new opportunities; dashed: when built",
    base: was == null ? null : { value: was.value, text: valueText(monitor, was.value, format) },
    points,
  };
}
