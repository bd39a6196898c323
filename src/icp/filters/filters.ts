import { InputError } from "../../errors.ts";
import { conceptOf, onlyInCrm } from "../concept.ts";
import type { Band, DocumentAttribute, IcpDocument, ScorecardAttribute } from "../document.ts";
import { bandLabel } from "../page/band-label.ts";
import { nameOf } from "../page/context.ts";
import { tidy } from "../page/label.ts";
import { bestBands, type Choice, chooseBands, pointsUnknown, pointsWorst } from "./choose.ts";
import { settingsFor } from "./settings.ts";
import { type Setting, type Tool, toolFilters } from "./tools.ts";

/** A filter to set in a tool. */
export interface Filter {
  readonly attribute: string;
  readonly filter: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Bands it stands for. */
  readonly bands: readonly string[];
  /** The fewest points a company found by it earns here, and the most the attribute gives. */
  readonly points: number;
  readonly of: number;
  readonly mind: readonly string[];
}

/** An attribute that the tool cannot filter by. */
export interface Unsettable {
  readonly attribute: string;
  readonly why: string;
  /** Points when it is not known, and the most it gives. */
  readonly unknown: number;
  readonly of: number;
}

/** A scorecard as settings of one tool, and what they reach. */
export interface FilterPlan {
  readonly icp: string;
  readonly name: string;
  readonly tool: Tool;
  readonly tool_name: string;
  readonly filters: readonly Filter[];
  readonly not_there: readonly Unsettable[];
  /** Attributes of which every band is good enough. */
  readonly not_needed: readonly string[];
  /** Fit of a company that all filters find: at worst, when the rest is not known, at best; and where `high` begins. */
  readonly fit: { readonly least: number; readonly rest_unknown: number; readonly most: number; readonly high: number };
  readonly tip: string | null;
}

interface Card {
  readonly card: ScorecardAttribute;
  readonly attribute: DocumentAttribute;
  /** Null where the tool has no such filter. */
  readonly setting: Setting | null;
}

type Settable = Card & { readonly setting: Setting };

/**
 * The best bands of a document's scorecard as filter settings of a tool, the heaviest first, with what cannot be set there.
 *
 * @throws InputError when there is no scorecard
 */
