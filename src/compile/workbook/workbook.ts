import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { nameOf } from "../../icp/page/context.ts";
import { spreadOf } from "../../icp/scored-by.ts";
import { type Card, cardsOf, partCard, type WorkbookSource, workbookSources } from "./cards.ts";
import { listsSheet } from "./lists-sheet.ts";
import { CANNOT_READ } from "./number-steps.ts";
import { placed, readingSheet, readingSteps } from "./reading.ts";
import { disqualifiersSheet, ruleCards, ruleSteps, whoFormula } from "./rule-cards.ts";
import { scorecardSheet } from "./scorecard-sheet.ts";
import { type Cell, columnLetters, formula, literal, type Sheet } from "./sheet.ts";
import type { Steps } from "./steps.ts";

/** A company to fill a row with: what it is called, and a cell per source, in the order of `workbookSources`. */
export interface FilledRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** Below this share of weight from known values the level is `unknown`. */
const LEAST_KNOWN = 0.5;
/**
 * A document's scorecard as a workbook with live formulas: companies and their scores, the scorecard itself (its points and levels may be
 * changed), the disqualifiers that apply, the lists that the formulas look up, and the steps of reading.
 *
 * @param filled companies to begin with @param rows prepared rows, those included
 * @throws InputError when the document has no scorecard
 */
export function scoreWorkbook(document: IcpDocument, filled: readonly FilledRow[], rows: number): readonly Sheet[] {
  if (document.scorecard.attributes.length === 0)
    throw new InputError(
      "this profile has no scorecard, because its data does not tell winners from losers: there is nothing to compile",
    );
  const cards = cardsOf(document);
  const sources = workbookSources(document);
  const rules = ruleCards(document);
  const part = partCard(document);
  const own = part === null ? cards : [...cards, part];
  const read = [...own, ...rules.flatMap(({ conditions }) => conditions.map(({ card }) => card))];
  const lists = listsSheet(read);
  const steps = readingSteps(read, sources, lists.ranges);
  const count = Math.max(rows, filled.length, 1);
  const who = rules.length === 0 ? null : whoFormula(ruleSteps(steps, rules, sources, own.length, count), rules);
  return [
    scoreSheet(cards, sources, steps, who, filled, count),
    scorecardSheet(document, cards),
    ...(who === null ? [] : [disqualifiersSheet(document, rules)]),
    lists.sheet,
    readingSheet(steps, count),
  ];
}

function scoreSheet(
  cards: readonly Card[],
  sources: readonly WorkbookSource[],
  steps: Steps,
  who: string | null,
  filled: readonly FilledRow[],
  count: number,
): Sheet {
  const columns = pointColumns(cards);
  const entries = sources.length + 1;
  const lastEntry = columnLetters(entries - 1);
  const fit = columnLetters(entries);
  const known = columnLetters(entries + 2);
  const above = who === null ? 4 : 5;
  const first = columnLetters(entries + above);
  const last = columnLetters(entries + above - 1 + columns.length);
  const at = placed(steps, "Reading!");
  const unread = notRead(cards, sources);
  const scored = (row: number): readonly Cell[] => {
    const active = (text: string): Cell => formula(at(`IF(COUNTA($A{row}:$${lastEntry}{row})=0,"",${text})`, row));
    const level = `IF($${known}{row}<${LEAST_KNOWN},"unknown",IF($${fit}{row}>=Scorecard!$B$3,"high",IF($${fit}{row}>=Scorecard!$B$4,"medium","low")))`;
    return [
      active(`SUM($${first}{row}:$${last}{row})`),
      active(level),
      active(knownFormula(cards)),
      unread.length === 0 ? null : active(unread.join("&")),
      ...(who === null ? [] : [active(who)]),
      ...columns.map((given) => active(byPart(cards, given))),
    ];
  };
  const rows = Array.from({ length: count }, (_, i): readonly Cell[] => {
    const row = filled[i];
    const cells = row === undefined ? sources.map(() => null) : row.cells;
    return [row?.name ?? null, ...cells, ...scored(i + 2)];
  });
  const points = columns.map(([first]) => `points: ${nameOf(first!.card.attribute)}`);
  return {
    name: "Score",
    columns: [
      { width: 28, entry: true },
      ...sources.map(({ header }) => ({ width: Math.max(12, Math.min(28, header.length + 2)), entry: true })),
      ...[6, 10, 8, 24, ...(who === null ? [] : [32]), ...points.map(() => 12)].map((width) => ({
        width,
        entry: false,
      })),
    ],
    headings: 1,
    rows: [
      [
        "Company",
        ...sources.map(({ header }) => header),
        ...["fit", "level", "known", "not read"],
        ...(who === null ? [] : ["disqualified_by"]),
        ...points,
      ],
      ...rows,
    ],
  };
}

