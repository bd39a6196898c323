import type { CodedMatrix } from "../features/matrix.ts";
import { averaged } from "./averaged.ts";
import { mergeBands } from "./merge-bands.ts";
import type { Posterior } from "./posterior.ts";
import { winRate } from "./rows.ts";
import { sameStory } from "./same-story.ts";
import {
  asBands,
  type Candidate,
  candidateOf,
  cutFine,
  type Fitted,
  fitted,
  lawfulTogether,
  SAME_STORY,
  STEADY,
  type SteadyAttribute,
  type SteadyModel,
  type SteadyOptions,
  screened,
} from "./steady.ts";
import { COARSE } from "./steady-bands.ts";
import { centred, offsetOf, supportOf } from "./support.ts";

/** What a person declared of an attribute: its effects per bin, as far as the deals support them. */
interface Said {
  readonly index: number;
  readonly target: Float64Array;
}

/** An attribute that may be in the card: the deals' own bands, or nothing but what was declared. */
interface Entry {
  readonly index: number;
  readonly said: Said | null;
  readonly column: Candidate | null;
}

/** A declared attribute in which all deals are alike counts as if this share of its declared spread were seen. */
const UNSEEN = 0.5;

function saidOf(matrix: CodedMatrix, counts: readonly Float64Array[]): Said[] {
  return matrix.attributes.flatMap(({ declared }, index) =>
    declared === undefined ? [] : [{ index, target: centred(declared, counts[index]!) }],
  );
}

function sd(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((a, b) => a + b, 0);
  if (total === 0) return 0;
  const mean = values.reduce((sum, v, i) => sum + v * weights[i]!, 0) / total;
  return Math.sqrt(values.reduce((sum, v, i) => sum + weights[i]! * (v - mean) ** 2, 0) / total);
}

/** Effect per bin: what was declared and what the deals add to it; 0 for missing. */
function effectPerCode({ said, column }: Entry, effects: Float64Array | null, bins: number): Float64Array {
  return Float64Array.from({ length: bins }, (_, c) => {
    if (c === 0) return 0;
    const band = column === null ? 0 : column.bandOf[c]!;
    return (said?.target[c] ?? 0) + (band === 0 || effects === null ? 0 : effects[band - 1]!);
  });
}

/** SD of what an attribute contributes, over all rows; what was declared is not forgotten because all deals so far are alike. */
function heaviness(entry: Entry, effects: Float64Array | null, count: Float64Array, n: number): number {
  const each = Array.from(effectPerCode(entry, effects, count.length)).slice(1);
  const rows = Array.from(count).slice(1);
  const seen = sd(each, rows) * Math.sqrt(rows.reduce((a, b) => a + b, 0) / n);
  if (entry.said === null) return seen;
  const values = [...new Set(Array.from(entry.said.target).slice(1))];
  const declared = sd(
    values,
    values.map(() => 1),
  );
  return Math.max(seen, UNSEEN * declared);
}

function heaviest(entries: readonly (Entry & { readonly weight: number })[], most: number): Entry[] {
  const kept: Entry[] = [];
  for (const entry of [...entries].sort((a, b) => b.weight - a.weight || a.index - b.index)) {
    if (kept.length === most) break;
    const { column } = entry;
    const told = kept.some(
      (other) =>
        column !== null && other.column !== null && sameStory(asBands(other.column), asBands(column), SAME_STORY),
    );
    if (!told) kept.push(entry);
  }
  return kept;
}

/** Leaves out, one at a time, what the deals are more probable without; of a declared attribute that is what they add to it. */
function pruned(start: Fitted, declared: number, y: Uint8Array, options: SteadyOptions): Fitted {
  let { columns, fit } = start;
  while (columns.length > (declared > 0 ? 0 : 1)) {
    const without = fit.without();
    const worst = without.reduce((a, value, j) => (value > without[a]! ? j : a), 0);
    if (without[worst]! <= 0) break;
    columns = columns.filter((_, j) => j !== worst);
    const warm: Posterior = { ...fit, effects: fit.effects.filter((_, j) => j !== worst) };
    fit = averaged(columns, y, options, warm);
  }
  return { columns, fit };
}

