import type { LeftOut, LeftOutRow } from "../page.ts";
import { type Html, html } from "./html.ts";
import { type Fitting, moreOnScreen, overflow, printedOf } from "./overflow.ts";
import { setPhrase } from "./phrase.ts";
import { factList } from "./sure.ts";

/** Columns known too late, columns used with care, everything else that the page does not rest on. */
export function leftOutSection(
  { title, quarantined, allow, cautions, groups, notes }: LeftOut,
  { rows, notes: noted }: Fitting,
): Html {
  const columns = [
    [
      rowTable("Known too late", quarantined, rows),
      allow === null ? null : html`<p class="light screen">${setPhrase(allow)}</p>`,
      rowTable("Used with care", cautions, rows),
    ],
    [groups.length === 0 ? null : factList(groups), noteList(notes, noted)],
  ].filter((parts) => parts.some((part) => part !== null));
  return html`<section class="left-out" aria-labelledby="left-out">
<header><h2 id="left-out">${title}</h2></header>
${columns.length === 0 ? html`<p class="light">Nothing: every column and every row was used.</p>` : null}<div class="beside">${columns.map((parts) => html`<div>${parts}</div>`)}</div>
</section>`;
}

function noteList(notes: LeftOut["notes"], most: number): Html | null {
  if (notes.length === 0) return null;
  const printed = printedOf(notes.length, most);
  return html`<h3>Noticed in the files</h3><ul>${notes.map((note, index) => html`<li${overflow(index, printed)}>${setPhrase(note)}</li>`)}</ul>${moreOnScreen(notes.length - printed)}`;
}

function rowTable(title: string, rows: readonly LeftOutRow[], most: number): Html | null {
  if (rows.length === 0) return null;
  const printed = printedOf(rows.length, most);
  return html`<h3>${title}</h3>
<table class="plain reasons"><caption class="hidden">${title}</caption><thead class="hidden"><tr><th scope="col">column</th><th scope="col">why</th></tr></thead>
<tbody>${rows.map(
    ({ label, reason }, index) => html`
<tr${overflow(index, printed)}><th scope="row">${label}</th><td>${setPhrase(reason)}</td></tr>`,
  )}</tbody></table>${moreOnScreen(rows.length - printed)}`;
}
