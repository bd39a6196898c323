import { type Format, formatFor } from "../icp/page/format.ts";
import { isFewBad } from "./aim.ts";
import type { Aim, Disqualified, Later, LearnedRule, Needed } from "./rule.ts";

/** How one aim is spoken of. */
interface AimWords {
  readonly one: string;
  readonly unit: string;
  /** `2 of 118 deals won` */
  readonly happened: string;
  readonly none: string;
}

const WORDS: Readonly<Record<Aim, AimWords>> = {
  win: { one: "deal", unit: "deals", happened: "won", none: "No kind of company was found that rarely buys" },
  "no-decision": {
    one: "deal",
    unit: "deals",
    happened: "ended without a decision",
    none: "No kind of company was found whose deals end without a decision twice as often as others",
  },
  churn: {
    one: "customer",
    unit: "customers",
    happened: "left",
    none: "No kind of customer was found that leaves twice as often as others",
  },
};

const FORMAT: Format = formatFor("en");

function counted(n: number, { one, unit }: Pick<AimWords, "one" | "unit">): string {
  return `${FORMAT.count(n)} ${n === 1 ? one : unit}`;
}

/** `the newest 140 deals`, or what stands for them where there are no dates. */
function newest({ rows }: Later, aim: Aim, inTime: boolean): string {
  return inTime ? `the newest ${counted(rows, WORDS[aim])}` : `${counted(rows, WORDS[aim])} kept aside`;
}

/** What leaving some rows alone would have done. `whom`: them, all of them. */
export function laterText(later: Later, aim: Aim, inTime: boolean, whom: string): string {
  const rows = newest(later, aim, inTime);
  if (later.rows === 0)
    return inTime ? "There are no newer ones to check it on." : "There are none kept aside to check it on.";
  if (later.matched === 0) return `None of ${rows} was of this kind.`;
  const saved = `${FORMAT.percent(later.saved)} (${FORMAT.range(...later.saved_interval)})`;
  const events = FORMAT.count(later.events_matched);
  const limits = later.events_interval === null ? "" : ` (${FORMAT.range(...later.events_interval)})`;
  if (isFewBad(aim)) {
    const lost =
      later.events === 0 ? "; none of those was won" : ` and lost ${events} of ${wins(later.events)}${limits}`;
    return `Leaving ${whom} alone would have saved ${saved} of ${rows}${lost}.`;
  }
  const share = later.events === 0 ? "none" : `${events} of the ${FORMAT.count(later.events)}${limits}`;
  return `They were ${saved} of ${rows}, and ${share} of those that ${WORDS[aim].happened}.`;
}

function wins(n: number): string {
  return `${FORMAT.count(n)} ${n === 1 ? "win" : "wins"}`;
}

/** Facts of a rule that its sentence tells. */
export type Told = Pick<
  LearnedRule,
  "aim" | "kind" | "who" | "n" | "events" | "accounts" | "rate" | "interval" | "base_rate" | "later"
>;

/** `2 of 118 deals won (2%, at most 5%), against 20% of all`. */
export function rateText({ aim, n, events, accounts, rate, interval, base_rate }: Told): string {
  const words = WORDS[aim];
  const limit = isFewBad(aim) ? `at most ${FORMAT.percent(interval[1])}` : `at least ${FORMAT.percent(interval[0])}`;
  const companies = aim !== "churn" && accounts < n ? `, ${FORMAT.count(accounts)} companies` : "";
  const share = `${FORMAT.percent(rate)}, ${limit}${companies}`;
  return `${FORMAT.count(events)} of ${counted(n, words)} ${words.happened} (${share}), against ${FORMAT.percent(base_rate)} of all`;
}

/** The sentences that a person reads of one rule. */
export function ruleText(told: Told, inTime: boolean): string {
  const { aim, kind, who, later } = told;
  if (told.n === 0) return `${who}: there is no such ${WORDS[aim].one} in these files.`;
  const after = laterText(later, aim, inTime, "them");
  if (kind === "disqualifier" || !isFewBad(aim)) return `${who}: ${rateText(told)}. ${after}`;
  return `${who}: ${rateText(told)}. Worth a question before you spend time; no reason to say no.`;
}

/** `41 kinds were tried on the older 300 deals; the smallest that could show has about 61 deals there, all lost.` */
export function neededText(needed: Needed | null, aim: Aim, searched: number, inTime: boolean): string {
  const { unit } = WORDS[aim];
  if (needed === null) return `There are too few ${unit} of any kind to look for one.`;
  const without = { win: "all lost", "no-decision": "all without a decision", churn: "all of whom left" }[aim];
  const kinds = `${FORMAT.count(needed.tried)} ${needed.tried === 1 ? "kind was" : "kinds were"} tried`;
  const rows = counted(searched, WORDS[aim]);
  const where = inTime ? `the older ${rows}` : `${rows} drawn at random`;
  return `${kinds} on ${where}; the smallest that could show has about ${FORMAT.count(needed.rows)} ${unit} there, ${without}.`;
}

/** Rules that the paragraph tells in full, and those it names after them. */
const MOST_TOLD = 3;
const MOST_NAMED = 5;

/** What the paragraph is made of. */
export type Paragraphed = Pick<Disqualified, "aim" | "together" | "needed" | "searched" | "in_time"> & {
  readonly rules: readonly Pick<LearnedRule, "aim" | "kind" | "status" | "who" | "text" | "n" | "events">[];
};

/** The paragraph of the page: whom to leave alone, what that would have done, whom to watch; or that there is none, and what it would take. */
export function paragraphOf(found: Paragraphed): string {
  const { aim, rules, together, needed, searched, in_time: inTime } = found;
  const meant = rules.filter(({ status }) => status !== "rejected");
  const hard = meant.filter(({ kind }) => kind === "disqualifier");
  const soft = meant.filter(({ kind }) => kind === "watch-out");
  const watch = isFewBad(aim) ? namedText("Below average, to watch", soft) : soft.map((rule) => rule.text);
  const rejected = rules.filter((rule) => rule.status === "rejected" && rule.kind === "disqualifier").length;
  const none =
    rejected > 0 ? rejectedText(rejected) : `${WORDS[aim].none}. ${neededText(needed, aim, searched, inTime)}`;
  const first =
    hard.length === 0 && (isFewBad(aim) || soft.length === 0)
      ? [none]
      : [...hard.slice(0, MOST_TOLD).map((rule) => rule.text), ...namedText("Also", hard.slice(MOST_TOLD))];
  const all =
    together !== null && hard.length > 1 ? [`Together: ${lower(laterText(together, aim, inTime, "all of them"))}`] : [];
  return [...first, ...all, ...watch].join(" ");
}

function rejectedText(rules: number): string {
  return rules === 1
    ? "One kind was found, and rejected."
    : `${FORMAT.count(rules)} kinds were found, and all rejected.`;
}

/** `Also: companies in Mining (7 of 238 won); companies using SAP (3 of 101 won).` */
function namedText(lead: string, rules: Paragraphed["rules"]): string[] {
  if (rules.length === 0) return [];
  const named = rules.slice(0, MOST_NAMED).map(({ aim, who, events, n }) => {
    return `${lower(who)} (${FORMAT.count(events)} of ${FORMAT.count(n)} ${WORDS[aim].happened})`;
  });
  const more = rules.length - named.length;
  return [`${lead}: ${named.join("; ")}${more > 0 ? `; and ${FORMAT.count(more)} more` : ""}.`];
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
