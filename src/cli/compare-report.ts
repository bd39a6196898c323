import type { ComparedOutcome, CompareSummary } from "../engine/compare.ts";
import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import type { Fact } from "../icp/page/page.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";

const whole = new Intl.NumberFormat("en-US");
const format = formatFor("en");

const WORDS: Readonly<Record<ComparedOutcome["outcome"], string>> = {
  open: "Opens",
  reply: "Replies",
  meeting: "Meetings",
  opportunity: "Opportunities",
  win: "Wins",
};

/** `4.2%`, `31%`: no more digits than a rate carries. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${Math.abs(value) < 9.95 ? Number(value.toFixed(1)) : Math.round(value)}%`;
}

function points(difference: number): string {
  const value = Math.abs(100 * difference);
  const said = value < 9.95 ? Number(value.toFixed(1)) : Math.round(value);
  return `${said} ${said === 1 ? "point" : "points"}`;
}

function signed(difference: number): string {
  const value = 100 * difference;
  const said = Math.abs(value) < 9.95 ? Number(value.toFixed(1)) : Math.round(value);
  return said > 0 ? `+${said}` : `${said === 0 ? 0 : said}`.replace("-", "−");
}

/** The test as a block: what each outcome says, the counts, how to read it. */
export function compareBlock(summary: CompareSummary): Block {
  const { outcomes } = summary;
  return {
    id: "live-test",
    title: titleOf(outcomes),
    lead: phrase(standing(summary)),
    facts: outcomes.map((one) => factOf(summary, one)),
    tables: [countsOf(summary)],
    notes: [...howToRead(summary), ...leftOut(summary), ...summary.notes.map((note) => phrase(note))],
  };
}

/** The heading is the answer: the last outcome on the way to a customer that is clear. */
function titleOf(outcomes: readonly ComparedOutcome[]): string {
  const clear = outcomes.filter(({ verdict }) => verdict !== "not yet clear").at(-1);
  if (clear === undefined) return "No difference is clear yet";
  const more = clear.verdict === "better" ? "more" : "fewer";
  return `The list gets ${more} ${WORDS[clear.outcome].toLowerCase()} than the control`;
}

function standing({ list, control, unit, elapsed, until, as_of }: CompareSummary): string {
  const kept = ({ read, nameless, repeated, both }: CompareSummary["list"]) =>
    whole.format(read - nameless - repeated - both);
  const sides = `${kept(list)} ${unit} on the list, ${kept(control)} in the control`;
  const when = as_of === null ? "" : `, as of ${format.date(as_of)}`;
  if (elapsed === null) return `${sides}${when}.`;
  return `${sides}${when}; ${elapsed >= 1 ? `the test ended on ${format.date(until ?? "")}` : `${Math.round(100 * elapsed)}% of the time to ${format.date(until ?? "")} is over`}.`;
}

function factOf(summary: CompareSummary, one: ComparedOutcome): Fact {
  const { list, control, difference, interval } = one;
  const counted = phrase(
    `${whole.format(list.reached)} of ${whole.format(list.n)} (${percent(list.rate ?? 0)}) against ${whole.format(control.reached)} of ${whole.format(control.n)} (${percent(control.rate ?? 0)}): `,
  );
  if (difference === null || interval === null)
    return { name: WORDS[one.outcome], text: phrase("a side is empty, so nothing can be compared.") };
  const range = light(` (${signed(interval[0])} to ${signed(interval[1])} points)`);
  if (one.verdict === "better")
    return { name: WORDS[one.outcome], text: phrase(counted, strong(`${points(difference)} more`), range, ".") };
  if (one.verdict === "worse")
    return { name: WORDS[one.outcome], text: phrase(counted, strong(`${points(difference)} fewer`), range, ".") };
  return {
    name: WORDS[one.outcome],
    text: phrase(counted, strong("not yet clear"), range, `. ${still(summary, one)}`),
  };
}

