import type { Fact, LeftOut, Page, ScoreAttribute, Standouts, Verdict } from "../page.ts";
import { type Phrase, plainText } from "../phrase.ts";
import { PRINTED_NOTES, printedRows } from "./left-out.ts";
import { printedLabel } from "./score.ts";

/** What both A4 and Letter leave inside the margins, in CSS pixels, less a little for fonts wider than ours. */
const WIDTH = 714;
const HEIGHT = 985;
/** As in `style/paper.ts`. */
const PRINTED_STANDOUTS = 5;
const LARGEST = 13;
const SMALLEST = 8;

/**
 * Root font size in CSS pixels at which the page fits one sheet of A4 or Letter. Everything on it is sized in rem, so the height is
 * added up in rem (the lengths of `style/paper.ts`), with the lines that texts will take at that size.
 */
export function printSize(page: Page): number {
  for (let size = LARGEST; size > SMALLEST; size -= 0.1) {
    if (heightInRem(page, (WIDTH / size - 2) / 2) * size <= HEIGHT) return Math.round(size * 10) / 10;
  }
  return SMALLEST;
}

const LINE = 1.18;
const CHARACTER = 0.44;
const SECTION = 1.125;
const HEADING = 1.6;

function heightInRem(page: Page, half: number): number {
  const middle =
    page.score === null
      ? Math.max(triedHeight(page, half), stepsHeight(page, half) + sureHeight(page, half))
      : Math.max(standoutHeight(page.winners, half), standoutHeight(page.losers, half)) +
        scoreHeight(page, half) +
        Math.max(breadthHeight(page, half), sureHeight(page, half));
  const footer = 1.1 + lines(plainText(page.footer), half * 2 * 1.07) * 1.1;
  return 3.3 + verdictHeight(page.verdict, half) + middle + leftOutHeight(page.leftOut, half) + footer;
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

function standoutHeight(standouts: Standouts | null, half: number): number {
  if (standouts === null) return 0;
  const rows = standouts.rows.slice(0, PRINTED_STANDOUTS).map(({ attribute, band, aboutDeal, figure }) => {
    const beside = (figure.counted.length + figure.value.length + figure.range.length) * CHARACTER + 2;
    return lines(`${attribute} ${band}${aboutDeal ? " about the deal" : ""}`, half - beside) * LINE + 0.3;
  });
  return SECTION + HEADING + (rows.length === 0 ? LINE : sum(rows));
}

function scoreHeight({ score }: Page, half: number): number {
  if (score === null) return 0;
  const columns = score.columns.map((column) => sum(column.map((attribute) => attributeHeight(attribute, half))));
  const notes = lines(score.notes.map(plainText).join(" "), half * 2 * 1.07) * 1.1 + 0.5;
  return SECTION + HEADING + 1.4 + Math.max(...columns) + 2.6 + notes;
}

function attributeHeight({ label, bands, aboutDeal }: ScoreAttribute, half: number): number {
  const widest = Math.max(...bands.map(({ figure }) => figure.n.length + figure.range.length));
  const beside = Math.max(5, half * 0.69 - 7.5 - widest * CHARACTER);
  return (
    1.75 +
    (lines(`${label}${aboutDeal ? " about the deal" : ""}`, half - 2) - 1) * LINE +
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

function leftOutHeight({ quarantined, cautions, groups, notes }: LeftOut, half: number): number {
  const table = (rows: LeftOut["cautions"]): number =>
    rows.length === 0
      ? 0
      : 2 +
        sum(
          rows
            .slice(0, printedRows(rows.length))
            .map(
              (row) => Math.max(lines(row.label, half * 0.36), lines(plainText(row.reason), half * 0.62)) * LINE + 0.3,
            ),
        );
  const noted =
    notes.length === 0
      ? 0
      : 1.6 + sum(notes.slice(0, PRINTED_NOTES).map((note) => lines(plainText(note), half - 1.2) * LINE));
  return SECTION + HEADING + Math.max(table(quarantined) + table(cautions), factsHeight(groups, half) + noted);
}
