import type { Context } from "./context.ts";
import { isHypothesis, isUnchecked } from "./declared.ts";
import { tidy } from "./label.ts";
import type { Badge, Title } from "./page.ts";
import { hinted, phrase } from "./phrase.ts";
import { capital } from "./sentence.ts";

/** Name, date, version and the two words that say how far to trust the page. */
export function titleOf(context: Context): Title {
  const { document, format, forced } = context;
  const asOf = isUnchecked(context)
    ? document.declared?.from === "customers"
      ? "from customers alone"
      : "declared by people"
    : document.as_of === null
      ? "undated deals"
      : `as of ${format.date(document.as_of)}`;
  return {
    kicker: isHypothesis(context) ? "Ideal customer profile, a hypothesis" : "Ideal customer profile",
    name: capital(tidy(document.name).replaceAll("_", " ")) || "No name",
    facts: phrase(asOf, " · version ", hinted(shortId(document.id), document.id)),
    badges: [
      maturityBadge(document.maturity),
      ...(isUnchecked(context) ? [UNCHECKED] : [separationBadge(document.separation.verdict, context.words)]),
      ...(forced ? [FORCED] : []),
      ...(document.edited === undefined ? [] : [EDITED]),
    ],
  };
}

/** The first eight characters of an id or fingerprint, without the name of its hash. */
export function shortId(id: string): string {
  return tidy(id)
    .replace(/^[a-z0-9]+:/i, "")
    .slice(0, 8);
}

const UNCHECKED: Badge = {
  text: "not checked",
  hint: "What people believe: no deals have been held against it.",
  mood: "caution",
};

const FORCED: Badge = {
  text: "score forced",
  hint: "The score was kept by force although nothing separates; it is not for use.",
  mood: "caution",
};

const EDITED: Badge = {
  text: "edited by hand",
  hint: "A person changed points, weights or levels after the card was made.",
  mood: "caution",
};

function maturityBadge(maturity: Context["document"]["maturity"]): Badge {
  const hints = {
    hypothesis: "Declared by people: fewer than 10 wins to learn from.",
    interim: "Learned from deals, but not enough of them yet, or the score is not yet reliable.",
    "data-driven": "Learned from at least 20 won and 20 lost deals, and the score is reliable.",
  } as const;
  return { text: maturity, hint: hints[maturity], mood: maturity === "data-driven" ? "good" : "caution" };
}

function separationBadge(
  verdict: Context["document"]["separation"]["verdict"],
  { sides, unit }: Context["words"],
): Badge {
  const badges = {
    reliable: {
      text: "reliable",
      hint: `The method tells ${sides} on ${unit} it has not seen.`,
      mood: "good",
    },
    weak: { text: "provisional", hint: `The score separates ${sides} only weakly.`, mood: "caution" },
    none: { text: "no separation", hint: `The data does not tell ${sides}.`, mood: "caution" },
    untested: { text: "not tested", hint: "Built without resampling: not tested against chance.", mood: "caution" },
  } as const;
  return badges[verdict];
}
