import type { Card, CardRow } from "../card.ts";
import type { Title } from "../page.ts";
import { type Html, html } from "./html.ts";
import { levelWord } from "./levels.ts";
import { moreOnScreen, overflow, printedOf } from "./overflow.ts";
import { dealMark, setPhrase } from "./phrase.ts";

/** The seller card: questions to tick, when to say no, a polite no. `most` rules are printed. */
export function cardSection(card: Card, most: number): Html {
  const { title, lead, questions, no, polite } = card;
  const printed = printedOf(no.rules.length, most);
  return html`<section class="card" aria-labelledby="card">
<header><h2 id="card">${title}</h2><p class="light">${setPhrase(lead)}</p></header>
<div class="beside">${questions.length === 0 ? null : questionForm(card)}<div><h3>${no.title}</h3>
<ul>${no.rules.map((rule, index) => html`<li${overflow(index, printed)}>${setPhrase(rule)}</li>`)}${no.low.map((words) => html`<li>${setPhrase(words)}</li>`)}</ul>${moreOnScreen(no.rules.length - printed)}
<h3>${polite.title}</h3>
<blockquote>${polite.text}</blockquote></div></div>
</section>`;
}

function questionForm({ title, questions, counted, levels, notes }: Card): Html {
  return html`<form>
<table class="plain asked"><caption class="hidden">${title}: the questions</caption>
<thead><tr><th scope="col"><span class="hidden">question</span></th><th scope="col" class="number">points</th>${counted === null ? null : html`<th scope="col" class="number">yes: ${counted}</th><th scope="col" class="number">no: ${counted}</th>`}</tr></thead>
<tbody>${questions.map(row)}</tbody></table>
<p class="sum"><span>Total</span> <output></output> <span class="light of">of 10</span> ${levels.map(({ level, rule }) => html`<span class="whole">${levelWord(level)} <span class="light">${rule}</span></span> `)}<button type="reset">Clear</button></p>
${notes.map((words) => html`<p class="light">${setPhrase(words)}</p>`)}
</form>`;
}

function row({ number, attribute, question, aboutDeal, points, yes, no }: CardRow): Html {
  const id = `q${number}`;
  const counts = yes === null ? null : html`<td class="number light">${yes}</td><td class="number light">${no}</td>`;
  return html`
<tr><th scope="row"><input type="checkbox" id="${id}" style="--points:${points}" aria-label="${attribute}: ${question} ${points} points"><label for="${id}"><span class="light">${attribute}:</span> <strong>${question}</strong></label>${dealMark(aboutDeal)}</th><td class="number points">${points}</td>${counts}</tr>`;
}

/** The heading of a card that stands alone. */
export function cardTop({ kicker, name, facts }: Title): Html {
  return html`<header class="top"><div><p class="kicker">${kicker}</p><h1>${name}</h1></div><div class="standing"><p class="light">${setPhrase(facts)}</p></div></header>`;
}
