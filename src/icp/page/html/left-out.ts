import type { LeftOut, LeftOutRow } from "../page.ts";
import { type Html, html } from "./html.ts";
import { setPhrase } from "./phrase.ts";
import { factList } from "./sure.ts";

/** Rows and notes that paper has room for; the rest is in the file. */
const PRINTED_ROWS = 6;
export const PRINTED_NOTES = 3;

/** Columns known too late, columns used with care, everything else that the page does not rest on. */
export function leftOutSection({ title, quarantined, allow, cautions, groups, notes }: LeftOut): Html {
  const columns = [
    [
      rowTable("Known too late", quarantined),
      allow === null ? null : html`<p class="light screen">${setPhrase(allow)}</p>`,
      rowTable("Used with care", cautions),
    ],
    [groups.length === 0 ? null : factList(groups), noteList(notes)],
  ].filter((parts) => parts.some((part) => part !== null));
  return html`<section class="left-out" aria-labelledby="left-out">
<header><h2 id="left-out">${title}</h2></header>
${columns.length === 0 ? html`<p class="light">Nothing: every column and every row was used.</p>` : null}<div class="beside">${columns.map((parts) => html`<div>${parts}</div>`)}</div>
</section>`;
}

function noteList(notes: LeftOut["notes"]): Html | null {
  if (notes.length === 0) return null;
  return html`<h3>Noticed in the files</h3><ul>${notes.map((note, index) => html`<li${overflow(index, PRINTED_NOTES)}>${setPhrase(note)}</li>`)}</ul>`;
}

function rowTable(title: string, rows: readonly LeftOutRow[]): Html | null {
  if (rows.length === 0) return null;
  const printed = printedRows(rows.length);
  const hidden = rows.length - printed;
  return html`<h3>${title}</h3>
<table class="plain reasons"><caption class="hidden">${title}</caption><thead class="hidden"><tr><th scope="col">column</th><th scope="col">why</th></tr></thead>
<tbody>${rows.map(
    ({ label, reason }, index) => html`
<tr${overflow(index, printed)}><th scope="row">${label}</th><td>${setPhrase(reason)}</td></tr>`,
  )}</tbody></table>${hidden > 0 ? html`<p class="light paper">and ${hidden} more, in the file</p>` : null}`;
}

function overflow(index: number, most: number): Html | null {
  return index < most ? null : html` class="screen"`;
}

/** Rows of a table that are printed: a last one alone is not worth leaving out. */
export function printedRows(rows: number): number {
  return rows <= PRINTED_ROWS + 1 ? rows : PRINTED_ROWS;
}
