import { InputError } from "../errors.ts";
import type { Band, DocumentAttribute, IcpDocument, ScorecardAttribute } from "../icp/document.ts";
import { type ScoredAttribute, scoredAttributes, spreadOf } from "../icp/scored-by.ts";
import { normaliseExpr } from "../normalise/normalise.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import {
  arithmetic,
  cases,
  coalesce,
  column,
  compare,
  type Expr,
  integer,
  isNull,
  lookup,
  nothing,
  number,
  ref,
  text,
} from "../sql/expr.ts";
import type { OutputColumn } from "../sql/select.ts";
import { type Step, type StepList, stepList } from "../sql/steps.ts";
import { byFit } from "./by-fit.ts";
import { byPart, partStep, saidBand, weightsOf } from "./by-part.ts";
import { conditionExpr } from "./conditions.ts";
import { disqualifiedBy } from "./disqualified.ts";
import { probability } from "./probability.ts";
import { VALUE_TYPES } from "./rules.ts";
import { segmentExpr } from "./segment.ts";
import { straddles } from "./straddles.ts";

/** Below this share of weight from known values the level is `unknown`. */
export const LEAST_KNOWN = 0.5;
/** Share of resamples that agree on the level of an account that is `sure`. */
const SURE = 0.8;

/** An ICP document as steps over raw text columns: one expression tree, printed as JS and as SQL, or run as it is. */
export interface ScoreProgram {
  readonly steps: readonly Step[];
  /** Result columns in the order of the scores table, without `row` and the input's ids. */
  readonly columns: readonly OutputColumn[];
  /** What a score's reasons are made of, in the order of the scorecard. */
  readonly reasons: readonly ReasonSteps[];
}

export interface ReasonSteps {
  readonly attribute: string;
  /** Step with the raw cell; null when the column is absent. */
  readonly raw: string | null;
  /**
   * Steps: the normalised value; the index of the matching band in the card of all, or any that holds the attribute, null when missing or unseen; the points; the index of
   * what is said of the row among `labels`: the same band, and with a card for each part that of the part's, null when it is in none.
   */
  readonly value: string;
  readonly band: string;
  readonly points: string;
  readonly said: string;
  readonly labels: readonly string[];
  /** Label of the missing band, which an unseen value shares. */
  readonly missing: string | null;
  /** Whether the cell is a bracket across the edge of two bands, whose middle was taken; null where none can be. */
  readonly straddles: Expr | null;
  /** The most points; with a card for each part those of each of `labels`. */
  readonly of: number | readonly number[];
  /** How the raw cell is read. */
  readonly rule: NormaliseRule;
}

/**
 * Compiles the scorecard and the rules that filter of a document. `columns` names the column of the file at hand for each attribute's `source`;
 * attributes whose source is not in it count as missing.
 *
 * @throws InputError when the scorecard uses an attribute that the document does not describe, or tests it in a way that its kind does not allow
 */
export function compileIcp(document: IcpDocument, columns: ReadonlyMap<string, string>): ScoreProgram {
  const list = stepList();
  const part = partStep(list, document, columns);
  const parts = scoredAttributes(document.scorecard).map((scored) =>
    attributeSteps(list, scored, part, describe(document, scored), columns),
  );
  const disqualified = disqualifiedBy(document, list, columns);
  return {
    steps: list.steps,
    columns: outputs(document, list, parts, columns, { disqualified, part }),
    reasons: parts.map((part) => part.reason),
  };
}

interface AttributeSteps {
  readonly reason: ReasonSteps;
  /** Weight in each card when known and seen, else 0. */
  readonly known: readonly Expr[];
}

interface Described extends DocumentAttribute {
  readonly normalise: NormaliseRule;
}

function describe(document: IcpDocument, card: Pick<ScoredAttribute, "attribute">): Described {
  const found = document.attributes.find(({ name }) => name === card.attribute);
  if (found === undefined || found.normalise === null)
    throw new InputError(
      `The ICP's scorecard uses "${card.attribute}" but its "attributes" do not say how to read it; build the ICP again.`,
    );
  return { ...found, normalise: found.normalise };
}

