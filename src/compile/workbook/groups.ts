import { InputError } from "../../errors.ts";
import type { Band } from "../../icp/document.ts";
import { aliasTable } from "../../normalise/aliases.ts";
import type { NormaliseRule } from "../../normalise/rule.ts";
import { tokenMark } from "../../normalise/set.ts";
import { foldText } from "../../sql/fold.ts";
import { literal } from "./sheet.ts";

type GroupRule = Extract<NormaliseRule, { kind: "group" }>;

/** What the formula of a grouped set looks for: marks of tokens and of their other spellings, with the code of the band. */
export interface GroupCodes {
  readonly groups: readonly {
    readonly marks: readonly string[];
    readonly keys: readonly string[];
    readonly code: number;
  }[];
  /** Code of a set without any of them; 0 for none. */
  readonly otherwise: number;
  /** Some token has other spellings. */
  readonly spelled: boolean;
}

/** Longest formula that spreadsheets take, with room for what stands around it. */
const MOST = 7000;

/** The groups of a rule with the codes of the bands that their values are in. */
export function groupCodes(
  rule: GroupRule,
  tried: readonly { readonly band: Band; readonly code: number }[],
): GroupCodes {
  const codeOf = (value: string): number =>
    tried.find(({ band: { match } }) => "in" in match && match.in.some((one) => foldText(one) === foldText(value)))
      ?.code ?? 0;
  const spellings = [...aliasTable(rule.aliases ?? {})];
  const groups = rule.groups.map(({ value, tokens }) => {
    const own = new Set(tokens.map(foldText));
    const keys = spellings.filter(([, token]) => own.has(token)).map(([key]) => tokenMark(key, rule));
    return { marks: [...own].map((token) => tokenMark(token, rule)), keys, code: codeOf(value) };
  });
  return { groups, otherwise: codeOf(rule.otherwise), spelled: groups.some(({ keys }) => keys.length > 0) };
}

/** The code of the first group any of whose tokens a set has. */
export function groupFormula({ groups, otherwise }: GroupCodes, tokens: string, squashed: string): string {
  const found = (mark: string, within: string): string => `ISNUMBER(FIND(${literal(mark)},${within}))`;
  const formula = groups.reduceRight((rest, { marks, keys, code }) => {
    const any = [...marks.map((mark) => found(mark, tokens)), ...keys.map((key) => found(key, squashed))];
    return any.length === 0 ? rest : `IF(OR(${any.join(",")}),${code},${rest})`;
  }, String(otherwise));
  if (formula.length > MOST)
    throw new InputError(
      "the list of technologies by role is too long for a workbook's formula: compile to js or sql, or shorten the list",
    );
  return formula;
}
