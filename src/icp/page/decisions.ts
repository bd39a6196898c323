import type { Decisions, RuleDecision } from "../decisions.ts";
import type { Block, BlockTable } from "./block.ts";
import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";
import { capital } from "./sentence.ts";

type Counted = NonNullable<RuleDecision["known"]>;

/** `Confirmed: Companies in Education; rejected: Companies in Mining`. */
export function decisionsText(rules: readonly Pick<RuleDecision, "who" | "after">[]): string {
  const of = (rejected: boolean): string =>
    rules
      .filter(({ after }) => (after === "rejected") === rejected)
      .map(({ who }) => `“${tidy(who)}”`)
      .join(", ");
  const [yes, no] = [of(false), of(true)];
  return [yes === "" ? "" : `confirmed ${yes}`, no === "" ? "" : `rejected ${no}`]
    .filter((one) => one !== "")
    .join("; ");
}

/** What a person made of rules on whom not to sell to, and what that does. */
export function decisionsBlockOf(context: Context): Block | null {
  const { decisions } = context.document;
  if (decisions === undefined) return null;
  const { why, earlier, deals } = decisions;
  return {
    id: "decisions",
    title: "Decided by hand",
    lead: phrase("whom not to sell to, and what that does"),
    facts: [
      { name: "Decided", text: phrase(`${capital(decisionsText(decisions.rules))}.`) },
      ...(why === null ? [] : [{ name: "Why", text: phrase(/[.!?]$/.test(tidy(why)) ? tidy(why) : `${tidy(why)}.`) }]),
      ...earlier.map(({ rules }) => ({ name: "Before that", text: phrase(`${capital(decisionsText(rules))}.`) })),
      ...(deals === null ? [NO_DEALS] : dealFacts(context, deals)),
      ...accountFact(context, decisions),
    ],
    tables: deals === null ? [] : tablesOf(context, decisions, deals),
    notes: deals === null ? [] : [phrase(noteOf(context, deals))],
    onPaper: false,
  };
}

const NO_DEALS: Fact = { name: "Effect", text: phrase("On deals not known: none were given.") };

type Deals = NonNullable<Decisions["deals"]>;
type Dropped = Deals["known_dropped"];

function noteOf({ words }: Context, { newer }: Deals): string {
  const seen = newer === null ? "" : ` Newer ones were shown here once.`;
  return `The rules were found in the known ${words.unit}, so these prove nothing of them.${seen}`;
}

function dealFacts(
  { format, words }: Context,
  { known, known_dropped, newer, newer_dropped, newer_reason }: Deals,
): readonly Fact[] {
  const part = (which: string, all: Counted, { after }: Dropped): Fact => ({
    name: `On ${format.count(all.n)} ${which} ${words.unit}`,
    text: phrase(
      strong(`All rules leave out ${format.count(after.n)} of ${format.count(all.n)}`),
      `, and with them ${format.count(after.won)} of ${format.count(all.won)} that ${words.reached}.`,
    ),
  });
  return [
    part("known", known, known_dropped),
    newer === null || newer_dropped === null
      ? { name: `On newer ${words.unit}`, text: phrase(newer_reason) }
      : part("newer", newer, newer_dropped),
  ];
}

function tablesOf(context: Context, { rules }: Decisions, deals: Deals): readonly BlockTable[] {
  const { known, known_dropped, newer, newer_dropped } = deals;
  return [
    tableOf(
      context,
      "known",
      known,
      known_dropped,
      rules.map((rule) => ({ rule, found: rule.known })),
    ),
    ...(newer === null || newer_dropped === null
      ? []
      : [
          tableOf(
            context,
            "newer",
            newer,
            newer_dropped,
            rules.map((rule) => ({ rule, found: rule.newer })),
          ),
        ]),
  ];
}

function tableOf(
  { format, words }: Context,
  which: string,
  all: Counted,
  { before, after }: Dropped,
  rules: readonly { readonly rule: RuleDecision; readonly found: Counted | null }[],
): BlockTable {
  const row = (name: Phrase, found: Counted | null): readonly Phrase[] => {
    const cells = found === null ? ["–", "–", "–"] : [found.n, found.won, found.n - found.won].map(format.count);
    return [name, ...cells.map((cell) => phrase(cell))];
  };
  return {
    title: `${format.count(all.n)} ${which} ${words.unit}`,
    columns: ["", words.unit, ...words.counted].map((head, k) => ({ head, number: k > 0 })),
    rows: [
      ...rules.map(({ rule: { who, after: status }, found }) =>
        row(phrase(tidy(who), light(found === null ? ` (${status}; these files do not tell)` : ` (${status})`)), found),
      ),
      row(phrase("Left out by all rules, before"), before),
      row(phrase("Left out by all rules, now"), after),
      row(phrase(`All ${words.unit}`), all),
    ],
    open: true,
    more: 0,
  };
}

function accountFact({ format }: Context, { accounts }: Decisions): readonly Fact[] {
  if (accounts === null) return [];
  const { accounts: all, after, newly, newly_high, no_longer } = accounts;
  const high = newly === 0 ? "" : `, ${format.count(newly_high)} of them at high fit`;
  const back = no_longer === 0 ? "" : `; ${format.count(no_longer)} no longer`;
  return [
    {
      name: "Accounts",
      text: phrase(
        strong(`${format.count(newly)} of ${format.count(all)} accounts are disqualified now that were not before`),
        `${high}${back}; ${format.count(after)} in all.`,
      ),
    },
  ];
}
