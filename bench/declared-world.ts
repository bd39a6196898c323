import type { CodedMatrix } from "../src/features/matrix.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom, type Random } from "../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "../test/generators/coded.ts";

/** What a person got right: how far the declared points follow what the attributes are worth. */
export type Hypothesis = "none" | "exact" | "fair" | "random" | "opposite";

export const HYPOTHESES: readonly Hypothesis[] = ["none", "exact", "fair", "random", "opposite"];

const BINS = 6;
const DECLARED = 5;
const ATTRIBUTES = 12;
/** SD of a bin's effect in the attributes that count, by attribute. */
const SIZES = [0.5, 0.4, 0.3, 0.3, 0.2, 0.3, 0.2];
/** Spread of points between the bins of a declared attribute, in logits at full support. */
const DECLARED_SD = 0.35;

function normal(random: Random): number {
  return normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
}

/** Effects of SD 1 that sum to none; along the bins where there is an order, with a bend. */
function shape(random: Random, ordered: boolean): number[] {
  const slope = random.next() < 0.5 ? -1 : 1;
  const raw = Array.from({ length: BINS }, (_, b) => {
    const line = slope * ((b - (BINS - 1) / 2) / 1.7);
    return ordered ? 0.8 * line + 0.6 * normal(random) : normal(random);
  });
  const mean = raw.reduce((a, b) => a + b, 0) / BINS;
  const sd = Math.sqrt(raw.reduce((a, x) => a + (x - mean) ** 2, 0) / BINS);
  return raw.map((x) => (x - mean) / sd);
}

/** A made-up market: what its attributes are worth, what a person says, and deals for ever. */
export interface DeclaredWorld {
  /** @param stream 1 for the deals learned from, 2 for fresh ones */
  draw(stream: number, n: number): CodedMatrix;
  /** The matrix with what the person declared. */
  told(matrix: CodedMatrix, hypothesis: Hypothesis): CodedMatrix;
}

export function declaredWorld(seed: number): DeclaredWorld {
  const random = createRandom(seed, 211);
  const shapes = Array.from({ length: ATTRIBUTES }, (_, j) => shape(random, j % 2 === 0));
  const others = Array.from({ length: ATTRIBUTES }, (_, j) => shape(random, j % 2 === 0));
  const said = (j: number, hypothesis: Exclude<Hypothesis, "none">): number[] => {
    const [own, other] = [shapes[j]!, others[j]!];
    if (hypothesis === "exact") return own.map((x) => (x * SIZES[j]!) / DECLARED_SD);
    if (hypothesis === "fair") return own.map((x, b) => 0.7 * x + 0.7 * other[b]!);
    return hypothesis === "random" ? other : own.map((x) => -x);
  };
  return {
    draw(stream, n) {
      const own = createRandom(seed, 223, stream);
      const attributes = Array.from({ length: ATTRIBUTES }, (_, j) =>
        codedAttribute(
          `a${j}`,
          j % 2 === 0 ? "ordered" : "unordered",
          BINS,
          Array.from({ length: n }, () => (own.next() < 0.1 ? 0 : 1 + own.int(BINS))),
        ),
      );
      const y = Array.from({ length: n }, (_, i) => {
        const logit = SIZES.reduce((sum, size, j) => {
          const code = attributes[j]!.codes[i]!;
          return sum + (code === 0 ? 0 : size * shapes[j]![code - 1]!);
        }, -0.8);
        return own.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      });
      return codedMatrix(attributes, y);
    },
    told(matrix, hypothesis) {
      if (hypothesis === "none") return matrix;
      const attributes = matrix.attributes.map((attribute, j) =>
        j < DECLARED
          ? { ...attribute, declared: Float64Array.of(0, ...said(j, hypothesis).map((x) => DECLARED_SD * x)) }
          : attribute,
      );
      return { ...matrix, attributes };
    },
  };
}
