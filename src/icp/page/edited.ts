import { isTyped } from "../edit.ts";
import type { CardChange, EditComparison, Edited, EditFigure } from "../edited.ts";
import type { Block, BlockTable } from "./block.ts";
import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";
import { capital } from "./sentence.ts";

/** Changes that a line spells out. */
const MOST = 4;
/** Won and lost under which newer deals tell nothing. */
const ENOUGH = 20;

function changeText(change: CardChange): string {
  if (change.kind === "levels") return levelsText(change);
  const { label, before, after } = change;
  if (change.kind === "points") return `${tidy(label)} “${tidy(change.band)}” ${before} → ${after} points`;
  return after === 0 ? `${tidy(label)} out (had ${before})` : `${tidy(label)} ${before} → ${after}`;
}

function levelsText({ before, after }: Extract<CardChange, { kind: "levels" }>): string {
  return (["high", "medium"] as const)
    .filter((level) => before[level] !== after[level])
    .map((level) => `${level} from ${after[level]} (was ${before[level]})`)
    .join(", ");
}

/** What a person set, in a line: `Industry 25 → 30; Region out (had 8); the other weights gave way`. */
export function changesText(changes: readonly CardChange[]): string {
  const typed = changes.filter(isTyped);
  const shown = typed.slice(0, MOST).map(changeText).join("; ");
  const more = typed.length > MOST ? `; and ${typed.length - MOST} more` : "";
  return `${shown}${more}${typed.length < changes.length ? "; other weights gave way" : ""}`;
}

/** One line for the front: that a person changed the card, and how. */
export function editedLine({ document: { edited } }: Pick<Context, "document">): readonly Phrase[] {
  if (edited === undefined) return [];
  const before = edited.earlier.length === 0 ? "" : `, the ${ordinal(edited.earlier.length + 1)} time`;
  return [
    phrase(
      strong(`Edited by hand${before}`),
      `: ${changesText(edited.changes)}.`,
      edited.why === null ? null : light(` Why: ${sentenceOf(edited.why)}`),
    ),
  ];
}

