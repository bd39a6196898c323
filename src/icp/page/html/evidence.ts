import type { Check, Curve, Page } from "../page.ts";
import { type Html, html } from "./html.ts";
import { levelTable } from "./levels.ts";
import { setPhrase } from "./phrase.ts";
import { factList } from "./sure.ts";

/** The tables behind the words, a click away; not on paper. */
export function evidence({ sure, worth }: Page): Html | null {
  if (sure.checks.length === 0 && worth === null) return null;
  return html`<details class="evidence"><summary>The tables behind this</summary>
<div class="tables">${sure.checks.map(checkTable)}${worth === null ? null : worthTable(worth)}</div>
</details>`;
}

function checkTable({ title, lead, levels, facts }: Check): Html {
  return html`<div><h3>${title}</h3><p class="light">${setPhrase(lead)}</p>${levelTable(levels, true)}${factList(facts)}</div>
`;
}

function worthTable({ heading, title, rows }: Curve): Html {
  return html`<div><h3>${heading}</h3><table class="plain worth"><caption class="hidden">${title}</caption>
<thead><tr><th scope="col">points</th><th scope="col" class="number">expected</th><th scope="col" class="range">range</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${row.fit}</th><td class="number rate">${row.value}</td><td class="range">${row.range}</td></tr>`)}</tbody></table></div>`;
}
