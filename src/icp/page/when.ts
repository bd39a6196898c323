import { ACTION_WORDS, ACTIONS, type Action, actionOf, LEVELS, type Trust, trustIn } from "../action.ts";
import type { AlreadyPart } from "../already.ts";
import { timingReason } from "../half-lives.ts";
import type { TimedEvent, Timing } from "../timing.ts";
import type { Block, BlockTable } from "./block.ts";
import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";
import { said, worded } from "./said.ts";
import { capital } from "./sentence.ts";

/** Lines of the table of events that the page holds, and those told in a sentence. */
const MOST_LINES = 14;
const MOST_TOLD = 3;
const FITS = [...LEVELS, "unknown"] as const;

/** What makes an account active now, and what to do by fit and timing; null in documents of older versions. */
export function whenOf(context: Context): Block | null {
  const { timing } = context.document;
  if (timing === null) return null;
  const seen = timing.check !== null || timing.accounts !== null;
  const trust = trustIn(context.document);
  return {
    id: "when",
    title: "When",
    lead: said(timingReason(timing), context.format),
    facts: [...setFacts(context, timing), ...(seen ? factsOf(context, timing) : [])],
    tables: [...(trust === "none" ? [] : actionTables(context, timing, trust, seen)), eventTable(context, timing)],
    notes: notesOf(context, timing, trust),
  };
}

/** Half-lives that a person set, against what the deals or the defaults said. */
function setFacts({ format }: Context, { set, accounts }: Timing): readonly Fact[] {
  if (set === undefined) return [];
  const days = (n: number): string => `${n} ${n === 1 ? "day" : "days"}`;
  const lines = set.changes.map(
    (one) =>
      `${label(one)} counts half after ${days(one.after)} (${one.source === "learned" ? "the deals said" : "the default is"} ${days(one.before)})`,
  );
  const active = (level: "high" | "medium"): number =>
    (accounts?.cells ?? []).filter(({ timing }) => timing === level).reduce((sum, cell) => sum + cell.rows, 0);
  return [
    {
      name: "Set by hand",
      text: phrase(
        `${capital(lines.join("; "))}. No deals were asked whether that is better.`,
        set.why === null ? null : light(` Why: ${tidy(set.why)}`),
      ),
    },
    ...(set.before === null || accounts === null
      ? []
      : [
          {
            name: "What that does",
            text: phrase(
              `At high timing ${format.count(active("high"))} accounts (${format.count(set.before.high)} before), at medium ${format.count(active("medium"))} (${format.count(set.before.medium)} before)`,
              light(`, of the same events as of ${format.date(accounts.as_of)}`),
              ".",
            ),
          },
        ]),
  ];
}

function factsOf({ format }: Context, { events, hand_raisers, accounts }: Timing): readonly Fact[] {
  const learned = events.filter(({ evidence }) => evidence !== null);
  const told = (learned.length === 0 ? events : learned).slice(0, MOST_TOLD);
  const raised = hand_raisers.types.map(words).join(" or ");
  const days = `${format.count(hand_raisers.days)} ${hand_raisers.days === 1 ? "day" : "days"}`;
  return [
    ...(told.length === 0
      ? []
      : [
          {
            name: "Counts most",
            text: phrase(...told.flatMap((line, k) => [k === 0 ? "A" : "; a", ...worth(line)]), "."),
          },
        ]),
    ...(raised === ""
      ? []
      : [
          {
            name: "Raises a hand",
            text: phrase(`A ${raised} in the last ${days}: at medium fit such an account goes to a person.`),
          },
        ]),
    ...(accounts === null
      ? []
      : [
          {
            name: "Something counts",
            text: phrase(
              strong(format.count(accounts.active)),
              ` of ${format.count(accounts.rows)} rows of ${tidy(accounts.file)}`,
              light(` as of ${format.date(accounts.as_of)}`),
              ".",
            ),
          },
        ]),
  ];
}

/** `(a) demo request counts 40 points, half of it after 14 days`, after the first letter of its article. */
function worth(line: TimedEvent): readonly (string | Phrase[number])[] {
  const points = line.weight === 1 ? "point" : "points";
  return [
    /^[aeiou]/i.test(label(line)) ? "n " : " ",
    strong(label(line)),
    ` counts ${line.weight} ${points}, half of it after ${daysOf(line)}`,
  ];
}

function daysOf({ half_life_days: days }: TimedEvent): string {
  return `${days} ${days === 1 ? "day" : "days"}`;
}

function words(type: string): string {
  return tidy(type.replaceAll("_", " ")) || "no name";
}

function label({ type, topic }: { readonly type: string; readonly topic: string | null }): string {
  return topic === null ? words(type) : `${words(type)} (${tidy(topic)})`;
}

