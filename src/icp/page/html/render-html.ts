import type { Page, Title } from "../page.ts";
import { blockSection } from "./block.ts";
import { breadthSection } from "./breadth.ts";
import { cardSection, cardTop } from "./card.ts";
import { curveSection } from "./curve.ts";
import { declaredSection } from "./declared.ts";
import { evidence } from "./evidence.ts";
import { type Html, html, trusted } from "./html.ts";
import { insideSection } from "./inside.ts";
import { kindSection } from "./kinds.ts";
import { leftOutInBrief, leftOutSection } from "./left-out.ts";
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

/** The page as one self-contained HTML file: no scripts, nothing loaded, light and dark, front and back of one sheet when printed. */
export function renderHtml(page: Page): string {
  const sheet = sheetOf(page);
  const size = html`@media print{html{font-size:${sheet.size}px}.brief dd{-webkit-line-clamp:${sheet.lines}}}@media print and (max-aspect-ratio:29/40){html{font-size:${sheet.a4}px}}`;
  return framed(
    page,
    size,
    html`<div class="front">
${top(page.title)}
${verdict(page)}
${kindSection(page.kinds, sheet.kinds)}
${standouts(page, sheet)}
${scoreSection(page.score)}
${notSellSection(page.notSell, sheet.rules)}
${page.tried === null ? measures(page) : instead(page)}
${evidence(page)}${leftOutInBrief(page.leftOut)}
<p class="paper foot">${setPhrase(page.footer)}</p>
</div>
<div class="back">
<p class="paper back-top"><strong>${page.title.name}</strong> <span class="light">${setPhrase(page.title.facts)}</span></p>
${cardSection(page.card, sheet.no)}
${insideSection(page.inside, sheet.inside)}${market(page)}${declaredSection(page.declared, sheet.facts)}${page.blocks.map((block) => blockSection(block, sheet))}
${leftOutSection(page.leftOut)}
</div>`,
  );
}

/** The seller card alone, as a file of its own. */
export function renderCardHtml(page: Page): string {
  const size = html`@media print{html{font-size:13px}}`;
  return framed(page, size, html`${cardTop(page.title)}${cardSection(page.card, 99)}`);
}

/** A file that loads nothing and runs nothing. */
function framed(page: Page, size: Html, main: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="OpenICP ${page.engine}">
<title>${page.title.kicker}: ${page.title.name}</title>
<style>${trusted(STYLE)}${size}</style>
</head>
<body>
<main>
${main}
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
  if (page.next === null) return sureSection(page.sure, true);
  return html`<div class="pair">${stepsSection(page.next)}${sureSection(page.sure)}</div>`;
}

/** How much of the market fits, and what that is worth. */
function market({ breadth, worth }: Page): Html | null {
  if (breadth === null && worth === null) return null;
  return html`<div class="pair">${breadthSection(breadth)}${curveSection(worth)}</div>
`;
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

function verdict({ verdict: { headline, support, levels }, call }: Page): Html {
  const first = html`<p class="headline">${setPhrase(headline)}</p>`;
  const whom = call === null ? null : html`<p class="call">${setPhrase(call)}</p>`;
  const more = support.map((words) => html`<p>${setPhrase(words)}</p>`);
  return html`<section class="verdict" aria-label="Verdict">
${levels === null ? html`<div>${first}${whom}</div><div>${more}</div>` : html`<div>${first}${whom}${more}</div>${levelTable(levels, false)}`}
</section>`;
}
