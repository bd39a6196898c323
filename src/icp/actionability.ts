import type { IcpDocument, ScorecardAttribute } from "./document.ts";

/** An attribute of the scorecard, and where a company's value can be had before anybody talks to it. */
export interface Carried {
  readonly attribute: string;
  /** The most points, and those of a company of which it is not known. */
  readonly weight: number;
  readonly unknown: number;
  /** Providers that have it. */
  readonly providers: readonly string[];
  /** Share of the deals, and of the universe's companies, of which it is known; null without a universe. */
  readonly inDeals: number;
  readonly inUniverse: number | null;
  /** A prospect list carries it: a provider has it, or the universe that was given knows it for at least half. */
  readonly outside: boolean;
}

/** A kind or a rule that cannot become a filter of a prospect list, and by which attributes. */
export interface NotActionable {
  readonly what: "segment" | "disqualifier" | "watch-out";
  readonly name: string;
  readonly attributes: readonly string[];
}

export interface Actionability {
  /** False where the document does not say who has the attributes: an older one, or one that people declared. */
  readonly told: boolean;
  readonly carried: readonly Carried[];
  /** Points that can be known from outside, of 100. */
  readonly points: number;
  /** The highest fit of a company of which nothing else is known. */
  readonly most: number;
  readonly not: readonly NotActionable[];
}

const HALF = 0.5;

/** How much of a document can be known of a company from outside, and what of it cannot be searched for. */
export function actionabilityOf(document: IcpDocument): Actionability {
  const carried = document.scorecard.attributes.map((card) => carriedOf(document, card));
  const outside = carried.filter((one) => one.outside);
  const points = sum(outside.map(({ weight }) => weight));
  const inside = carried.filter((one) => !one.outside);
  const silent = document.scorecard.attributes.some(({ attribute }) =>
    document.attributes.some(
      ({ name, about, findable_in }) => name === attribute && about === "account" && findable_in.length === 0,
    ),
  );
  return {
    told: !silent,
    carried,
    points,
    most: points + sum(inside.map(({ unknown }) => unknown)),
    not: notActionable(document, carried),
  };
}

function carriedOf({ attributes }: IcpDocument, { attribute, weight, bands }: ScorecardAttribute): Carried {
  const found = attributes.find(({ name }) => name === attribute);
  const missing = bands.find(({ match }) => "missing" in match);
  const providers = providersOf(attributes, attribute);
  const share = missing?.universe_share ?? null;
  const inUniverse = share === null ? null : 1 - share;
  return {
    attribute,
    weight,
    unknown: missing?.points ?? 0,
    providers,
    inDeals: found?.filled ?? 0,
    inUniverse,
    outside: providers.length > 0 || (inUniverse !== null && inUniverse >= HALF),
  };
}

function providersOf(attributes: IcpDocument["attributes"], name: string): readonly string[] {
  const found = attributes.find((one) => one.name === name);
  return found === undefined || found.about === "opportunity"
    ? []
    : found.findable_in.filter((source) => source !== "crm");
}

function notActionable(document: IcpDocument, carried: readonly Carried[]): NotActionable[] {
  const lacks = (rule: readonly { readonly attribute: string }[]): string[] => [
    ...new Set(
      rule
        .map(({ attribute }) => attribute)
        .filter((name) => {
          const own = carried.find((one) => one.attribute === name);
          return own === undefined ? providersOf(document.attributes, name).length === 0 : !own.outside;
        }),
    ),
  ];
  const rules: readonly { what: NotActionable["what"]; name: string; rule: readonly { attribute: string }[] }[] = [
    ...document.segments.map(({ name, rules }) => ({ what: "segment" as const, name, rule: rules })),
    ...document.disqualifiers
      .filter(({ status }) => status !== "rejected")
      .map(({ kind, who, rule }) => ({ what: kind, name: who, rule: rule ?? [] })),
  ];
  return rules.flatMap(({ what, name, rule }) => {
    const attributes = lacks(rule);
    return attributes.length === 0 ? [] : [{ what, name, attributes }];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
