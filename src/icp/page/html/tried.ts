import type { Steps } from "../page.ts";
import type { Tried, TriedRow } from "../tried.ts";
import { at, type Html, html } from "./html.ts";
import { dealMark, setPhrase } from "./phrase.ts";

/** Instead of a score: every attribute alone, drawn against what chance gives. */
export function triedSection(tried: Tried | null): Html | null {
  if (tried === null) return null;
  const { title, lead, axis, chance, rows } = tried;
  return html`<section class="tried" aria-labelledby="tried">
<header><h2 id="tried">${title}</h2></header>
<p class="light">${lead}</p>
<table class="rates">
<caption class="hidden">${title}</caption>
<thead><tr><th scope="col"><span class="hidden">attribute</span></th><th scope="col" class="chart"><span class="hidden">chart</span><span class="axis" aria-hidden="true"><span>${axis.low}</span><span class="average" style="left:50%">${chance.label}</span><span class="end">${axis.high}</span></span></th><th scope="col" class="number">picks right</th><th scope="col" class="number">known for</th></tr></thead>
<tbody>${rows.map((row) => triedRow(row, tried))}</tbody>
</table>
</section>`;
}

function triedRow({ label, aboutDeal, value, filled, at: place, hint }: TriedRow, { chance }: Tried): Html {
  const zone = html`<rect class="zone" x="${at(chance.low)}" width="${at(chance.high - chance.low)}" y="0" height="100%"/>`;
  const dot = place === null ? null : html`<circle cx="${at(place)}" cy="50%" r="0.21rem"/>`;
  return html`
<tr><th scope="row">${label}${dealMark(aboutDeal)}</th><td class="chart"><svg class="dot" role="img" aria-label="${label}: ${value}; ${chance.label}">${zone}<line class="base" x1="50%" x2="50%" y1="0" y2="100%"/>${dot}</svg></td><td class="number rate"><abbr title="${hint}">${value}</abbr></td><td class="number light">${filled}</td></tr>`;
}

/** What to do next, in order. */
export function stepsSection(next: Steps | null): Html | null {
  if (next === null) return null;
  return html`<section class="next" aria-labelledby="next">
<header><h2 id="next">${next.title}</h2></header>
<ol>${next.steps.map((step) => html`<li>${setPhrase(step)}</li>`)}</ol>
</section>`;
}