/** Bins that earn the same, neighbours where there is an order, as bands; those that no deal is in count as one deal. */
function mergedByCode(
  matrix: CodedMatrix,
  entry: Entry,
  effects: Float64Array | null,
  count: Float64Array,
  { merging }: SteadyOptions,
): SteadyAttribute {
  const { order, bins } = matrix.attributes[entry.index]!;
  const each = effectPerCode(entry, effects, bins.length);
  const groupOf = new Uint8Array(bins.length);
  const starts = new Map<string, number>();
  const values: number[] = [];
  const rows: number[] = [];
  let last = Number.NaN;
  for (let c = 1; c < bins.length; c++) {
    const key = String(each[c]!);
    const group = order === "ordered" ? (each[c] === last ? values.length - 1 : undefined) : starts.get(key);
    if (group === undefined) {
      starts.set(key, values.length);
      values.push(each[c]!);
      rows.push(1);
    }
    groupOf[c] = group ?? values.length - 1;
    rows[groupOf[c]!] = rows[groupOf[c]!]! + count[c]!;
    last = each[c]!;
  }
  const merged = mergeBands(Float64Array.from(values), Float64Array.from(rows), order, { ...merging, least: 1 });
  const bandOf = groupOf.map((group, c) => (c === 0 ? 0 : merged.group[group]! + 1));
  return {
    index: entry.index,
    banding: { bandOf, bands: merged.means.length + 1 },
    effects: Float64Array.of(0, ...merged.means),
    declared: true,
  };
}

/**
 * The fit for few deals where a person declared what some attributes are worth. Effects are drawn not toward none but toward what was
 * declared, as far as the deals support it (statistics.md section 5); by how much is learned as in the fit without.
 *
 * @param counts rows per code of each attribute @param y outcome of each of the rows, both present
 */
export function fitDeclared(
  matrix: CodedMatrix,
  rows: Int32Array,
  counts: readonly Float64Array[],
  y: Uint8Array,
  options: SteadyOptions = STEADY,
): SteadyModel {
  const n = rows.length;
  const rate = winRate(y, options.weights);
  const whole = saidOf(matrix, counts);
  const isSaid = new Set(whole.map(({ index }) => index));
  const all = matrix.attributes.flatMap((_, j) => candidateOf(matrix, j, counts[j]!, rows, COARSE) ?? []);
  const own = all.filter(({ index }) => isSaid.has(index));
  const others = screened(
    all.filter(({ index }) => !isSaid.has(index)),
    y,
    rate,
    options.weights,
  );
  const columns = [...own, ...others].sort((a, b) => a.index - b.index);
  const { mean: share } = supportOf(own, y, offsetOf(matrix, rows, whole), options.steps, options.weights);
  const said = whole.map(({ index, target }): Said => ({ index, target: target.map((z) => share * z) }));
  const first = averaged(columns, y, { ...options, offset: offsetOf(matrix, rows, said) });
  const entries = entriesOf(columns, said).map((entry) => {
    const effects = entry.column === null ? null : first.effects[columns.indexOf(entry.column)]!;
    return { ...entry, weight: heaviness(entry, effects, counts[entry.index]!, n) };
  });
  const chosen = heaviest(entries, options.most);
  const kept = chosen.flatMap(({ said: one }) => (one === null ? [] : [one]));
  const how = { ...options, offset: offsetOf(matrix, rows, kept) };
  const start = chosen.flatMap(({ column }) => (column === null ? [] : [column]));
  const lawful = lawfulTogether(matrix, rows, counts, y, fitted(start, y, how), how);
  const told = options.prune ? pruned(lawful, kept.length, y, how) : lawful;
  const last = cutFine(matrix, rows, counts, y, told, how);
  const attributes = entriesOf(last.columns, kept).map((entry): SteadyAttribute => {
    const { index, column } = entry;
    const effects = column === null ? null : last.fit.effects[last.columns.indexOf(column)]!;
    if (entry.said !== null) return mergedByCode(matrix, entry, effects, counts[index]!, options);
    const { order } = matrix.attributes[index]!;
    const { group, means } = mergeBands(effects!, column!.count, order, options.merging);
    const bandOf = Uint8Array.from(column!.bandOf, (b) => (b === 0 ? 0 : group[b - 1]! + 1));
    return { index, banding: { bandOf, bands: means.length + 1 }, effects: Float64Array.of(0, ...means) };
  });
  return { intercept: last.fit.intercept, attributes };
}

/** The declared attributes by bands that do not look at the outcome, and what was declared of each row. */
export function declaredColumns(
  matrix: CodedMatrix,
  rows: Int32Array,
): { readonly columns: readonly Candidate[]; readonly offset: Float64Array } {
  const counts = matrix.attributes.map(({ bins, codes }) => {
    const count = new Float64Array(bins.length);
    for (const r of rows) count[codes[r]!] = count[codes[r]!]! + 1;
    return count;
  });
  const said = saidOf(matrix, counts);
  return {
    columns: said.flatMap(({ index }) => candidateOf(matrix, index, counts[index]!, rows, COARSE) ?? []),
    offset: offsetOf(matrix, rows, said),
  };
}

/** One entry per attribute that has bands of its own, or was declared, by index. */
function entriesOf(columns: readonly Candidate[], said: readonly Said[]): Entry[] {
  const indexes = [...new Set([...columns, ...said].map(({ index }) => index))].sort((a, b) => a - b);
  return indexes.map((index) => ({
    index,
    said: said.find((one) => one.index === index) ?? null,
    column: columns.find((one) => one.index === index) ?? null,
  }));
}
