import { InputError } from "../errors.ts";
import type { Band, DocumentAttribute, IcpDocument, ScorecardAttribute } from "../icp/document.ts";
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
import { conditionExpr } from "./conditions.ts";
import { disqualifiedBy } from "./disqualified.ts";
import { probability } from "./probability.ts";
import { VALUE_TYPES } from "./rules.ts";
import { segmentExpr } from "./segment.ts";
import { straddles } from "./straddles.ts";

/** Below this share of weight from known values the level is `unknown`. */
const LEAST_KNOWN = 0.5;
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
  /** Steps: the normalised value; the index of the matching band, null when missing or unseen; the points. */
  readonly value: string;
  readonly band: string;
  readonly points: string;
  readonly labels: readonly string[];
  /** Label of the missing band, which an unseen value shares. */
  readonly missing: string | null;
  /** Whether the cell is a bracket across the edge of two bands, whose middle was taken; null where none can be. */
  readonly straddles: Expr | null;
  /** The most points. */
  readonly of: number;
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
  const parts = document.scorecard.attributes.map((card) =>
    attributeSteps(list, card, describe(document, card), columns),
  );
  const disqualified = disqualifiedBy(document, list, columns);
  return {
    steps: list.steps,
    columns: outputs(document, list, parts, columns, disqualified),
    reasons: parts.map((part) => part.reason),
  };
}

interface AttributeSteps {
  readonly reason: ReasonSteps;
  /** Weight when known and seen, else 0. */
  readonly known: Expr;
}

interface Described extends DocumentAttribute {
  readonly normalise: NormaliseRule;
}

function describe(document: IcpDocument, card: ScorecardAttribute): Described {
  const found = document.attributes.find(({ name }) => name === card.attribute);
  if (found === undefined || found.normalise === null)
    throw new InputError(
      `The ICP's scorecard uses "${card.attribute}" but its "attributes" do not say how to read it; build the ICP again.`,
    );
  return { ...found, normalise: found.normalise };
}

function attributeSteps(
  list: StepList,
  card: ScorecardAttribute,
  { name, source, normalise }: Described,
  columns: ReadonlyMap<string, string>,
): AttributeSteps {
  const header = columns.get(source);
  const raw = header === undefined ? null : list.add(source, column(header));
  const normal = header === undefined ? nothing(VALUE_TYPES[normalise.kind]) : normaliseExpr(normalise, column(header));
  const value = list.add(source, normal);
  const band = list.add(`${name}_band`, seenBand(card.bands, normalise, ref(value), name));
  const missing = card.bands.find(({ match }) => "missing" in match);
  const earned = lookup(
    ref(band),
    "integer",
    card.bands.map((b) => b.points),
  );
  const points = list.add(`points_${name}`, coalesce(earned, integer(missing?.points ?? 0)));
  const known = cases([{ when: isNull(ref(band)), give: number(0) }], number(card.weight));
  const labels = card.bands.map(({ label }) => label);
  const reason = {
    attribute: name,
    raw,
    value,
    band,
    points,
    labels,
    missing: missing?.label ?? null,
    straddles: header === undefined ? null : straddles(card.bands, normalise, column(header)),
    of: card.weight,
    rule: normalise,
  };
  return { reason, known };
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
  disqualified: Expr,
): OutputColumn[] {
  const scored = parts.length > 0;
  const points = parts.map(({ reason }) => reason.points);
  const fit = scored ? ref(list.add("fit", sum(points.map(ref)))) : nothing("integer");
  const known = scored
    ? ref(list.add("known", arithmetic(sum(parts.map((part) => part.known)), "/", number(100))))
    : nothing("number");
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