function attributeSteps(
  list: StepList,
  { attribute, cards }: ScoredAttribute,
  part: Expr | null,
  { name, source, normalise }: Described,
  columns: ReadonlyMap<string, string>,
): AttributeSteps {
  const header = columns.get(source);
  const raw = header === undefined ? null : list.add(source, column(header));
  const normal = header === undefined ? nothing(VALUE_TYPES[normalise.kind]) : normaliseExpr(normalise, column(header));
  const value = list.add(source, normal);
  const read = cards.map((card, k) => {
    if (card === null) return { seen: null, points: integer(0), known: number(0) };
    const own = k === 0 ? name : `${name}_${k}`;
    const seen = list.add(`${own}_band`, seenBand(card.bands, normalise, ref(value), attribute));
    const earned = lookup(
      ref(seen),
      "integer",
      card.bands.map((b) => b.points),
    );
    const points = coalesce(earned, integer(missingBand(card)?.points ?? 0));
    return {
      seen,
      points,
      known: cases(
        [{ when: isNull(ref(seen)), give: number(0) }],
        number(part === null ? card.weight : spreadOf(card)),
      ),
    };
  });
  const points = list.add(
    `points_${name}`,
    byPart(
      part,
      read.map((one) => one.points),
    ),
  );
  const known = read.map((one) => one.known);
  const whole = cards[0] ?? null;
  const bands = cards.flatMap((card) => card?.bands ?? []);
  const said =
    part === null
      ? read[0]!.seen!
      : list.add(
          `${name}_said`,
          saidBand(
            part,
            cards,
            read.map(({ seen }) => seen),
          ),
        );
  const reason = {
    attribute,
    raw,
    value,
    band: read[0]!.seen ?? list.add(`${name}_band`, anyBand(read.map(({ seen }) => seen))),
    points,
    said,
    labels: bands.map(({ label }) => label),
    missing: whole === null ? null : (missingBand(whole)?.label ?? null),
    straddles: header === undefined ? null : straddles(bands, normalise, column(header)),
    of: part === null ? whole!.weight : cards.flatMap((card) => card?.bands.map(() => card.weight) ?? []),
    rule: normalise,
  };
  return { reason, known };
}

/** A band of any card that matches: null where none has seen the value. */
function anyBand(seen: readonly (string | null)[]): Expr {
  return coalesce(...seen.flatMap((step) => (step === null ? [] : [ref(step)])));
}

function missingBand({ bands }: ScorecardAttribute): Band | undefined {
  return bands.find(({ match }) => "missing" in match);
}

/** Index of the first band that matches; null when the value is missing or was never seen. */
function seenBand(bands: readonly Band[], rule: NormaliseRule, value: Expr, attribute: string): Expr {
  const branches = bands.flatMap(({ match }, i) =>
    "missing" in match ? [] : [{ when: conditionExpr(match, rule, value, attribute), give: integer(i) }],
  );
  return cases(branches, nothing("integer"));
}

function outputs(
  document: IcpDocument,
  list: StepList,
  parts: readonly AttributeSteps[],
  columns: ReadonlyMap<string, string>,
  { disqualified, part }: { readonly disqualified: Expr; readonly part: Expr | null },
): OutputColumn[] {
  const scored = parts.length > 0;
  const points = parts.map(({ reason }) => reason.points);
  const fit = scored ? ref(list.add("fit", sum(points.map(ref)))) : nothing("integer");
  const known = scored ? ref(list.add("known", knownExpr(document, part, parts))) : nothing("number");
  const level = scored ? ref(list.add("level", levelExpr(document, fit, known))) : nothing("text");
  return [
    { name: "fit", expr: fit },
    { name: "level", expr: level },
    { name: "sure", expr: scored ? sureExpr(document, fit, level) : nothing("boolean") },
    { name: "known", expr: known },
    { name: "segment", expr: segmentExpr(list, document, columns) },
    { name: "disqualified_by", expr: disqualified },
    ...probability(document, fit),
    ...parts.map(({ reason }) => ({ name: `points_${reason.attribute}`, expr: ref(reason.points) })),
  ];
}

/** Share of its card's weight that is known of a row. */
function knownExpr(document: IcpDocument, part: Expr | null, scored: readonly AttributeSteps[]): Expr {
  const shares = weightsOf(document).map((weight, k) =>
    weight === 0 ? number(1) : arithmetic(sum(scored.map(({ known }) => known[k]!)), "/", number(weight)),
  );
  return byPart(part, shares);
}

function sum(items: readonly Expr[]): Expr {
  return items.reduce((left, right) => arithmetic(left, "+", right));
}

function levelExpr({ scorecard: { levels } }: IcpDocument, fit: Expr, known: Expr): Expr {
  return cases(
    [
      { when: compare(known, "<", number(LEAST_KNOWN)), give: text("unknown") },
      { when: compare(fit, ">=", integer(levels.high)), give: text("high") },
      { when: compare(fit, ">=", integer(levels.medium)), give: text("medium") },
    ],
    text("low"),
  );
}

/** Null at level `unknown` and where the document holds no shares. */
function sureExpr({ scorecard: { by_fit, levels } }: IcpDocument, fit: Expr, level: Expr): Expr {
  const sure = byFit(by_fit, (entry) => {
    const { fit } = entry;
    const share = fit >= levels.high ? entry.high_share : fit >= levels.medium ? entry.medium_share : entry.low_share;
    return share === null ? null : share >= SURE;
  });
  if (sure.every((value) => value === null)) return nothing("boolean");
  return cases(
    [{ when: compare(level, "<>", text("unknown")), give: lookup(fit, "boolean", sure) }],
    nothing("boolean"),
  );
}
