import type { Figure, Scale } from "../page.ts";
import { at, type Html, html } from "./html.ts";

/** A rate as a dot with whiskers against the average line; an empty strip with the line where there is too little. */
export function dotChart({ dot, value, range, counted }: Figure, scale: Scale): Html {
  const base = html`<line class="base" x1="${at(scale.base)}" x2="${at(scale.base)}" y1="0" y2="100%"/>`;
  if (dot === null) return html`<svg class="dot" aria-hidden="true">${base}</svg>`;
  const label = `${value}${range === "" ? "" : `, ${range}`}, ${counted}; average ${scale.baseText}`;
  const whisker =
    dot.low === null || dot.high === null
      ? null
      : html`<line class="whisker" x1="${at(dot.low)}" x2="${at(dot.high)}" y1="50%" y2="50%"/>`;
  return html`<svg class="dot ${dot.side}" role="img" aria-label="${label}">${base}${whisker}<circle cx="${at(dot.at)}" cy="50%" r="0.21rem"/></svg>`;
}

/** The labels of a rate axis that begins at 0: the average, and the end where it is wanted and there is room for it. */
export function axisLabels(scale: Scale, withEnd = true): Html {
  const end = withEnd && scale.base <= 0.5 ? html`<span class="end">${scale.maxText}</span>` : null;
  return html`<span class="axis" aria-hidden="true"><span class="average" style="left:clamp(2.2rem,${at(scale.base)},calc(100% - 2.2rem))">average ${scale.baseText}</span>${end}</span>`;
}
