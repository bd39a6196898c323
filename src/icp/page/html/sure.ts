import type { Fact, Sure } from "../page.ts";
import { type Html, html } from "./html.ts";
import { setPhrase } from "./phrase.ts";

/** How far the page may be trusted, in words; `wide` sets the facts in the two columns of the page. */
export function sureSection({ title, facts }: Sure, wide = false): Html {
  return html`<section class="${wide ? "sure wide" : "sure"}" aria-labelledby="sure">
<header><h2 id="sure">${title}</h2></header>
${factList(facts)}
</section>`;
}

/** Short names with what is to be said about each. */
export function factList(facts: readonly Fact[]): Html {
  return html`<dl class="facts">${facts.map(({ name, text }) => html`<div><dt>${name}</dt><dd>${setPhrase(text)}</dd></div>`)}</dl>`;
}
