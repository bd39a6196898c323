import type { Breadth, Meter } from "../page.ts";
import { at, type Html, html } from "./html.ts";
import { setPhrase } from "./phrase.ts";

/** How much of the market scores high, against the 20-30% mark. */
export function breadthSection(breadth: Breadth | null): Html | null {
  if (breadth === null) return null;
  return html`<section class="breadth" aria-labelledby="breadth">
<header><h2 id="breadth">${breadth.title}</h2></header>
${breadth.meter === null ? null : meter(breadth.meter)}
${breadth.sentences.map((words) => html`<p>${setPhrase(words)}</p>`)}
</section>`;
}

function meter({ share, range, n, at: place, low, high, zone, zoneText, maxText }: Meter): Html {
  const whisker =
    low === null || high === null
      ? null
      : html`<line class="whisker" x1="${at(low)}" x2="${at(high)}" y1="50%" y2="50%"/>`;
  return html`<p class="answer"><strong>${share}</strong> <span class="light">${range === "" ? "" : `${range}, `}n ${n}</span> of the universe scores high</p>
<div class="meter">
<svg role="img" aria-label="${share} of the universe scores high; the mark is ${zoneText}"><rect class="zone" x="${at(zone[0])}" width="${at(zone[1] - zone[0])}" y="0" height="100%"/><line class="axis-line" x1="0" x2="100%" y1="100%" y2="100%"/>${whisker}<circle cx="${at(place)}" cy="50%" r="0.28rem"/></svg>
<span class="axis" aria-hidden="true"><span>0</span><span class="average" style="left:${at((zone[0] + zone[1]) / 2)}">${zoneText}</span><span class="end">${maxText}</span></span>
</div>`;
}
