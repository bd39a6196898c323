import type { ReportPlot } from "../report.ts";
import { at, type Html, html } from "./html.ts";

/** Room above, below and beside the dots, in shares of the drawing. */
const [TOP, BOTTOM, LEFT, RIGHT] = [0.1, 0.13, 0.02, 0.09];

/** Dots with whiskers over a floor of nothing, a dashed line to hold them against, the figures that matter written out. */
export function plotChart({ title, note, across, top, line, joined, points }: ReportPlot): Html {
  const y = (value: number): string => at(TOP + (1 - TOP - BOTTOM) * (1 - Math.min(1, value / top.value)));
  const x = (share: number): string => at(LEFT + (1 - LEFT - RIGHT) * share);
  const path = joined
    ? points
        .slice(1)
        .map(
          (point, k) =>
            html`<line class="path" x1="${x(points[k]!.x)}" x2="${x(point.x)}" y1="${y(points[k]!.value)}" y2="${y(point.value)}"/>`,
        )
    : null;
  return html`<figure><figcaption><h3>${title}</h3><p class="light">${note}</p></figcaption>
<svg role="img" aria-label="${title}. ${note}. ${points.map(({ text }) => text).join("; ")}">
<line class="axis-line" x1="${x(0)}" x2="${x(1)}" y1="${y(0)}" y2="${y(0)}"/><line class="axis-line" x1="${x(0)}" x2="${x(1)}" y1="${y(top.value)}" y2="${y(top.value)}"/>
<line class="base" x1="${x(0)}" x2="${x(1)}" y1="${y(line.from)}" y2="${y(line.to)}"/><text x="100%" y="${y(line.to)}" dy=".3em" text-anchor="end">${line.text}</text>
<text x="${x(0)}" y="${y(top.value)}" dy="-.4em">${top.text}</text><text x="${x(0)}" y="100%" dy="-.2em">${across[0]}</text><text x="${x(1)}" y="100%" dy="-.2em" text-anchor="end">${across[1]}</text>
${path}${points.map(
  ({ x: share, value, interval, text, short }) =>
    html`<g>${interval === null ? null : html`<line class="whisker" x1="${x(share)}" x2="${x(share)}" y1="${y(interval[0])}" y2="${y(interval[1])}"/>`}<circle cx="${x(share)}" cy="${y(value)}" r="0.2rem"><title>${text}</title></circle>${short === "" ? null : html`<text class="now" x="${x(share)}" y="${y(value)}" dx="-.5em" dy="-.5em" text-anchor="end">${short}</text>`}</g>`,
)}
</svg></figure>`;
}
