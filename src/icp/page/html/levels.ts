import type { LevelChart, LevelName, LevelRow, LevelRule } from "../page.ts";
import { axisLabels, dotChart } from "./dot.ts";
import { at, type Html, html } from "./html.ts";

/** What each level won on held-out deals: word, dot, rate, counts. */
export function levelTable({ title, scale, rows }: LevelChart, withCycle: boolean): Html {
  const cycles = withCycle && rows.some((row) => row.cycle !== null);
  return html`<table class="${cycles ? "rates levels cycles" : "rates levels"}">
<caption>${title}</caption>
<thead><tr><th scope="col"><span class="hidden">level</span></th><th scope="col" class="chart"><span class="hidden">chart</span>${axisLabels(scale)}</th><th scope="col" class="number">rate</th><th scope="col" class="range">range</th><th scope="col" class="number">counted</th>${cycles ? html`<th scope="col" class="number">median cycle</th>` : null}</tr></thead>
<tbody>${rows.map((row) => levelRow(row, scale, cycles))}</tbody>
</table>`;
}

function levelRow({ level, rule, figure, cycle }: LevelRow, scale: LevelChart["scale"], cycles: boolean): Html {
  return html`
<tr class="${level}"><th scope="row">${levelWord(level)} <span class="light">${rule}</span></th><td class="chart">${dotChart(figure, scale)}</td><td class="number rate"><abbr title="${figure.hint}">${figure.value}</abbr></td><td class="range">${figure.range}</td><td class="number light">${figure.counted}</td>${cycles ? html`<td class="number light">${cycle ?? "–"}</td>` : null}</tr>`;
}

/** A level's word with its colour beside it. */
export function levelWord(level: LevelName): Html {
  return html`<span class="level ${level}">${level}</span>`;
}

/** The score from 0 to 100 with the levels marked along it, low to high. */
export function levelRuler(rules: readonly LevelRule[]): Html {
  const ascending = [...rules].sort((a, b) => a.from - b.from);
  return html`<ul class="ruler">${ascending.map(
    ({ level, rule, from, to }) =>
      html`<li class="${level}" style="width:${at((to - from + 1) / 101)}">${levelWord(level)} <span class="light">${rule}</span></li>`,
  )}</ul>`;
}
