import type { Block, BlockTable } from "../block.ts";
import type { Fact } from "../page.ts";
import { type Html, html } from "./html.ts";
import { type BackFitting, moreOnScreen, overflow, printedOf } from "./overflow.ts";
import { setPhrase } from "./phrase.ts";
import { plotChart } from "./plot.ts";

/** More columns than this need the whole width. */
const NARROW = 5;

/** A block of the page: what it says, its open tables, and a click away the others. Paper has the first of its facts and rows. */
export function blockSection(
  { id, title, lead, facts, tables, notes, onPaper = true, plots = [] }: Block,
  most: BackFitting,
  inReport = false,
): Html {
  const shut = tables.filter(({ open }) => !open);
  const open = tables.filter((table) => table.open);
  const set = open.map((table) => blockTable(table, most.rows));
  return html`
<section class="block wide${onPaper ? null : " screen"}" aria-labelledby="${id}">
<header><h2 id="${id}">${title}</h2>${lead.length === 0 ? null : html`<p class="light">${setPhrase(lead)}</p>`}</header>
${facts.length === 0 ? null : factsOnPaper(facts, printedOf(facts.length, most.facts))}
${plots.length > 0 ? html`<div class="plotted"><div class="plots">${plots.map(plotChart)}</div><div>${set}</div></div>` : besideEachOther(open) ? html`<div class="tables">${set}</div>` : set}${most.rows > 0 || open.length === 0 ? null : html`<p class="light paper">and ${open.length === 1 ? "a table" : `${open.length} tables`}, in the file</p>`}
${shut.length + notes.length === 0 ? null : html`<details><summary>${inReport && shut.length === 0 ? "How to read this" : "The counts behind this"}</summary><div class="tables">${shut.map((table) => blockTable(table, 99))}</div>${notes.length === 0 ? null : html`<ul>${notes.map((note) => html`<li>${setPhrase(note)}</li>`)}</ul>`}</details>`}
</section>`;
}

/** Whether open tables stand in the two columns of the page. */
export function besideEachOther(tables: readonly BlockTable[]): boolean {
  return tables.length > 1 && tables.every(({ columns }) => columns.length <= NARROW);
}

/** Facts of which paper has room for the first. */
export function factsOnPaper(facts: readonly Fact[], printed: number): Html {
  return html`<dl class="facts">${facts.map(({ name, text }, index) => html`<div${overflow(index, printed)}><dt>${name}</dt><dd>${setPhrase(text)}</dd></div>`)}</dl>${moreOnScreen(facts.length - printed)}`;
}

function blockTable({ title, columns, rows, more }: BlockTable, most: number): Html {
  const kind = (index: number): Html | null => (columns[index]?.number ? html` class="number"` : null);
  const printed = most === 0 ? rows.length : printedOf(rows.length, most);
  return html`<div${most === 0 ? html` class="screen table-whole"` : null}><h3>${title}</h3><table class="plain"><caption class="hidden">${title}</caption>
<thead><tr>${columns.map(({ head }, index) => (head === "" ? html`<td></td>` : html`<th scope="col"${kind(index)}>${head}</th>`))}</tr></thead>
<tbody>${rows.map(
    (cells, row) =>
      html`<tr${overflow(row, printed)}>${cells.map((cell, index) => (index === 0 ? html`<th scope="row">${setPhrase(cell)}</th>` : html`<td${kind(index)}>${setPhrase(cell)}</td>`))}</tr>
`,
  )}</tbody></table>${moreOnScreen(rows.length - printed, more)}${more > 0 ? html`<p class="${printed < rows.length ? "light screen" : "light"}">and ${more} more, in the document</p>` : null}</div>
`;
}