/** What would make it clear. */
function still({ unit, elapsed, until }: CompareSummary, { times, smallest, list, control }: ComparedOutcome): string {
  const least = smallest === null ? "" : ` Lists of this size show differences of ${points(smallest)} or more.`;
  if (times === null) return `No difference to speak of is seen so far.${least}`;
  const more = (n: number): string => whole.format(Math.ceil(n * times));
  const size = `${more(list.n)} and ${more(control.n)} ${unit}`;
  if (elapsed !== null && elapsed < 1) {
    if (times * elapsed <= 1) return `If it goes on like this, it will be clear by ${format.date(until ?? "")}.`;
    const needed = (n: number): string => whole.format(Math.ceil(n * times * elapsed));
    return `If it goes on like this, it will not be clear by ${format.date(until ?? "")}: that would take ${needed(list.n)} and ${needed(control.n)} ${unit}.`;
  }
  return `If the difference is as large as it looks, ${size} would show it four times in five.`;
}

function countsOf({ outcomes }: CompareSummary): Block["tables"][number] {
  const side = ({ reached, n, rate, interval }: ComparedOutcome["list"]): Phrase =>
    phrase(
      `${whole.format(reached)} of ${whole.format(n)}`,
      light(
        rate === null ? "" : ` ${percent(rate)} (${percent(interval[0]).replace("%", "")}–${percent(interval[1])})`,
      ),
    );
  return {
    title: "Outcome",
    open: true,
    more: 0,
    columns: [
      { head: "outcome", number: false },
      { head: "list", number: true },
      { head: "control", number: true },
      { head: "difference", number: true },
      { head: "verdict", number: false },
    ],
    rows: outcomes.map((one) => [
      phrase(WORDS[one.outcome]),
      side(one.list),
      side(one.control),
      phrase(
        one.difference === null ? "–" : signed(one.difference),
        one.interval === null ? null : light(` (${signed(one.interval[0])} to ${signed(one.interval[1])})`),
      ),
      phrase(one.verdict),
    ]),
  };
}

function howToRead({ until }: CompareSummary): Phrase[] {
  const looks =
    until === null
      ? "The limits of the difference hold 95 times in 100 however often you look. A last day, said with --until before the test begins, shows the same difference with far fewer companies."
      : `The limits of the difference hold 95 times in 100 over all looks up to ${format.date(until)}; what happens later does not count.`;
  return [
    phrase(looks),
    phrase(
      "A difference says that the companies of the list answer otherwise. That the list is the reason holds where both were treated alike: same message, same sender, same days.",
    ),
  ];
}

function leftOut({ list, control, elsewhere, unit }: CompareSummary): Phrase[] {
  const say = (n: number, text: string): Phrase[] =>
    n === 0 ? [] : [phrase(`${whole.format(n)} ${n === 1 ? "row" : "rows"} ${text}`)];
  return [
    ...say(
      list.both + control.both,
      `left out: the same ${unit} ${list.both + control.both === 1 ? "stands" : "stand"} on both sides.`,
    ),
    ...say(list.repeated + control.repeated, "counted once with another of the same."),
    ...say(list.nameless + control.nameless, "left out: they name nobody."),
    ...say(elsewhere, "of the outcomes about nobody who was counted."),
  ];
}

/** The test as a report of its own. */
export function compareReport(summary: CompareSummary): Report {
  const { title, lead, ...rest } = compareBlock(summary);
  return {
    kicker: "Live test",
    name: summary.files
      .filter(({ role }) => role !== "outcomes")
      .map(({ name }) => name)
      .join(" against "),
    facts: phrase(summary.as_of === null ? "" : `as of ${format.date(summary.as_of)}`),
    headline: phrase(strong(title), "."),
    support: [lead],
    charts: [],
    blocks: [{ ...rest, title: "What became of both", lead: phrase() }],
    footer: phrase(
      `Since ${format.date(summary.since ?? "the first outcome")} · ${summary.until === null ? "no last day was said" : `to ${format.date(summary.until)}`}`,
    ),
  };
}
