import type { Scale, Score, ScoreAttribute, ScoreBand } from "../page.ts";
import { axisLabels, dotChart } from "./dot.ts";
import { at, type Html, html } from "./html.ts";
import { levelRuler } from "./levels.ts";
import { careMark, dealMark, setPhrase } from "./phrase.ts";

const LONGEST_PRINTED = 200;

/** The scorecard as a form to tick: the points add up in the page by CSS alone, and by pencil on paper. */
export function scoreSection(score: Score | null): Html | null {
  if (score === null) return null;
  const shortened = score.columns
    .flat()
    .flatMap(({ label, bands }) => bands.flatMap(({ full }) => (full === null ? [] : [{ label, full }])));
  return html`<section class="score" aria-labelledby="score">
<header><h2 id="score">${score.title}</h2><p class="light">${setPhrase(score.lead)}</p></header>
<form>
<div class="cards">${score.columns.map((column, index) => card(column, score, index))}</div>
<div class="total"><p class="sum"><span>Total</span> <output></output> <span class="light">of 100</span> <button type="reset">Clear</button></p>${levelRuler(score.levels)}</div>
</form>
<p class="notes">${score.notes.map((note, index) => html`${index === 0 ? "" : " "}${setPhrase(note)}`)}</p>
${
  shortened.length === 0
    ? null
    : html`<details><summary>Bands in full</summary><ul>${shortened.map(({ label, full }) => html`<li><strong>${label}</strong> ${full}</li>`)}</ul></details>`
}
</section>`;
}

function card(column: readonly ScoreAttribute[], score: Score, index: number): Html {
  return html`<table class="rates">
<caption class="hidden">${score.title}, part ${index + 1}: points${score.rated ? ` and ${score.rateWord}` : ""} by band</caption>
<thead><tr><th scope="col"><span class="hidden">band</span></th><th scope="col" class="number">points</th>${rateHead(score)}</tr></thead>
${column.map((attribute, row) => attributeRows(attribute, score, `${index}-${row}`))}
</table>`;
}

function rateHead({ rated, scale, rateWord }: Score): Html | null {
  return rated
    ? html`<th scope="col" class="chart"><span class="hidden">chart</span>${axisLabels(scale, false)}</th><th scope="col" class="number">${rateWord}<span class="under">range</span></th><th scope="col" class="range">range</th><th scope="col" class="number">n</th>`
    : null;
}

function attributeRows(attribute: ScoreAttribute, { scale, rated }: Score, key: string): Html {
  return html`
<tbody>
<tr class="attribute"><th scope="rowgroup" colspan="${rated ? 6 : 2}"><abbr title="${attribute.hint}">${attribute.label} <span class="most">${attribute.weight}</span></abbr>${dealMark(attribute.aboutDeal)}${careMark(attribute.caution)}<span class="weight" style="width:${at(attribute.bar)}"></span>${attribute.caution === null ? null : html`<span class="why">${setPhrase(attribute.caution)}</span>`}</th></tr>
${attribute.bands.map((band, index) => bandRow(band, rated ? scale : null, attribute.label, key, index))}
</tbody>`;
}

function bandRow(
  { label, full, points, figure }: ScoreBand,
  scale: Scale | null,
  attribute: string,
  key: string,
  index: number,
): Html {
  const id = `b${key}-${index}`;
  const name = full === null ? html`${label}` : shortened(label, full);
  return html`<tr><th scope="row"><input type="radio" id="${id}" name="a${key}" style="--points:${points}" aria-label="${attribute}: ${full ?? label}, ${points} points"><label for="${id}">${name}</label></th><td class="number points">${points}</td>${scale === null ? null : html`<td class="chart">${dotChart(figure, scale)}</td><td class="number rate"><abbr title="${figure.hint}">${figure.value}</abbr><span class="under">${figure.range}</span></td><td class="range">${figure.range}</td><td class="number light">${figure.n}</td>`}</tr>
`;
}

/** On a screen the tooltip has the rest; on paper the whole label stands there, if it is not endless. */
function shortened(label: string, full: string): Html {
  const short = html`<abbr title="${full}">${label}</abbr>`;
  return printedLabel(label, full) === label
    ? short
    : html`<span class="screen">${short}</span><span class="paper">${full}</span>`;
}

/** The label as printed. */
export function printedLabel(label: string, full: string | null): string {
  return full !== null && full.length <= LONGEST_PRINTED ? full : label;
}
