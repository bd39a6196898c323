import { findableIn } from "../icp/concept.ts";
import type { Band, Condition, DocumentAttribute, IcpDocument, ScorecardAttribute } from "../icp/document.ts";
import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { CardAttribute, CardBand, DeclaredCard } from "./card.ts";
import { OTHERWISE, ruleOf } from "./rules.ts";

/** How the attributes of a card are read, and the card as a document holds it. */
export interface DeclaredScore {
  readonly attributes: readonly DocumentAttribute[];
  readonly scorecard: IcpDocument["scorecard"];
}

/** Deals in a band and how many of them were won. */
export interface Counted {
  readonly n: number;
  readonly won: number;
  readonly rate: number;
  readonly rate_interval: [number, number] | null;
}

const NOTHING: Counted = { n: 0, won: 0, rate: 0, rate_interval: null };

/** Where files have a list of tools, its groups are an attribute of their own beside the list. */
export function nameOf({ source, kind }: Pick<CardAttribute, "source" | "kind">): string {
  return kind === "tools" ? `${source}_declared` : source;
}

/**
 * A declared card as the scorecard of a document: the points as written, whatever any data says.
 *
 * @param counted deals per attribute and band, not known last; without them nothing is known of rates
 */
export function declaredScore(
  card: DeclaredCard,
  counted: (attribute: CardAttribute, band: number) => Counted = () => NOTHING,
): DeclaredScore {
  const rules = card.attributes.map(ruleOf);
  return {
    attributes: card.attributes.map((attribute, i) => described(attribute, rules[i]!)),
    scorecard: {
      attributes: card.attributes.map((attribute, i): ScorecardAttribute => {
        const bands = attribute.bands.map((band, b) => bandOf(band, rules[i]!, counted(attribute, b)));
        const unknown = bandWith("not known", { missing: true }, attribute.unknown, counted(attribute, bands.length));
        return {
          attribute: nameOf(attribute),
          weight: attribute.weight,
          weight_range: null,
          inclusion: null,
          bands: [...bands, unknown],
        };
      }),
      levels: card.levels,
      by_fit: [],
    },
  };
}

function described(attribute: CardAttribute, rule: NormaliseRule): DocumentAttribute {
  const { label, source, columns, kind } = attribute;
  return {
    name: nameOf(attribute),
    label,
    source,
    columns: [...columns],
    about: "account",
    family: kind === "tools" ? "technographic" : "firmographic",
    kind: kind === "numbers" ? "number" : "category",
    filled: 0,
    findable_in: findableIn(source, "account"),
    normalise: rule,
    status: "used",
    reason: "declared",
    auc: null,
    warning: null,
  };
}

function bandOf({ label, points, test }: CardBand, rule: NormaliseRule, counted: Counted): Band {
  return bandWith(label, conditionOf(label, test, rule), points, counted);
}

function bandWith(label: string, match: Condition, points: number, counted: Counted): Band {
  return { label, match, points, ...counted, universe_share: null };
}

function conditionOf(label: string, test: CardBand["test"], rule: NormaliseRule): Condition {
  if (test.kind === "numbers") return { from: test.from, below: test.below };
  if (test.kind === "words") return { in: ownValues(rule, test.values) };
  if (test.kind === "tools") return { in: [foldText(label)] };
  return rule.kind === "group" ? { in: [foldText(OTHERWISE)] } : { other: true };
}

/** Values as the rule reads them: of several spellings of one thing the one that stands for it. */
export function ownValues(rule: NormaliseRule, values: readonly string[]): string[] {
  const read = normaliser(rule);
  return [...new Set(values.map((value) => String(read(value) ?? foldText(value))))];
}
