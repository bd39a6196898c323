import type { DeclaredPart } from "../declared.ts";
import { factsOnPaper } from "./block.ts";
import { type Html, html } from "./html.ts";
import { printedOf } from "./overflow.ts";

/** What people believed, and, a click away, each of its bands against the deals. */
export function declaredSection(part: DeclaredPart | null, most: number): Html | null {
  if (part === null) return null;
  const { title, lead, facts, rows } = part;
  return html`<section class="sure wide declared" aria-labelledby="declared">
<header><h2 id="declared">${title}</h2><p class="light">${lead}</p></header>
${factsOnPaper(facts, printedOf(facts.length, most))}
${rows.length === 0 ? null : html`<details><summary>Band by band</summary>${table(part)}</details>`}
</section>`;
}

function table({ title, rows }: DeclaredPart): Html {
  return html`<table class="plain"><caption class="hidden">${title}, band by band</caption>
<thead><tr><th scope="col">band</th><th scope="col" class="number">points</th><th scope="col" class="number">counted</th><th scope="col" class="number">rate</th><th scope="col" class="range">range</th><th scope="col">deals</th></tr></thead>
<tbody>${rows.map(
    ({ attribute, band, points, counted, rate, range, verdict }) => html`
<tr><th scope="row"><span class="light">${attribute}</span> ${band}</th><td class="number">${points}</td><td class="number">${counted}</td><td class="number rate">${rate}</td><td class="range">${range}</td><td>${verdict}</td></tr>`,
  )}</tbody></table>`;
}
