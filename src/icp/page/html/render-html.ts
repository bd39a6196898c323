import type { Page, Title, Verdict } from "../page.ts";
import { blockSection } from "./block.ts";
import { breadthSection } from "./breadth.ts";
import { curveSection } from "./curve.ts";
import { declaredSection } from "./declared.ts";
import { evidence } from "./evidence.ts";
import { type Html, html, trusted } from "./html.ts";
import { INSIDE_ON_PAPER, insideSection } from "./inside.ts";
import { kindSection } from "./kinds.ts";
import { leftOutSection } from "./left-out.ts";
import { levelTable } from "./levels.ts";
import { notSellSection } from "./not-sell.ts";
import { setPhrase } from "./phrase.ts";
import { sureBelow } from "./print-height.ts";
import { type Sheet, sheetOf } from "./print-size.ts";
import { scoreSection } from "./score.ts";
import { standoutSection } from "./standouts.ts";
import { STYLE } from "./style.ts";
import { sureSection } from "./sure.ts";
import { stepsSection, triedSection } from "./tried.ts";

/** The page as one self-contained HTML file: no scripts, nothing loaded, light and dark, one sheet when printed. */
export function renderHtml(page: Page): string {
  const sheet = sheetOf(page);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="OpenICP ${page.engine}">
<title>${page.title.kicker}: ${page.title.name}</title>
<style>${trusted(STYLE)}@media print{html{font-size:${sheet.size}px}}@media print and (max-aspect-ratio:29/40){html{font-size:${sheet.a4}px}}@media print{.left-out dd{-webkit-line-clamp:${sheet.lines}}${page.inside === null ? null : trusted(INSIDE_ON_PAPER)}}</style>
</head>
<body>
<main>
${top(page.title)}
${verdict(page.verdict)}
${kindSection(page.kinds, sheet.kinds)}
${standouts(page, sheet)}
${scoreSection(page.score)}
${notSellSection(page.notSell, sheet.rules)}${insideSection(page.inside, sheet.inside)}
${declaredSection(page.declared)}${page.blocks.map(blockSection)}${page.tried === null ? measures(page) : instead(page)}
${evidence(page)}
${leftOutSection(page.leftOut, sheet)}
</main>
<footer>${setPhrase(page.footer)}</footer>
</body>
</html>
`.markup;
}

function standouts({ winners, losers }: Page, sheet: Sheet): Html | null {
  if (winners === null && losers === null) return null;
  return html`<div class="pair">${standoutSection(winners, "winners", sheet.standouts)}${standoutSection(losers, "losers", sheet.standouts)}</div>`;
}

function measures(page: Page): Html {
  return html`<div class="pair"><div>${stepsSection(page.next)}${breadthSection(page.breadth)}${curveSection(page.worth)}</div>${sureSection(page.sure)}</div>`;
}

/** Where there is no score to use: what was tried, what to do, how sure that is. */
function instead(page: Page): Html {
  const [tried, steps] = [triedSection(page.tried), stepsSection(page.next)];
  return sureBelow(page)
    ? html`<div class="pair">${tried}${steps}</div>${sureSection(page.sure, true)}`
    : html`<div class="pair">${tried}<div>${steps}${sureSection(page.sure)}</div></div>`;
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
