import type { Report } from "../report.ts";
import { blockSection } from "./block.ts";
import { html, trusted } from "./html.ts";
import { setPhrase } from "./phrase.ts";
import { seriesChart } from "./series.ts";
import { STYLE } from "./style.ts";

/** What a report has that the page has not: charts over time, and blocks on paper too. */
const REPORT_STYLE = `
.verdict.alone{grid-template-columns:minmax(0,1fr)}
.block .facts>div{grid-template-columns:12rem minmax(0,1fr)}
.block .facts dt{color:var(--ink)}
.wide .facts{grid-template-columns:minmax(0,1fr)}
.block>div+div,.block>dl+div{margin-top:1rem}
.block table{margin-top:.25rem}
.block>div:not(.tables,.plotted)>table{width:auto;min-width:min(100%,44rem)}
.block>div:not(.tables,.plotted)>table :is(th,td):not(:last-child){padding-right:1.5rem}
.block .number+td:not(.number){padding-left:.5rem}
.block .number .light{white-space:nowrap}
.plotted th{white-space:nowrap}
footer{overflow-wrap:anywhere}
.series{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:1.5rem 2.5rem}
.series{margin-top:.5rem}
.series h3{margin-bottom:.125rem}
.series figure{margin:0;min-width:0}
.series svg{display:block;width:100%;height:7rem;overflow:visible}
.series .path{fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke}
.series circle{fill:var(--accent);stroke:var(--accent)}
.series .whisker{stroke:var(--soft)}
.series text{font-size:.75rem;fill:var(--soft)}
.series text.now{fill:var(--ink);font-weight:600}
.plotted{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1.5rem 2.5rem;align-items:start;margin-top:.5rem}
.plots{display:grid;gap:1.5rem}
.plots figure{min-width:0;margin:0}
.plots h3{margin-bottom:.125rem}
.plots svg{display:block;width:100%;height:11rem;margin-top:.75rem;overflow:visible}
.plots .path{stroke:var(--accent);stroke-width:1.5}
.plots circle{fill:var(--accent);stroke:var(--accent)}
.plots text{font-size:.75rem;fill:var(--soft)}
.plots text.now{fill:var(--ink);font-weight:600}
@media screen and (max-width:60rem){.plotted{grid-template-columns:minmax(0,1fr)}}
@media screen and (max-width:34rem){
.block table{font-size:.75rem}
.block table thead th{font-size:.6875rem}
.block table :is(th,td):not(:last-child){padding-right:.375rem}
.block>div:not(.tables,.plotted)>table :is(th,td):not(:last-child){padding-right:.375rem}
.block .number .light{display:block;white-space:normal}
}
@media screen and (max-width:34rem){.block .facts>div{grid-template-columns:minmax(0,1fr)}}
@media print{.block{display:block}.series{grid-template-columns:1fr 1fr}section{break-inside:avoid}}
`;

/** A report takes the paper it needs. */
const WHOLE = { no: 999, inside: 999, facts: 999, rows: 999 };

/** A report as one self-contained HTML file, in the style of the page: no scripts, nothing loaded, light and dark. */
export function reportHtml({ kicker, name, facts, headline, support, charts, blocks, footer }: Report): string {
  const drawn = charts.filter(({ points }) => points.length > 0);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${kicker}: ${name}</title>
<style>${trusted(STYLE)}${trusted(REPORT_STYLE)}</style>
</head>
<body>
<main>
<header class="top">
<div><p class="kicker">${kicker}</p><h1>${name}</h1></div>
<div class="standing"><p class="light">${setPhrase(facts)}</p></div>
</header>
<section class="verdict alone" aria-label="Verdict">
<div><p class="headline">${setPhrase(headline)}</p>${support.map((words) => html`<p>${setPhrase(words)}</p>`)}</div>
</section>${
    drawn.length === 0
      ? null
      : html`
<section aria-labelledby="over-time"><h2 id="over-time">Over time</h2><div class="series">${drawn.map(seriesChart)}</div></section>`
  }${blocks.map((block) => blockSection(block, WHOLE, true))}
</main>
<footer>${setPhrase(footer)}</footer>
</body>
</html>
`.markup;
}
