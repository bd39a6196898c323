import type { Feature } from "../features/assemble.ts";
import { type Concept, conceptOf } from "../icp/concept.ts";
import { humanise, tidy } from "../icp/page/label.ts";
import type { Candidate, Trial } from "./candidates.ts";
import type { Aim } from "./rule.ts";

/** What a phrase is built from; the order of a sentence: in what, with what, using what. */
type Saying = { readonly rank: number; readonly word: "in" | "with" | "other"; readonly text: string };

const YES_NO = /^(yes|no|true|false|y|n|0|1)$/i;

/** `Funding stage`, `Annual Revenue` inside a sentence; `ARR` and `IT team` stay, and names in the middle of a label do. */
function inSentence(label: string): string {
  const titled = label.split(" ").every((word) => /^[A-Z]/.test(word));
  return label.replace(titled ? /\b[A-Z](?=[a-z])/g : /^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

function founded(band: string): string {
  const said = band.replace(/^under /, "before ").replace(/ or more$/, " or later");
  return `founded ${said.startsWith("before ") ? said : `in ${said}`}`;
}

function ofToken(feature: Feature, { is }: Candidate, band: string): Saying {
  const token = band.replace(/^(has|without) /, "");
  const has = "has" in is;
  if (feature.family === "technographic")
    return { rank: 3, word: "other", text: `${has ? "using" : "not using"} ${token}` };
  const column = inSentence(humanise(feature.header));
  return { rank: 3, word: "other", text: `${has ? "with" : "without"} ${token} among ${column}` };
}

function ofConcept(concept: Concept | null, feature: Feature, band: string): Saying {
  const label = inSentence(humanise(feature.label));
  const numbers = feature.kind === "number" || feature.kind === "ordinal";
  if (concept === "industry" && !numbers) return { rank: 0, word: "in", text: band };
  if (concept === "location" && !numbers) return { rank: 1, word: "in", text: band };
  if (concept === "headcount" && numbers)
    return { rank: 2, word: "with", text: /employee|people|staff/i.test(band) ? band : `${band} employees` };
  if (concept === "founded" && numbers && feature.numbers.plain) return { rank: 2, word: "other", text: founded(band) };
  if (YES_NO.test(band)) return { rank: 4, word: "other", text: `where ${label} is ${band.toLowerCase()}` };
  return { rank: 2, word: "with", text: `${label} ${band}` };
}

function sayingOf(feature: Feature, candidate: Candidate): Saying {
  const band = tidy(candidate.label);
  return "has" in candidate.is || "lacks" in candidate.is
    ? ofToken(feature, candidate, band)
    : ofConcept(conceptOf(feature.source), feature, band);
}

/** `in Education with under 20 employees and annual revenue under 1M`. */
function joined(sayings: readonly Saying[]): string {
  return sayings
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ word, text }, i, all) => {
      if (word === "other") return i > 0 && all[i - 1]!.word === "other" ? `and ${text}` : text;
      return i > 0 && all[i - 1]!.word === word ? `and ${text}` : `${word} ${text}`;
    })
    .join(" ");
}

const SUBJECT: Readonly<Record<Aim, string>> = { win: "Companies", "no-decision": "Companies", churn: "Customers" };

/** Whom a rule is about: `Companies in Education with under 20 employees`; `Deals with source Webinar` where it is about the deal. */
export function whoOf(aim: Aim, trial: Trial, features: readonly Feature[]): string {
  const said = trial.map((candidate) => ({ candidate, feature: features[candidate.attribute]! }));
  const ofDeal = said.filter(({ feature }) => feature.about === "opportunity");
  const ofAccount = said.filter(({ feature }) => feature.about === "account");
  const words = (of: typeof said): string => joined(of.map((one) => sayingOf(one.feature, one.candidate)));
  if (ofDeal.length === 0) return `${SUBJECT[aim]} ${words(ofAccount)}`;
  const companies = ofAccount.length === 0 ? "" : ` at companies ${words(ofAccount)}`;
  return `Deals ${words(ofDeal)}${companies}`;
}
