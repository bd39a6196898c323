import type { LeftOut, LeftOutRow } from "../page.ts";
import { type Html, html } from "./html.ts";
import { setPhrase } from "./phrase.ts";
import { factList } from "./sure.ts";

/** Columns known too late, columns used with care, everything else that the page does not rest on. Paper has it in brief. */
export function leftOutSection({ title, quarantined, allow, cautions, groups, notes }: LeftOut): Html {
  const columns = [
    [
      rowTable("Known too late", quarantined),
      allow === null ? null : html`<p class="light">${setPhrase(allow)}</p>`,
      rowTable("Used with care", cautions),
    ],
    [groups.length === 0 ? null : factList(groups), noteList(notes)],
  ].filter((parts) => parts.some((part) => part !== null));
  return html`<section class="left-out screen" aria-labelledby="left-out">
<header><h2 id="left-out">${title}</h2></header>
${columns.length === 0 ? html`<p class="light">Nothing: every column and every row was used.</p>` : null}<div class="beside">${columns.map((parts) => html`<div>${parts}</div>`)}</div>
</section>`;
}

/** On paper: names and counts. */
export function leftOutInBrief({ brief }: LeftOut): Html | null {
  return brief.length === 0
    ? null
    : html`<section class="brief paper" aria-label="Left out, in brief"><h2>Left out, in brief</h2>${factList(brief)}</section>`;
}

function noteList(notes: LeftOut["notes"]): Html | null {
  if (notes.length === 0) return null;
  return html`<h3>Noticed in the files</h3><ul>${notes.map((note) => html`<li>${setPhrase(note)}</li>`)}</ul>`;
}

function rowTable(title: string, rows: readonly LeftOutRow[]): Html | null {
  if (rows.length === 0) return null;
  return html`<h3>${title}</h3>
<table class="plain reasons"><caption class="hidden">${title}</caption><thead class="hidden"><tr><th scope="col">column</th><th scope="col">why</th></tr></thead>
<tbody>${rows.map(
    ({ label, reason }) => html`
<tr><th scope="row">${label}</th><td>${setPhrase(reason)}</td></tr>`,
  )}</tbody></table>`;
}
