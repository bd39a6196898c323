import type { CodedMatrix } from "../features/matrix.ts";
import type { FilterTest } from "../icp/rule-test.ts";
import type { RuleCondition } from "./rule.ts";

/** 1 per code of the bins that meets a test; a bin meets a range when it lies wholly within it. */
function codesOf(bins: CodedMatrix["attributes"][number]["bins"], is: FilterTest): Uint8Array {
  return Uint8Array.from(bins, (bin, code) => {
    if ("missing" in is) return code === 0 ? 1 : 0;
    if (code === 0) return 0;
    if ("in" in is) return bin.values.length > 0 && bin.values.every((value) => is.in.includes(value)) ? 1 : 0;
    if ("has" in is) return bin.values.includes(is.has) ? 1 : 0;
    if ("lacks" in is) return bin.values.includes(is.lacks) ? 0 : 1;
    const from = is.from ?? Number.NEGATIVE_INFINITY;
    const below = is.below ?? Number.POSITIVE_INFINITY;
    return bin.from >= from && bin.below <= below ? 1 : 0;
  });
}

/** Marks 1 per row that meets every condition of a rule; a row meets no condition on an attribute that the matrix lacks, and none but `missing` where it is not known. */
export function matchesRule(matrix: CodedMatrix, rule: readonly RuleCondition[]): Uint8Array {
  const out = new Uint8Array(matrix.n).fill(1);
  for (const { attribute, is } of rule) {
    const found = matrix.attributes.find(({ name }) => name === attribute);
    const meets = found === undefined ? null : codesOf(found.bins, is);
    for (let i = 0; i < matrix.n; i++) out[i] = out[i]! & (meets?.[found!.codes[i]!] ?? 0);
  }
  return out;
}
