import { normaliser } from "../normalise/normalise.ts";
import { tokenMark } from "../normalise/set.ts";
import type { Feature } from "./assemble.ts";

/**
 * Gives the pre-bin code of a raw cell that took no part in the build, such as a prospect's: 0 missing; the number of pre-bins for a
 * value that no deal had.
 */
export function recoder({
  rule,
  coded: { bins, order },
}: Pick<Feature, "rule" | "coded">): (raw: string | null) => number {
  const normalise = normaliser(rule);
  const unseen = bins.length;
  if (rule.kind === "set") {
    const marks = bins.map((bin) => bin.values.map((token) => tokenMark(token, rule)));
    const without = Math.max(
      1,
      bins.findIndex((bin, b) => b > 0 && bin.values.length === 0),
    );
    return (raw) => {
      const set = normalise(raw);
      if (typeof set !== "string") return 0;
      const at = marks.findIndex((own) => own.some((mark) => set.includes(mark)));
      return at > 0 ? at : without;
    };
  }
  if (order === "ordered")
    return (raw) => {
      const x = normalise(raw);
      if (typeof x !== "number") return 0;
      const at = bins.findIndex((bin) => x >= bin.from && x < bin.below);
      return at > 0 ? at : unseen;
    };
  const codeOf = new Map(bins.flatMap((bin, b) => (b === 0 ? [] : bin.values.map((value) => [value, b] as const))));
  return (raw) => {
    const value = normalise(raw);
    return value === null ? 0 : (codeOf.get(String(value)) ?? unseen);
  };
}
