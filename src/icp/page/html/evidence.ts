import type { Check, Page } from "../page.ts";
import { type Html, html } from "./html.ts";
import { levelTable } from "./levels.ts";
import { setPhrase } from "./phrase.ts";
import { factList } from "./sure.ts";

/** The tables behind the words, a click away; not on paper. */
export function evidence({ sure }: Page): Html | null {
  if (sure.checks.length === 0) return null;
  return html`<details class="evidence"><summary>The tables behind this</summary>
<div class="tables">${sure.checks.map(checkTable)}</div>
</details>`;
}

function checkTable({ title, lead, levels, facts }: Check): Html {
  return html`<div><h3>${title}</h3><p class="light">${setPhrase(lead)}</p>${levelTable(levels, true)}${factList(facts)}</div>
`;
}
