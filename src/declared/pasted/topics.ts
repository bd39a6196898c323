import { plain } from "./words.ts";

/** What a line of an ICP is about. `people`: titles, and nothing says whose; `other`: what the twelve questions do not ask. */
export type Topic =
  | "industries"
  | "near"
  | "size"
  | "countries"
  | "tools"
  | "triggers"
  | "buyers"
  | "champions"
  | "feels"
  | "people"
  | "problem"
  | "not"
  | "red_flags"
  | "other";

/** The first that a label matches. */
const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  [
    "red_flags",
    /\bred[ -]?flag (tools?|tech\w*|software)|\b(competitor|competing|wettbewerber?)\w* (tools?|software|produkte?)|^competitors?$/,
  ],
  [
    "not",
    /\b(not|avoid|exclu\w+|disqualif\w+|anti[ -]?icp|negative|(bad|poor|no|wrong) fit|no[ -]?gos?|red[ -]?flags?|deal[ -]?breakers?|kein\w*|nicht|ausschluss\w*|ausgeschlossen)\b/,
  ],
  [
    "near",
    /\b(secondary|adjacent|tier 2|second(ary)? choice|nice to have|sekundare?|angrenzende?)\b.*\b(industr|vertical|sector|branche)/,
  ],
  ["industries", /\b(industr(y|ies)|verticals?|sectors?|branchen?|sektor(en)?|industrien?|wirtschaftszweige?)\b/],
  ["other", /\b(revenue|arr|mrr|turnover|umsatz\w*|funding|investment|budget range|acv|deal size|growth|wachstum)\b/],
  [
    "size",
    /\b(size|employees?|headcount|staff|ftes?|mitarbeiter\w*|beschaftigte|(unternehmens|betriebs|firmen)?grosse)\b/,
  ],
  [
    "countries",
    /\b(countr(y|ies)|geograph\w*|geos?|locations?|regions?|regionen|land|lander|laender|hq|headquarters?|standorte?|territor\w+|markets?|markte|where)\b/,
  ],
  ["triggers", /\b(triggers?|(buying |intent )?signals?|compelling events?|anlass\w*|anlasse|ausloser|kaufsignale?)\b/],
  ["tools", /\b(tools?|tech([ -]?stack|nolog\w+)?|technographics?|software|systeme?s?|stack|crm|erp|integrations?)\b/],
  ["champions", /\b(champions?|sponsors?|fursprecher\w*)\b/],
  ["buyers", /\b(buyers?|decision[ -]?makers?|signers?|who (signs|decides)|budget (owner|holder)s?|entscheider\w*)\b/],
  ["feels", /\b((end[ -]?)?users?|anwender\w*|nutzer\w*|who (uses|feels)\b.*)\b/],
  [
    "people",
    /\bwho we (talk|speak|sell) to\b|\bzielpersonen\b|\b(personas?|roles?|titles?|job titles?|contacts?|rollen?|ansprechpartner\w*|positionen)\b/,
  ],
  [
    "problem",
    /\b(problems?|pains?|pain[ -]?points?|challenges?|schmerz\w*|herausforderung\w*|why they buy|needs?|probleme?)\b/,
  ],
];

/** More words are a sentence. */
const MOST_WORDS = 6;

/** What a label is about; null for none that is known. */
export function topicOf(label: string): Topic | null {
  const text = plain(label)
    .replace(/[^\p{L}\d/ -]+/gu, " ")
    .trim();
  if (text === "" || text.split(/\s+/).length > MOST_WORDS) return null;
  return TOPICS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** How well companies in a column of a table fit. */
export type Fits = "well" | "nearly" | "not";

const FITS: readonly (readonly [Fits, RegExp])[] = [
  ["not", /\b(not|avoid|bad|poor|no|exclude\w*|red|disqualif\w*|out|nein|nicht|schlecht|ausschluss)\b/],
  ["nearly", /\b(ok|okay|acceptable|secondary|tier (2|b)|nice|medium|possible|mittel|moglich)\b/],
  ["well", /\b(ideal\w*|good|best|perfect|must|target|tier (1|a)|primary|sweet spot|yes|gut|zielkunde\w*)\b/],
];

/** What a heading of a column says of how well such companies fit. */
export function fitsOf(cell: string): Fits | null {
  const text = plain(cell);
  return FITS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
