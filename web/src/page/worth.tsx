import type { Curve } from "../../../src/icp/page/page.ts";
import { Chart, type ChartTable, type Plot } from "../components/chart.tsx";
import { Section } from "./section.tsx";

const HEIGHT = 208;
/** Below this many px an axis has room for its ends alone. */
const NARROW = 380;

/** What a score is worth: the expected rate at each fit with its range, and the cuts of the levels. */
export function Worth({ curve }: { readonly curve: Curve }) {
  const table: ChartTable = {
    columns: [
      { head: "points", number: false },
      { head: "expected", number: true },
      { head: "range", number: true },
    ],
    rows: curve.rows.map(({ fit, value, range }) => [fit, value, range]),
  };
  return (
    <Section id="worth" title={curve.heading}>
      <Chart
        title={curve.title}
        note={`The line is the expected rate; the dashed line the average, ${curve.scale.baseText}`}
        table={table}
        draw={(plot, width) => drawn(plot, width, curve)}
        height={HEIGHT}
        file="what-a-score-is-worth"
      />
    </Section>
  );
}

function drawn(plot: Plot, width: number, { points, scale, cuts }: Curve): Element {
  const ticks = width < NARROW ? [0, 100] : [0, 20, 40, 60, 80, 100];
  const banded = points.filter(({ low, high }) => low !== null && high !== null);
  return plot.plot({
    width,
    height: HEIGHT,
    marginLeft: 16,
    marginRight: 16,
    marginTop: 20,
    style: {
      fontFamily: "inherit",
      fontSize: "12px",
      color: "var(--soft)",
      background: "transparent",
      overflow: "visible",
    },
    x: {
      domain: [0, 100],
      label: null,
      ticks,
      tickSize: 0,
      tickFormat: (fit: number) => (fit === 0 ? "fit 0" : String(fit)),
    },
    y: { domain: [0, 1], axis: null },
    marks: [
      plot.ruleY([0, 1], { stroke: "var(--line)" }),
      plot.ruleX(
        cuts.filter(({ from }) => from > 0),
        { x: "from", stroke: "var(--line)" },
      ),
      plot.text(cuts, { x: (cut) => (cut.from + cut.to) / 2, y: 1, dy: -8, text: "level", fill: "var(--soft)" }),
      plot.ruleY([scale.base], { stroke: "var(--soft)", strokeDasharray: "2 2" }),
      plot.areaY(banded, { x: "x", y1: "low", y2: "high", fill: "var(--accent)", fillOpacity: 0.16 }),
      plot.lineY(points, { x: "x", y: "y", stroke: "var(--accent)", strokeWidth: 2 }),
      plot.text([scale.maxText], { x: 0, y: 1, dy: -8, textAnchor: "start", fill: "var(--soft)" }),
      plot.text([`average ${scale.baseText}`], {
        x: 0,
        y: scale.base,
        dy: -8,
        textAnchor: "start",
        fill: "var(--soft)",
      }),
    ],
  });
}
