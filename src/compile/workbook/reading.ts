import { cutOf, type SetRule } from "../../normalise/set.ts";
import { foldText } from "../../sql/fold.ts";
import type { Card, WorkbookSource } from "./cards.ts";
import { groupFormula } from "./groups.ts";
import type { BandList } from "./lists.ts";
import type { Ranges } from "./lists-sheet.ts";
import { numberSteps } from "./number-steps.ts";
import { columnLetters, formula, literal, type Sheet } from "./sheet.ts";
import { folded, isOneOf, type Steps, squashed, stepsOf } from "./steps.ts";

/** Steps by name: per source its reading, per attribute `code` and `band`. */
export function readingSteps(
  cards: readonly Card[],
  sources: readonly WorkbookSource[],
  ranges: ReadonlyMap<Card, Ranges>,
): Steps {
  const steps = stepsOf();
  const values = new Map<string, string>();
  for (const [i, { source, header, rule }] of sources.entries()) {
    const cell = `Score!$${columnLetters(i + 1)}{row}`;
    const { missing } = ranges.get(cards.find(({ attribute }) => attribute.source === source)!)!;
    const key = `s${i}`;
    if (rule.kind === "number") values.set(source, numberSteps(steps, key, header, cell, rule.decimal, missing));
    else values.set(source, `{${steps.add(`${key}_text`, header, folded(`${cell}&""`))}}`);
    if (rule.kind === "set") steps.add(`${key}_tokens`, `${header}: tokens`, tokensFormula(cell, rule));
    const spelled = cards.some(
      ({ attribute, list }) =>
        attribute.source === source && (list.aliases.length > 0 || list.groups?.spelled === true),
    );
    if (!spelled) continue;
    const [text, keep] = rule.kind === "set" ? [`{${key}_tokens}`, cutOf(rule)] : [`{${key}_text}`, ""];
    steps.add(`${key}_squashed`, `${header}: without blanks and signs`, squashed(text, keep));
  }
  for (const [k, one] of cards.entries()) {
    const { title: name, attribute, list, card, rule } = one;
    const i = sources.findIndex(({ source }) => source === attribute.source);
    const value = values.get(attribute.source)!;
    const read: Read = { value, tokens: `{s${i}_tokens}`, squashed: `{s${i}_squashed}` };
    const own = ranges.get(one)!;
    const set = sources[i]!.rule;
    if (rule.kind === "count" && set.kind === "set") {
      const cut = literal(cutOf(set));
      const count = countFormula(read.value, read.tokens, cut, own.missing);
      read.value = `{${steps.add(`a${k}_count`, `${name}: count`, count)}}`;
    }
    const alias =
      list.aliases.length === 0
        ? null
        : `{${steps.add(`a${k}_also`, `${name}: other spelling`, aliasFormula(list, read.squashed, own))}}`;
    const found = `{${steps.add(`a${k}_own`, `${name}: own spelling`, codeFormula(list, read, own))}}`;
    const both = list.kind === "set" ? `MAX(${found},${alias})` : `IF(${alias}>0,${alias},${found})`;
    steps.add(`a${k}_code`, `${name}: code`, alias === null ? found : `IF(${found}=-1,-1,${both})`);
    const other = list.other === 0 ? "0" : `IF({a${k}_code}=0,${list.other},0)`;
    steps.add(`a${k}_band`, `${name}: band`, `IF({a${k}_code}>0,${card.bands.length + 1}-{a${k}_code},${other})`);
  }
  return steps;
}

/** Steps of an attribute's source. */
interface Read {
  value: string;
  readonly tokens: string;
  readonly squashed: string;
}

/** The number of tokens; `""` when missing. */
function countFormula(value: string, tokens: string, cut: string, missing: string | null): string {
  const plain = [1, 2, 3, 4].reduce((text) => `SUBSTITUTE(${text},${cut}&${cut},${cut})`, tokens);
  const count = `LEN(${plain})-LEN(SUBSTITUTE(${plain},${cut},""))-1`;
  return `IF(OR(${value}="",${isOneOf(value, missing)}),"",${count})`;
}

/** As `keepSeparators` and `tokens` do it. */
function tokensFormula(cell: string, rule: SetRule): string {
  const cut = cutOf(rule);
  const signs = [...new Set(rule.separators)];
  const odd = signs.filter((sign) => foldText(sign) !== sign);
  const others = signs.filter((sign) => foldText(sign) === sign && sign !== cut);
  const replaced = (text: string, sign: string): string => {
    const written = sign < " " ? `CHAR(${sign.codePointAt(0)})` : literal(sign);
    return `SUBSTITUTE(${text},${written},${literal(cut)})`;
  };
  const unified = others.reduce(replaced, folded(odd.reduce(replaced, `${cell}&""`)));
  const wrapped = `${literal(cut)}&${unified}&${literal(cut)}`;
  return [`${cut} `, ` ${cut}`].reduce(
    (text, spaced) => `SUBSTITUTE(${text},${literal(spaced)},${literal(cut)})`,
    wrapped,
  );
}

/** The code of the value that another spelling stands for; 0 for none. */
function aliasFormula(list: BandList, squashed: string, { aliases, aliasCodes }: Ranges): string {
  return list.kind === "set"
    ? `SUMPRODUCT(MAX(ISNUMBER(FIND(${aliases},${squashed}))*${aliasCodes}))`
    : `SUMPRODUCT(EXACT(${aliases},${squashed})*${aliasCodes})`;
}

/** The greatest code that fits; 0 when a known value fits none; -1 when missing. */
function codeFormula(list: BandList, { value, tokens, squashed }: Read, ranges: Ranges): string {
  if (list.kind === "number") {
    const fits = `SUMPRODUCT(MAX((${value}>=${ranges.from})*(${value}<${ranges.below})*${ranges.codes}))`;
    return `IF(ISNUMBER(${value}),${ranges.from === null ? "0" : fits},-1)`;
  }
  if (list.groups !== null) {
    const code = groupFormula(list.groups, tokens, squashed);
    return `IF(OR(${value}="",${isOneOf(value, ranges.missing)}),-1,${code})`;
  }
  if (list.kind === "text") {
    const found = ranges.texts === null ? "0" : `SUMPRODUCT(EXACT(${ranges.texts},${value})*${ranges.codes})`;
    return `IF(${value}="",-1,${found})`;
  }
  const found =
    ranges.texts === null ? "0" : `SUMPRODUCT(MAX(ISNUMBER(FIND(${ranges.texts},${tokens}))*${ranges.codes}))`;
  return `IF(OR(${value}="",${isOneOf(value, ranges.missing)}),-1,${found})`;
}

/** The addresses that stand for the steps of one row. */
export function placed(steps: Steps, sheet: string): (text: string, row: number) => string {
  const letters = new Map(steps.list.map(({ name }, k) => [name, columnLetters(k)]));
  return (text, row) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === "row" ? String(row) : `${sheet}$${letters.get(name)!}${row}`,
    );
}

/** The sheet with the steps of every row. */
export function readingSheet(steps: Steps, count: number): Sheet {
  const at = placed(steps, "");
  const rows = Array.from({ length: count }, (_, i) => steps.list.map(({ text }) => formula(at(text, i + 2))));
  return {
    name: "Reading",
    columns: steps.list.map(() => ({ width: 14, entry: false })),
    headings: 1,
    rows: [steps.list.map(({ heading }) => heading), ...rows],
  };
}
