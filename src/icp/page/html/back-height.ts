import type { Block, BlockTable } from "../block.ts";
import type { Card } from "../card.ts";
import type { Fact, Page } from "../page.ts";
import { plainText } from "../phrase.ts";
import { besideEachOther } from "./block.ts";
import { CHARACTER, footerHeight, HEADING, LINE, lines, pairsHeight, SECTION, sum } from "./lines.ts";
import { type BackFitting, printedOf } from "./overflow.ts";

/** Height of the back of the printed page in rem, its columns `half` rem wide, with the rows that `fitting` leaves on it. */
export function backInRem(page: Page, half: number, fitting: BackFitting): number {
  const inside =
    page.inside === null ? 0 : sectionHeight(page.inside, half) + shortened(page.inside.facts, half, fitting.inside);
  return (
    1.6 +
    cardHeight(page.card, half, fitting.no) +
    inside +
    marketHeight(page, half) +
    (page.declared === null ? 0 : SECTION + HEADING + shortened(page.declared.facts, half, fitting.facts)) +
    sum(page.blocks.map((block) => (block.onPaper === false ? 0 : blockHeight(block, half, fitting)))) +
    footerHeight(page, half)
  );
}

function sectionHeight({ title, lead }: { readonly title: string; readonly lead: string }, half: number): number {
  return SECTION + HEADING + (lines(`${title}  ${lead}`, half * 2) - 1) * LINE;
}

/** Facts in two columns, as many as are printed, and the line that counts the others. */
function shortened(facts: readonly Fact[], half: number, most: number): number {
  const printed = printedOf(facts.length, most);
  return pairsHeight(facts.slice(0, printed), half) + (printed < facts.length ? LINE : 0);
}

function cardHeight({ title, lead, questions, counted, notes, no, polite }: Card, half: number, most: number): number {
  const widest = (of: (row: Card["questions"][number]) => string | null): number =>
    Math.max(0, ...questions.map((row) => of(row)?.length ?? 0));
  const counts =
    counted === null
      ? 0
      : Math.max(
          12,
          widest(({ yes }) => yes),
        ) +
        Math.max(
          11,
          widest(({ no: none }) => none),
        );
  const room = Math.max(8, half - 5.5 - counts * CHARACTER);
  const asked = questions.map(
    ({ attribute, question, aboutDeal }) =>
      lines(`${attribute}: ${question}${aboutDeal ? " about the deal" : ""}`, room) * LINE + 0.3,
  );
  const form =
    questions.length === 0
      ? 0
      : 1.4 + sum(asked) + 3 + sum(notes.map((words) => lines(plainText(words), half) * LINE + 0.375));
  const column = questions.length === 0 ? half * 2 : half;
  const printed = printedOf(no.rules.length, most);
  const rules = [...no.rules.slice(0, printed), ...no.low].map(
    (words) => lines(plainText(words), column - 1.2) * LINE + 0.125,
  );
  const more = printed < no.rules.length ? LINE : 0;
  const said = lines(polite.text, column - 1) * LINE;
  return sectionHeight({ title, lead: plainText(lead) }, half) + Math.max(form, 3.2 + sum(rules) + more + said);
}

function marketHeight({ breadth, worth }: Page, half: number): number {
  const said =
    breadth === null ? 0 : sum(breadth.sentences.map((words) => lines(plainText(words), half) * LINE + 0.25));
  const meter = breadth === null || breadth.meter === null ? 0 : 5.3;
  const curve = worth === null ? 0 : SECTION + lines(worth.heading + worth.title, half) * HEADING + 6.1;
  return Math.max(breadth === null ? 0 : SECTION + HEADING + meter + said, curve);
}

function blockHeight({ title, lead, facts, tables }: Block, half: number, { facts: told, rows }: BackFitting): number {
  const open = tables.filter((table) => table.open);
  const pairs = besideEachOther(open);
  const heights = open.map((table) => tableHeight(table, pairs ? half : half * 2 + 2, rows));
  const grid = heights.map((height, i) => (i % 2 === 0 ? Math.max(height, heights[i + 1] ?? 0) + 1 : 0));
  const below = rows === 0 ? (open.length === 0 ? 0 : LINE) : sum(pairs ? grid : heights);
  return sectionHeight({ title, lead: plainText(lead) }, half) + shortened(facts, half, told) + below;
}

/** Numbers take what they need, the first column and other words share the rest. */
function tableHeight({ title, columns, rows, more }: BlockTable, width: number, most: number): number {
  const printed = printedOf(rows.length, most);
  const own = rows.slice(0, printed).map((row) => row.map((cell) => plainText(cell)));
  const widest = columns.map(
    ({ head }, k) => Math.max(head.length, ...own.map((row) => (row[k] ?? "").length)) * CHARACTER + 0.5,
  );
  const needed = columns.map(({ number }, k) => (number && k > 0 ? widest[k]! : Math.min(widest[k]!, 6)));
  const spare = Math.max(0, width - sum(needed));
  const wanting = sum(widest.map((one, k) => one - needed[k]!));
  const rooms = widest.map(
    (one, k) => needed[k]! + (wanting === 0 ? 0 : Math.min(1, spare / wanting) * (one - needed[k]!)),
  );
  const rowHeight = (row: readonly string[]): number =>
    Math.max(1, ...row.map((text, k) => lines(text, Math.max(2, rooms[k]! - 0.5)))) * LINE + 0.3;
  return lines(title, width) * 1.1 + 1.4 + sum(own.map(rowHeight)) + (printed < rows.length || more > 0 ? LINE : 0);
}
