import type { ReportChart } from "../report.ts";
import { at, type Html, html } from "./html.ts";

/** Room above, below and beside the points, in shares of the drawing. */
const [TOP, BOTTOM, LEFT, RIGHT] = [0.14, 0.18, 0.03, 0.1];

/** A figure over time: a dot with whiskers for each look, the dashed line of what it was, the last figure written out. */
export function seriesChart({ title, note, base, points }: ReportChart): Html {
  const all = points.flatMap(({ value, interval }) => [value, ...(interval ?? [])]);
  const [low, high] = [Math.min(...all, base?.value ?? all[0]!), Math.max(...all, base?.value ?? all[0]!)];
  const spread = high - low || 1;
  const y = (value: number): string => at(TOP + (1 - TOP - BOTTOM) * (1 - (value - low) / spread));
  const step = (1 - LEFT - RIGHT) / Math.max(1, points.length - 1);
  const x = (index: number): string => at(points.length === 1 ? 0.5 : LEFT + index * step);
  const last = points.length - 1;
  return html`<figure><figcaption><h3>${title}</h3><p class="light">${note}</p></figcaption>
<svg role="img" aria-label="${title}. ${points.map(({ label, text }) => `${label}: ${text}`).join("; ")}">
${base === null ? null : html`<line class="base" x1="0" x2="100%" y1="${y(base.value)}" y2="${y(base.value)}"/><text x="100%" y="${y(base.value)}" dy="-.3em" text-anchor="end">${base.text}</text>`}
${points.map(({ value, interval, label, text, short }, k) => {
  const whisker =
    interval === null
      ? null
      : html`<line class="whisker" x1="${x(k)}" x2="${x(k)}" y1="${y(interval[0])}" y2="${y(interval[1])}"/>`;
  const line =
    k === 0
      ? null
      : html`<line class="path" x1="${x(k - 1)}" x2="${x(k)}" y1="${y(points[k - 1]!.value)}" y2="${y(value)}"/>`;
  const now =
    k === last ? html`<text class="now" x="${x(k)}" y="${y(value)}" dx=".5em" dy=".35em">${short}</text>` : null;
  const below =
    k === 0 || k === last
      ? html`<text x="${x(k)}" y="100%" text-anchor="${k === 0 && points.length > 1 ? "start" : "middle"}">${label}</text>`
      : null;
  return html`<g>${whisker}${line}<circle cx="${x(k)}" cy="${y(value)}" r="0.2rem"><title>${label}: ${text}</title></circle>${now}${below}</g>`;
})}
</svg></figure>`;
}
