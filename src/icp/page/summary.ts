import type { Block } from "./block.ts";
import type { NotSell } from "./not-sell.ts";
import type { Kinds, Page, Score, Standouts } from "./page.ts";
import { plainText } from "./phrase.ts";

const MOST_STANDOUTS = 3;
const MOST_LINES = 10;
const WIDEST = 200;

/** A line and how early it goes when there are too many: 0 never. */
interface Line {
  readonly text: string | null;
  readonly rank: number;
}

/** The page in at most ten lines of plain text, for a chat: how sure, whom to call, whom not, then what there is room for. */
export function renderSummary(page: Page): string {
  const lines = linesOf(page).flatMap(({ text, rank }) => (text === null || text === "" ? [] : [{ text, rank }]));
  const kept = new Set([...lines].sort((a, b) => a.rank - b.rank).slice(0, MOST_LINES));
  return `${lines
    .filter((line) => kept.has(line))
    .map(({ text }) => cutAtWord(text))
    .join("\n")}\n`;
}

function linesOf(page: Page): readonly Line[] {
  const { title, verdict, call, kinds, winners, losers, score, notSell, breadth, blocks, leftOut, next, footer } = page;
  return [
    {
      text: `${title.name}: ${title.kicker.toLowerCase()}, ${plainText(title.facts)} (${title.badges.map((badge) => badge.text).join(", ")})`,
      rank: 0,
    },
    { text: plainText(verdict.headline), rank: 0 },
    ...(next !== null ? verdict.support.slice(0, 2).map((words) => ({ text: plainText(words), rank: 4 })) : []),
    { text: call === null ? (kindLine(kinds) ?? standoutLine(winners)) : plainText(call), rank: 0 },
    { text: notSellLine(notSell), rank: 0 },
    { text: standoutLine(losers), rank: 3 },
    { text: score === null ? null : scoreLine(score), rank: 1 },
    {
      text: score === null ? null : `Levels: ${score.levels.map(({ level, rule }) => `${level} ${rule}`).join(", ")}`,
      rank: 1,
    },
    ...blocks.map((block) => ({ text: blockLine(block), rank: 2 })),
    {
      text: breadth?.meter
        ? `How broad: ${breadth.meter.share} of ${breadth.meter.n} companies score high (mark ${breadth.meter.zoneText})`
        : null,
      rank: 4,
    },
    { text: next === null ? null : `Next: ${next.steps.map(plainText).slice(0, 1).join(" ")}`, rank: 2 },
    {
      text:
        leftOut.quarantined.length === 0
          ? null
          : `Left out as known too late: ${leftOut.quarantined.map(({ label }) => label).join(", ")}`,
      rank: 5,
    },
    { text: plainText(footer), rank: 1 },
  ];
}

function scoreLine(score: Score): string {
  const named = score.columns
    .flat()
    .sort((a, b) => b.weight - a.weight)
    .map(({ label, weight, caution }) => `${label} ${weight}${caution === null ? "" : " (with care)"}`);
  return `${score.title}: ${named.join(", ")}`;
}

/** `Tiers: A 50 companies, from 84 points on`: what a part says first. */
function blockLine({ title, facts, lead }: Block): string | null {
  const [first] = facts;
  if (first !== undefined) return `${title}: ${first.name}: ${plainText(first.text)}`;
  return lead.length === 0 ? null : `${title}: ${plainText(lead)}`;
}

/** What is too long for a line of a chat ends in an ellipsis: after a sentence where that keeps half of the line, else at a word. */
function cutAtWord(text: string): string {
  const signs = [...text];
  if (signs.length <= WIDEST) return text;
  const head = signs.slice(0, WIDEST - 1).join("");
  const sentence = head.lastIndexOf(". ");
  if (sentence >= WIDEST / 2) return `${head.slice(0, sentence + 1)} …`;
  return `${head.slice(0, Math.max(head.lastIndexOf(" "), WIDEST / 2)).replace(/[,;:]$/, "")}…`;
}

function kindLine(kinds: Kinds | null): string | null {
  if (kinds === null || kinds.kinds.length === 0) return null;
  const said = kinds.kinds.map(({ name, tentative, rate }) => {
    const counted = rate[0] === undefined ? [] : [rate[0].text];
    const marks = [...counted, ...(tentative === null ? [] : ["tentative"])];
    return `${name}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`;
  });
  return `${kinds.title}: ${said.join("; ")}`;
}

function standoutLine(standouts: Standouts | null): string | null {
  if (standouts === null || standouts.rows.length === 0) return null;
  const rows = standouts.rows.slice(0, MOST_STANDOUTS);
  return `${standouts.title}: ${rows.map(({ attribute, band, figure }) => `${attribute} ${band} (${figure.counted})`).join("; ")}`;
}

const MOST_RULES = 2;

function notSellLine(notSell: NotSell | null): string | null {
  if (notSell === null) return null;
  const [first] = notSell.sentences;
  if (notSell.rules.length === 0) return first === undefined ? null : `${notSell.title}: ${plainText(first)}`;
  const rules = notSell.rules.slice(0, MOST_RULES).map(({ who, status, won }) => {
    return `${who} (${won === null ? "" : `${won.value} won, `}${status})`;
  });
  const more = notSell.rules.length - rules.length;
  return `${notSell.title}: ${rules.join("; ")}${more > 0 ? ` and ${more} more` : ""}`;
}
