import type { Page, Title, Verdict } from "../page.ts";
import { breadthSection } from "./breadth.ts";
import { curveSection } from "./curve.ts";
import { evidence } from "./evidence.ts";
import { type Html, html, trusted } from "./html.ts";
import { leftOutSection } from "./left-out.ts";
import { levelTable } from "./levels.ts";
import { setPhrase } from "./phrase.ts";
import { printSize } from "./print-size.ts";
import { scoreSection } from "./score.ts";
import { standoutSection } from "./standouts.ts";
import { STYLE } from "./style.ts";
import { sureSection } from "./sure.ts";
import { stepsSection, triedSection } from "./tried.ts";

/** The page as one self-contained HTML file: no scripts, nothing loaded, light and dark, one sheet when printed. */
export function renderHtml(page: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="OpenICP ${page.engine}">
<title>${page.title.kicker}: ${page.title.name}</title>
<style>${trusted(STYLE)}@media print{html{font-size:${printSize(page)}px}}</style>
</head>
<body>
<main>
${top(page.title)}
${verdict(page.verdict)}
${page.score === null ? withoutScore(page) : withScore(page)}
${leftOutSection(page.leftOut)}
</main>
<footer>${setPhrase(page.footer)}</footer>
</body>
</html>
`.markup;
}

function withScore(page: Page): Html {
  return html`<div class="pair">${standoutSection(page.winners, "winners")}${standoutSection(page.losers, "losers")}</div>
${scoreSection(page.score)}
<div class="pair"><div>${breadthSection(page.breadth)}${curveSection(page.worth)}</div>${sureSection(page.sure)}</div>
${evidence(page)}`;
}

function withoutScore(page: Page): Html {
  return html`<div class="pair">${triedSection(page.tried)}<div>${stepsSection(page.next)}${sureSection(page.sure)}</div></div>
${evidence(page)}`;
}

function top({ kicker, name, facts, badges }: Title): Html {
  return html`<header class="top">
<div><p class="kicker">${kicker}</p><h1>${name}</h1></div>
<div class="standing"><p>${badges.map(({ text, hint, mood }) => html`<span class="badge ${mood}"><abbr title="${hint}">${text}</abbr></span> `)}</p><p class="light">${setPhrase(facts)}</p></div>
</header>`;
}

function verdict({ headline, support, levels }: Verdict): Html {
  const first = html`<p class="headline">${setPhrase(headline)}</p>`;
  const more = support.map((words) => html`<p>${setPhrase(words)}</p>`);
  return html`<section class="verdict" aria-label="Verdict">
${levels === null ? html`${first}<div>${more}</div>` : html`<div>${first}${more}</div>${levelTable(levels, false)}`}
</section>`;
}
