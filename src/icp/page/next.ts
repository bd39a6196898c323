import type { Context } from "./context.ts";
import { isHypothesis, isUnchecked } from "./declared.ts";
import { tidy } from "./label.ts";
import type { Steps } from "./page.ts";
import { command, type Phrase, phrase } from "./phrase.ts";

/** What to do when the data carries no score. Null when there is one to use. */
export function nextOf(context: Context): Steps | null {
  if (isUnchecked(context)) return untilDeals(context);
  if (context.document.scorecard.attributes.length > 0 && context.document.separation.verdict !== "none") return null;
  return {
    title: "What to do next",
    steps: [describe(context), ...allow(context), ...deals(context), meanwhile(context)],
  };
}

/** What makes a profile of a hypothesis. */
function untilDeals({ document, words }: Context): Steps {
  const { file, from } = document.declared!;
  return {
    title: "What to do next",
    steps: [
      phrase(
        "Score a list with ",
        command("openicp score"),
        ", and drop whom you do not sell to with ",
        command("openicp filter"),
        ".",
      ),
      phrase(
        `Write down every ${words.one} that closes, the lost ones too, with what you know of the company when it begins.`,
      ),
      phrase(
        `From 10 closed ${words.unit}, won and lost, hold them against it: `,
        command(from === "people" ? `openicp build deals.csv --declared ${tidy(file)}` : "openicp build deals.csv"),
        "; 20 of each can make a score of their own.",
      ),
    ],
  };
}

function describe({ document, words }: Context): Phrase {
  const hasAccounts = document.input.files.some((file) => file.role === "accounts");
  if (!hasAccounts)
    return phrase(
      "Say more about the companies: industry, headcount, tools in use, country. Add them with ",
      command("--accounts accounts.csv"),
      ".",
    );
  const more =
    document.input.about === "account"
      ? phrase(" Or let the attributes of the ", words.one, " count too: ", command("--about all"), ".")
      : [];
  return phrase(
    "Add what the file does not know yet: tools in use, growth, hiring, who leads the function you sell to.",
    more,
  );
}

function allow({ document }: Context): readonly Phrase[] {
  const count = document.attributes.filter((attribute) => attribute.status === "quarantined").length;
  if (count === 0) return [];
  return [
    phrase(
      count === 1
        ? "One column was left out as known too late. "
        : `${count} columns were left out as known too late. `,
      "If one was truly known at creation, allow it with ",
      command("--allow COLUMN"),
      ".",
    ),
  ];
}

function deals({ document, format, words }: Context): readonly Phrase[] {
  const { deals_needed } = document.separation;
  const { won, lost } = document.evidence;
  if (deals_needed === null || deals_needed <= won + lost) return [];
  return [phrase(`Build again when about ${format.count(deals_needed)} ${words.unit} have closed.`)];
}

function meanwhile(context: Context): Phrase {
  const { document, format } = context;
  if (isHypothesis(context))
    return phrase(
      `Until then order work by the declared points if you trust them, and forecast with ${format.percent(document.evidence.base_rate)} whatever the points.`,
    );
  const kinds = document.disqualifiers.some(({ kind, status }) => kind === "disqualifier" && status !== "rejected");
  const same = kinds ? "the same, but for the kinds that you confirm not to sell to" : "the same";
  return phrase(
    `Until then work every company ${same}: forecast with ${format.percent(document.evidence.base_rate)} and do not filter lists by these attributes.`,
  );
}
