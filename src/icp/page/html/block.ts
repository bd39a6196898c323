import type { Block, BlockTable } from "../block.ts";
import { type Html, html } from "./html.ts";
import { setPhrase } from "./phrase.ts";
import { factList } from "./sure.ts";

/** A block of the page: what it says, its open tables, and a click away the others. */
export function blockSection({ id, title, lead, facts, tables, notes }: Block): Html {
  const shut = tables.filter(({ open }) => !open);
  return html`
<section class="block wide" aria-labelledby="${id}">
<header><h2 id="${id}">${title}</h2>${lead.length === 0 ? null : html`<p class="light">${setPhrase(lead)}</p>`}</header>
${facts.length === 0 ? null : factList(facts)}
${tables.filter(({ open }) => open).map(blockTable)}
${shut.length + notes.length === 0 ? null : html`<details><summary>The counts behind this</summary><div class="tables">${shut.map(blockTable)}</div>${notes.length === 0 ? null : html`<ul>${notes.map((note) => html`<li>${setPhrase(note)}</li>`)}</ul>`}</details>`}
</section>`;
}

function blockTable({ title, columns, rows, more }: BlockTable): Html {
  const kind = (index: number): Html | null => (columns[index]?.number ? html` class="number"` : null);
  return html`<div><h3>${title}</h3><table class="plain"><caption class="hidden">${title}</caption>
<thead><tr>${columns.map(({ head }, index) => html`<th scope="col"${kind(index)}>${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([name = [], ...cells]) => html`
<tr><th scope="row">${setPhrase(name)}</th>${cells.map((cell, index) => html`<td${kind(index + 1)}>${setPhrase(cell)}</td>`)}</tr>`,
  )}</tbody></table>${more > 0 ? html`<p class="light">and ${more} more, in the document</p>` : null}</div>
`;
}
