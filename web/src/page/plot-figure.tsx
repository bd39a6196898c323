import type { ReportPlot } from "../../../src/icp/page/report.ts";

/** Room above, below and beside the dots, in shares of the drawing. */
const [TOP, BOTTOM, LEFT, RIGHT] = [0.1, 0.13, 0.02, 0.09];

/** Dots with whiskers over a floor of nothing and the line to hold them against; the table beside it says the same. */
export function PlotFigure({
  plot: { title, note, across, top, line, joined, points },
}: {
  readonly plot: ReportPlot;
}) {
  const y = (value: number): string => percent(TOP + (1 - TOP - BOTTOM) * (1 - Math.min(1, value / top.value)));
  const x = (share: number): string => percent(LEFT + (1 - LEFT - RIGHT) * share);
  const said = `${title}. ${note}. ${points.map(({ text }) => text).join("; ")}`;
  return (
    <figure>
      <figcaption>
        <h3 className="text-sm">{title}</h3>
        <p className="text-sm text-soft">{note}</p>
      </figcaption>
      <svg role="img" aria-label={said} className="h-40 w-full overflow-visible text-xs">
        <g stroke="var(--line)">
          <line x1={x(0)} x2={x(1)} y1={y(0)} y2={y(0)} />
          <line x1={x(0)} x2={x(1)} y1={y(top.value)} y2={y(top.value)} />
        </g>
        <line x1={x(0)} x2={x(1)} y1={y(line.from)} y2={y(line.to)} stroke="var(--soft)" strokeDasharray="2 2" />
        <g fill="var(--soft)">
          <text x="100%" y={y(line.to)} dy=".3em" textAnchor="end">
            {line.text}
          </text>
          <text x={x(0)} y={y(top.value)} dy="-.4em">
            {top.text}
          </text>
          <text x={x(0)} y="100%" dy="-.2em">
            {across[0]}
          </text>
          <text x={x(1)} y="100%" dy="-.2em" textAnchor="end">
            {across[1]}
          </text>
        </g>
        {joined
          ? points
              .slice(1)
              .map((point, place) => (
                <line
                  key={point.text}
                  x1={x(points[place]?.x ?? 0)}
                  x2={x(point.x)}
                  y1={y(points[place]?.value ?? 0)}
                  y2={y(point.value)}
                  stroke="var(--accent)"
                />
              ))
          : null}
        {points.map(({ x: share, value, interval, text, short }) => (
          <g key={text} data-hint={text}>
            {interval === null ? null : (
              <line
                x1={x(share)}
                x2={x(share)}
                y1={y(interval[0])}
                y2={y(interval[1])}
                stroke="var(--accent)"
                strokeWidth="1.5"
              />
            )}
            <circle cx={x(share)} cy={y(value)} r="3.5" fill="var(--accent)" />
            {short === "" ? null : (
              <text x={x(share)} y={y(value)} dx="-.5em" dy="-.5em" textAnchor="end" fill="var(--ink)" fontWeight="600">
                {short}
              </text>
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