export function filterPlan(document: IcpDocument, tool: Tool): FilterPlan {
  if (document.scorecard.attributes.length === 0)
    throw new InputError(
      "this profile has no scorecard, because its data does not tell winners from losers: there is nothing to filter by",
    );
  if (document.scorecard.parts !== undefined)
    throw new InputError(
      "this profile has a card for each part of an attribute, and filter settings need one card for all: build one without --parts for them",
    );
  const cards = cardsOf(document, tool);
  const expressed = cards.filter((one): one is Settable => one.setting !== null && canSay(tool, one as Settable));
  const crowded = expressed.filter((one) => isCrowded(one, expressed));
  const settable = expressed.filter((one) => !crowded.includes(one));
  const others = cards.filter((one) => !settable.some(({ card }) => card === one.card));
  const base = sum(others.map(({ card }) => pointsUnknown(card)));
  const chosen = chooseBands(
    document,
    settable.map(({ card }) => card),
    base,
    (card, wanted) => leastFound(tool, settable.find((one) => one.card === card)!, wanted, card),
  );
  const set = settable.map((one, i) => ({ ...one, choice: chosen[i]! }));
  const surely = sum(chosen.map(({ least }) => least));
  const { name, tip } = toolFilters(tool);
  return {
    icp: document.id,
    name: tidy(document.name),
    tool,
    tool_name: name,
    filters: set
      .filter(({ choice }) => !isEverything(choice))
      .map((one) => filterOf(tool, one, one.choice))
      .sort((a, b) => b.of - a.of),
    not_there: others
      .map((one) =>
        unsettable(
          one,
          crowded.some(({ card }) => card === one.card),
        ),
      )
      .sort((a, b) => b.of - a.of),
    not_needed: set.filter(({ choice }) => isEverything(choice)).map(({ attribute }) => nameOf(attribute)),
    fit: {
      least: surely + sum(others.map(({ card }) => Math.min(pointsWorst(card), pointsUnknown(card)))),
      rest_unknown: surely + base,
      most: sum(cards.map(({ card }) => card.weight)),
      high: document.scorecard.levels.high,
    },
    tip,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

function cardsOf(document: IcpDocument, tool: Tool): readonly Card[] {
  const { filters } = toolFilters(tool);
  return document.scorecard.attributes.flatMap((card): Card[] => {
    const attribute = document.attributes.find((one) => one.name === card.attribute);
    if (attribute === undefined) return [];
    const concept = attribute.about === "account" ? conceptOf(attribute.source) : null;
    return [{ card, attribute, setting: concept === null ? null : (filters[concept] ?? null) }];
  });
}

/** Whether the best bands can be said with the filter. */
function canSay(tool: Tool, { attribute, card, setting }: Settable): boolean {
  return settingsFor(tool, attribute, { card, wanted: bestBands(card), least: 0 }, setting) !== null;
}

/**
 * Wants the same filter as a heavier attribute, where the tool finds what fits either: a token where one of those chosen is enough, or a
 * city beside a country.
 */
function isCrowded({ card, attribute, setting }: Settable, all: readonly Settable[]): boolean {
  const wantsToken = (one: Settable): boolean => bestBands(one.card).some(({ match }) => "has" in match);
  const token = wantsToken({ card, attribute, setting });
  if (token && (setting.kind !== "values" || setting.anyOf !== true)) return false;
  const rivals = all.filter((one) => one.setting === setting && wantsToken(one) === token);
  return rivals.reduce((a, b) => (b.card.weight > a.card.weight ? b : a)).card !== card;
}

/** The fewest points of a company that the filter finds: what it leaves out only may be unknown there. */
function leastFound(
  tool: Tool,
  { attribute, setting }: Settable,
  wanted: readonly Band[],
  card: ScorecardAttribute,
): number | null {
  const asked = Math.min(...wanted.map(({ points }) => points));
  const choice = { card, wanted, least: asked };
  if (isEverything(choice)) return Math.min(asked, pointsUnknown(card));
  const settings = settingsFor(tool, attribute, choice, setting);
  if (settings === null) return null;
  const least = Math.min(asked, settings.least ?? asked);
  return settings.exclude.length > 0 ? Math.min(least, pointsUnknown(card)) : least;
}

function isEverything({ card, wanted }: Choice): boolean {
  return wanted.length === card.bands.filter(({ match }) => !("missing" in match)).length;
}

function filterOf(tool: Tool, { attribute, setting }: Settable, choice: Choice): Filter {
  const { include, exclude, mind } = settingsFor(tool, attribute, choice, setting)!;
  return {
    attribute: nameOf(attribute),
    filter: setting.filter,
    include,
    exclude,
    bands: choice.wanted.map(bandLabel),
    points: choice.least,
    of: choice.card.weight,
    mind,
  };
}

function unsettable({ card, attribute }: Card, crowded: boolean): Unsettable {
  const why = crowded
    ? "its filter is taken by a heavier attribute, and a second choice there would widen the search: check by hand"
    : whyNot(attribute);
  return { attribute: nameOf(attribute), why, unknown: pointsUnknown(card), of: card.weight };
}

/** What places where values may be found are called. */
export const SOURCE_NAMES: Readonly<Record<string, string>> = {
  apollo: "Apollo",
  zoominfo: "ZoomInfo",
  linkedin: "LinkedIn",
  crunchbase: "Crunchbase",
  builtwith: "BuiltWith",
  "job-postings": "job postings",
  website: "the website",
};

function whyNot(attribute: DocumentAttribute): string {
  if (attribute.about === "opportunity") return "about the deal: not known before there is one";
  if (onlyInCrm(attribute.findable_in)) return "no such filter, and found in your CRM only: check by hand";
  const elsewhere = attribute.findable_in.filter((source) => source !== "crm");
  if (elsewhere.length === 0) return "no such filter: check by hand or enrich";
  return `no such filter: check by hand, or enrich from ${elsewhere.map((source) => SOURCE_NAMES[source] ?? source).join(", ")}`;
}
