import type { Contrast, SignalPart } from "../buyers.ts";
import type { Context } from "./context.ts";
import { contrastPhrase, contrastTable, listed } from "./contrast.ts";
import type { InsideTable } from "./inside.ts";
import type { Fact } from "./page.ts";
import { type Phrase, phrase } from "./phrase.ts";

const MOST_TOLD = 4;
const LEAST = 20;

/** What goes before a won deal more often than before a lost one, in a line each. */
export function signalFacts(context: Context): readonly Fact[] {
  const { triggers, intent_topics: topics } = context.document;
  return [
    ...(triggers === undefined ? [] : [factOf(context, "Before the deal", `${triggers.days} days`, triggers)]),
    ...(topics === undefined || topics.rows.length === 0 ? [] : [factOf(context, "They read about", null, topics)]),
  ];
}

function factOf(context: Context, name: string, span: string | null, part: SignalPart): Fact {
  const { format, words } = context;
  const within = span === null ? "" : ` in the ${span} before`;
  if (part.won < LEAST || part.lost < LEAST)
    return {
      name,
      text: phrase(
        `${format.count(part.won)} won and ${format.count(part.lost)} lost ${words.unit} began while events were recorded: too few to say; it takes ${LEAST} of each.`,
      ),
    };
  const told = better(part).slice(0, MOST_TOLD);
  const less = part.rows.filter(({ finding, lift }) => finding && (lift ?? 0) < 1).slice(0, 2);
  if (told.length + less.length === 0)
    return {
      name,
      text: phrase(
        `Nothing is clearly more common${within} at won or at lost ${words.unit} (${format.count(part.won)} and ${format.count(part.lost)} of them).`,
      ),
    };
  const lost = less.map((one) => contrastPhrase(context, part, one));
  return {
    name,
    text: phrase(
      told.length === 0 ? null : listed(told.map((one) => contrastPhrase(context, part, one))),
      lost.length === 0 ? null : phrase(told.length === 0 ? "More at lost: " : " More at lost: ", listed(lost)),
    ),
  };
}

function better({ rows }: SignalPart): readonly Contrast[] {
  return rows.filter(({ finding, lift }) => finding && (lift ?? 0) > 1);
}

/** The counts behind the words. */
export function signalTables(context: Context): readonly InsideTable[] {
  const { triggers, intent_topics: topics } = context.document;
  const table = (title: string, head: string, part: SignalPart | undefined): InsideTable[] =>
    part === undefined || part.rows.length === 0 ? [] : [contrastTable(context, title, head, part, part.rows)];
  return [
    ...table(`What happened in the ${triggers?.days ?? 0} days before`, "event", triggers),
    ...table(`What was read about in the ${topics?.days ?? 0} days before`, "topic", topics),
  ];
}

/** What goes before won deals with one kind of customer; empty where nothing passes its test. */
export function kindSignals(
  context: Context,
  triggers: SignalPart | undefined,
  topics: SignalPart | undefined,
): readonly Phrase[] {
  const line = (lead: string, part: SignalPart | undefined): Phrase[] => {
    const told = part === undefined ? [] : better(part).slice(0, MOST_TOLD);
    return told.length === 0 ? [] : [phrase(lead, listed(told.map((one) => contrastPhrase(context, part!, one))))];
  };
  return [...line("Before won deals more often: ", triggers), ...line("They read more about: ", topics)];
}
