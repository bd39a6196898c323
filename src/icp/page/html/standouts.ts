import type { Standout, Standouts } from "../page.ts";
import { type Html, html } from "./html.ts";
import { moreOnScreen, overflow, printedOf } from "./overflow.ts";
import { dealMark } from "./phrase.ts";

/** Who wins, or who does not: a band per row in plain words, with its counts. */
export function standoutSection(standouts: Standouts | null, id: string, most: number): Html | null {
  if (standouts === null) return null;
  const { title, lead, rows, empty } = standouts;
  return html`<section class="${id}" aria-labelledby="${id}">
<header><h2 id="${id}">${title}</h2>${rows.length === 0 ? null : html`<p class="light">${lead}</p>`}</header>
${rows.length === 0 ? html`<p class="light">${empty}</p>` : table(title, rows, printedOf(rows.length, most))}
</section>`;
}

function table(title: string, rows: readonly Standout[], printed: number): Html {
  return html`<table class="plain standouts">
<caption class="hidden">${title}</caption>
<thead class="hidden"><tr><th scope="col">group</th><th scope="col">counted</th><th scope="col">rate</th><th scope="col">range</th></tr></thead>
<tbody>${rows.map(
    ({ attribute, band, aboutDeal, figure }, index) => html`
<tr${overflow(index, printed)}><th scope="row"><span class="light">${attribute}</span> <strong>${band}</strong>${dealMark(aboutDeal)}</th><td class="number counted">${figure.counted}</td><td class="number rate"><abbr title="${figure.hint}">${figure.value}</abbr></td><td class="range">${figure.range}</td></tr>`,
  )}</tbody>
</table>${moreOnScreen(rows.length - printed)}`;
}
