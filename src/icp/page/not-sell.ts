import type { Disqualifier, DisqualifierSearch, LearnedDisqualifier } from "../disqualifier.ts";
import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import type { NotSell, NotSellFigure, NotSellRule } from "./page.ts";
import { command, light, type Phrase, phrase } from "./phrase.ts";
import { said } from "./said.ts";

const TITLE = "Who not to sell to";
/** Most rules of each kind that the page tells; the document holds all. */
const MOST_RULES = 6;
const MOST_WATCHED = 5;

/** A rule with its number: its place in the document, from 1, rejected ones counted. */
interface Numbered {
  readonly number: number;
  readonly one: Disqualifier;
}

/** Whom to leave alone, with what that saves and costs; null where nobody looked. */
export function notSellOf(context: Context): NotSell | null {
  const { disqualifiers, disqualifier_search: searches = [] } = context.document;
  const meant = disqualifiers
    .map((one, i): Numbered => ({ number: i + 1, one }))
    .filter(({ one }) => one.status !== "rejected");
  const wins = searches.find(({ aim }) => aim === "win") ?? null;
  if (meant.length === 0 && wins === null) return null;
  const hard = meant.filter(({ one }) => one.kind === "disqualifier");
  const rules = hard.slice(0, MOST_RULES).map((one) => ruleOf(context, one));
  return {
    title: TITLE,
    lead: leadOf(context, hard, wins),
    act: hard.length === 0 ? [] : actOf(hard),
    rules,
    sentences: [
      ...(hard.length > rules.length
        ? [phrase(`And ${context.format.count(hard.length - rules.length)} more, in the document.`)]
        : []),
      ...(hard.length === 0 ? emptyOf(context, wins) : []),
      ...togetherOf(context, wins, hard.length),
      ...watchOf(context, meant),
    ],
  };
}

function leadOf({ format, words }: Context, hard: readonly Numbered[], wins: DisqualifierSearch | null): Phrase {
  const [learned] = hard.flatMap(({ one }) => (one.source === "learned" ? [one] : []));
  if (learned === undefined) return [];
  const average = `They win less than half as often as the average of ${format.percent(learned.base_rate)}.`;
  const { rows } = learned.later;
  if (rows === 0) return phrase(average);
  const newest =
    wins?.in_time === false
      ? `${format.count(rows)} ${words.unit} kept aside`
      : `the newest ${format.count(rows)} ${words.unit}`;
  return phrase(`${average} Saves and costs: on ${newest}, which the search had not seen.`);
}

/** What makes a suggestion filter. */
function actOf(hard: readonly Numbered[]): Phrase {
  const first = hard.find(({ one }) => one.status === "suggested");
  return first === undefined
    ? phrase("Companies of these kinds are dropped by ", command("openicp filter"), ".")
    : phrase(
        "What is suggested filters nothing until you confirm it: ",
        command(`openicp confirm icp.json ${first.number} --out next.json`),
        ".",
      );
}

function ruleOf(context: Context, { number, one }: Numbered): NotSellRule {
  const named = { number: context.format.count(number), who: tidy(one.who), status: one.status };
  if (one.source === "declared")
    return { ...named, who: tidy(one.text), won: null, saves: null, costs: null, hint: "" };
  return { ...named, ...figuresOf(context, one) };
}

function figuresOf(
  { format, words }: Context,
  { n, events, rate, interval, accounts, base_rate, q, later }: LearnedDisqualifier,
): Pick<NotSellRule, "won" | "saves" | "costs" | "hint"> {
  const won: NotSellFigure = {
    value: `${format.count(events)} of ${format.count(n)}`,
    range: `${format.percent(rate)}, at most ${format.percent(interval[1])}`,
  };
  const saves: NotSellFigure | null =
    later.rows === 0 ? null : { value: format.percent(later.saved), range: format.range(...later.saved_interval) };
  const costs: NotSellFigure | null =
    later.events === 0
      ? null
      : {
          value: `${format.count(later.events_matched)} of ${format.count(later.events)} wins`,
          range: later.events_interval === null ? "" : format.range(...later.events_interval),
        };
  const hint = `${format.count(accounts)} companies; all ${words.unit}: ${format.percent(base_rate)}. Below half of that by an exact one-sided binomial test, q ${q < 0.01 ? "under " : ""}${format.decimal(Math.max(q, 0.01))} (Benjamini-Hochberg); "at most" is the upper end of 90% limits; saved and costs with 95% limits`;
  return { won, saves, costs, hint };
}

/** Nothing was found: the search's own sentences, with what it would take. */
function emptyOf({ format }: Context, wins: DisqualifierSearch | null): readonly Phrase[] {
  return wins === null ? [] : [said(withoutWatch(wins.paragraph), format)];
}

/** Watch-outs are told after it, with the others. */
function withoutWatch(paragraph: string): string {
  return paragraph.split(" Below average, to watch:")[0]!;
}

function togetherOf({ format, words }: Context, wins: DisqualifierSearch | null, rules: number): readonly Phrase[] {
  const together = wins?.together ?? null;
  if (together === null || rules < 2 || together.rows === 0) return [];
  const { saved, saved_interval, rows, events, events_matched, events_interval } = together;
  const limits = events_interval === null ? "" : ` (${format.range(...events_interval)})`;
  const lost = events === 0 ? "" : ` and lost ${format.count(events_matched)} of ${format.count(events)} wins${limits}`;
  return [
    phrase(
      `All of them together would have saved ${format.percent(saved)} (${format.range(...saved_interval)}) of these ${format.count(rows)} ${words.unit}${lost}.`,
    ),
  ];
}

const HAPPENED: Readonly<Record<LearnedDisqualifier["aim"], string>> = {
  win: "won",
  "no-decision": "ended without a decision",
  churn: "left",
};
const LEAD: Readonly<Record<LearnedDisqualifier["aim"], string>> = {
  win: "Watch, never filtered",
  "no-decision": "Often end without a decision",
  churn: "Often leave",
};

/** Watch-outs apart, by what is to be watched. */
function watchOf(context: Context, meant: readonly Numbered[]): readonly Phrase[] {
  const soft = meant.flatMap(({ one }) => (one.kind === "watch-out" && one.source === "learned" ? [one] : []));
  return (["win", "no-decision", "churn"] as const).flatMap((aim) => {
    const own = soft.filter((one) => one.aim === aim);
    return own.length === 0 ? [] : [watchedOf(context, aim, own)];
  });
}

function watchedOf({ format }: Context, aim: LearnedDisqualifier["aim"], own: readonly LearnedDisqualifier[]): Phrase {
  const named = own
    .slice(0, MOST_WATCHED)
    .flatMap(({ who, n, events }, i) => [
      `${i === 0 ? ": " : "; "}${lower(tidy(who))}`,
      light(` (${format.count(events)} of ${format.count(n)} ${HAPPENED[aim]})`),
    ]);
  const more = own.length - MOST_WATCHED;
  return phrase(LEAD[aim], ...named, more > 0 ? `; and ${format.count(more)} more.` : ".");
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
