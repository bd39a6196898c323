import type { Curve } from "../page.ts";
import { at, type Html, html } from "./html.ts";
import { levelRuler } from "./levels.ts";

type Point = Curve["points"][number];

/** What a score is worth: rate over fit with its range, the levels along the foot, the average as a line. */
export function curveSection(curve: Curve | null): Html | null {
  if (curve === null) return null;
  return html`<section class="worth" aria-labelledby="worth">
<header><h2 id="worth">${curve.heading}</h2><p class="light">${curve.title}</p></header>
${figure(curve)}
<details><summary>The figures of the curve</summary>${table(curve)}</details>
</section>`;
}

function table({ title, rows }: Curve): Html {
  return html`<table class="plain"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col">points</th><th scope="col" class="number">expected</th><th scope="col" class="range">range</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${row.fit}</th><td class="number rate">${row.value}</td><td class="range">${row.range}</td></tr>`)}</tbody></table>`;
}

function figure({ title, rows, scale, points, cuts }: Curve): Html {
  const label = `${title}; ${rows.map((row) => `${row.fit} points ${row.value}`).join(", ")}`;
  const base = up(scale.base);
  return html`<div class="plot">
<span class="top light" aria-hidden="true">${scale.maxText}</span><span class="mean light" style="bottom:${at(scale.base)}" aria-hidden="true">average ${scale.baseText}</span>
<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label="${label}">${area(points)}<line class="base" x1="0" x2="100" y1="${base}" y2="${base}"/>${cuts
    .filter(({ from }) => from > 0)
    .map(
      ({ from }) => html`<line class="cut" x1="${from}" x2="${from}" y1="0" y2="100"/>`,
    )}<polyline points="${path(points, (point) => point.y)}"/></svg>
</div>
${levelRuler(cuts)}`;
}

/** The band between the lower and the upper limit; nothing where there are none. */
function area(points: readonly Point[]): Html | null {
  const known = points.filter((point) => point.low !== null && point.high !== null);
  if (known.length === 0) return null;
  const there = path(known, (point) => point.high ?? 0);
  const back = path([...known].reverse(), (point) => point.low ?? 0);
  return html`<polygon points="${there} ${back}"/>`;
}

function path(points: readonly Point[], height: (point: Point) => number): string {
  return points.map((point) => `${point.x},${up(height(point))}`).join(" ");
}

function up(share: number): number {
  return Math.round((1 - share) * 1000) / 10;
}
