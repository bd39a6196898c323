import {
  type CountedRule,
  type Disqualifier,
  type DisqualifierSearch,
  isContradicted,
  isShown,
  type LearnedDisqualifier,
} from "../disqualifier.ts";
import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import { command, light, type Phrase, phrase } from "./phrase.ts";
import { said } from "./said.ts";

/** Who not to sell to: rules that a person may confirm, and what is only watched. */
export interface NotSell {
  readonly title: string;
  /** How the rules are to be read; empty without one that was learned. */
  readonly lead: Phrase;
  /** What to do with them; empty without a rule. */
  readonly act: Phrase;
  readonly rules: readonly NotSellRule[];
  /** What all save together, what to watch, or what it would take to find a rule. */
  readonly sentences: readonly Phrase[];
}

export interface NotSellRule {
  /** Its place in the document, by which a person confirms or rejects it. */
  readonly number: string;
  readonly who: string;
  readonly status: "suggested" | "confirmed" | "declared" | "rejected";
  /** Null where there is nothing to count on. */
  readonly won: NotSellFigure | null;
  readonly saves: NotSellFigure | null;
  readonly costs: NotSellFigure | null;
  readonly hint: string;
}

/** A figure with its limits, each as text. */
export interface NotSellFigure {
  readonly value: string;
  readonly range: string;
}

/** Whether any deal speaks for or against one of the rules. */
export function isCounted(rules: readonly NotSellRule[]): boolean {
  return rules.some(({ won, saves, costs }) => won !== null || saves !== null || costs !== null);
}

const TITLE = "Who not to sell to";
/** The page tells what a person decided, and suggestions up to so many rules in all, at least one; the document holds every one. */
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
  const decided = hard.filter(({ one }) => one.status !== "suggested");
  const suggested = hard.filter(({ one }) => one.status === "suggested");
  const told = [...decided, ...suggested.slice(0, Math.max(1, MOST_RULES - decided.length))];
  const rules = told.map((one) => ruleOf(context, one));
  return {
    title: TITLE,
    lead: wins === null ? earlierOf(context.format, hard) : leadOf(context, hard, wins),
    act: hard.length === 0 ? [] : actOf(context.format, hard),
    rules,
    sentences: [
      ...(hard.length > rules.length
        ? [phrase(`And ${context.format.count(hard.length - rules.length)} more, in the document.`)]
        : []),
      ...(hard.length === 0 ? emptyOf(context, wins) : []),
      ...contradictedOf(context, hard),
      ...togetherOf(context, wins, hard),
      ...watchOf(context, meant),
    ],
  };
}

/** What the figures were counted in: the deals that were searched, or those that were not. */
function leadOf({ format, words }: Context, hard: readonly Numbered[], wins: DisqualifierSearch): Phrase {
  const learned = hard.flatMap(({ number, one }) => (one.source === "learned" ? [{ number, one }] : []));
  const [first] = learned;
  if (first === undefined) return declaredLead(format, words, hard, wins);
  const { later, base_rate } = first.one;
  const inTime = wins.in_time;
  const searched = inTime ? `the older ${words.unit}` : `${words.unit} drawn at random`;
  const average = format.percent(base_rate);
  const found = learned.some(({ one }) => isShown(one))
    ? `Found in ${searched}${learned.length < hard.length ? ", but for what you declared" : ""}: they win less than half as often as the average of ${average}.`
    : `The average is ${average}.`;
  const rows = `${format.count(later.rows)} ${words.unit}`;
  const newest = inTime ? `the newest ${rows}` : `${rows} kept aside`;
  const fresh = later.rows === 0 ? "" : ` Saves and costs: on ${newest} alone, which the search had not seen.`;
  const counted = `Won: of all ${words.unit}, the searched ones too.${fresh}`;
  return phrase(`${found} ${counted}${confirmedOnly(format, learned)}`);
}

/** Nothing was learned: what people declared, held against the deals. */
function declaredLead(
  format: Context["format"],
  words: Context["words"],
  hard: readonly Numbered[],
  wins: DisqualifierSearch,
): Phrase {
  const counted = hard.flatMap(({ one }) => (one.source === "declared" && one.counted ? [one.counted] : []));
  const [first] = counted;
  if (first === undefined) return [];
  const rows = `${format.count(first.later.rows)} ${words.unit}`;
  const fresh =
    first.later.rows === 0
      ? ""
      : ` Saves and costs: on ${wins.in_time ? `the newest ${rows}` : `${rows} kept aside`} alone.`;
  return phrase(
    `You declared these, and the ${words.unit} are held against them: the average is ${format.percent(first.base_rate)}.${fresh}`,
  );
}

/** `The deals contradict no. 7, which you declared`. */
function contradictedOf({ format, words }: Context, hard: readonly Numbered[]): readonly Phrase[] {
  const against = hard.filter(({ one }) => one.source === "declared" && isContradicted(one));
  if (against.length === 0) return [];
  return [
    phrase(
      `The ${words.unit} contradict no. ${numbersOf(format, against)}, which you declared: such companies win as often as the average, or more often.`,
    ),
  ];
}

/** Rules that were learned in an earlier version, where nobody looked in this one. */
function earlierOf(format: Context["format"], hard: readonly Numbered[]): Phrase {
  const learned = hard.filter(({ one }) => one.source === "learned");
  if (learned.length === 0) return [];
  const [stands, it] = learned.length === 1 ? ["stands", "it"] : ["stand", "them"];
  return phrase(
    `No. ${numbersOf(format, learned)} ${stands} because you confirmed ${it} in an earlier version, whose deals the figures are of.`,
  );
}

