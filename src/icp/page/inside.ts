import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { peopleFacts, peopleTables, saidFacts } from "./people.ts";
import { type Phrase, phrase } from "./phrase.ts";
import { said } from "./said.ts";
import { signalFacts, signalTables } from "./signals.ts";
import { wordFacts, wordTables } from "./words.ts";

/** Who buys inside, and what goes before a deal. */
export interface Inside {
  readonly title: string;
  readonly lead: string;
  /** What passes its test, or that nothing does. */
  readonly facts: readonly Fact[];
  /** The counts behind it, a click away. */
  readonly tables: readonly InsideTable[];
  /** How to read it, and what is missing. */
  readonly notes: readonly Phrase[];
}

export interface InsideTable {
  readonly title: string;
  readonly head: string;
  /** Won and lost deals that the rows are counted over. */
  readonly won: string;
  readonly lost: string;
  readonly rows: readonly InsideRow[];
  /** Rows that only the document has. */
  readonly more: number;
}

export interface InsideRow {
  readonly label: string;
  readonly won: string;
  readonly lost: string;
  readonly accounts: string;
  readonly rate: string;
  readonly rateRange: string;
  /** How many times as common at won deals as at lost ones, and between which limits. */
  readonly times: string;
  readonly range: string;
  /** It passes its test. */
  readonly finding: boolean;
  readonly hint: string;
}

/** Who buys inside, and what happens before a deal; null where no file tells. */
export function insideOf(context: Context): Inside | null {
  const { document, format } = context;
  const { buyers, triggers, pain_points: points } = document;
  const personas = document.declared?.personas ?? [];
  const counted = buyers !== undefined || triggers !== undefined || points !== undefined;
  if (!counted && personas.length === 0) return null;
  const notes = [...(buyers?.notes ?? []), ...(triggers?.notes ?? []), ...(points?.notes ?? [])];
  return {
    title: buyers === undefined && personas.length === 0 ? "What they do and say" : "Who buys inside",
    lead: leadOf(context),
    facts: [
      ...(buyers === undefined ? [] : peopleFacts(context, buyers)),
      ...saidFacts(personas, counted),
      ...signalFacts(context),
      ...wordFacts(context),
    ],
    tables: [
      ...(buyers === undefined ? [] : peopleTables(context, buyers)),
      ...signalTables(context),
      ...wordTables(context),
    ],
    notes: [...(counted ? [HOW] : []), ...notes.map((note): Phrase => said(note, format))],
  };
}

const HOW: Phrase = phrase(
  "Told where it passes its own test (q at most 0.10, deals of one company going together); what stands in a table and is not marked may be chance. What differs may also come with the kind of company: the kinds have lines of their own.",
);

function leadOf({ document, format, words }: Context): string {
  const { buyers } = document;
  if (buyers === undefined)
    return document.triggers === undefined && document.pain_points === undefined
      ? `As said in ${tidy(document.declared?.file ?? "")}; nothing of it is counted.`
      : "";
  const counted = `${format.count(buyers.won)} won and ${format.count(buyers.lost)} lost ${words.unit}`;
  return buyers.as_of === "today"
    ? `Contacts as they stand today, at ${counted}.`
    : `Contacts that were there before the deal, at ${counted}.`;
}
