import type { Buyers, CommitteeMember, SegmentBuyers, TitleContrast } from "../buyers.ts";
import type { Persona } from "../declared.ts";
import type { Context } from "./context.ts";
import { contrastPhrase, contrastTable, listed } from "./contrast.ts";
import type { InsideTable } from "./inside.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";
import { capital } from "./sentence.ts";

/** Titles told of either side; the others are in the table. */
const MOST_TOLD = 3;
/** Fewest won and lost deals for a comparison. */
const LEAST = 20;

type Titles = Pick<SegmentBuyers, "titles" | "won" | "lost">;

/** Who was known when deals began, in a few lines. */
export function peopleFacts(context: Context, buyers: Buyers): readonly Fact[] {
  return [...titleFacts(context, buyers), ...sizeFact(context, buyers), ...partsFact(context, buyers.committee)];
}

function titleFacts(context: Context, buyers: Buyers): readonly Fact[] {
  const { format, words } = context;
  const { as_of, won, lost, tested } = buyers;
  if (as_of === "today")
    return [{ name: "People", text: phrase("Counted, not compared: most contacts have no creation date.") }];
  if (won < LEAST || lost < LEAST)
    return [
      {
        name: "People",
        text: phrase(
          `Contacts with a title were there before ${format.count(won)} won and ${format.count(lost)} lost ${words.unit}: too few to say; it takes ${LEAST} of each.`,
        ),
      },
    ];
  const [better, worse] = [toldOf(buyers, true), toldOf(buyers, false)];
  if (better.length + worse.length === 0)
    return [
      {
        name: "People",
        text: phrase(
          `No title is clearly more common at won or at lost ${words.unit} (${format.count(won)} and ${format.count(lost)} of them, ${format.count(tested)} comparisons).`,
        ),
      },
    ];
  return [...sideFact(context, "More at won", buyers, better), ...sideFact(context, "More at lost", buyers, worse)];
}

function sideFact(context: Context, name: string, over: Titles, told: readonly TitleContrast[]): readonly Fact[] {
  if (told.length === 0) return [];
  return [{ name, text: listed(told.map((one) => contrastPhrase(context, over, one))) }];
}

/** Findings of one side, titles before functions and levels that hold the same people. */
function toldOf({ titles }: Titles, better: boolean): readonly TitleContrast[] {
  const side = titles.filter(({ finding, lift }) => finding && lift !== null && lift > 1 === better);
  const whole = side.filter((one) => one.function !== null && one.seniority !== null);
  const rest = side.filter(
    (one) =>
      (one.function === null || one.seniority === null) &&
      !whole.some((title) => title.function === one.function || title.seniority === one.seniority),
  );
  return [...whole, ...rest].slice(0, MOST_TOLD);
}

function sizeFact({ format, words }: Context, { as_of, size, sizes }: Buyers): readonly Fact[] {
  const { won, lost } = size;
  if (as_of === "today" || won.deals < LEAST || lost.deals < LEAST) return [];
  const single = sizes.find(({ label }) => label === "one contact only");
  const judged =
    single?.finding === true && single.lift !== null
      ? `${single.lift < 1 ? "; that goes with losing" : "; that goes with winning"} (${format.times(single.lift)}, ${format.times(single.interval![0]).slice(0, -1)}–${format.times(single.interval![1])})`
      : "; that may be chance";
  const mean = (one: typeof won): string => (one.mean ?? 0).toFixed(1);
  return [
    {
      name: "How many",
      text: phrase(
        `On average ${mean(won)} contacts when won ${words.unit} began, ${mean(lost)} when lost ones did. `,
        strong("One only"),
        `: ${format.percent(won.single / won.deals)} of won, ${format.percent(lost.single / lost.deals)} of lost`,
        light(judged),
        ".",
      ),
    },
  ];
}

/** `Champion: Legal and compliance, director (105 of 120 won deals with one)`. */
function partsFact(context: Context, committee: readonly CommitteeMember[]): readonly Fact[] {
  const parts = partsOf(context, committee);
  if (parts.length === 0) return [];
  return [
    {
      name: "Their parts",
      text: phrase(listed(parts), light(" Sellers name them as a deal goes on: counted only.")),
    },
  ];
}

function partsOf({ format, words }: Context, committee: readonly CommitteeMember[]): readonly Phrase[] {
  const told = committee.filter(({ titles, source }) => source === "counted" && titles.length > 0);
  return told.slice(0, 3).map(({ role, won, titles }) => {
    const [first] = titles;
    return phrase(
      `${role} mostly `,
      strong(tidy(first!.label)),
      light(` (${format.count(first!.won)} of ${format.count(won)} won ${words.unit} with one)`),
    );
  });
}

/** What people say of who buys; `beside` what was counted each is marked. */
export function saidFacts(personas: readonly Persona[], beside: boolean): readonly Fact[] {
  return personas.map((one) => ({ name: capital(one.role), text: saidOf(one, beside) }));
}

function saidOf({ titles, metrics, frustrations, objections, message }: Persona, beside: boolean): Phrase {
  const list = (lead: string, own: readonly string[]): string =>
    own.length === 0 ? "" : ` ${lead} ${own.map(tidy).join("; ")}.`;
  return phrase(
    titles.length === 0 ? null : strong(`${titles.map(tidy).join(", ")}.`),
    list("Is measured by", metrics),
    list("Is held up by", frustrations),
    list("Will object:", objections),
    message === null ? null : ` Say: “${tidy(message)}”`,
    beside ? light(" Said, not counted.") : null,
  );
}

/** The counts behind the words. */
export function peopleTables(context: Context, buyers: Buyers): readonly InsideTable[] {
  if (buyers.titles.length === 0) return [];
  return [contrastTable(context, "Who was known before the deal", "title", buyers, buyers.titles)];
}

/** Who buys inside one kind of customer, in a line; empty where too little is known. */
export function kindPeople(
  context: Context,
  committee: readonly CommitteeMember[],
  buyers: SegmentBuyers | undefined,
): readonly Phrase[] {
  const lines: Phrase[] = [];
  const parts = partsOf(context, committee);
  if (parts.length > 0) lines.push(phrase("Inside: ", listed(parts)));
  if (buyers !== undefined && buyers.won >= LEAST && buyers.lost >= LEAST) {
    const [better, worse] = [toldOf(buyers, true), toldOf(buyers, false)];
    const side = (lead: string, told: readonly TitleContrast[]): Phrase[] =>
      told.length === 0 ? [] : [phrase(lead, listed(told.map((one) => contrastPhrase(context, buyers, one))))];
    lines.push(...side("Known more often at won deals: ", better), ...side("At lost deals: ", worse));
  }
  return lines;
}
