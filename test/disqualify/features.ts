import type { Feature } from "../../src/features/assemble.ts";
import type { Bin, CodedAttribute, CodedMatrix } from "../../src/features/matrix.ts";
import { rangeLabel } from "../../src/features/number-label.ts";
import { MISSING_TEXTS } from "../../src/normalise/rule.ts";
import { codedMatrix } from "../generators/coded.ts";

const MISSING: Bin = { label: "not known", values: [], from: Number.NaN, below: Number.NaN };
const missing = [...MISSING_TEXTS];

function feature(coded: CodedAttribute, rest: Partial<Feature>): Feature {
  return {
    name: coded.name,
    label: coded.name,
    source: coded.name,
    header: coded.name,
    about: "account",
    family: "firmographic",
    kind: "category",
    rule: { kind: "text", missing },
    numbers: { plain: false, whole: true },
    filled: 1,
    coded,
    ...rest,
  };
}

function coded(name: string, order: CodedAttribute["order"], bins: readonly Bin[], codes: ArrayLike<number>) {
  return { name, order, bins: [MISSING, ...bins], codes: Uint16Array.from(codes), aboutAccount: true };
}

/** Whole numbers cut at the edges: code 1 below the first, and so on. */
export function numberFeature(
  name: string,
  edges: readonly number[],
  codes: ArrayLike<number>,
  rest: Partial<Feature> = {},
) {
  const bins = [...edges, Number.POSITIVE_INFINITY].map((below, i): Bin => {
    const from = i === 0 ? Number.NEGATIVE_INFINITY : edges[i - 1]!;
    return {
      label: rangeLabel(from, below, { plain: rest.numbers?.plain ?? false, whole: true }),
      values: [],
      from,
      below,
    };
  });
  return feature(coded(name, "ordered", bins, codes), {
    kind: "number",
    rule: { kind: "number", missing, decimal: "." },
    ...rest,
  });
}

/** A category: code 1 is the first value. */
export function categoryFeature(
  name: string,
  values: readonly string[],
  codes: ArrayLike<number>,
  rest: Partial<Feature> = {},
) {
  const bins = values.map((v): Bin => ({ label: v, values: [v.toLowerCase()], from: Number.NaN, below: Number.NaN }));
  return feature(coded(name, "unordered", bins, codes), rest);
}

/** Has (code 2) or has not (code 1) a tool. */
export function toolFeature(name: string, tool: string, codes: ArrayLike<number>, rest: Partial<Feature> = {}) {
  const none = { from: Number.NaN, below: Number.NaN };
  const bins: Bin[] = [
    { label: `without ${tool}`, values: [], ...none },
    { label: `has ${tool}`, values: [tool.toLowerCase()], ...none },
  ];
  return feature(coded(name, "unordered", bins, codes), {
    kind: "flag",
    family: "technographic",
    header: "Tech stack",
    label: `Tech stack: ${tool}`,
    ...rest,
  });
}

/** The matrix of some features. */
export function matrixFor(
  features: readonly Feature[],
  y: ArrayLike<number>,
  rest: Partial<Omit<CodedMatrix, "attributes" | "y" | "n">> = {},
): CodedMatrix {
  return codedMatrix(
    features.map((f) => f.coded),
    y,
    rest,
  );
}
