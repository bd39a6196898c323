import type { Kinds, LeftOut, Page, ScoreAttribute, Standouts } from "../page.ts";
import { type Phrase, plainText } from "../phrase.ts";
import { kindColumns } from "./kinds.ts";
import { CHARACTER, factsHeight, footerHeight, HEADING, LINE, lines, pairsHeight, SECTION, sum } from "./lines.ts";
import { notSellHeight } from "./not-sell-height.ts";
import { type FrontFitting, printedOf } from "./overflow.ts";
import { printedLabel } from "./score.ts";

/** Height of the front of the printed page in rem, its columns `half` rem wide, with the rows that `fitting` leaves on it. */
export function heightInRem(page: Page, half: number, fitting: FrontFitting): number {
  const standouts = [page.winners, page.losers].map((one) => standoutHeight(one, half, fitting.standouts));
  const lower = page.tried === null ? measuresHeight(page, half) : insteadHeight(page, half, sureBelow(page));
  return (
    3.3 +
    verdictHeight(page, half) +
    kindsHeight(page.kinds, half, fitting.kinds) +
    Math.max(...standouts) +
    scoreHeight(page, half) +
    notSellHeight(page.notSell, half * 2 + 2, fitting.rules, PRINTED) +
    lower +
    briefHeight(page.leftOut, half, fitting) +
    footerHeight(page, half)
  );
}

const PRINTED = { line: LINE, character: CHARACTER, frame: SECTION + HEADING, lines };

/** Columns of a screen in rem: the half of 72 rem less margins and gutter. */
const SCREEN_HALF = 32.75;

/** Without a score: whether `How sure` stands below in both columns, which is where it leaves less of the page empty. */
export function sureBelow(page: Page): boolean {
  return insteadHeight(page, SCREEN_HALF, true) < insteadHeight(page, SCREEN_HALF, false);
}

function insteadHeight(page: Page, half: number, below: boolean): number {
  const [tried, steps] = [triedHeight(page, half), stepsHeight(page, half)];
  return below
    ? Math.max(tried, steps) + SECTION + HEADING + pairsHeight(page.sure.facts, half)
    : Math.max(tried, steps + sureHeight(page, half));
}

function verdictHeight({ verdict: { headline, support, levels }, call }: Page, half: number): number {
  const said =
    lines(plainText(headline), half / 1.4) * 1.69 +
    0.25 +
    (call === null ? 0 : lines(plainText(call), half) * LINE + 0.25);
  const more = sum(support.map((words) => lines(plainText(words), half) * LINE + 0.25));
  const chart = levels === null ? more : 2.7 + levels.rows.length * 1.56;
  return 1.4 + Math.max(levels === null ? said : said + more, chart);
}

/** Rows of kinds side by side, each as high as its highest. */
function kindsHeight(kinds: Kinds | null, half: number, most: number): number {
  if (kinds === null) return 0;
  const whole = 2 * half + 2;
  const lead = lines(kinds.title + kinds.lead, whole * 0.75) > 1 ? 1.5 * LINE : 0;
  if (kinds.empty !== null) return SECTION + HEADING + lines(plainText(kinds.empty), whole) * LINE;
  const printed = kinds.kinds.slice(0, most);
  const columns = kindColumns(kinds.kinds.length);
  const width = (whole - 2 * (columns - 1)) / columns;
  const heights = printed.map(
    ({ name, rank, tentative, paragraph, rate }) =>
      0.125 +
      lines(`${name} ${rank}${tentative === null ? "" : " tentative  "}`, width * 0.9) * 1.25 +
      lines(plainText(paragraph), width) * LINE +
      (rate.length === 0 ? 0 : 0.125 + lines(plainText(rate), width) * LINE),
  );
  const rows = heights
    .filter((_, index) => index % columns === 0)
    .map((_, row) => heights.slice(row * columns, (row + 1) * columns));
  const more = printed.length < kinds.kinds.length ? LINE : 0;
  return SECTION + HEADING + lead + more + sum(rows.map((row) => Math.max(...row) + 0.375));
}

function standoutHeight(standouts: Standouts | null, half: number, most: number): number {
  if (standouts === null) return 0;
  const printed = printedOf(standouts.rows.length, most);
  const rows = standouts.rows.slice(0, printed).map(({ attribute, band, aboutDeal, figure }) => {
    const beside = (figure.counted.length + figure.value.length + figure.range.length) * CHARACTER + 2;
    return lines(`${attribute} ${band}${aboutDeal ? " about the deal" : ""}`, half - beside) * LINE + 0.3;
  });
  const lead = rows.length === 0 ? LINE : lines(standouts.lead, half) * LINE + sum(rows);
  return SECTION + HEADING + lead + (printed < standouts.rows.length ? LINE : 0);
}

function scoreHeight({ score }: Page, half: number): number {
  if (score === null) return 0;
  const columns = score.columns.map((column) => sum(column.map((attribute) => attributeHeight(attribute, half))));
  const notes = lines(score.notes.map(plainText).join(" "), half * 2 * 1.07) * 1.1 + 0.5;
  return SECTION + HEADING + 1.4 + Math.max(...columns) + 2.6 + notes;
}

function attributeHeight({ label, bands, aboutDeal, caution }: ScoreAttribute, half: number): number {
  const widest = Math.max(...bands.map(({ figure }) => figure.n.length + figure.range.length));
  const beside = Math.max(5, half * 0.8 - 8.5 - widest * CHARACTER);
  return (
    1.875 +
    (lines(`${label}${aboutDeal ? " about the deal" : ""}${caution === null ? "" : " use with care "}`, half - 2) - 1) *
      LINE +
    (caution === null ? 0 : lines(plainText(caution), half) * LINE + 0.125) +
    sum(bands.map((band) => Math.max(1.2, lines(printedLabel(band.label, band.full), beside) * 1.1 + 0.0625)))
  );
}

function measuresHeight(page: Page, half: number): number {
  return page.next === null
    ? SECTION + HEADING + pairsHeight(page.sure.facts, half)
    : Math.max(stepsHeight(page, half), sureHeight(page, half));
}

function sureHeight({ sure }: Page, half: number): number {
  return SECTION + HEADING + factsHeight(sure.facts, half);
}

function triedHeight({ tried }: Page, half: number): number {
  return tried === null ? 0 : SECTION + HEADING + lines(tried.lead, half) * LINE + 1.4 + tried.rows.length * 1.45;
}

function stepsHeight({ next }: Page, half: number): number {
  return next === null
    ? 0
    : SECTION + HEADING + sum(next.steps.map((step: Phrase) => lines(plainText(step), half - 1.2) * LINE + 0.25));
}

/** In brief: names and counts, the whole width. */
function briefHeight({ brief }: LeftOut, half: number, { lines: most }: FrontFitting): number {
  if (brief.length === 0) return 0;
  const told = brief.map((fact) => Math.min(most * LINE + 0.125, factsHeight([fact], half * 2 + 2)));
  return SECTION + HEADING + sum(told);
}
