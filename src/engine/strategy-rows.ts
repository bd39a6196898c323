import type { Examined } from "../build/attributes.ts";
import { InputError } from "../errors.ts";
import type { Feature } from "../features/assemble.ts";
import type { ColumnReader } from "../features/dictionary.ts";
import { sayNumber } from "../features/round.ts";
import { humanise } from "../icp/page/label.ts";
import type { WeightRule } from "../icp/row-weights.ts";
import { nearest } from "../ingest/nearest.ts";
import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import type { Value } from "../sql/expr.ts";
import type { StrategyWish } from "./strategy.ts";

/** A rule and the deals that it holds for. */
export interface WeightedRows {
  readonly rule: WeightRule;
  /** 1 per deal that it holds for. */
  readonly matched: Uint8Array;
}

/**
 * The deals that a wish means, read from the column itself.
 *
 * @throws InputError where there is no such column, it takes no part, it does not hold such values, or no deal has them
 */
export async function strategyRows(
  wish: StrategyWish,
  examined: readonly Examined[],
  reader: ColumnReader,
): Promise<WeightedRows> {
  const named = examined.filter(({ feature: f }) => [f.header, f.source, f.name].includes(wish.column));
  if (named.length === 0) throw new InputError(noColumn(wish, examined));
  const quarantined = named.find(({ status }) => status === "quarantined");
  if (quarantined !== undefined)
    throw new InputError(
      `--strategy: "${wish.column}" is in quarantine: ${quarantined.reason}; weights by it would carry the outcome in`,
    );
  const features = named.map(({ feature }) => feature);
  const found =
    "values" in wish.test
      ? await withValues(wish, wish.test.values, features, reader)
      : await withNumbers(wish, wish.test, features, reader);
  const n = found.matched.reduce((a, b) => a + b, 0);
  return { matched: found.matched, rule: { ...found.rule, weight: wish.weight, n } };
}

type Found = Omit<WeightedRows, "rule"> & { readonly rule: Omit<WeightRule, "weight" | "n"> };

async function withNumbers(
  { column }: StrategyWish,
  { from, below }: { readonly from: number | null; readonly below: number | null },
  features: readonly Feature[],
  reader: ColumnReader,
): Promise<Found> {
  const feature = features.find(({ kind }) => kind === "number");
  if (feature === undefined)
    throw new InputError(
      `--strategy: "${column}" holds no numbers; write ${column}=VALUE:3 (${valuesOf(features).slice(0, 3).join(", ")})`,
    );
  const matched = await rowsWhere(feature, reader, (value) => {
    const x = Number(value);
    return value !== null && (from === null || x >= from) && (below === null || x < below);
  });
  const label = humanise(feature.header);
  const edge = sayNumber((from ?? below)!, feature.numbers.plain);
  const who = from === null ? `${label} under ${edge}` : `${label} ${edge} or more`;
  if (!matched.includes(1)) throw new InputError(`--strategy: no closed deal has ${who}`);
  return { matched, rule: { attribute: feature.source, is: { from, below }, who } };
}

async function withValues(
  { column }: StrategyWish,
  values: readonly string[],
  features: readonly Feature[],
  reader: ColumnReader,
): Promise<Found> {
  const flags = features.filter(({ kind }) => kind === "flag");
  if (flags.length > 0) return withTokens(column, values, flags);
  const feature = features.find(({ kind }) => kind !== "number");
  if (feature === undefined)
    throw new InputError(`--strategy: "${column}" holds numbers; write '${column}>=200:2' or '${column}<50:0.5'`);
  const read = normaliser(feature.rule);
  const wanted = new Set(
    values.map((value) => (feature.rule.kind === "group" ? foldText(value) : (read(value) ?? foldText(value)))),
  );
  const seen = new Set<Value>();
  const matched = await rowsWhere(feature, reader, (value) => {
    if (value !== null) seen.add(value);
    return value !== null && wanted.has(value);
  });
  const unseen = [...wanted].findIndex((value) => !seen.has(value));
  if (unseen >= 0) throw new InputError(noValue(column, values[unseen]!, valuesOf([feature])));
  return {
    matched,
    rule: {
      attribute: feature.source,
      is: { in: values.map(foldText) },
      who: `${humanise(feature.header)} ${values.join(" or ")}`,
    },
  };
}

/** Companies that have one of these technologies. */
function withTokens(column: string, values: readonly string[], flags: readonly Feature[]): Found {
  const meant = values.map((value) => {
    const flag = flags.find(({ coded }) => coded.bins[2]?.values.includes(foldText(value)));
    if (flag !== undefined) return flag;
    const tokens = flags.map(({ coded }) => coded.bins[2]!.label.replace(/^has /, ""));
    throw new InputError(noValue(column, value, tokens));
  });
  const [first] = meant;
  const matched = first!.coded.codes.map((_, i) => (meant.some(({ coded }) => coded.codes[i] === 2) ? 1 : 0));
  const is = meant.length === 1 ? { has: foldText(values[0]!) } : { in: values.map(foldText) };
  return {
    matched: Uint8Array.from(matched),
    rule: { attribute: first!.source, is, who: `${humanise(first!.header)} ${values.join(" or ")}` },
  };
}

async function rowsWhere(
  { source, rule }: Feature,
  reader: ColumnReader,
  holds: (value: Value | null) => boolean,
): Promise<Uint8Array> {
  const { texts } = await reader.dictionary(source);
  const [codes] = await reader.codes([source]);
  const read = normaliser(rule);
  const matches = Uint8Array.from(texts, (text) => (holds(read(text)) ? 1 : 0));
  return Uint8Array.from(codes!, (code) => (code < 0 ? 0 : matches[code]!));
}

function valuesOf(features: readonly Feature[]): string[] {
  return features.flatMap(({ coded }) => coded.bins.slice(1).map(({ label }) => label));
}

function noValue(column: string, value: string, known: readonly string[]): string {
  const near = nearest(value, known);
  const hint =
    near.length > 0
      ? `did you mean ${near.map((n) => `"${n}"`).join(" or ")}?`
      : `it has ${known.slice(0, 5).join(", ")}`;
  return `--strategy: no closed deal has "${value}" in "${column}"; ${hint}`;
}

function noColumn({ column }: StrategyWish, examined: readonly Examined[]): string {
  const near = nearest(
    column,
    examined.map(({ feature }) => feature.header),
  );
  const hint =
    near.length > 0
      ? `did you mean ${near.map((n) => `"${n}"`).join(" or ")}?`
      : "weights go by columns that describe the companies or deals";
  return `--strategy: there is no attribute "${column}"; ${hint}`;
}
