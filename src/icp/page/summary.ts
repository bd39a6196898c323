import type { NotSell } from "./not-sell.ts";
import type { Kinds, Page, Standouts } from "./page.ts";
import { plainText } from "./phrase.ts";

const MOST_STANDOUTS = 3;

/** The page in at most ten lines of plain text, for a chat. */
export function renderSummary(page: Page): string {
  const { title, verdict, kinds, winners, losers, score, notSell, breadth, leftOut, next, footer } = page;
  const lines = [
    `${title.name}: ${title.kicker.toLowerCase()}, ${plainText(title.facts)} (${title.badges.map((badge) => badge.text).join(", ")})`,
    plainText(verdict.headline),
    ...(next !== null ? verdict.support.slice(0, 2).map(plainText) : []),
    kindLine(kinds) ?? standoutLine(winners),
    standoutLine(losers),
    score === null
      ? null
      : `${score.title}: ${score.columns
          .flat()
          .sort((a, b) => b.weight - a.weight)
          .map(({ label, weight, caution }) => `${label} ${weight}${caution === null ? "" : " (with care)"}`)
          .join(", ")}`,
    score === null ? null : `Levels: ${score.levels.map(({ level, rule }) => `${level} ${rule}`).join(", ")}`,
    notSellLine(notSell),
    breadth?.meter
      ? `How broad: ${breadth.meter.share} of ${breadth.meter.n} companies score high (mark ${breadth.meter.zoneText})`
      : null,
    next === null ? null : `Next: ${next.steps.map(plainText).slice(0, 1).join(" ")}`,
    leftOut.quarantined.length === 0
      ? null
      : `Left out as known too late: ${leftOut.quarantined.map(({ label }) => label).join(", ")}`,
    plainText(footer),
  ];
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
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
  if (notSell === null || notSell.rules.length === 0) return null;
  const rules = notSell.rules.slice(0, MOST_RULES).map(({ who, status, won }) => {
    return `${who} (${won === null ? "" : `${won.value} won, `}${status})`;
  });
  const more = notSell.rules.length - rules.length;
  return `${notSell.title}: ${rules.join("; ")}${more > 0 ? ` and ${more} more` : ""}`;
}