/** Fit down, timing across, an action in each cell with its accounts; then what the actions mean. */
function actionTables(
  { format }: Context,
  { accounts, levels }: Timing,
  trust: Trust,
  open: boolean,
): readonly BlockTable[] {
  const rowsOf = (fit: (typeof FITS)[number], at: (typeof LEVELS)[number]): number =>
    accounts?.cells.find(({ level, timing }) => level === fit && timing === at)?.rows ?? 0;
  const cell = (fit: (typeof FITS)[number], at: (typeof LEVELS)[number]): Phrase =>
    phrase(
      strong(actionOf(fit, at, trust) ?? ""),
      accounts === null ? null : light(` ${format.count(rowsOf(fit, at))}`),
    );
  const map: BlockTable = {
    title: "What to do",
    open,
    more: 0,
    columns: [
      { head: "fit", number: false },
      { head: `timing ${levels.high} or more`, number: false },
      { head: `${levels.medium} to ${levels.high - 1}`, number: false },
      { head: `below ${levels.medium}`, number: false },
    ],
    rows: FITS.map((fit) => [
      phrase(fit === "unknown" ? "too little known" : fit),
      ...LEVELS.map((at) => cell(fit, at)),
    ]),
  };
  const sum = (action: Action): number =>
    FITS.flatMap((fit) => LEVELS.map((at) => (actionOf(fit, at, trust) === action ? rowsOf(fit, at) : 0))).reduce(
      (a, b) => a + b,
      action === "suppress" ? (accounts?.disqualified ?? 0) : 0,
    );
  const meanings: BlockTable = {
    title: "Actions",
    open,
    more: 0,
    columns: [{ head: "action", number: false }, ...(accounts === null ? [] : [{ head: "accounts", number: true }])],
    rows: [
      ...ACTIONS.map((action) => [
        phrase(strong(action), `: ${ACTION_WORDS[action]}`),
        ...(accounts === null ? [] : [phrase(format.count(sum(action)))]),
      ]),
      ...alreadyRows(format, accounts?.already),
    ],
  };
  return [map, meanings];
}

/** Who has no action because we sell to them already. */
function alreadyRows(format: Context["format"], already: AlreadyPart | undefined): readonly (readonly Phrase[])[] {
  if (already === undefined) return [];
  const lines = [
    [already.open, "already open", "a deal is open: its owner goes on with it"],
    [already.customers, "customers", "they buy already"],
    [already.churned, "were customers", "they left: to win them back is work of its own"],
  ] as const;
  return lines
    .filter(([rows]) => rows > 0)
    .map(([rows, is, means]) => [phrase(strong(is), `: ${means}`), phrase(format.count(rows))]);
}

function eventTable({ format }: Context, { events }: Timing): BlockTable {
  const learned = events.some(({ evidence }) => evidence !== null);
  return {
    title: "What events count",
    open: false,
    more: Math.max(0, events.length - MOST_LINES),
    columns: [
      { head: "event", number: false },
      ...["points", "half in", "at most"].map((head) => ({ head, number: true })),
      ...(learned ? ["won / lost", "lift"].map((head) => ({ head, number: true })) : []),
    ],
    rows: events
      .slice(0, MOST_LINES)
      .map((line) => [
        phrase(label(line)),
        phrase(String(line.weight)),
        phrase(daysOf(line)),
        phrase(String(line.cap)),
        ...(learned ? [deals(format, line), lift(format, line)] : []),
      ]),
  };
}

function deals(format: Context["format"], { evidence }: TimedEvent): Phrase {
  return phrase(
    evidence === null ? light("default") : `${format.count(evidence.won)} / ${format.count(evidence.lost)}`,
  );
}

function lift(format: Context["format"], { evidence }: TimedEvent): Phrase {
  if (evidence === null) return [];
  const [low, high] = evidence.interval;
  return phrase(format.times(evidence.lift), light(` ${format.times(low).slice(0, -1)}–${format.times(high)}`));
}

function notesOf({ format }: Context, timing: Timing, trust: Trust): readonly Phrase[] {
  const { events, left_out, accounts } = timing;
  const learned = events.some(({ evidence }) => evidence !== null);
  return [
    phrase(
      "Timing is the sum of what events still count, each line at most as said, 100 in all. Events of the day a deal begins or later teach nothing.",
    ),
    ...(learned
      ? [
          phrase(
            "Won / lost: deals with such an event in the 90 days before; lift: how many times as common that was among won ones, with 95% limits. Points are beside fit and the other events; lines without counts are too rare to judge and keep the defaults' proportions.",
          ),
        ]
      : []),
    ...left_out.map((one) => phrase(`${label(one)}: `, worded(tidy(one.reason)))),
    ...(trust === "none"
      ? [phrase("Without a score that separates, nothing but a disqualifier decides what to do.")]
      : []),
    ...(trust === "provisional" ? [phrase("The score is provisional, so a low fit is never suppressed.")] : []),
    ...(accounts !== null && accounts.disqualified > 0
      ? [phrase(`${format.count(accounts.disqualified)} disqualified, suppressed whatever their scores.`)]
      : []),
  ];
}
