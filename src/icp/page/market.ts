import { actionabilityOf, type Carried } from "../actionability.ts";
import { SOURCE_NAMES } from "../filters/filters.ts";
import type { TamPart } from "../tam.ts";
import type { Block, BlockTable } from "./block.ts";
import { type Context, labelOf } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";

/** What the universe holds in accounts and money, and how much of a company can be known from outside. Null without a scorecard that may be used. */
export function marketBlockOf(context: Context): Block | null {
  const { document } = context;
  if (document.scorecard.attributes.length === 0 || context.forced) return null;
  const facts = [...moneyFacts(context), ...knownFacts(context)];
  if (facts.length === 0) return null;
  const tables = [...segmentTable(context), coverageTable(context)];
  return {
    id: "market",
    onPaper: false,
    title: "The market, and what can be known of it",
    lead: phrase(),
    facts,
    tables,
    notes: document.tam === null ? [] : [phrase(light(CEILING))],
  };
}

const CEILING =
  "Money is what the companies would bring in a first year if every one bought: a ceiling, not a forecast. It rests on what won deals of such companies brought; who was never called may be worth another sum.";

/** `1,707 companies (1,204–2,300) at 22K each`. */
export function tamWords({ format }: Context, part: TamPart, currency: string | null): Phrase {
  const money = (value: number): string => format.short(value, currency);
  const { accounts, accounts_interval: around, acv, acv_interval, n, value, value_interval } = part;
  const counted = around === null ? "" : ` (${format.count(around[0])}–${format.count(around[1])})`;
  return phrase(
    strong(money(value)),
    light(` (${money(value_interval[0])}–${money(value_interval[1])})`),
    `: ${format.count(accounts)} ${accounts === 1 ? "company" : "companies"}`,
    light(counted),
    ` at ${money(acv)} a first year`,
    light(` (${money(acv_interval[0])}–${money(acv_interval[1])}, n ${format.count(n)})`),
    ".",
  );
}

function moneyFacts(context: Context): readonly Fact[] {
  const { document } = context;
  const { tam, breadth } = document;
  if (breadth === null) return [];
  if (tam === null)
    return [
      {
        name: "In money",
        text: phrase(
          document.goal === "win"
            ? "Not told: fewer than 10 won deals have an amount. Export the amount of each deal with them."
            : "Not told: money is told by profiles of who is won (--goal win).",
        ),
      },
    ];
  return tam.levels.map(({ level, ...part }) => ({
    name: level === "high" ? "At high" : "At medium",
    text: tamWords(context, part, tam.currency),
  }));
}

function knownFacts(context: Context): readonly Fact[] {
  const { document, format } = context;
  const { told, carried, points, most, not } = actionabilityOf(document);
  const asked = carried.filter((one) => !one.outside);
  const names = asked.map((one) => `${labelOf(context, one.attribute)} (${one.weight})`).join(", ");
  const { high } = document.scorecard.levels;
  const reach =
    asked.length === 0
      ? ""
      : most < high
        ? ` From outside alone no company gets beyond ${most}, and high begins at ${high}.`
        : ` From outside alone a company gets to ${most} at best.`;
  const outside: Fact = {
    name: "Known from outside",
    text: phrase(
      strong(`${points} of 100 points`),
      asked.length === 0
        ? document.breadth === null || document.breadth.universe === 0
          ? ": lists that one can buy carry every attribute."
          : ": the list given carries every attribute."
        : `. Not known before you talk to a company: ${names}.${reach}`,
    ),
  };
  return [...(told ? [outside] : []), ...knownHere(), ...(told ? notFiltered() : [])];

  function knownHere(): readonly Fact[] {
    const { breadth } = document;
    if (breadth === null || breadth.universe === 0) return [];
    const share = 1 - breadth.unknown / breadth.universe;
    return [
      {
        name: "Known in this list",
        text: phrase(
          strong(format.percent(share)),
          ` of ${format.count(breadth.universe)} companies: at least half of the weight is known of each.`,
        ),
      },
    ];
  }

  function notFiltered(): readonly Fact[] {
    if (not.length === 0) return [];
    const rules = not.map(
      ({ name, attributes }) => `${tidy(name)} (${attributes.map((one) => labelOf(context, one)).join(", ")})`,
    );
    return [
      {
        name: "Not to be searched for",
        text: phrase(`No provider has what tells: ${rules.join("; ")}. Check by hand.`),
      },
    ];
  }
}

function segmentTable(context: Context): readonly BlockTable[] {
  const { document, format } = context;
  const { tam } = document;
  if (tam === null || tam.segments.length === 0) return [];
  const nameOf = (id: string): string => tidy(document.segments.find((one) => one.id === id)?.name ?? id);
  return [
    {
      title: "At high, by kind",
      open: true,
      more: 0,
      columns: ["kind", "companies", "a first year", "all of them"].map((head, i) => ({ head, number: i > 0 })),
      rows: tam.segments.map(({ segment, accounts, acv, value }) => [
        phrase(nameOf(segment)),
        phrase(format.count(accounts)),
        phrase(format.short(acv, tam.currency)),
        phrase(format.short(value, tam.currency)),
      ]),
    },
  ];
}

function coverageTable(context: Context): BlockTable {
  const { format, document } = context;
  const there = document.breadth !== null;
  const share = (value: number | null): Phrase => phrase(value === null ? "–" : format.percent(value));
  const from = ({ providers, outside }: Carried): Phrase =>
    phrase(
      providers.length > 0
        ? providers.map((one) => SOURCE_NAMES[one] ?? tidy(one)).join(", ")
        : outside
          ? "this list"
          : "not outside",
    );
  return {
    title: "Where each attribute is known",
    open: false,
    more: 0,
    columns: [
      { head: "attribute", number: false },
      { head: "points", number: true },
      { head: "known in deals", number: true },
      ...(there ? [{ head: "in the universe", number: true }] : []),
      { head: "found in", number: false },
    ],
    rows: actionabilityOf(document).carried.map((one) => [
      phrase(labelOf(context, one.attribute)),
      phrase(String(one.weight)),
      share(one.inDeals),
      ...(there ? [share(one.inUniverse)] : []),
      from(one),
    ]),
  };
}