/** Per raw column a formula that says its name when it holds a number that cannot be read, or a value that the build never saw. */
function notRead(cards: readonly Card[], sources: readonly WorkbookSource[]): readonly string[] {
  return sources.flatMap(({ source, rule }, i) => {
    const heading = `${columnLetters(i + 1)}$1`;
    if (rule.kind === "number") return [`IF({s${i}_number}=${literal(CANNOT_READ)},${heading}&" (no number); ","")`];
    if (rule.kind === "set") return [];
    const k = cards.findIndex(({ attribute, part }) => attribute.source === source && part === 0);
    if (k < 0) return [];
    return cards[k]!.list.other === 0 ? [`IF({a${k}_code}=0,${heading}&" (not seen); ","")`] : [];
  });
}

interface Given {
  readonly card: Card;
  readonly text: string;
}

/** A column of points for each attribute, with what each card that holds it gives. */
function pointColumns(cards: readonly Card[]): readonly (readonly Given[])[] {
  const columns = new Map<string, Given[]>();
  for (const [k, card] of cards.entries()) {
    const name = card.attribute.name;
    columns.set(name, [...(columns.get(name) ?? []), { card, text: pointsFormula(card, `{a${k}_band}`) }]);
  }
  return [...columns.values()];
}

/** What the card of the row's part gives; 0 where that does not hold the attribute. */
function byPart(cards: readonly Card[], given: readonly Given[]): string {
  const of = (part: number): string => given.find(({ card }) => card.part === part)?.text ?? "0";
  return parted(cards, of);
}

/** `of` each part, the card of all last; the step of the part follows those of the cards. */
function parted(cards: readonly Card[], of: (part: number) => string): string {
  const parts = cards.at(-1)!.part;
  return Array.from({ length: parts }, (_, k) => parts - k).reduce(
    (rest, part) => `IF({a${cards.length}_band}=${part},${of(part)},${rest})`,
    of(0),
  );
}

/** Share of a card's weight that is known. */
function knownFormula(cards: readonly Card[]): string {
  const one = cards.at(-1)!.part === 0;
  return parted(cards, (part) => {
    const own = [...cards.entries()].filter(([, card]) => card.part === part);
    const weight = own.reduce((sum, [, { card }]) => sum + spreadOf(card), 0);
    const weighs = ({ row, card }: Card): string => (one ? `Scorecard!$B$${row}` : String(spreadOf(card)));
    const known = own.map(([k, card]) => `IF({a${k}_band}>0,${weighs(card)},0)`).join("+");
    if (one) return `(${known})/100`;
    return weight === 0 ? "1" : `(${known})/${weight}`;
  });
}

/** The points of the band, else those of the missing. */
function pointsFormula({ card, list, row }: Card, band: string): string {
  const points = `Scorecard!$D$${row}:$D$${row + card.bands.length - 1}`;
  const missing = list.missing === 0 ? "0" : `INDEX(${points},${list.missing})`;
  return `IF(${band}>0,INDEX(${points},${band}),${missing})`;
}