function ordinal(n: number): string {
  const last = n % 100 >= 11 && n % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${last}`;
}

function sentenceOf(text: string): string {
  const words = tidy(text);
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What a person changed, and what it costs or brings. */
export function editedBlockOf(context: Context): Block | null {
  const { edited } = context.document;
  if (edited === undefined) return null;
  const { effect } = edited;
  return {
    id: "edited",
    title: "Edited by hand",
    lead: phrase("what a person changed, and what it costs or brings"),
    facts: [
      ...changeFacts(edited),
      ...(effect === null ? [NO_DEALS] : effectFacts(context, effect)),
      ...moveFact(context, edited),
    ],
    tables: effect === null ? [] : tablesOf(context, effect),
    notes: effect === null ? [] : [phrase(KNOWN_NOTE(context))],
    onPaper: false,
  };
}

const NO_DEALS: Fact = {
  name: "Effect",
  text: phrase("Not known: no deals were given. The card was declared, and stays a hypothesis."),
};

function KNOWN_NOTE({ words }: Context): string {
  return `Both cards know the older ${words.unit}: one was learned from them, the other made by someone who could look at them. The difference is what the edit costs or brings there, not what it will bring. Newer ${words.unit} prove something only to who had not looked at them: they were shown here once, and count as known from now on.`;
}

function changeFacts({ changes, why, earlier }: Edited): readonly Fact[] {
  const typed = changes.filter(isTyped);
  const way = changes.filter((one) => !isTyped(one));
  const list = (all: readonly CardChange[]): Phrase => phrase(`${all.map(changeText).join("; ")}.`);
  return [
    { name: "Set", text: list(typed) },
    ...(way.length === 0 ? [] : [{ name: "Gave way", text: list(way) }]),
    ...(why === null ? [] : [{ name: "Why", text: phrase(sentenceOf(why)) }]),
    ...earlier.map((one) => ({ name: "Before that", text: phrase(`${changesText(one.changes)}.`) })),
  ];
}

function effectFacts(context: Context, { known, newer, newer_reason }: NonNullable<Edited["effect"]>): readonly Fact[] {
  const { format, words } = context;
  return [
    { name: `On ${format.count(known.n)} known ${words.unit}`, text: rankingWords(context, known) },
    newer === null
      ? { name: `On newer ${words.unit}`, text: phrase(newer_reason) }
      : {
          name: `On ${format.count(newer.n)} newer ${words.unit}`,
          text: isFew(newer)
            ? phrase(
                `${format.count(newer.won)} ${words.reached}: too few to tell, ${ENOUGH} of each outcome are needed.`,
              )
            : phrase(rankingWords(context, newer), light(` ${capital(newer_reason)}.`)),
        },
  ];
}

function isFew({ n, won }: EditComparison): boolean {
  return Math.min(won, n - won) < ENOUGH;
}

function of(comparison: EditComparison, measure: EditFigure["measure"]): EditFigure {
  return comparison.figures.find((one) => one.measure === measure)!;
}

/** Better, worse, or no difference shown, by the ranking. */
function rankingWords({ format, words }: Context, comparison: EditComparison): Phrase {
  const { n, won, accounts } = comparison;
  const { before, after, interval } = of(comparison, "auc");
  if (before === null || after === null) return phrase("Not measured: one outcome only.");
  const said =
    interval === null || (interval[0] <= 0 && interval[1] >= 0)
      ? before === after
        ? "ranks them just as well"
        : "no difference in ranking is shown"
      : interval[0] > 0
        ? "ranks them better"
        : "ranks them worse";
  const limits = interval === null ? "" : `, difference ${signed(interval[0], 3)} to ${signed(interval[1], 3)}`;
  return phrase(
    "The edited card: ",
    strong(said),
    light(
      ` (AUC ${before.toFixed(3)} → ${after.toFixed(3)}${limits}; ${format.count(won)} of ${format.count(n)} ${words.reached}, ${format.count(accounts)} accounts)`,
    ),
    ".",
  );
}

function moveFact({ format }: Context, { moves }: Edited): readonly Fact[] {
  if (moves === null) return [];
  const { accounts, moved, up, down, by } = moves;
  const named = by
    .slice(0, MOST)
    .map(({ label, accounts: n }) => `${tidy(label)} ${format.count(n)}`)
    .join(", ");
  return [
    {
      name: "Who moves",
      text: phrase(
        strong(`${format.count(moved)} of ${format.count(accounts)} accounts change level`),
        `: ${format.count(up)} up, ${format.count(down)} down${named === "" ? "" : `; most by ${named}`}.`,
      ),
    },
  ];
}

function tablesOf(context: Context, { known, newer }: NonNullable<Edited["effect"]>): readonly BlockTable[] {
  const { format, words } = context;
  return [
    tableOf(context, `${format.count(known.n)} known ${words.unit}: no proof`, known),
    ...(newer === null ? [] : [tableOf(context, `${format.count(newer.n)} newer ${words.unit}`, newer)]),
  ];
}

const plain = (digits: number) => (x: number) => x.toFixed(digits);
const share = (x: number): string => `${Math.round(100 * x)}%`;

function tableOf({ words, format }: Context, title: string, comparison: EditComparison): BlockTable {
  const { n, levels } = comparison;
  const fifth = Math.max(1, Math.round(n / 5));
  const rows: readonly (readonly [EditFigure["measure"], string, (x: number) => string, number])[] = [
    ["auc", "Ranking (AUC)", plain(3), 3],
    ["log_loss", "Log-loss (less is better)", plain(3), 4],
    ["top_wins", `${capital(words.counted[0])} among the best ${format.count(fifth)}`, plain(1), 1],
    ["high_share", "Share at high", share, 2],
    ["high_rate", `${capital(words.rate)} at high`, share, 2],
  ];
  const cells = rows.flatMap(([measure, name, write, digits]): (readonly Phrase[])[] => {
    const { before, after, difference, interval } = of(comparison, measure);
    if (before === null && after === null) return [];
    const text = (x: number | null): Phrase => phrase(x === null ? "–" : write(x));
    const limits = interval === null ? "" : ` (${signed(interval[0], digits)} to ${signed(interval[1], digits)})`;
    const change = difference === null ? phrase("–") : phrase(signed(difference, digits), light(limits));
    return [[phrase(name), text(before), text(after), change]];
  });
  const byLevel = levels.after.map(({ level, n: of, won: wins }) => {
    const was = levels.before.find((one) => one.level === level);
    const counted = (one: { n: number; won: number } | undefined): Phrase =>
      phrase(one === undefined ? "–" : `${format.count(one.won)} of ${format.count(one.n)}`);
    const name = level === "unknown" ? "too little known" : level;
    return [phrase(`${capital(words.counted[0])} at ${name}`), counted(was), counted({ n: of, won: wins }), phrase("")];
  });
  return {
    title,
    columns: ["", "before", "after", "difference (95%)"].map((head, k) => ({ head, number: k > 0 })),
    rows: [...cells, ...byLevel],
    open: true,
    more: 0,
  };
}

/** `+0.012`, `-0.003`, `0.000` */
function signed(x: number, digits: number): string {
  const text = x.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : x > 0 ? `+${text}` : text;
}
