import { isCounted, type NotSell, type NotSellFigure, type NotSellRule } from "../not-sell.ts";
import { type Html, html } from "./html.ts";
import { moreOnScreen, overflow, printedOf } from "./overflow.ts";
import { setPhrase } from "./phrase.ts";

/** Whom to leave alone: a rule per row, with what it saves and costs. */
export function notSellSection(part: NotSell | null, most: number): Html | null {
  if (part === null) return null;
  const { title, lead, act, rules, sentences } = part;
  return html`<section class="not" aria-labelledby="not">
<header><h2 id="not">${title}</h2>${rules.length === 0 ? null : html`<p class="light">${setPhrase(lead)} <span class="screen">${setPhrase(act)}</span></p>`}</header>
${rules.length === 0 ? null : table(title, rules, printedOf(rules.length, most))}
${sentences.map((words) => html`<p>${setPhrase(words)}</p> `)}${countsBehind(rules)}
</section>`;
}

/** Without a deal to count there is nothing beside the kinds. */
function table(title: string, rules: readonly NotSellRule[], printed: number): Html {
  const counted = isCounted(rules);
  return html`<table class="plain">
<caption class="hidden">${title}</caption>
<thead><tr><th scope="col" class="number">no.</th><th scope="col">kind of company</th>${counted ? html`<th scope="col">won</th><th scope="col">saves</th><th scope="col">costs</th>` : null}</tr></thead>
<tbody>${rules.map(
    ({ number, who, status, won, saves, costs, hint }, index) => html`
<tr${overflow(index, printed)}><td class="number light">${number}</td><th scope="row"><strong>${who}</strong> <span class="mark">${status}</span></th>${counted ? html`${figure(won, hint)}${figure(saves, null)}${figure(costs, null)}` : null}</tr>`,
  )}</tbody>
</table>${moreOnScreen(rules.length - printed)}`;
}

/** What else is counted of each rule, for those who cannot hover. */
function countsBehind(rules: readonly NotSellRule[]): Html | null {
  const told = rules.filter(({ hint }) => hint !== "");
  return told.length === 0
    ? null
    : html`
<details><summary>The counts behind this</summary><dl class="facts">${told.map(({ number, who, hint }) => html`<div><dt>No. ${number}</dt><dd>${who}: ${hint}.</dd></div>`)}</dl></details>`;
}

function figure(one: NotSellFigure | null, hint: string | null): Html {
  if (one === null) return html`<td class="light">–</td>`;
  const value = hint === null ? html`${one.value}` : html`<abbr title="${hint}">${one.value}</abbr>`;
  return html`<td class="figure">${value} <span class="light">${one.range}</span></td>`;
}
