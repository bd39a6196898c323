import type { Inside, InsideRow, InsideTable } from "../inside.ts";
import { factsOnPaper } from "./block.ts";
import { type Html, html } from "./html.ts";
import { printedOf } from "./overflow.ts";
import { setPhrase } from "./phrase.ts";

/** Who buys inside: what may be claimed, and a click away the counts. */
export function insideSection(part: Inside | null, most: number): Html | null {
  if (part === null) return null;
  const { title, lead, facts, tables, notes } = part;
  return html`
<section class="inside wide" aria-labelledby="inside">
<header><h2 id="inside">${title}</h2>${lead === "" ? null : html`<p class="light">${lead}</p>`}</header>
${factsOnPaper(facts, printedOf(facts.length, most))}
${tables.length + notes.length === 0 ? null : html`<details><summary>The counts behind this</summary><div class="tables">${tables.map(insideTable)}</div>${notes.length === 0 ? null : html`<ul>${notes.map((note) => html`<li>${setPhrase(note)}</li>`)}</ul>`}</details>`}
</section>`;
}

function insideTable({ title, head, won, lost, rows, more }: InsideTable): Html {
  return html`<div><h3>${title}</h3><table class="plain"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${head}</th><th scope="col" class="number">of ${won} won</th><th scope="col" class="number">of ${lost} lost</th><th scope="col" class="number">rate</th><th scope="col" class="range">range</th><th scope="col" class="number">times</th><th scope="col" class="range">range</th></tr></thead>
<tbody>${rows.map(insideRow)}</tbody></table>${more > 0 ? html`<p class="light">and ${more} more, in the document</p>` : null}</div>
`;
}

function insideRow({ label, won, lost, accounts, rate, rateRange, times, range, finding, hint }: InsideRow): Html {
  const name = finding ? html`<strong>${label}</strong>` : html`${label}`;
  return html`
<tr><th scope="row"><abbr title="${accounts} companies">${name}</abbr></th><td class="number">${won}</td><td class="number">${lost}</td><td class="number">${rate}</td><td class="range">${rateRange}</td><td class="number${finding ? " rate" : ""}"><abbr title="${hint}">${times}</abbr></td><td class="range">${range}</td></tr>`;
}
