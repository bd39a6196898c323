import type { Apart, Kind, Kinds } from "../page.ts";
import { type Html, html } from "./html.ts";
import { moreOnScreen, overflow } from "./overflow.ts";
import { setPhrase } from "./phrase.ts";

/** Columns in which so many kinds stand. */
export function kindColumns(kinds: number): 1 | 2 | 3 {
  return kinds === 1 ? 1 : kinds === 3 ? 3 : 2;
}

/** The kinds of companies that are won: what a seller would say, the counts, and a click away the rule and what sets them apart. */
export function kindSection(kinds: Kinds | null, most: number): Html | null {
  if (kinds === null) return null;
  const { title, lead, empty } = kinds;
  return html`<section class="kinds" aria-labelledby="kinds">
<header><h2 id="kinds">${title}</h2>${lead === "" ? null : html`<p class="light">${lead}</p>`}</header>
${empty === null ? html`<div class="of-${kindColumns(kinds.kinds.length)}">${kinds.kinds.map((kind, index) => kindArticle(kind, overflow(index, most)))}</div>${moreOnScreen(kinds.kinds.length - most)}` : html`<p>${setPhrase(empty)}</p>`}${notes(kinds)}
</section>`;
}

function kindArticle(
  { name, rank, tentative, paragraph, rate, rule, rest, inside, apart }: Kind,
  screen: Html | null,
): Html {
  const mark = tentative === null ? null : html` <abbr class="care" title="${tentative}">tentative</abbr>`;
  return html`
<article${screen}><h3>${name} <span class="light">${rank}</span>${mark}</h3>
<p>${setPhrase(paragraph)}</p>${rate.length === 0 ? null : html`<p>${setPhrase(rate)}</p>`}
<details><summary>The rule, and what sets them apart</summary>
<p><strong>${setPhrase(rule)}</strong></p>${apart.length === 0 ? null : apartTable(name, apart)}<p class="light">${setPhrase(rest)}</p>${inside.map((words) => html`<p>${setPhrase(words)}</p>`)}</details></article>`;
}

function apartTable(name: string, rows: readonly Apart[]): Html {
  return html`<table class="plain apart"><caption class="hidden">What sets ${name} apart</caption>
<thead><tr><th scope="col"><span class="hidden">property</span></th><th scope="col" class="number">of them</th><th scope="col" class="number">market</th><th scope="col" class="number">times</th><th scope="col" class="range">range</th></tr></thead>
<tbody>${rows.map(
    ({ attribute, value, here, market, times, range, n }) => html`
<tr><th scope="row"><span class="light">${attribute}</span> ${value}</th><td class="number"><abbr title="of ${n} won companies of the kind that know it">${here}</abbr></td><td class="number light">${market}</td><td class="number rate">${times}</td><td class="range">${range}</td></tr>`,
  )}</tbody></table>`;
}

function notes({ notes }: Kinds): Html | null {
  if (notes.length === 0) return null;
  return html`
<details><summary>What took no part</summary><ul>${notes.map((note) => html`<li>${setPhrase(note)}</li>`)}</ul></details>`;
}
