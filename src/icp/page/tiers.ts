import type { Tiers } from "../tiers.ts";
import type { Block } from "./block.ts";
import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import { command, light, type Phrase, phrase, strong } from "./phrase.ts";

/** How the accounts that were scored fill the tiers. Null where none were, and where the score may not be used. */
export function tiersBlockOf(context: Context): Block | null {
  const { document, format } = context;
  const { tiers, separation } = document;
  if (tiers === undefined || context.forced || separation.verdict === "none") return null;
  const high = tiers.tiers.reduce((sum, { accounts }) => sum + accounts, 0);
  const provisional = separation.verdict === "reliable" ? "" : " Provisional: the score does not yet tell reliably.";
  return {
    id: "tiers",
    title: "Tiers against capacity",
    lead: phrase(
      `${format.count(high)} ${high === 1 ? "account" : "accounts"} at high in ${tidy(tiers.file)}, ranked by fit.${provisional}`,
    ),
    facts: [],
    tables: [
      {
        title: "How they fill",
        open: true,
        more: 0,
        columns: [
          { head: "tier", number: false },
          { head: "accounts", number: true },
          { head: "room", number: true },
          { head: "fit from", number: true },
          { head: `expected ${context.words.rate} there`, number: true },
        ],
        rows: tiers.tiers.map((tier, i) => [
          phrase(strong(tier.tier), light(` ${MEANING[i]}`)),
          phrase(format.count(tier.accounts)),
          phrase(i < 2 ? format.count(tiers.capacity[i]!) : "the rest"),
          phrase(tier.from === null ? "–" : String(tier.from)),
          expectedAt(context, tier.from),
        ]),
      },
    ],
    notes: notesOf(context, tiers, high),
  };
}

const MEANING = ["one to one", "by segment", "automated"] as const;

/** Of the last account of a tier, as the page's curve has it. */
function expectedAt({ document, format }: Context, fit: number | null): Phrase {
  const found = document.scorecard.by_fit.find((one) => one.fit === fit);
  if (found === undefined) return phrase("–");
  const { p, low, high } = found;
  return phrase(format.percent(p), low === null || high === null ? null : light(` ${format.range(low, high)}`));
}

/** The options that let `score` tell customers and open deals as the build did. */
function tellers({ input }: Context["document"], { already }: Tiers): string {
  if (already === undefined) return "";
  const of = { customers: "--customers", deals: "--open-deals" } as const;
  const given = input.files.flatMap(({ role, name }) =>
    role === "customers" || role === "deals" ? [` ${of[role]} ${argument(name)}`] : [],
  );
  return [...new Set(given)].join("");
}

/** The list as it was named; on a page without names a file of that kind. */
function listOf({ file, of }: Tiers): string {
  const named = tidy(file);
  return /\.\w+$/.test(named) ? named : of === "universe" ? "prospects.csv" : "accounts.csv";
}

function argument(name: string): string {
  return /\s/.test(name) ? `'${name}'` : name;
}

/** Who is at high and in no tier because we sell to them already. */
function alreadyNote(format: Context["format"], already: Tiers["already"]): readonly Phrase[] {
  if (already === undefined) return [];
  const { customers, open, churned } = already;
  const parts = [
    ...(customers > 0 ? [`${format.count(customers)} ${customers === 1 ? "customer" : "customers"}`] : []),
    ...(open > 0 ? [`${format.count(open)} with an open deal`] : []),
    ...(churned > 0 ? [`${format.count(churned)} that ${churned === 1 ? "was a customer" : "were customers"}`] : []),
  ];
  return parts.length === 0
    ? []
    : [
        phrase(
          `At high too, and in no tier: ${parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`}.`,
        ),
      ];
}

function notesOf({ document, format }: Context, tiers: Tiers, high: number): readonly Phrase[] {
  const [a, b] = tiers.capacity;
  const cut = tiers.tiers.filter((one) => one.cut > 0);
  return [
    ...cut.map(({ tier, from, cut }) =>
      phrase(
        `Tier ${tier} ends within fit ${from}: ${format.count(cut)} more of that fit found no room. Of these the best known come first, then the id decides.`,
      ),
    ),
    ...(high < a + b
      ? [phrase(`${format.count(a + b - high)} places stay empty: tiers are not filled up with medium fit.`)]
      : []),
    ...(tiers.disqualified === 0
      ? []
      : [phrase(`${format.count(tiers.disqualified)} accounts at high are left out because a disqualifier applies.`)]),
    ...alreadyNote(format, tiers.already),
    phrase(
      "The list itself, another capacity, and a control sample below the line: ",
      command(
        `openicp score ${argument(listOf(tiers))} --icp icp.json${tellers(document, tiers)} --capacity ${a},${b} --control 100 --out list.csv`,
      ),
      ".",
    ),
  ];
}