/** `2, 3 and 5`. */
function numbersOf(format: Context["format"], all: readonly { readonly number: number }[]): string {
  const numbers = all.map(({ number }) => format.count(number));
  return [numbers.slice(0, -1).join(", "), numbers.at(-1) ?? ""].filter((text) => text !== "").join(" and ");
}

/** ` These deals do not show no. 2 and 5 again: you confirmed them earlier.` */
function confirmedOnly(
  format: Context["format"],
  learned: readonly { readonly number: number; readonly one: LearnedDisqualifier }[],
): string {
  const numbers = learned.filter(({ one }) => !isShown(one));
  if (numbers.length === 0) return "";
  return ` No. ${numbersOf(format, numbers)} ${numbers.length === 1 ? "stays because you confirmed it" : "stay because you confirmed them"}; these deals do not show ${numbers.length === 1 ? "it" : "them"} again.`;
}

/** What makes a suggestion filter. */
function actOf(format: Context["format"], hard: readonly Numbered[]): Phrase {
  const first = hard.find(({ one }) => one.status === "suggested");
  if (first !== undefined)
    return phrase(
      "What is suggested filters nothing until you confirm it: ",
      command(`openicp confirm icp.json ${first.number} --out next.json`),
      ".",
    );
  const untold = hard.filter(({ one }) => one.rule === null);
  if (untold.length === hard.length) return phrase("No file tells these: ask before you sell.");
  const but = untold.length === 0 ? "." : `, but for no. ${numbersOf(format, untold)}, which no file tells.`;
  return phrase("Companies of these kinds are dropped by ", command("openicp filter"), but);
}

function ruleOf(context: Context, { number, one }: Numbered): NotSellRule {
  const named = { number: context.format.count(number), who: tidy(one.who), status: one.status };
  if (one.source === "learned")
    return { ...named, ...figuresOf(context, one), hint: hintOf(context.format, context.words.unit, one) };
  const declared = { ...named, who: tidy(one.text) };
  if (one.counted === undefined) return { ...declared, won: null, saves: null, costs: null, hint: "" };
  const companies = companiesOf(context.format, context.words.unit, one.counted);
  return {
    ...declared,
    ...figuresOf(context, one.counted),
    hint: `${companies} You declared it, so it was not searched for; ${LIMITS}`,
  };
}

const LIMITS =
  '"expect" is drawn toward the average as if 20 average deals were added, "at most" the upper end of 90% limits; saved and costs with 95% limits';

function figuresOf(
  { format }: Context,
  { n, events, rate, interval, later }: CountedRule,
): Pick<NotSellRule, "won" | "saves" | "costs"> {
  const won: NotSellFigure | null =
    n === 0
      ? null
      : {
          value: `${format.count(events)} of ${format.count(n)}`,
          range: `expect ${format.percent(rate)}, at most ${format.percent(interval[1])}`,
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
  return { won, saves, costs };
}

function hintOf(format: Context["format"], unit: string, one: LearnedDisqualifier): string {
  const { q } = one;
  const companies = companiesOf(format, unit, one);
  const tested =
    q !== null && isShown(one)
      ? `Below half of that by an exact one-sided binomial test, q ${q < 0.01 ? "under " : ""}${format.decimal(Math.max(q, 0.01))} (Benjamini-Hochberg)`
      : `Confirmed earlier; these ${unit} do not show it again`;
  return `${companies} ${tested}; ${LIMITS}`;
}

/** `140 companies; all deals: 32%.` */
function companiesOf(format: Context["format"], unit: string, { accounts, base_rate }: CountedRule): string {
  return `${format.count(accounts)} ${accounts === 1 ? "company" : "companies"}; all ${unit}: ${format.percent(base_rate)}.`;
}

/** Nothing was found: the search's own sentences, with what it would take. */
function emptyOf({ format }: Context, wins: DisqualifierSearch | null): readonly Phrase[] {
  return wins === null ? [] : [said(withoutWatch(wins.paragraph), format)];
}

/** Watch-outs are told after it, with the others. */
function withoutWatch(paragraph: string): string {
  return paragraph.split(" Below average, to watch:")[0]!;
}

/** What the learned rules save together: declared ones took no part in the search and are not in the sum. */
function togetherOf(
  { format, words }: Context,
  wins: DisqualifierSearch | null,
  hard: readonly Numbered[],
): readonly Phrase[] {
  const together = wins?.together ?? null;
  const learned = hard.filter(({ one }) => one.source === "learned").length;
  if (together === null || learned < 2 || together.rows === 0) return [];
  const { saved, saved_interval, rows, events, events_matched, events_interval } = together;
  const limits = events_interval === null ? "" : ` (${format.range(...events_interval)})`;
  const lost = events === 0 ? "" : ` and lost ${format.count(events_matched)} of ${format.count(events)} wins${limits}`;
  return [
    phrase(
      `${learned === hard.length ? "All of them" : "All but those you declared"} together would have saved ${format.percent(saved)} (${format.range(...saved_interval)}) of these ${format.count(rows)} ${words.unit}${lost}.`,
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
    .flatMap(({ who, n, events, rate, interval }, i) => [
      `${i === 0 ? ": " : "; "}${lower(tidy(who))}`,
      light(
        ` (${format.count(events)} of ${format.count(n)} ${HAPPENED[aim]}, expect ${format.percent(rate)}, ${format.range(...interval)})`,
      ),
    ]);
  const more = own.length - MOST_WATCHED;
  const average = ` (90% limits; average ${format.percent(own[0]!.base_rate)})`;
  return phrase(LEAD[aim], light(average), ...named, more > 0 ? `; and ${format.count(more)} more.` : ".");
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
