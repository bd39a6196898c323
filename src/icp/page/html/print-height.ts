import type { Inside } from "../inside.ts";
import type { Fact, Kinds, LeftOut, Page, ScoreAttribute, Standouts, Verdict } from "../page.ts";
import { type Phrase, plainText } from "../phrase.ts";
import { kindColumns } from "./kinds.ts";
import { notSellHeight } from "./not-sell-height.ts";
import { type Fitting, printedOf } from "./overflow.ts";
import { printedLabel } from "./score.ts";

/** Everything is sized in rem, so heights are added up in rem: the lengths of `style/paper.ts`. */
const LINE = 1.18;
const CHARACTER = 0.44;
const SECTION = 1.125;
const HEADING = 1.6;

/** Height of the printed page in rem, its columns `half` rem wide, with the rows that `fitting` leaves on it. */
export function heightInRem(page: Page, half: number, fitting: Fitting): number {
  const standouts = [page.winners, page.losers].map((one) => standoutHeight(one, half, fitting.standouts));
  const lower =
    page.tried === null
      ? Math.max(stepsHeight(page, half) + breadthHeight(page, half), sureHeight(page, half))
      : insteadHeight(page, half, sureBelow(page));
  const footer = 1.1 + lines(plainText(page.footer), half * 2 * 1.07) * 1.1;
  return (
    3.3 +
    verdictHeight(page.verdict, half) +
    kindsHeight(page.kinds, half, fitting.kinds) +
    Math.max(...standouts) +
    scoreHeight(page, half) +
    notSellHeight(page.notSell, half * 2 + 2, fitting.rules, PRINTED) +
    insideHeight(page.inside, half, fitting.inside) +
    (page.declared === null ? 0 : SECTION + HEADING + pairsHeight(page.declared.facts, half)) +
    lower +
    leftOutHeight(page.leftOut, half, fitting) +
    footer
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

/** Facts in two columns, row by row. */
function pairsHeight(facts: readonly Fact[], half: number): number {
  const heights = facts.map((fact) => factsHeight([fact], half));
  return sum(heights.map((height, index) => (index % 2 === 0 ? Math.max(height, heights[index + 1] ?? 0) : 0)));
}

/** Lines that a text of body size takes in a column `width` rem wide. */
function lines(text: string, width: number): number {
  return Math.max(1, Math.ceil((text.length * CHARACTER) / width));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function verdictHeight({ headline, support, levels }: Verdict, half: number): number {
  const said = lines(plainText(headline), half / 1.4) * 1.69 + 0.25;
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

function breadthHeight({ breadth, worth }: Page, half: number): number {
  const said =
    breadth === null ? 0 : sum(breadth.sentences.map((words) => lines(plainText(words), half) * LINE + 0.25));
  const meter = breadth === null || breadth.meter === null ? 0 : 5.3;
  const curve = worth === null ? 0 : SECTION + lines(worth.heading + worth.title, half) * HEADING + 6.1;
  return (breadth === null ? 0 : SECTION + HEADING) + meter + said + curve;
}

/** Facts in two columns; the tables are not printed. */
function insideHeight(inside: Inside | null, half: number, most: number): number {
  if (inside === null) return 0;
  const printed = printedOf(inside.facts.length, most);
  const left = printed < inside.facts.length ? LINE : 0;
  const more = lines(`${inside.title}  ${inside.lead}`, half * 2) - 1;
  return SECTION + HEADING + more * LINE + left + pairsHeight(inside.facts.slice(0, printed), half);
}

function sureHeight({ sure }: Page, half: number): number {
  return SECTION + HEADING + factsHeight(sure.facts, half);
}

function factsHeight(facts: readonly Fact[], half: number): number {
  return sum(facts.map(({ text }) => lines(plainText(text), half - 7.75) * LINE + 0.125));
}

function triedHeight({ tried }: Page, half: number): number {
  return tried === null ? 0 : SECTION + HEADING + lines(tried.lead, half) * LINE + 1.4 + tried.rows.length * 1.45;
}

function stepsHeight({ next }: Page, half: number): number {
  return next === null
    ? 0
    : SECTION + HEADING + sum(next.steps.map((step: Phrase) => lines(plainText(step), half - 1.2) * LINE + 0.25));
}

function leftOutHeight({ quarantined, cautions, groups, notes }: LeftOut, half: number, fitting: Fitting): number {
  const table = (rows: LeftOut["cautions"]): number =>
    rows.length === 0
      ? 0
      : 2 +
        (printedOf(rows.length, fitting.rows) < rows.length ? LINE : 0) +
        sum(
          rows
            .slice(0, printedOf(rows.length, fitting.rows))
            .map(
              (row) => Math.max(lines(row.label, half * 0.36), lines(plainText(row.reason), half * 0.62)) * LINE + 0.3,
            ),
        );
  const printedNotes = printedOf(notes.length, fitting.notes);
  const noted =
    notes.length === 0
      ? 0
      : 1.6 +
        (printedNotes < notes.length ? LINE : 0) +
        sum(notes.slice(0, printedNotes).map((note) => lines(plainText(note), half - 1.2) * LINE));
  const said = sum(groups.map((group) => Math.min(fitting.lines * LINE + 0.125, factsHeight([group], half))));
  return SECTION + HEADING + Math.max(table(quarantined) + table(cautions), said + noted);
}
